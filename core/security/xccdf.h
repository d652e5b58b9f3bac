// Results of configuration checks: XCCDF 1.1 and 1.2 (NISTIR 7275) and ARF 1.1 (NISTIR 7694), as
// OpenSCAP writes them.
#pragma once
#include <string>

#include "core/format/xml.h"
#include "core/law/date.h"
#include "core/security/scan.h"

namespace govcloud {

/// "xccdf-1.1", "xccdf-1.2", "arf-1.1", or empty for any other document.
std::string xccdf_format(const XmlDocument& document);

/// Reads every TestResult of the file: of the Benchmark, bare, or within ARF's reports.
///
/// A rule-result `fail` is a finding and nothing else is. Its severity is the rule-result's own,
/// else its Rule's in the Benchmark, else "unknown"; title, identifiers and remediation come from
/// the Rule. Its location is the rule-result's instance, or the check that it names when one rule
/// was checked many times over (multi-check). Several results with one identity are one finding if
/// any of them fails. Of several runs on one machine the one that ended last counts.
///
/// A run without end-time is unfinished. A time without an offset is read at `offset`.
/// Throws InputError 65 naming the file and the line: a Benchmark
/// without results, a rule-result without rule or with a result that XCCDF does not know, a time
/// that is none.
ScanReport read_xccdf(const XmlDocument& document, Offset offset);

}  // namespace govcloud
