#include "core/ledger/legality.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/format/input_error.h"
#include "core/format/width.h"
#include "core/law/measure.h"
#include "core/law/rejudge.h"
#include "core/law/well_formed.h"
#include "core/ledger/codec.h"
#include "core/ledger/event_told.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/policy_file.h"

namespace govcloud {
namespace {

constexpr Instant kLastInstant{std::chrono::seconds{253402300799}};  // 9999-12-31T23:59:59Z

/// A file of content by its digest, read as a policy or a calendar.
template <class T, class Read>
void read_kept(Database& db, const std::string& digest, std::unique_ptr<T>& value, std::string& name,
               std::string& fault, Read read) {
  const auto content = read_content(db, digest);
  if (!content || hex(sha256(content->bytes)) != digest) {
    fault = fmt::format("{} is not in the ledger as it was kept", digest);
    return;
  }
  name = content->name;
  try {
    value = std::make_unique<T>(read(content->bytes, content->name));
    value->digest = digest;
  } catch (const InputError& e) {
    fault = e.what();
  }
}

std::string words_of(const No& no) {
  if (const auto* missing = std::get_if<NotFound>(&no))
    return fmt::format("not_found: there is no {} '{}'", missing->what, missing->id);
  const auto& refusal = std::get<Refusal>(no);
  const auto& citation = refusal.citation;
  const auto rests_on = citation.is_article() ? citation.policy() + " art. " + citation.article()
                                              : citation.house_rule();
  return fmt::format("{}: {}, {} ({})", name_of(refusal.reason), refusal.object, refusal.detail, rests_on);
}

/// The member of two canonical texts in which they begin to differ, up to a few words of it.
std::string excerpt(std::string_view text, std::size_t differ) {
  constexpr std::size_t kBytesMax = 60;
  const auto start = text.substr(0, differ).find_last_of(",{[");
  return cut(printable(text.substr(start == std::string_view::npos ? 0 : start + 1)), kBytesMax);
}

std::string other_words(std::string_view recorded, std::string_view lawful) {
  const auto [at, other] = std::mismatch(recorded.begin(), recorded.end(), lawful.begin(), lawful.end());
  return fmt::format("the law gives {} in the place of {}",
                     excerpt(lawful, static_cast<std::size_t>(other - lawful.begin())),
                     excerpt(recorded, static_cast<std::size_t>(at - recorded.begin())));
}

/// Whether a fixed fee has the digest of the statement that the books give.
bool is_its_digest(const Facts& facts, const FixFee& fee, const Acting& acting) {
  const auto month = parse_month(fee.period);
  if (!month) return true;  // the law refuses it
  const auto on = local_date(acting.effective, facts.policy.offset);
  return fee.digest == hex(sha256(encode(statement_of(facts, provider_meant(facts, fee.provider), *month, on))));
}

/// Compares what the law gives with what is recorded, event by event.
Opinion compared(std::vector<Fact> facts, const Acting& acting, const ReadAct& act) {
  const auto late = late_of(acting);
  for (std::size_t i = 0; i < act.events.size(); ++i) {
    const auto& row = act.rows[i];
    if (i >= facts.size()) return {false, row.seq, "the law records nothing here"};
    const Event lawful{std::move(facts[i]), late};
    if (lawful.fact.index() != act.events[i].fact.index())
      return {false, row.seq, fmt::format("the law records '{}' here", kind_of(lawful.fact))};
    const auto body = encode_body(lawful);
    // An older program may have written fewer members at the end of a fact.
    if (body != row.body && body != encode_body(act.events[i]))
      return {false, row.seq, other_words(row.body, body)};
  }
  if (facts.size() > act.events.size())
    return {false, act.rows.back().seq,
            fmt::format("the law records '{}' after it", kind_of(facts[act.events.size()]))};
  return {true, 0, ""};
}

}  // namespace

const Legality::Kept<Policy>& Legality::policy(const std::string& digest) {
  const auto [at, fresh] = policies_.try_emplace(digest);
  auto& kept = at->second;
  if (fresh) read_kept(db_, digest, kept.value, kept.name, kept.fault, read_policy);
  return kept;
}

const Legality::Kept<Calendar>& Legality::calendar(const std::string& digest) {
  const auto [at, fresh] = calendars_.try_emplace(digest);
  auto& kept = at->second;
  if (fresh) read_kept(db_, digest, kept.value, kept.name, kept.fault, read_calendar);
  return kept;
}

/// What is wrong with what an event says of a calendar's file, or nothing.
std::string Legality::calendar_fault(const CalendarLoaded& loaded) {
  const auto& kept = calendar(loaded.digest);
  if (!kept.value) return "the calendar " + kept.fault;
  if (!std::equal(loaded.arranged.begin(), loaded.arranged.end(), kept.value->arranged.begin(),
                  kept.value->arranged.end()))
    return "the years are not those of the calendar " + loaded.digest;
  return "";
}

/// What is wrong with what an event says of the policy's file that it adopts, or nothing.
std::string Legality::adoption_fault(const AdoptPolicy& adopted) {
  const auto& kept = policy(adopted.digest);
  if (!kept.value) return "the policy " + kept.fault;
  if (kept.value->id != adopted.policy || kept.value->offset.count() != adopted.offset_minutes || printable(kept.name) != adopted.name)
    return "what it says of the policy is not what the policy says";
  return "";
}

/// A policy with a version of the catalogue in the place of its own.
const Legality::Kept<Policy>& Legality::rules(const std::string& of, std::string_view catalog) {
  const auto& plain = policy(of);
  if (catalog.empty() || !plain.value) return plain;
  const auto [at, fresh] = policies_.try_emplace(of + "/" + std::string(catalog));
  if (fresh)
    read_kept(db_, std::string(catalog), at->second.value, at->second.name, at->second.fault,
              [&](std::string_view bytes, const std::string& name) { return with_catalog(*plain.value, bytes, name); });
  if (at->second.value) at->second.value->digest = of;
  return at->second;
}

/// What is wrong with what a correction says of the event that it names, or nothing.
std::string Legality::correction_fault(const Correct& correct, std::uint64_t before) {
  const auto told = correct.event < before ? event_told(db_, correct.event) : std::nullopt;
  if (told && told->kind == correct.kind && told->id == correct.id) return "";
  return fmt::format("event {} is not what the correction says of it", correct.event);
}

/// What is wrong with the event that makes the ledger, or nothing.
std::string Legality::founding_fault(const LedgerCreated& created, const ActHeader& header) {
  if (created.founder != header.person || !header.for_person.empty())
    return "the ledger was not made by its founder";
  const auto& kept = policy(created.policy_digest);
  if (!kept.value) return "the policy " + kept.fault;
  if (kept.value->id != created.policy || kept.value->offset.count() != created.offset_minutes ||
      printable(kept.name) != created.policy_name)
    return "what it says of the policy is not what the policy says";
  return "";
}

/// The first act makes the ledger: by its founder, under a policy and a calendar that it keeps.
Opinion Legality::founding(const ReadAct& act) {
  const auto bad = [&](std::size_t i, std::string message) {
    return Opinion{false, act.rows[std::min(i, act.rows.size() - 1)].seq, std::move(message)};
  };
  const auto* created = std::get_if<LedgerCreated>(&act.events.front().fact);
  if (created == nullptr) return bad(0, "the first act does not make the ledger");
  if (auto fault = founding_fault(*created, act.act.header); !fault.empty()) return bad(0, std::move(fault));
  const auto* loaded = act.events.size() > 1 ? std::get_if<CalendarLoaded>(&act.events[1].fact) : nullptr;
  if (loaded == nullptr || loaded->digest != created->calendar_digest)
    return bad(1, "the first act does not load the ledger's calendar");
  if (auto fault = calendar_fault(*loaded); !fault.empty()) return bad(1, std::move(fault));
  if (act.events.size() > 2) return bad(2, "the first act only makes the ledger");
  for (std::size_t i = 0; i < act.events.size(); ++i) {
    if (act.events[i].late) return bad(i, "a ledger is not made late");
    if (encode_body(act.events[i]) != act.rows[i].body) return bad(i, "it is not canonical");
  }
  return {true, 0, ""};
}

Opinion Legality::judge(const Books& before, const ReadAct& act) {
  ++judged_;
  if (before.ledger.id.empty()) return founding(act);
  const auto bad = [&](std::string message) {
    return Opinion{false, act.rows.front().seq, printable(message)};
  };
  const auto& header = act.act.header;
  // The law counts days one by one, and must not be sent to the end of the world.
  if (header.recorded < Instant{} || header.recorded > kLastInstant) return bad("no clock says such a time");
  const auto read = reread(before, {header.person, header.for_person, header.recorded, act.events});
  if (!read) return bad("no command records this");
  if (const auto fault = ill_formed(read->command); !fault.empty()) return bad("no counter takes " + fault);
  if (const auto* denied = std::get_if<Denied>(&read->command); denied && denied->verb != header.verb)
    return bad("what was denied is not the act's verb");
  const auto* request = ruled_by(before, read->command);
  const auto& info = before.ledger;
  const auto on = local_date(read->acting.effective, std::chrono::minutes{info.offset_minutes});
  const auto& law = rules(request != nullptr ? request->policy_digest : info.policy_on(on), info.catalog_on(on));
  const auto& days = calendar(info.calendar_digest);
  if (!law.value) return bad("the policy " + law.fault);
  if (!days.value) return bad("the calendar " + days.fault);
  if (const auto* load = std::get_if<LoadCalendar>(&read->command))
    if (auto fault = calendar_fault({load->digest, load->name, load->arranged}); !fault.empty())
      return bad(fault);
  if (const auto* adopt = std::get_if<AdoptPolicy>(&read->command))
    if (auto fault = adoption_fault(*adopt); !fault.empty()) return bad(fault);
  if (const auto* load = std::get_if<LoadCatalog>(&read->command))
    if (const auto& kept = rules(info.policy_digest, load->digest); !kept.value) return bad("the catalogue " + kept.fault);
  if (const auto* correct = std::get_if<Correct>(&read->command))
    if (auto fault = correction_fault(*correct, act.rows.front().seq); !fault.empty()) return bad(fault);
  try {
    if (const auto* fee = std::get_if<FixFee>(&read->command); fee && !is_its_digest({before, *law.value, *days.value}, *fee, read->acting))
      return bad("the digest is not that of the statement");
    auto decision = rejudge({before, *law.value, *days.value}, *read);
    if (const auto* no = std::get_if<No>(&decision)) return bad(words_of(*no));
    return compared(std::move(std::get<std::vector<Fact>>(decision)), read->acting, act);
  } catch (const std::exception& e) {
    return bad(fmt::format("the law cannot judge it: {}", e.what()));
  }
}

void Legality::keep(const ActRow& act, const Opinion& opinion) {
  const bool ours = act.header.program == program_version();
  if (!ours) ++differs_;
  if (ours ? first_bad_ != 0 : !message_.empty()) return;
  if (ours) first_bad_ = opinion.seq;
  message_ = ours ? opinion.message
                  : fmt::format("event {}, written by version {}, is judged otherwise now: {}", opinion.seq,
                                printable(act.header.program), opinion.message);
}

}  // namespace govcloud
