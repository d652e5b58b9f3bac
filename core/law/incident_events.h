// Incidents 故障 and planned maintenance 计划内维护: the record, and the facts about it; a part of the
// journal's vocabulary (core/law/events.h). Times are whole minutes, limits run in clock hours.
// Zhejiang articles 13, 15 and 23, Changde articles 8 and 20.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/law/date.h"
#include "core/law/names.h"
#include "core/law/trust_events.h"

namespace govcloud {

enum class IncidentState { open, resolved };
constexpr std::array<std::string_view, 2> kIncidentStates{"open", "resolved"};
constexpr const auto& names(IncidentState) { return kIncidentStates; }

/// Something said of an incident while it lasted.
struct IncidentNote {
  Instant at{};
  std::string person, text;
  static void fields(auto& self, auto& v) { v("at", self.at), v("person", self.person), v("text", self.text); }
};

/// A moment as it was told, and the one by which it is judged: what is entered later than it happened
/// counts from its entry unless its paper is attached.
struct Moment {
  Instant told{}, counts{};
  static void fields(auto& self, auto& v) { v("told", self.told), v("counts", self.counts); }
};

struct Incident {
  std::string id;  // I-2026-0001
  std::uint64_t seq = 0;
  std::string title;
  std::string level;                 // its class 等级 by the policy; empty for maintenance
  bool planned = false;              // maintenance, not a fault
  bool outage = true;                // the systems could not be used meanwhile
  std::vector<std::string> systems;  // that it affects; empty: the platform, and so all of them
  std::string provider;              // who owes response and restoration, or empty
  Instant began{};
  std::optional<Instant> planned_until;  // of maintenance
  Instant reported{};                    // from here the limits run; of maintenance, its announcement
  bool excluded = false;                 // announced in time: its planned minutes are no outage
  std::string policy, article, reported_by;
  std::optional<Instant> response_due, restore_due;  // nothing where the policy sets no limit
  std::optional<Moment> responded, restored;
  std::string responded_by, resolved_by, cause;
  IncidentState state = IncidentState::open;
  std::vector<IncidentNote> notes;

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("title", self.title), v("level", self.level), v("planned", self.planned);
    v("outage", self.outage), v("systems", self.systems), v("provider", self.provider);
    v("began", self.began), v("planned_until", self.planned_until), v("reported", self.reported);
    v("excluded", self.excluded), v("policy", self.policy), v("article", self.article);
    v("reported_by", self.reported_by), v("response_due", self.response_due);
    v("restore_due", self.restore_due), v("responded", self.responded), v("restored", self.restored);
    v("responded_by", self.responded_by), v("resolved_by", self.resolved_by), v("cause", self.cause);
    v("state", self.state), v("notes", self.notes);
  }
};

struct IncidentOpened {
  static constexpr std::string_view kKind = "incident_opened";
  Incident incident;
  Subjects subjects() const {
    Subjects all{incident.id};
    all.insert(all.end(), incident.systems.begin(), incident.systems.end());
    return all;
  }
  static void fields(auto& self, auto& v) { v("incident", self.incident); }
};

/// What became known of an open incident; what is empty did not change.
struct IncidentUpdated {
  static constexpr std::string_view kKind = "incident_updated";
  std::string incident, level;
  std::vector<std::string> systems;                  // affected as well
  std::optional<Instant> response_due, restore_due;  // by the new class; only with `level`
  std::optional<Moment> responded;
  IncidentNote note;
  Subjects subjects() const {
    Subjects all{incident};
    all.insert(all.end(), systems.begin(), systems.end());
    return all;
  }
  static void fields(auto& self, auto& v) {
    v("incident", self.incident), v("level", self.level), v("systems", self.systems);
    v("response_due", self.response_due), v("restore_due", self.restore_due);
    v("responded", self.responded), v("note", self.note);
  }
};

struct IncidentResolved {
  static constexpr std::string_view kKind = "incident_resolved";
  std::string incident, cause;
  Moment restored;
  IncidentNote note;
  Subjects subjects() const { return {incident}; }
  static void fields(auto& self, auto& v) {
    v("incident", self.incident), v("cause", self.cause), v("restored", self.restored), v("note", self.note);
  }
};

}  // namespace govcloud
