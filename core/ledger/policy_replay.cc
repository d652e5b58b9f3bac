#include "core/ledger/policy_replay.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "core/law/rejudge.h"
#include "core/ledger/codec.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

/// An act, or one row of a bulk act.
struct PastAct {
  ActRow act;
  std::vector<std::uint64_t> seqs;
  std::vector<Event> events;
};

/// The journal being judged: the books as they were, and as they would have been.
struct Past {
  Ledger& ledger;
  const Policy& policy;
  Books was, would;
  PolicyReplay found;

  void differ(const PastAct& act, std::string outcome, std::string subject, std::string rule,
              std::string article, std::string detail) {
    found.differences.push_back({act.seqs.front(), act.act.header.verb, act.act.header.person, std::move(subject),
                                 std::move(outcome), std::move(rule), std::move(article), std::move(detail)});
  }
};

std::string listed(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

/// The clock of a request by its rule, or null.
const Deadline* clock_of(const Books& books, const std::string& request, const std::string& rule) {
  const auto* found = find(books.requests, request);
  if (found == nullptr) return nullptr;
  const auto at = std::find_if(found->deadlines.rbegin(), found->deadlines.rend(),
                               [&](const Deadline& deadline) { return deadline.rule == rule; });
  return at == found->deadlines.rend() ? nullptr : &*at;
}

std::string article_of(const Books& books, const std::string& request, const std::string& rule) {
  const auto* clock = clock_of(books, request, rule);
  return clock == nullptr ? "" : clock->article;
}

/// How late each clock was met in an act, by request and rule.
using Lateness = std::map<std::pair<std::string, std::string>, int>;

template <class Each>
Lateness lateness_of(const Each& facts) {
  Lateness late;
  for (const auto& fact : facts)
    std::visit([&](const auto& f) {
      if constexpr (requires { f.clocks.kept; f.request; })
        for (const auto& kept : f.clocks.kept) late[{f.request, kept.rule}] = kept.working_days_late;
    }, fact);
  return late;
}

std::vector<Fact> facts_of(const PastAct& act) {
  std::vector<Fact> facts;
  for (const auto& event : act.events) facts.push_back(event.fact);
  return facts;
}

/// Clocks that were met late and would have been met in time, or the other way round. It is asked
/// after both books have taken the act.
void compare_clocks(Past& past, const PastAct& act, const std::vector<Fact>& lawful) {
  auto were = lateness_of(facts_of(act));
  auto are = lateness_of(lawful);
  for (const auto& [key, days] : are) were.try_emplace(key, 0);
  for (const auto& [key, before] : were) {
    const auto at = are.find(key);
    const int now = at == are.end() ? 0 : at->second;
    if (now == before) continue;
    const auto& [request, rule] = key;
    past.differ(act, now > 0 ? "late" : "in_time", request, rule,
                article_of(now > 0 ? past.would : past.was, request, rule), fmt::format("{} -> {}", before, now));
  }
}

template <class F>
const F* first_of(const std::vector<Fact>& facts) {
  for (const auto& fact : facts)
    if (const auto* found = std::get_if<F>(&fact)) return found;
  return nullptr;
}

/// Papers that an incomplete application lacked and need not have brought.
void compare_papers(Past& past, const PastAct& act, const std::vector<Fact>& lawful) {
  const auto recorded = facts_of(act);
  const auto* was = first_of<Submitted>(recorded);
  const auto* is = first_of<Submitted>(lawful);
  if (was == nullptr || is == nullptr) return;
  auto spared = was->missing;
  std::erase_if(spared, [&](const std::string& kind) {
    return std::find(is->missing.begin(), is->missing.end(), kind) != is->missing.end();
  });
  auto wanted = is->missing;
  std::erase_if(wanted, [&](const std::string& kind) {
    return std::find(was->missing.begin(), was->missing.end(), kind) != was->missing.end();
  });
  if (!spared.empty()) past.differ(act, "allowed", was->request, "paper_missing", "", listed(spared));
  if (!wanted.empty()) past.differ(act, "refused", was->request, "paper_missing", "", listed(wanted));
}

bool wants_waiver(const Books& books, const Opened& opened) {
  const auto* request = find(books.requests, opened.request);
  return request != nullptr && request->trial.earliest_on && opened.opened_on < *request->trial.earliest_on;
}

/// An opening before the trial's least length that would have needed no waiver.
void compare_waivers(Past& past, const PastAct& act, const std::vector<Fact>& lawful) {
  const auto* opened = first_of<Opened>(lawful);
  if (opened != nullptr && wants_waiver(past.was, *opened) && !wants_waiver(past.would, *opened))
    past.differ(act, "allowed", opened->request, "trial_min", article_of(past.was, opened->request, "trial"), listed(opened->waived));
}

/// What the act is about: the request where there is one.
std::string subject_of(const PastAct& act) {
  for (const auto& event : act.events)
    if (!std::holds_alternative<Attached>(event.fact)) {
      const auto subjects = subjects_of(event.fact);
      return subjects.empty() ? "" : subjects.front();
    }
  const auto* attached = std::get_if<Attached>(&act.events.front().fact);
  return attached != nullptr ? attached->evidence.subject : "";
}

void refused(Past& past, const PastAct& act, const No& no) {
  if (const auto* missing = std::get_if<NotFound>(&no))
    return past.differ(act, "refused", subject_of(act), "not_found", "", missing->what + " " + missing->id);
  const auto& refusal = std::get<Refusal>(no);
  const auto& citation = refusal.citation;
  past.differ(act, "refused", subject_of(act), std::string(name_of(refusal.reason)),
              citation.is_article() ? citation.article() : citation.house_rule(), refusal.detail);
}

void take(Books& books, const PastAct& act, const std::vector<Event>& events) {
  for (std::size_t i = 0; i < events.size(); ++i)
    evolve(books, events[i], stamp_of(act.act, act.seqs[std::min(i, act.seqs.size() - 1)]));
}

/// A zone that is the default of the policy then in force stands for that of the other policy: the counter
/// writes it where a line names none.
void default_zone(Past& past, AnyCommand& command, Date on) {
  const auto& before = past.ledger.policy(past.was.ledger.policy_on(on)).zone_default;
  std::visit([&](auto& c) {
    if constexpr (requires { c.lines.front().zone; })
      for (auto& line : c.lines)
        if (line.zone == before) line.zone = past.policy.zone_default;
  }, command);
}

/// What the other policy makes of an act, by the books as they would have been; nothing for an act that
/// no policy judges: the making of the ledger, and what was refused for lack of right.
std::optional<Decision> decided(Past& past, const PastAct& act, std::optional<Reread>& read) {
  if (past.was.ledger.id.empty() || std::holds_alternative<Denied>(act.events.front().fact)) return std::nullopt;
  const auto& header = act.act.header;
  read = reread(past.was, {header.person, header.for_person, header.recorded, act.events});
  if (!read) return std::nullopt;
  ++past.found.acts;
  default_zone(past, read->command, local_date(read->acting.effective, past.policy.offset));
  return rejudge({past.would, past.policy, past.ledger.calendar(past.was.ledger.calendar_digest)}, *read);
}

/// Both books take an act as it is recorded. Where it does not fit what would have been, what would have
/// been is from here on what was.
void take_as_done(Past& past, const PastAct& act) {
  take(past.was, act, act.events);
  try {
    take(past.would, act, act.events);
  } catch (const std::logic_error&) {
    past.would = past.was;
  }
}

void judge(Past& past, const PastAct& act) {
  std::optional<Reread> read;
  const auto decision = decided(past, act, read);
  const auto* no = decision ? std::get_if<No>(&*decision) : nullptr;
  if (no != nullptr) refused(past, act, *no);
  if (!decision || no != nullptr) return take_as_done(past, act);
  const auto& lawful = std::get<std::vector<Fact>>(*decision);
  std::vector<Event> events;
  for (const auto& fact : lawful) events.push_back({fact, late_of(read->acting)});
  compare_waivers(past, act, lawful);
  take(past.would, act, events);
  take(past.was, act, act.events);
  compare_papers(past, act, lawful);
  compare_clocks(past, act, lawful);
}

bool owed(const Deadline& deadline, Date today) { return deadline.is_open() && deadline.due_on && *deadline.due_on < today; }

/// The clocks that are past today in the one books and not in the other.
void compare_owed(Past& past, const Books& here, const Books& there, Date today, const char* outcome) {
  for (const auto& [id, request] : here.requests)
    for (const auto& deadline : request.deadlines) {
      if (!owed(deadline, today)) continue;
      const auto* other = clock_of(there, id, deadline.rule);
      if (other == nullptr || !owed(*other, today))
        past.found.differences.push_back({0, "", deadline.owner, id, outcome, deadline.rule, deadline.article,
                                          to_text(*deadline.due_on)});
    }
}

}  // namespace

PolicyReplay replay_policy(Ledger& ledger, const Policy& policy, Date today) {
  Past past{ledger, policy, {}, {}, {}};
  past.was.notes_touched = past.would.notes_touched = false;
  PastAct pending;
  read_from(ledger.db(), 1, [&](const ActRow& act, const EventRow& row) {
    auto event = decode_body(row.kind, row.body);
    const bool row_begins = std::holds_alternative<RowBegun>(event.fact);
    if (!pending.seqs.empty() && (row_begins || pending.act.act != act.act)) judge(past, std::exchange(pending, {}));
    if (row_begins) return true;
    pending.act = act, pending.seqs.push_back(row.seq), pending.events.push_back(std::move(event));
    return true;
  });
  if (!pending.seqs.empty()) judge(past, pending);
  compare_owed(past, past.would, past.was, today, "late");
  compare_owed(past, past.was, past.would, today, "in_time");
  return std::move(past.found);
}

}  // namespace govcloud
