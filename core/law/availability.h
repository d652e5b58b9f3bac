// Availability 可用率 of systems: how many of a month's minutes a system could be used. Computed in one
// place, in whole minutes, so that reports, assessments and fees say the same.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/law/books.h"

namespace govcloud {

struct Availability {
  std::string system;
  std::int64_t minutes = 0;   // of the month in which it was in service, up to now
  std::int64_t down = 0;      // of them those in which it could not be used
  std::int64_t excluded = 0;  // of them those of maintenance announced in time, which are not in `down`
  std::int64_t incidents = 0;
  /// Hundredths of a percent, rounded down; nothing where it was not in service.
  std::optional<std::int64_t> hundredths() const {
    if (minutes == 0) return std::nullopt;
    return (minutes - down) * 10000 / minutes;
  }
};

/// All systems that were in service in the month, by id. Outages that overlap are counted once; one of the
/// platform is one of every system; one that goes on counts up to now. A minute of maintenance that was
/// announced in time is no outage, whatever else happened in it, up to its planned end; what lasts longer is.
std::vector<Availability> availability(const Books& books, Month month, Instant now);

}  // namespace govcloud
