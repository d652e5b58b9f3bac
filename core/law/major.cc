#include "core/law/major.h"

#include <array>

namespace govcloud {
namespace {

constexpr std::array<const char*, 3> kMeasured{"cpu", "memory_gib", "size_gib"};

void add(Capacity& capacity, const Quantities& quantities, std::int64_t times) {
  for (const auto* key : kMeasured)
    if (const auto found = quantities.find(key); found != quantities.end())
      capacity[key] += found->second.upper() * times;
}

}  // namespace

namespace {

/// What the system has, and what was granted to it and is still to be delivered.
Capacity granted_capacity(const Books& books, std::string_view system) {
  Capacity capacity;
  for (const auto* resource : resources_of(books, system))
    if (resource->state == ResourceState::in_service || resource->state == ResourceState::granted)
      add(capacity, resource->granted, 1);
  return capacity;
}

}  // namespace

Capacity capacity_of(const Books& books, std::string_view system) {
  Capacity capacity;
  for (const auto* resource : resources_of(books, system))
    if (resource->state == ResourceState::in_service) add(capacity, resource->delivered, 1);
  return capacity;
}

std::string grown_beyond(const Facts& facts, const System& system, const std::vector<LineOfChange>& lines) {
  if (!facts.policy.major_growth_percent) return "";
  auto after = granted_capacity(facts.books, system.id);
  for (const auto& [line, quantities, count] : lines) {
    const auto* resource = find(facts.books.resources, line->resource);
    if (line->action != LineAction::add && resource != nullptr) add(after, resource->granted, -1);
    if (line->action != LineAction::drop) add(after, *quantities, count);
  }
  for (const auto& [key, tested] : system.tested)
    if (tested > 0 && after[key] * 100 > tested * (100 + *facts.policy.major_growth_percent)) return key;
  return "";
}

}  // namespace govcloud
