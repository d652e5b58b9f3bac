// The share of systems on the cloud 上云率 (Zhejiang article 22, Changde article 19).
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/law/books.h"

namespace govcloud {

/// How many of the systems that run are on the cloud. What is applied for and not opened runs nowhere yet.
struct CloudShare {
  std::int64_t running = 0, on_cloud = 0;
  /// In hundredths of a percent, rounded; nothing where nothing runs.
  std::optional<std::int64_t> hundredths() const {
    if (running == 0) return std::nullopt;
    return (on_cloud * 10000 + running / 2) / running;
  }
};

/// Of a unit, or of all units when it is empty.
inline CloudShare cloud_share(const Books& books, std::string_view unit) {
  CloudShare share;
  for (const auto& [id, system] : books.systems) {
    if (!unit.empty() && system.unit != unit) continue;
    if (system.is_on_cloud()) ++share.on_cloud;
    if (system.is_on_cloud() || system.state == SystemState::off_cloud) ++share.running;
  }
  return share;
}

}  // namespace govcloud
