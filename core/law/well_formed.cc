#include "core/law/well_formed.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace govcloud {
namespace {

std::string of_id(const std::string& id) { return is_id(id) ? "" : fmt::format("the id '{}'", id); }

std::string of_amounts(const Quantities& quantities) {
  for (const auto& [key, quantity] : quantities)
    if (quantity.amount < (key == "count" ? 0 : 1) || quantity.upper() < quantity.amount)
      return fmt::format("{}={}", key, quantity.amount);
  return "";
}

std::string of_settings(const std::map<std::string, Quantities>& settings) {
  for (const auto& [id, quantities] : settings)
    if (auto fault = of_amounts(quantities); !fault.empty()) return id + "." + fault;
  return "";
}

std::string of_lines(const std::vector<Line>& lines) {
  for (const auto& line : lines) {
    if (line.count < 1 || line.count > kCountMax) return fmt::format("count={}", line.count);
    if (auto fault = of_amounts(line.asked); !fault.empty()) return fault;
  }
  return "";
}

std::string of_days(const std::optional<std::int64_t>& days) {
  return days && *days < 1 ? fmt::format("{} days", *days) : "";
}

std::string of(const AddUnit& command) {
  if (!command.unit.former.empty() || !command.unit.succeeded_by.empty() || command.unit.succeeded_on) return "a unit with a past";
  return of_id(command.unit.id);
}
std::string of(const SetLevel& command) {
  return command.level < kLevelMin || command.level > kLevelMax ? fmt::format("level {}", command.level) : "";
}
std::string of(const AddPerson& command) {
  if (command.person.roles.empty()) return "a person without a role";
  if (!command.person.held.empty() || !command.person.delegations.empty()) return "a person with a past";
  return of_id(command.person.id);
}
std::string of(const GrantRoles& command) { return command.roles.empty() ? "no role" : ""; }
std::string of(const Submit& command) {
  if (command.level < kLevelMin || command.level > kLevelMax) return fmt::format("level {}", command.level);
  if (auto fault = of_id(command.system); !fault.empty()) return fault;
  if (auto fault = of_days(command.trial_days); !fault.empty()) return fault;
  return of_lines(command.lines);
}
std::string of(const AddSystem& command) {
  if (command.level < kLevelMin || command.level > kLevelMax) return fmt::format("level {}", command.level);
  if (auto fault = of_id(command.system); !fault.empty()) return fault;
  if (!command.on_cloud && (!command.lines.empty() || !command.cloud_ids.empty())) return "resources of a system off the cloud";
  return of_lines(command.lines);
}
std::string of(const Extend& command) { return of_days(command.days); }
std::string of(const Change& command) { return of_lines(command.lines); }
std::string of(const Review& command) {
  auto fault = of_days(command.days);
  return !fault.empty() ? fault : of_settings(command.grants);
}
std::string of(const Provision& command) { return of_settings(command.deliver); }
std::string of(const DeliverReports& command) {
  std::set<std::string> seen;
  for (const auto& copy : command.copies) {
    if (!seen.insert(copy.about).second) return fmt::format("{} twice", copy.about);
    if (copy.files.empty()) return fmt::format("no file about {}", copy.about);
  }
  return command.copies.empty() ? "no report" : "";
}
template <class Command>
std::string of(const Command&) { return ""; }

}  // namespace

bool is_id(std::string_view text) {
  const auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= kIdBytesMax && text.front() != '-' && std::all_of(text.begin(), text.end(), good);
}

std::string ill_formed(const AnyCommand& command) {
  return std::visit([](const auto& c) { return of(c); }, command);
}

}  // namespace govcloud
