// Security checks: scans that were imported, and findings 隐患 with what became of them.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/law/date.h"
#include "core/law/names.h"

namespace govcloud {

/// Open, fixed by its owner and waiting for verification, closed by a verifier or a later scan.
enum class FindingState { open, fixed, closed };
constexpr std::array<std::string_view, 3> kFindingStates{"open", "fixed", "closed"};
constexpr const auto& names(FindingState) { return kFindingStates; }

/// One scale for all scanners; the source's own word is kept beside it.
enum class Severity { critical, high, medium, low, info };
constexpr std::array<std::string_view, 5> kSeverities{"critical", "high", "medium", "low", "info"};
constexpr const auto& names(Severity) { return kSeverities; }

/// A risk accepted for a time 暂予接受: why, who of the owing unit answers for it, and its last day.
struct Acceptance {
  std::string reason, answers, by;
  Date on{}, until{};
  static void fields(auto& self, auto& v) {
    v("reason", self.reason), v("answers", self.answers), v("by", self.by), v("on", self.on), v("until", self.until);
  }
};

struct Finding {
  std::string id;  // F-2026-0001
  std::uint64_t seq = 0;
  std::string identity;  // scanner's rule, asset and location: the same twice is the same finding
  std::string rule, title, asset, location;
  Severity severity = Severity::low;
  std::string source_severity;
  std::string system;  // empty: the platform's
  std::string article;
  std::string owner;  // using or provider, by policy
  FindingState state = FindingState::open;
  Date found_on{};
  std::optional<Date> due_on;
  std::string scan, last_scan;  // digests of the scans that found it first and last
  std::string fixed_by, verified_by, note;
  std::optional<Date> fixed_on, closed_on;
  std::string check, order;             // the inspection that found it, and the last order to mend it
  std::vector<Acceptance> acceptances;  // an extension is a further one
  std::optional<Date> accepted_until;   // of the last one, until the finding is closed
  std::string fixed_for;                // in whose place it was mended, or empty

  /// The day until which nobody is late: its due date, or the end of an acceptance if that is later.
  std::optional<Date> due() const {
    return due_on && accepted_until && *accepted_until > *due_on ? accepted_until : due_on;
  }
  static void fields(auto& self, auto& v) {
    v("id", self.id), v("identity", self.identity), v("rule", self.rule), v("title", self.title);
    v("asset", self.asset), v("location", self.location), v("severity", self.severity);
    v("source_severity", self.source_severity), v("system", self.system);
    v("article", self.article), v("owner", self.owner), v("state", self.state);
    v("found_on", self.found_on), v("due_on", self.due_on), v("scan", self.scan);
    v("last_scan", self.last_scan), v("fixed_by", self.fixed_by);
    v("verified_by", self.verified_by), v("note", self.note), v("fixed_on", self.fixed_on);
    v("closed_on", self.closed_on), v("check", self.check), v("order", self.order);
    v("acceptances", self.acceptances), v("accepted_until", self.accepted_until);
    v("fixed_for", self.fixed_for);
  }
};

/// A scanner's output that was imported, known by its bytes.
struct Scan {
  std::string digest;
  std::uint64_t seq = 0;
  std::string name, format, tool;
  std::string system;  // empty: the platform
  bool complete = false;
  std::optional<Instant> started, finished;
  std::vector<std::string> assets;
  std::int64_t results = 0;
  std::map<std::string, std::int64_t> open_by_severity;

  static void fields(auto& self, auto& v) {
    v("digest", self.digest), v("name", self.name), v("format", self.format);
    v("tool", self.tool), v("system", self.system), v("complete", self.complete);
    v("started", self.started), v("finished", self.finished), v("assets", self.assets);
    v("results", self.results), v("open_by_severity", self.open_by_severity);
  }
};

}  // namespace govcloud
