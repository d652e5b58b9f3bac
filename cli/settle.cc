#include "cli/settle.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "cli/exit_codes.h"
#include "cli/receipt.h"
#include "core/format/width.h"
#include "core/law/evidence_kinds.h"
#include "core/law/rules.h"
#include "core/ledger/ledger_error.h"
#include "core/usage/import.h"

namespace govcloud {

Instant now_of(Desk& desk) {
  const auto text = desk.variable("GOVCLOUD_NOW");
  if (text.empty()) return desk.clock();
  const auto now = parse_instant(text);
  if (!now)
    throw InputError(78, message(N_("GOVCLOUD_NOW: '{0}' is not an RFC 3339 time"), text),
                     message(N_("write it like 2026-03-02T09:00:00+08:00")));
  return *now;
}

namespace {

/// The event of --as-of 41, or nothing for a date. Throws BadWords for what is neither.
std::optional<std::uint64_t> event_of(const std::string& as_of) {
  std::uint64_t event = 0;
  const auto [end, error] = std::from_chars(as_of.data(), as_of.data() + as_of.size(), event);
  if (error == std::errc{} && end == as_of.data() + as_of.size()) return event;
  if (!parse_date(as_of))
    bad_words(message(N_("--as-of: '{0}' is neither a date nor an event's number"), as_of), message(N_("write it as YYYY-MM-DD, or as 41")));
  return std::nullopt;
}

/// The ledger as it was recorded until the end of a day, or up to an event: the journal's beginning,
/// derived anew.
Ledger ledger_as_of(Ledger& whole, const std::string& as_of) {
  const auto event = event_of(as_of);
  auto db = Database::in_memory();
  db.run(enduring_schema());
  db.run(derived_schema());
  if (event) copy_journal(whole.db(), db, *event);
  else copy_journal(whole.db(), db, start_of(*parse_date(as_of) + std::chrono::days{1}, whole.offset()));
  if (event && read_head(db).seq != *event)
    throw LedgerError(16, message(N_("no act of this ledger ends with event {0}"), *event), message(N_("see them with: govcloud log")));
  const auto books = replay(db);
  if (books.ledger.id.empty())
    throw LedgerError(16, message(N_("on {0} this ledger was not there yet"), as_of));
  store_all(db, books, read_head(db).seq);
  copy_usage(whole.db(), db);
  return Ledger(std::move(db));
}

/// With -v: which ledger answers, how far it goes, and under what.
void tell_ledger(Desk& desk, const Common& common, Counter& counter) {
  const auto at = stamp(counter.ledger);
  const auto& info = counter.ledger.info();
  desk.err << "govcloud: "
           << say(common.lang, N_("ledger {0} in {1}: event {2}, head {3}; policy {4}, today {5}"), info.id,
                  printable(common.ledger), at.seq, at.head, counter.ledger.policy().id, to_text(counter.today()))
           << "\n";
}

}  // namespace

Signer signer_of(const Desk& desk, const Common& common) {
  return {common.sign_with, desk.variable("SSH_AUTH_SOCK"), desk.variable("HOME"),
          desk.in_is_terminal && desk.err_is_terminal && !common.no_input};
}

ErrorInfo error_of(const LedgerError& e, const Common& common) {
  ErrorInfo error;
  error.code = code_of_exit(e.exit), error.exit = e.exit;
  error.message = e.told(common.lang), error.hint = e.mend(common.lang);
  if (e.exit == 10 || e.exit == 73) error.object = common.ledger;
  if (e.event != 0) error.object = std::to_string(e.event);
  return error;
}

void want_ledger(const std::string& path) {
  if (path.empty())
    bad_words(message(N_("no ledger is named")), message(N_("name one: --ledger FILE or GOVCLOUD_LEDGER")));
}

Counter open_counter(Desk& desk, const Common& common, Database::Mode mode) {
  if (desk.bulk != nullptr) return {desk.bulk->counter->kept, desk.bulk->counter->ledger, desk.bulk->counter->now, desk.bulk->counter->signer};
  want_ledger(common.ledger);
  auto ledger = std::make_shared<Ledger>(Ledger::open(common.ledger, mode, static_cast<int>(common.wait_seconds)));
  Counter counter{ledger, *ledger, now_of(desk), signer_of(desk, common)};
  if (!desk.variable("GOVCLOUD_NOW").empty() && !counter.ledger.info().test)
    throw LedgerError(78, message(N_("GOVCLOUD_NOW is set, but this ledger was not made with init --test")),
                      message(N_("unset GOVCLOUD_NOW")));
  counter.ledger.set_today(counter.today());
  if (common.verbose) tell_ledger(desk, common, counter);
  if (common.as_of.empty()) return counter;
  auto then = std::make_shared<Ledger>(ledger_as_of(counter.ledger, common.as_of));
  const auto date = parse_date(common.as_of);
  const auto moment = date ? start_of(*date + std::chrono::days{1}, then->offset()) - std::chrono::seconds{1} : read_head(then->db()).recorded;
  then->set_today(local_date(moment, then->offset()));
  return {then, *then, std::min(counter.now, moment), counter.signer};
}

Today today_of(Counter& counter) {
  return {counter.today(), counter.ledger.offset(),
          [&ledger = counter.ledger]() -> const Calendar& { return ledger.calendar(); }};
}

LedgerStamp stamp(Ledger& ledger) {
  const auto head = read_head(ledger.db());
  return {ledger.info().id, static_cast<std::int64_t>(head.seq), hex(head.hash)};
}

// -- the act -------------------------------------------------------------------------------------

namespace {

/// --on as an instant: a time as it is, a date as the day's last moment that is not in the future.
Instant effective_of(const Common& common, const Counter& counter) {
  if (const auto instant = parse_instant(common.on)) return *instant;
  const auto date = parse_date(common.on);
  if (!date)
    bad_words(message(N_("--on: '{0}' is neither a date nor an RFC 3339 time"), common.on));
  return start_of(*date, counter.ledger.offset());
}

void read_when(const Common& common, const Counter& counter, Acting& acting) {
  acting.recorded = acting.effective = counter.now;
  if (common.on.empty()) return;
  const auto offset = counter.ledger.offset();
  acting.effective = effective_of(common, counter);
  if (acting.effective > counter.now)
    bad_words(message(N_("--on: {0} is in the future"), common.on),
              message(N_("give the day on which it happened")));
  if (local_date(acting.effective, offset) == counter.today()) return;  // today is not late
  if (is_blank(common.late_reason))
    bad_words(message(N_("--on: an act that is entered late says why")),
              message(N_("add: --late-reason TEXT")));
  want_text(common.late_reason, "--late-reason");
  acting.is_late = true;
  acting.late_reason = common.late_reason;
}

void want_kind(const std::string& kind, const Policy& policy, const std::string& option) {
  if (std::find(kEvidenceKinds.begin(), kEvidenceKinds.end(), kind) != kEvidenceKinds.end()) return;
  if (std::find(policy.evidence_kinds.begin(), policy.evidence_kinds.end(), kind) !=
      policy.evidence_kinds.end())
    return;
  bad_words(message(N_("{0}: there is no kind of paper '{1}'"), option, kind),
            message(N_("the kinds are: {0}"), fmt::format("{}", fmt::join(kEvidenceKinds, ", "))));
}

}  // namespace

Counterfoil::Counterfoil(const Counter& counter, const Common& common, std::string verb)
    : counter_(counter) {
  act.verb = std::move(verb), act.key = common.key, act.dry_run = common.dry_run;
  act.yes = common.yes, act.signer = counter.signer;
  if (common.key.size() > 255) bad_words(message(N_("--key: a key has at most 255 bytes")));
  want_text(common.key, "--key");
  if (common.as.empty())
    bad_words(message(N_("who acts is not said")), message(N_("name the person: --as PERSON or GOVCLOUD_AS")));
  act.acting.person = common.as, act.acting.for_person = common.for_person;
  if (common.for_person == common.as) act.acting.for_person.clear();  // in their own place
  read_when(common, counter, act.acting);
  if (common.expect) {
    if (*common.expect < 0) bad_words(message(N_("--expect: an event's number is not negative")));
    act.expect_seq = static_cast<std::uint64_t>(*common.expect);
  }
  for (const auto& word : common.attach) add_paper(word, "--attach");
}

/// So many papers of an act stay open until they are kept.
constexpr std::size_t kOpenPapersMax = 64;

Paper& Counterfoil::add_paper(const std::string& kind_and_file, const std::string& option) {
  const auto [kind, path] = key_value(kind_and_file, option);
  want_kind(kind, const_cast<Ledger&>(counter_.ledger).policy(), option);
  files_.push_back(std::make_unique<EvidenceFile>(path));
  if (files_.size() > kOpenPapersMax) files_.back()->rest();
  act.files.push_back(files_.back().get());
  Paper paper;
  paper.kind = kind, paper.name = printable(files_.back()->name());
  paper.digest = hex(files_.back()->digest()), paper.size_bytes = files_.back()->size_bytes();
  act.acting.papers.push_back(std::move(paper));
  return act.acting.papers.back();
}

// -- the answer ----------------------------------------------------------------------------------

namespace {

ErrorInfo error_of(const Refusal& no, Lang lang) {
  ErrorInfo error;
  error.code = name_of(no.reason), error.exit = exit_of(no.reason);
  error.message = no.message.empty() ? no.detail : say(lang, no.message.id.c_str(), no.message.args);
  error.object = no.object, error.rule = no.rule;
  if (!no.hint.empty()) error.hint = say(lang, no.hint.id.c_str(), no.hint.args);
  if (error.exit == 12 || error.exit == 14) cite(error, no.citation, lang);
  return error;
}

/// What may not be found, in the words of the person who looks for it.
std::string noun(Lang lang, std::string_view what) {
  static constexpr Sentence kNouns[] = {
      N_("assessment"), N_("authority"), N_("breach"), N_("class"),    N_("duty"),     N_("event"),  N_("finding"), N_("incident"), N_("item"),     N_("key"),
      N_("line"),      N_("measure"), N_("order"),   N_("paper"),    N_("period"), N_("person"), N_("provider"), N_("quantity"), N_("record"),  N_("request"),
      N_("resource"),  N_("settlement"), N_("system"), N_("unit"), N_("using unit"), N_("zone")};
  const auto found = std::find_if(std::begin(kNouns), std::end(kNouns),
                                  [&](const Sentence& one) { return one.id == what; });
  return found != std::end(kNouns) ? say(lang, *found) : std::string(what);
}

ErrorInfo error_of(const NotFound& no, Lang lang) {
  ErrorInfo error;
  error.code = "not_found", error.exit = 16, error.object = no.id;
  error.message = say(lang, N_("there is no {0} '{1}'"), noun(lang, no.what), no.id);
  if (!no.hint.empty()) error.hint = say(lang, no.hint.id.c_str(), no.hint.args);
  return error;
}

ErrorInfo error_of(const Conflict& conflict) {
  ErrorInfo error;
  error.code = "conflict", error.exit = 13, error.object = conflict.object;
  error.message = conflict.message;
  return error;
}

Json receipt_json(const ReceiptLine& line, const Recorded& recorded, bool dry_run) {
  Json item = Json::object();
  item.set("id", dry_run && line.numbered ? Json() : Json(line.id));
  item.set("stage", line.stage.empty() ? Json() : Json(line.stage));
  item.set("seq", recorded.seq == 0 ? Json() : Json(recorded.seq));
  item.set("replayed", recorded.replayed).set("dry_run", dry_run);
  const bool due = line.deadline != nullptr && line.deadline->due_on.has_value();
  item.set("rule", line.deadline != nullptr ? Json(line.deadline->rule) : Json());
  item.set("article", line.deadline != nullptr ? Json(line.deadline->article) : Json());
  item.set("due_on", due ? Json(to_text(*line.deadline->due_on)) : Json());
  item.set("provisional", due ? Json(line.deadline->provisional) : Json());
  return item;
}

/// A line as it is printed. In a dry run no number is given, so none is told: "R-…".
Receipt receipt_of(const Common& common, const ReceiptLine& line, const Recorded& recorded, bool dry_run) {
  const bool hide = dry_run && line.numbered;
  auto message = line.message;
  if (hide && !message.args.empty() && message.args.front() == line.id)
    message.args.front() = line.id.substr(0, line.id.find('-') + 1) + "…";
  auto text = say(common.lang, message);
  if (dry_run) text = say(common.lang, N_("dry run: {0}"), text);
  return {hide ? "" : line.id, std::move(text), receipt_json(line, recorded, dry_run)};
}

}  // namespace

int settle_no(Desk& desk, const Common& common, const No& no) {
  return std::visit([&](const auto& n) { return report_error(desk, common, error_of(n, common.lang)); }, no);
}

namespace {

/// The policy of the clocks that an act starts: a request keeps its own, whatever was adopted since.
std::string policy_of(Ledger& ledger, const std::vector<Event>& events) {
  if (ledger.info().adopted.empty()) return ledger.info().policy;
  std::string digest;
  for (const auto& event : events)
    std::visit([&](const auto& fact) {
      if constexpr (requires { fact.clocks.started; })
        if (!fact.clocks.started.empty()) digest = fact.clocks.started.front().policy_digest;
    }, event.fact);
  return ledger.policy(digest).id;
}

}  // namespace

Settled settled(const Common& common, Counter& counter, const Act& act, const Outcome& outcome, bool papers) {
  if (const auto* no = std::get_if<No>(&outcome))
    return {std::visit([&](const auto& n) { return error_of(n, common.lang); }, *no), {}, false};
  if (const auto* conflict = std::get_if<Conflict>(&outcome)) return {error_of(*conflict), {}, false};
  const auto& recorded = std::get<Recorded>(outcome);
  Settled done{{}, {}, recorded.replayed};
  for (const auto& line : receipt(recorded.events, policy_of(counter.ledger, recorded.events), papers, counter.ledger.offset()))
    done.receipts.push_back(receipt_of(common, line, recorded, act.dry_run));
  return done;
}

int tell(Desk& desk, const Common& common, const LedgerStamp& ledger, const Settled& settled) {
  if (settled.error) return report_error(desk, common, *settled.error);
  if (settled.replayed && common.verbose)
    desk.err << "govcloud: " << say(common.lang, N_("replayed: the key was used before")) << "\n";
  return print_receipts(desk, common, {"receipt", ledger}, settled.receipts);
}

Receipts::Receipts(Desk& desk, const Common& common, std::string thing, std::size_t expected)
    : desk_(desk), common_(common), thing_(std::move(thing)),
      together_(expected > 1 && !is_plain_form(form_of(common))) {}

int Receipts::add(const Settled& done, const LedgerStamp& ledger) {
  if (done.error) {
    const int printed = finish(ledger);
    const int exit = report_error(desk_, common_, *done.error);
    return printed != 0 ? printed : exit;
  }
  if (!together_) return print_receipts(desk_, common_, {thing_, ledger}, done.receipts);
  kept_.insert(kept_.end(), done.receipts.begin(), done.receipts.end());
  return 0;
}

int Receipts::finish(const LedgerStamp& ledger) {
  if (kept_.empty()) return 0;
  const auto kept = std::exchange(kept_, {});
  // Of several, also one that is left alone stands among items.
  if (kept.size() == 1 && form_of(common_) == "json" && !common_.quiet)
    return emit(desk_, common_, envelope({thing_, ledger}, "items", Json(Json::Array{kept[0].item})));
  return print_receipts(desk_, common_, {thing_, ledger}, kept);
}

int settle(Desk& desk, const Common& common, Counter& counter, const Act& act, const Outcome& outcome,
           bool papers) {
  return tell(desk, common, stamp(counter.ledger), settled(common, counter, act, outcome, papers));
}

}  // namespace govcloud
