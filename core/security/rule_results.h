// The rule-results of one XCCDF TestResult, with what the Benchmark's Rules say about them. Part of
// reading XCCDF; see xccdf.h for the door.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/format/xml.h"
#include "core/security/scan.h"

namespace govcloud {

/// The beginning of XCCDF's namespaces; the version follows it.
inline constexpr std::string_view kXccdfSpace = "http://checklists.nist.gov/xccdf/";
bool is_xccdf(XmlNode node);

/// All Rules of a document, by benchmark and id; the document must outlive it. In ARF the Benchmark
/// stands far from the results, and a source data stream may hold one rule in several benchmarks,
/// so the benchmark that the TestResult names is asked first.
class XccdfRules {
 public:
  explicit XccdfRules(XmlNode root);
  /// The Rule, or an absent element.
  XmlNode find(std::string_view benchmark, std::string_view id) const;

 private:
  using ById = std::unordered_map<std::string_view, XmlNode>;
  std::unordered_map<std::string_view, ById> by_benchmark_;
  ById any_;
};

/// The benchmark that a TestResult names, else the one around it, else empty.
std::string_view benchmark_id(XmlNode test);

/// What all results with one identity say together.
struct RuleVerdict {
  std::optional<ScanFinding> finding;  // of the first that failed
  std::size_t order = 0;               // of its first result in the file
  bool passed = false;                 // any of them pass or fixed
  bool undecided = false;              // any of them error, unknown, notchecked or informational
};
using Verdicts = std::unordered_map<std::string, RuleVerdict>;

/// Reads the rule-results of a TestResult on the machine `asset`, and adds them to the report's
/// `results` and `by_result`. A rule that was not selected gets no verdict. Throws InputError 65
/// naming file and line for a rule-result without rule, and for a result that XCCDF does not know.
Verdicts read_verdicts(const XmlDocument& document, XmlNode test, const XccdfRules& rules,
                       const std::string& asset, ScanReport& report);

}  // namespace govcloud
