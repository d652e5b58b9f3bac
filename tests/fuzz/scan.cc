// Outputs of every scanner that is known: a report whose parts agree, or a refusal.
#include <algorithm>
#include <set>

#include "core/format/input_error.h"
#include "core/format/xml.h"
#include "core/security/read_scan.h"
#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  try {
    const auto report = read_scan(bytes, "s");
    must(report.findings.size() <= report.results);
    must(recognise(bytes).has_value());
    std::set<std::string> identities;
    for (const ScanFinding& finding : report.findings) {
      must(identities.insert(finding.identity).second);
      const auto parts = parts_of(finding.identity);
      must(parts.rule == finding.rule && parts.asset == finding.asset && parts.location == finding.location);
    }
    must(std::is_sorted(report.covered.begin(), report.covered.end()));
    for (const std::string& one : report.passed) must(!identities.contains(one));
  } catch (const InputError& e) {
    must(e.exit == 65);
  }
  try {
    const XmlDocument document(bytes, "s.xml", 1 << 20);
    must(document.root().text(true).size() <= 4 * bytes.size());
  } catch (const InputError& e) {
    must(e.exit == 65);
  }
}
