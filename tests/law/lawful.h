// What must hold of the books after every act, whatever the clerks did: the first thing that does
// not hold, in words, or nothing.
#pragma once
#include <algorithm>
#include <set>
#include <string>

#include "core/law/books.h"
#include "core/law/policy.h"

namespace govcloud::testing {

inline bool within(const Quantities& less, const Quantities& more) {
  return std::all_of(less.begin(), less.end(), [&](const auto& q) {
    const auto limit = more.find(q.first);
    return limit != more.end() && q.second.upper() <= limit->second.upper() && q.second.amount >= 0;
  });
}

inline bool is_live(const Resource& r) {
  return r.state == ResourceState::granted || r.state == ResourceState::trial ||
         r.state == ResourceState::in_service;
}

/// Nothing more was granted than was asked, and each granted thing has its number.
inline std::string lawful_lines(const Request& request) {
  for (const auto& line : request.lines) {
    if (line.granted_count > line.count) return line.id + " has more granted than asked";
    if (!within(line.granted, line.asked)) return line.id + " is granted beyond what was asked";
    if (line.action == LineAction::add &&
        static_cast<std::int64_t>(line.resources.size()) != line.granted_count)
      return line.id + " has not a number for each thing granted";
  }
  return "";
}

/// A clock runs only while its act is owed.
inline std::string lawful_clocks(const Request& request) {
  if (request.kind == RequestKind::extension && request.deadlines.empty()) return "";  // no regulation sets a limit
  std::set<std::string> owed;
  const bool onboarding = request.kind == RequestKind::onboarding;
  const bool change = request.kind == RequestKind::change;
  if (request.stage == Stage::submitted)
    owed = {onboarding ? "accept" : request.emergency ? "decide_emergency" : change ? "decide_change" : "decide_termination"};
  if (request.stage == Stage::accepted) owed = {"approve"};
  if (request.stage == Stage::approved)
    owed = {onboarding ? "provide_trial" : change ? "carry_out_change" : "reclaim"};
  if (request.stage == Stage::trial && onboarding) owed = {"trial", "open"};
  std::set<std::string> running;
  for (const auto& deadline : request.deadlines) {
    if (deadline.is_open() && !running.insert(deadline.rule).second)
      return request.id + " has the clock " + deadline.rule + " running twice";
    if (!deadline.done_on && deadline.working_days_late != 0) return request.id + " is late undone";
    if (!deadline.due_on && deadline.working_days_late != 0)
      return request.id + " is late for nothing";
  }
  // What was put back or taken back is no longer owed; that it was is asked of the resources.
  if (onboarding && request.stage == Stage::rejected && running == std::set<std::string>{"reclaim_trial"}) return "";
  if (request.emergency && request.stage == Stage::rejected && running == std::set<std::string>{"undo_emergency"}) return "";
  return running == owed ? "" : request.id + " has other clocks running than are owed";
}

/// Steps follow one another in time, and nobody decided on what they asked for.
inline std::string lawful_history(const Request& request, Offset offset) {
  static const std::set<std::string> kDecisions{"accepted", "refused", "approved", "rejected",
                                                "opened"};
  Date last{};
  for (const auto& entry : request.history) {
    if (entry.event == "withdrawn" && !request.cancelled_by.empty())
      continue;  // another case's step
    const auto on = local_date(entry.effective, offset);
    if (on < last) return request.id + " has its steps out of order";
    last = on;
    if (kDecisions.contains(entry.event) && entry.person == request.asked_by)
      return request.id + " was decided by " + entry.person + ", who asked for it";
  }
  return "";
}

inline std::string lawful_trial(const Request& request) {
  if (request.kind != RequestKind::onboarding || request.stage != Stage::open) return "";
  const auto& opened =
      request.history.back().event == "opened" ? request.history.back() : request.history.front();
  const bool waived =
      std::find(request.waived.begin(), request.waived.end(), "trial_min") != request.waived.end();
  if (opened.event != "opened") return request.id + " is open without having been opened";
  if (request.trial.earliest_on && !waived &&
      opened.effective < start_of(*request.trial.earliest_on, Offset{480}))
    return request.id + " was opened before its time";
  return "";
}

/// An emergency change that waits for its decision, or still has something to put back.
inline bool is_undecided(const Request& request) {
  const auto& clocks = request.deadlines;
  return request.emergency && (request.stage == Stage::submitted ||
                               std::any_of(clocks.begin(), clocks.end(), [](const Deadline& d) { return d.rule == "undo_emergency" && d.is_open(); }));
}

/// What a resource may be, by what was decided on it.
inline std::string lawful_resource(const Books& books, const Resource& r) {
  const auto& request = books.requests.at(r.request);
  const bool delivered = r.version > 0;
  if (delivered != !r.delivered.empty() && r.state != ResourceState::reclaimed)
    return r.id + " has a version and no delivery, or the reverse";
  if (r.state == ResourceState::granted && delivered)
    return r.id + " is delivered and only granted";
  if (r.state == ResourceState::reclaimed && !r.reclaimed_on)
    return r.id + " has no day of its end";
  if (r.state == ResourceState::trial && request.stage != Stage::trial &&
      request.stage != Stage::approved)
    return r.id + " is in a trial that is over";
  bool changing = false;
  for (const auto& [id, other] : books.requests)
    if (other.kind == RequestKind::change && (other.stage == Stage::approved || is_undecided(other)) &&
        std::find(other.resources.begin(), other.resources.end(), r.id) != other.resources.end())
      changing = true;
  for (const auto& [key, amount] : r.running) {
    const auto range = r.delivered.find(key);
    if (range == r.delivered.end() || amount < range->second.amount || amount > range->second.upper())
      return r.id + " runs outside its range";
  }
  if (is_live(r) && !changing && !within(r.delivered, r.granted))
    return r.id + " has more delivered than granted";
  const auto system = books.systems.at(r.system).state;
  if (r.state == ResourceState::in_service && system != SystemState::in_service &&
      system != SystemState::ending)
    return r.id + " is in service, its system is not";
  if (system == SystemState::ended && is_live(r)) return r.id + " outlives its system";
  return "";
}

inline std::string lawful_system(const Books& books, const System& system) {
  int applying = 0, open = 0, ending = 0;
  std::set<std::string> changing;
  for (const auto& [id, request] : books.requests) {
    if (request.system != system.id) continue;
    applying += request.kind == RequestKind::onboarding && request.is_open() ? 1 : 0;
    open += request.kind == RequestKind::onboarding && request.stage == Stage::open ? 1 : 0;
    ending +=
        request.kind == RequestKind::termination && request.whole && request.is_open() ? 1 : 0;
    if (request.kind == RequestKind::change && request.stage == Stage::approved)
      for (const auto& line : request.lines)
        if (line.action != LineAction::add && !changing.insert(line.resource).second)
          return line.resource + " is being changed twice at once";
    if (request.kind == RequestKind::termination && request.stage == Stage::reclaimed)
      for (const auto& resource : request.resources)
        if (books.resources.at(resource).state != ResourceState::reclaimed)
          return id + " is closed, and " + resource + " is not back";
    if (system.state == SystemState::ended && request.is_open()) return id + " outlives its system";
  }
  if (applying > 1) return system.id + " is applied for twice";
  if ((open == 1) == (system.state == SystemState::applying))
    return system.id + " is in service unopened";
  if ((ending == 1) != (system.state == SystemState::ending))
    return system.id + " is ending unasked";
  return "";
}

inline std::string unlawful(const Books& books) {
  std::string found;
  const auto note = [&](std::string fault) {
    if (found.empty()) found = std::move(fault);
  };
  for (const auto& [id, request] : books.requests) {
    note(lawful_lines(request)), note(lawful_clocks(request)), note(lawful_trial(request));
    note(lawful_history(request, std::chrono::minutes{books.ledger.offset_minutes}));
  }
  for (const auto& [id, resource] : books.resources) note(lawful_resource(books, resource));
  for (const auto& [id, system] : books.systems) note(lawful_system(books, system));
  return found;
}

/// A request that was opened has every paper that its policy's gates ask for at its level.
inline bool passed_its_gates(const Books& books, const Policy& policy, const Request& request) {
  const auto has = [&](const std::string& kind, bool passed) {
    return std::any_of(books.evidence.begin(), books.evidence.end(), [&](const auto& e) {
      const auto& [id, paper] = e;
      return paper.kind == kind && (!passed || paper.result == "pass") &&
             (paper.subject == request.id || paper.subject == request.system ||
              paper.subject == request.unit);
    });
  };
  for (const auto& gate : policy.gates)
    if (gate.at == "open" && request.level >= gate.level_min && request.level <= gate.level_max)
      for (const auto& kind : gate.papers)
        if (!has(kind, gate.passed)) return false;
  return true;
}

}  // namespace govcloud::testing
