// Building a ScanReport, the same way for every reader: counting, machines, identities, what passed.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/security/scan.h"

namespace govcloud {

class Collector {
 public:
  explicit Collector(ScanReport& report) : report_(report) {}

  /// One more result in the file, by the scanner's own word for what became of it.
  void count(const std::string& word);
  /// Works out the machine's key, adds the machine once, and gives the key. A machine without any
  /// name is called "unnamed": a file of one machine need not name it.
  std::string machine(ScanAsset asset);
  /// A weakness. The identity is made here. A scanner may tell one rule at one place several times,
  /// with different words: the second is then told apart as "#2", so that as many findings stand as
  /// were told, and one fewer in a later scan closes one.
  void found(ScanFinding finding);
  /// The scanner looked and all was in order there. Passed over where the machine's name is no name:
  /// another machine's file would say the same.
  void passed(const std::string& rule, const std::string& asset, const std::string& location);
  /// The scanner looked at all of this; passed over as above.
  void covers(ScanScope scope);
  /// Sorts what has to be sorted; nothing that was found passes.
  void finish();

 private:
  ScanReport& report_;
  std::map<std::string, std::size_t> times_;
};

inline constexpr const char* kUnnamed = "unnamed";

bool is_loopback(std::string_view address);
/// What stands for a machine in identities; see ScanAsset::key. Empty when nothing names it. A machine
/// whose name says nothing must not be taken for another of the same name: then the one's passing
/// would close the other's findings.
std::string machine_key(const ScanAsset& asset);

/// At most 500 bytes of UTF-8 in one line, cut before a character and marked.
std::string one_line(std::string_view text);

/// A score of CVSS, "7.5", on our scale by the bands of CVSS 3: 9 critical, 7 high, 4 medium, above 0
/// low, 0 info. Nothing where it is no score.
std::optional<Severity> severity_of_score(std::string_view score);

/// Appends each CVE identifier of the text that is not there yet, in capitals.
void add_cves(std::string_view text, std::vector<std::string>& references);

/// Times as scanners write them: seconds since 1970; 2026-11-22T21:55:15Z, with an offset or none;
/// 2026-11-22 21:55:15; 2026:11:22 21:55:15; Tue Jun 25 10:39:42 2013. Without an offset it is local
/// time at `offset`. Nothing for other words.
std::optional<Instant> scanner_time(std::string_view text, Offset offset);

/// Makes the report's start earlier and its end later, where these are.
void widen(ScanReport& report, std::optional<Instant> started, std::optional<Instant> finished);

std::string lower(std::string_view text);
std::string_view trimmed(std::string_view text);

}  // namespace govcloud
