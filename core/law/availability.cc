#include "core/law/availability.h"

#include <algorithm>

#include "core/law/incident.h"

namespace govcloud {
namespace {

struct Span {
  Instant from{}, to{};  // the end not included
};

std::int64_t minutes_of(const Span& span) { return std::chrono::duration_cast<std::chrono::minutes>(span.to - span.from).count(); }

/// What of a span lies within bounds; nothing if none does.
void add_within(std::vector<Span>& spans, Span span, const Span& bounds) {
  span.from = std::max(span.from, bounds.from), span.to = std::min(span.to, bounds.to);
  if (span.from < span.to) spans.push_back(span);
}

/// The same minutes as spans that neither overlap nor touch, in their order.
std::vector<Span> merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  std::vector<Span> all;
  for (const auto& span : spans) {
    if (!all.empty() && span.from <= all.back().to) all.back().to = std::max(all.back().to, span.to);
    else all.push_back(span);
  }
  return all;
}

std::int64_t sum_of(const std::vector<Span>& spans) {
  std::int64_t sum = 0;
  for (const auto& span : spans) sum += minutes_of(span);
  return sum;
}

/// Minutes that are in both; each is merged.
std::int64_t shared(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::int64_t sum = 0;
  for (const auto& one : a)
    for (const auto& other : b) {
      const Span both{std::max(one.from, other.from), std::min(one.to, other.to)};
      if (both.from < both.to) sum += minutes_of(both);
    }
  return sum;
}

bool affects(const Incident& incident, const std::string& system) {
  return incident.outage && (incident.systems.empty() ||
                             std::find(incident.systems.begin(), incident.systems.end(), system) != incident.systems.end());
}

/// The minutes of the month in which a system was in service.
Span in_service(const System& system, const Span& month, Offset offset) {
  if (!system.opened_on) return {};
  Span span{std::max(month.from, start_of(*system.opened_on, offset)), month.to};
  if (system.ended_on) span.to = std::min(span.to, start_of(*system.ended_on, offset));
  return span.from < span.to ? span : Span{};
}

Availability of_system(const Books& books, const System& system, const Span& served) {
  Availability found{system.id, minutes_of(served)};
  std::vector<Span> down, excluded;
  for (const auto& [id, incident] : books.incidents) {
    if (!affects(incident, system.id)) continue;
    const auto before = down.size() + excluded.size();
    const Span lasted{incident.began, incident.restored ? incident.restored->counts : served.to};
    add_within(down, lasted, served);
    if (incident.excluded && incident.planned_until) add_within(excluded, {incident.began, std::min(lasted.to, *incident.planned_until)}, served);
    if (down.size() + excluded.size() > before) ++found.incidents;
  }
  const auto all = merged(std::move(down)), spared = merged(std::move(excluded));
  found.excluded = shared(all, spared);
  found.down = sum_of(all) - found.excluded;
  return found;
}

}  // namespace

std::vector<Availability> availability(const Books& books, Month month, Instant now) {
  const Offset offset{books.ledger.offset_minutes};
  const Span whole{start_of(first_day(month), offset), std::min(start_of(first_day(next(month)), offset), minute_of(now))};
  std::vector<Availability> all;
  if (whole.from >= whole.to) return all;
  for (const auto& [id, system] : books.systems)
    if (const auto served = in_service(system, whole, offset); served.from < served.to) all.push_back(of_system(books, system, served));
  return all;
}

}  // namespace govcloud
