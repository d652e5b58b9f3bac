// What a scanner found, as plain values: the same shape for every scanner that is read.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/law/check.h"
#include "core/law/date.h"

namespace govcloud {

/// A machine that was looked at.
struct ScanAsset {
  std::string name;                    // as the scanner calls it: its host name
  std::string fqdn;                    // empty when not told
  std::vector<std::string> addresses;  // as written, loopback included
  /// What stands for the machine in identities: the name; where that is one that every fresh
  /// machine has (localhost), the fqdn, or "name/address" with the first address that is not its
  /// loopback.
  std::string key;
};

/// One failed rule on one machine; a weakness 隐患 and nothing else.
struct ScanFinding {
  std::string identity;                      // see identity_of()
  std::string rule, title, asset, location;  // asset is the ScanAsset's key
  Severity severity = Severity::low;
  std::string source_severity;          // the source's own word, "unknown" included; never empty
  std::vector<std::string> references;  // CVE, CCE and other identifiers, each once, as written
  std::string remediation;              // at most 500 bytes of UTF-8, one line; may be empty
};

/// A part of the world that a finished scan states to have looked at: what is known to be open there
/// and was not found this time is mended.
struct ScanScope {
  std::string asset;  // the machine's key
  std::string rules;  // rules that begin thus: "nessus:"
  std::string place;  // locations that begin thus
  std::shared_ptr<const std::set<std::string>> only_rules, only_places;  // none: all
  Severity least = Severity::info;  // findings below this rank are left out of the file
};

struct ScanReport {
  std::string format;                        // "xccdf-1.2", "nessus-2", "sarif-2.1.0" …
  std::string tool, tool_version;            // empty when the file does not tell
  std::string profile, benchmark;            // ids; of several, the first
  std::vector<ScanAsset> assets;             // each once
  std::optional<Instant> started, finished;  // the earliest start and the latest end
  /// Every run in the file has an end. An unfinished scan is imported and marked; it closes
  /// nothing.
  bool complete = false;
  std::size_t results = 0;                       // every result in the file, whatever it says
  std::map<std::string, std::size_t> by_result;  // pass, fail, notselected …
  std::vector<ScanFinding> findings;             // in the file's order, each identity once
  /// Identities, sorted, with a verdict: pass, fixed, fail or notapplicable in a finished run, or
  /// fail in an unfinished one.
  std::vector<std::string> covered;
  /// Those of them, sorted, that are in order: pass or fixed, and no other result beside it. Only
  /// these may close a finding. That a rule does not apply proves nothing was mended.
  std::vector<std::string> passed;
  /// What else the scan looked at, where its format can tell.
  std::vector<ScanScope> scopes;
};

/// Scanner's rule, machine and place within it: the same three are the same finding, in whichever
/// file and format they come. "RULE|ASSET" or "RULE|ASSET|LOCATION", in which '%' and '|' inside a
/// part are written %25 and %7C.
std::string identity_of(const std::string& rule, const std::string& asset,
                        const std::string& location);

/// The three parts of an identity again.
struct IdentityParts {
  std::string rule, asset, location;
};
IdentityParts parts_of(const std::string& identity);

/// The severity of XCCDF (NISTIR 7275r4) and its neighbours, in any case of letters, on our scale:
/// critical; high; medium, moderate; low; info, informational. Anything else, "unknown" and the
/// empty word included, ranks as low: a finding without a rank is still a finding.
Severity rank_of(const std::string& source_severity);

/// Findings by severity, all five keys present: critical, high, medium, low, info.
std::map<std::string, std::size_t> count_by_severity(const std::vector<ScanFinding>& findings);

}  // namespace govcloud
