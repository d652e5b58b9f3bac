// Each figure of core/law/figure.h, counted over the books.
#include "core/law/figure.h"

#include <algorithm>

#include "core/law/availability.h"
#include "core/law/duty.h"
#include "core/law/incident.h"
#include "core/law/offices.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

using Only = std::vector<std::string>;

/// One figure being counted.
struct Count {
  const Facts& facts;
  const Asked& asked;
  const Only& only;
  const std::map<std::string, long long>& grades;
  std::vector<Counted> counted = {};

  const Books& books() const { return facts.books; }
  Date today() const { return day_of(facts, asked.now); }
  bool wants(std::string_view word) const { return only.empty() || std::find(only.begin(), only.end(), word) != only.end(); }
  bool holds(const std::optional<Date>& date) const { return date && asked.period.holds(*date); }
  void add(std::string id, std::string_view what, std::uint64_t seq, std::int64_t numerator, std::int64_t denominator) {
    counted.push_back({std::move(id), std::string(what), seq, numerator, denominator});
  }
  void judge(std::string id, std::string_view what, std::uint64_t seq, bool good) { add(std::move(id), what, seq, good ? 1 : 0, 1); }
  /// The systems of the assessed that were in service on some day of the period.
  std::vector<const System*> served() const;
  /// What a count was looked for in.
  void over_served() {
    for (const auto* system : served()) add(system->id, "in_service", system->seq, 0, 1);
  }
};

bool is_of(const Count& count, const System& system) {
  return count.asked.is_provider ? provider_for(count.facts, system.id) == count.asked.about : system.unit == count.asked.about;
}

bool was_in_service(const System& system, const Period& period) {
  return system.opened_on && *system.opened_on < period.after && (!system.ended_on || *system.ended_on >= period.first);
}

std::vector<const System*> Count::served() const {
  std::vector<const System*> all;
  for (const auto& [id, system] : books().systems)
    if (was_in_service(system, asked.period) && is_of(*this, system)) all.push_back(&system);
  return all;
}

/// Still running when the period ends.
bool on_cloud(const System& system, const Period& period) {
  return system.opened_on && *system.opened_on < period.after && (!system.ended_on || *system.ended_on >= period.after);
}

// -- requests ------------------------------------------------------------------------------------

/// The event by which the provider met a clock: of what it did the last by that day.
std::uint64_t seq_of_done(const Count& count, const Request& request, Date done_on) {
  std::uint64_t seq = request.seq;
  for (const auto& entry : request.history) {
    const auto judged = !entry.late_reason.empty() && entry.with_paper ? entry.effective : entry.recorded;
    const bool carried = entry.event == "trial_started" || entry.event == "applied" || entry.event == "ended" || entry.event == "delivered";
    if (carried && day_of(count.facts, judged) == done_on) seq = entry.seq;
  }
  return seq;
}

void each_clock(Count& count, auto visit) {
  for (const auto& [id, request] : count.books().requests)
    if (request.provider == count.asked.about)
      for (const auto& deadline : request.deadlines)
        if (deadline.owner == "provider" && !deadline.ended && count.wants(deadline.rule)) visit(request, deadline);
}

void clocks_in_time(Count& count) {
  each_clock(count, [&](const Request& request, const Deadline& clock) {
    if (!count.holds(clock.due_on) || (!clock.done_on && count.today() <= *clock.due_on)) return;
    const auto seq = clock.done_on ? seq_of_done(count, request, *clock.done_on) : 0;
    count.judge(request.id, clock.rule, seq, clock.done_on && clock.working_days_late == 0);
  });
}

void delivery_days(Count& count) {
  each_clock(count, [&](const Request& request, const Deadline& clock) {
    if (count.holds(clock.done_on))
      count.add(request.id, clock.rule, seq_of_done(count, request, *clock.done_on), (*clock.done_on - clock.started_on).count(), 1);
  });
}

// -- faults --------------------------------------------------------------------------------------

void each_fault(Count& count, auto visit) {
  for (const auto& [id, incident] : count.books().incidents)
    if (!incident.planned && incident.provider == count.asked.about && count.wants(incident.level)) visit(incident);
}

void limits_in_time(Count& count, std::string_view rule) {
  each_fault(count, [&](const Incident& incident) {
    for (const auto& clock : clocks_of(incident)) {
      if (clock.rule != rule || !clock.due || !count.asked.period.holds(day_of(count.facts, *clock.due))) continue;
      if (!clock.is_open() || count.asked.now > *clock.due)
        count.judge(incident.id, rule, clock.is_open() ? 0 : incident.seq, !clock.is_late(count.asked.now));
    }
  });
}

void response_minutes(Count& count) {
  each_fault(count, [&](const Incident& incident) {
    if (!incident.responded || !count.asked.period.holds(day_of(count.facts, incident.reported))) return;
    const auto waited = std::chrono::duration_cast<std::chrono::minutes>(incident.responded->counts - incident.reported).count();
    count.add(incident.id, incident.level, incident.seq, std::max<std::int64_t>(waited, 0), 1);
  });
}

void faults(Count& count) {
  each_fault(count, [&](const Incident& incident) {
    if (incident.outage && count.asked.period.holds(day_of(count.facts, incident.began))) count.add(incident.id, incident.level, incident.seq, 1, 0);
  });
  count.over_served();
}

void availability_of(Count& count) {
  for (auto month = month_of(count.asked.period.first); first_day(month) < count.asked.period.after; month = next(month))
    for (const auto& one : availability(count.books(), month, count.asked.now)) {
      const auto& system = count.books().systems.at(one.system);
      if (is_of(count, system)) count.add(one.system, to_text(month), system.seq, one.minutes - one.down, one.minutes);
    }
}

// -- satisfaction --------------------------------------------------------------------------------

bool is_within(const Count& count, const Rating& rating) {
  if (!rating.is_period) return count.holds(rating.on);
  const auto period = parse_period(rating.about);
  return period && period->first >= count.asked.period.first && period->after <= count.asked.period.after;
}

/// Whoever was served and said nothing is told, and does not count.
void satisfaction(Count& count) {
  std::vector<std::string> silent;
  for (const auto* system : count.served()) silent.push_back(system->unit);
  std::sort(silent.begin(), silent.end());
  silent.erase(std::unique(silent.begin(), silent.end()), silent.end());
  for (const auto& [id, rating] : count.books().ratings) {
    if (rating.provider != count.asked.about || !rating.replaced_by.empty() || !is_within(count, rating)) continue;
    const auto points = count.grades.find(rating.grade);
    if (points == count.grades.end()) continue;
    count.add(id, rating.grade, rating.seq, points->second, 1);
    std::erase(silent, rating.unit);
  }
  for (const auto& unit : silent) count.add(unit, "no_answer", 0, 0, 0);
}

// -- findings and orders -------------------------------------------------------------------------

bool is_owed(const Count& count, const Finding& finding) {
  const auto* system = find(count.books().systems, finding.system);
  if (!count.asked.is_provider) return finding.owner == "using" && system != nullptr && system->unit == count.asked.about;
  return finding.owner == "provider" && provider_for(count.facts, finding.system) == count.asked.about;
}

void each_finding(Count& count, auto visit) {
  for (const auto& [id, finding] : count.books().findings) {
    const bool wanted = count.only.empty() ? finding.severity != Severity::info : count.wants(name_of(finding.severity));
    if (wanted && is_owed(count, finding)) visit(finding);
  }
}

/// The day on which something was mended, as far as it holds; nothing while it is open.
std::optional<Date> mended_on(const auto& it) {
  if (it.state == FindingState::open) return std::nullopt;
  return it.fixed_on ? it.fixed_on : it.closed_on;
}

void mended_in_time(Count& count, const auto& it, std::string_view what, const std::optional<Date>& due) {
  if (!count.holds(due)) return;
  const auto mended = mended_on(it);
  if (mended || count.today() > *due) count.judge(it.id, what, it.seq, mended && *mended <= *due);
}

void findings_in_time(Count& count) {
  each_finding(count, [&](const Finding& finding) { mended_in_time(count, finding, name_of(finding.severity), finding.due()); });
}

void findings_open(Count& count) {
  each_finding(count, [&](const Finding& finding) {
    const bool closed = finding.state == FindingState::closed && finding.closed_on && *finding.closed_on < count.asked.period.after;
    if (finding.found_on < count.asked.period.after && !closed) count.add(finding.id, name_of(finding.severity), finding.seq, 1, 0);
  });
  count.over_served();
}

void orders_in_time(Count& count) {
  for (const auto& [id, order] : count.books().orders)
    if (order.to == count.asked.about && order.is_in_force()) mended_in_time(count, order, "order", order.due_on);
}

// -- duties --------------------------------------------------------------------------------------

/// What a provider owes to each unit or to all counts for every provider; of a system, for its own.
bool owes(const Count& count, const DutyOwed& owed) {
  const auto* system = find(count.books().systems, owed.about);
  if (count.asked.is_provider) return owed.rule->owner == "provider" && (system == nullptr || is_of(count, *system));
  return owed.rule->owner == "using" && (owed.about == count.asked.about || (system != nullptr && is_of(count, *system)));
}

void duties_in_time(Count& count) {
  for (const auto& owed : duties_owed(count.facts, count.today())) {
    if (!owes(count, owed) || !count.wants(owed.rule->id) || !count.holds(owed.due_on)) continue;
    if (!owed.done_on && !owed.is_overdue(count.today())) continue;
    const auto* record = find(count.books().records, owed.record);
    count.judge(owed.rule->id + " " + owed.about, owed.period, record == nullptr ? 0 : record->seq, owed.done_on && *owed.done_on <= owed.due_on);
  }
}

// -- use of resources ----------------------------------------------------------------------------

/// Of what was measured, the months of resources whose verdict is none of those two.
void without(Count& count, std::string_view bad, std::string_view bad_too) {
  const auto good = [&](std::string_view verdict) { return verdict != bad && verdict != bad_too; };
  for (const auto& one : count.asked.verdicts)
    if (one.verdict == "no_data") count.add(one.resource, one.month + " no_data", one.seq, 0, 0);
    else count.judge(one.resource, one.month + " " + one.verdict, one.seq, good(one.verdict));
  if (!count.asked.verdicts.empty()) return;
  const auto& use = count.asked.use;
  const std::pair<std::string_view, std::int64_t> months[] = {{"idle", use.idle}, {"oversized", use.oversized}, {"tight", use.tight}, {"fit", use.fit}};
  for (const auto& [verdict, n] : months)
    if (n > 0) count.add(count.asked.about, verdict, 0, good(verdict) ? n : 0, n);
}

// -- systems and papers --------------------------------------------------------------------------

/// A system that was applied for and never opened is on no side yet.
void systems_on_cloud(Count& count) {
  for (const auto& [id, system] : count.books().systems) {
    if (!is_of(count, system)) continue;
    const bool on = on_cloud(system, count.asked.period);
    if (on || system.state == SystemState::off_cloud) count.judge(id, on ? "on_cloud" : "off_cloud", system.seq, on);
  }
}

/// The newest paper of each kind of a unit and of each of its systems, if it ends one day.
void papers_valid(Count& count) {
  const auto last = std::min(count.asked.period.after - std::chrono::days{1}, count.today());
  std::map<std::pair<std::string, std::string>, const Evidence*> newest;
  for (const auto& [id, paper] : count.books().evidence) {
    const auto* request = find(count.books().requests, paper.subject);
    const auto subject = request != nullptr ? request->system : paper.subject;
    const auto* system = find(count.books().systems, subject);
    const bool ours = subject == count.asked.about || (system != nullptr && is_of(count, *system) && on_cloud(*system, count.asked.period));
    if (!ours || paper.attached_on > last) continue;
    auto& at = newest[{subject, paper.kind}];
    if (at == nullptr || at->seq < paper.seq) at = &paper;
  }
  for (const auto& [place, paper] : newest)
    if (paper->expires) count.judge(paper->id, place.first + " " + place.second, paper->seq, *paper->expires >= last);
}

}  // namespace

UseTally tally_of(const std::vector<UseVerdict>& verdicts) {
  UseTally tally;
  for (const auto& one : verdicts) {
    if (one.verdict == "idle") ++tally.idle;
    else if (one.verdict == "oversized") ++tally.oversized;
    else if (one.verdict == "tight") ++tally.tight;
    else if (one.verdict == "fit") ++tally.fit;
    else ++tally.no_data;
  }
  return tally;
}

std::vector<Counted> counted_in(const Facts& facts, const Asked& asked, std::string_view figure, const std::vector<std::string>& only,
                           const std::map<std::string, long long>& grades) {
  Count count{facts, asked, only, grades};
  if (figure == "clocks_in_time") clocks_in_time(count);
  else if (figure == "delivery_days") delivery_days(count);
  else if (figure == "responses_in_time") limits_in_time(count, "respond");
  else if (figure == "restores_in_time") limits_in_time(count, "restore");
  else if (figure == "response_minutes") response_minutes(count);
  else if (figure == "satisfaction") satisfaction(count);
  else if (figure == "availability") availability_of(count);
  else if (figure == "faults") faults(count);
  else if (figure == "findings_in_time") findings_in_time(count);
  else if (figure == "findings_open") findings_open(count);
  else if (figure == "orders_in_time") orders_in_time(count);
  else if (figure == "duties_in_time") duties_in_time(count);
  else if (figure == "not_tight") without(count, "tight", "tight");
  else if (figure == "in_use") without(count, "idle", "oversized");
  else if (figure == "share_on_cloud" || figure == "systems_on_cloud") systems_on_cloud(count);
  else if (figure == "papers_valid") papers_valid(count);
  return std::move(count.counted);
}

}  // namespace govcloud
