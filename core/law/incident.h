// Incidents 故障 and planned maintenance 计划内维护: reported, responded to, resolved, each by the minute.
// The limits of the policy's classes run in clock hours from the report.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/law/decide.h"
#include "core/law/incident_events.h"

namespace govcloud {

struct OpenIncident {
  std::string title;
  std::string level;  // its class by the policy; empty for maintenance
  bool planned = false, outage = true;
  std::vector<std::string> systems;  // empty: the platform
  std::optional<Instant> began;  // else as the act happened
  std::optional<Instant> until;  // of maintenance
  static void fields(auto& self, auto& v) {
    v("title", self.title), v("level", self.level), v("planned", self.planned), v("outage", self.outage);
    v("systems", self.systems), v("began", self.began), v("until", self.until);
  }
};

/// What became known of an open incident.
struct UpdateIncident {
  std::string incident, note, level;
  std::vector<std::string> systems;  // affected as well
  std::optional<Instant> responded;
  static void fields(auto& self, auto& v) {
    v("incident", self.incident), v("note", self.note), v("level", self.level), v("systems", self.systems);
    v("responded", self.responded);
  }
};

struct ResolveIncident {
  std::string incident, cause, note;
  std::optional<Instant> restored;  // else as the act happened
  static void fields(auto& self, auto& v) {
    v("incident", self.incident), v("cause", self.cause), v("note", self.note), v("restored", self.restored);
  }
};

Decision decide(const Facts&, const OpenIncident&, const Acting&);
Decision decide(const Facts&, const UpdateIncident&, const Acting&);
Decision decide(const Facts&, const ResolveIncident&, const Acting&);

/// A class of the policy by its name, or null.
const IncidentClass* class_of(const Policy& policy, std::string_view level);
/// The whole minute in which an instant lies.
Instant minute_of(Instant instant);

/// A limit of an incident: `rule` is respond or restore. Done in time, done late, or owed.
struct IncidentClock {
  std::string rule;
  std::optional<Instant> due, done;  // by which it is judged
  bool is_open() const { return !done; }
  bool is_late(Instant now) const { return due && done.value_or(now) > *due; }
};
/// Both clocks of an incident; of maintenance its end alone.
std::vector<IncidentClock> clocks_of(const Incident& incident);

}  // namespace govcloud
