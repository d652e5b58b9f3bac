// XML, XCCDF and ARF: a report, or a refusal that names the line.
#include "core/format/input_error.h"
#include "core/format/xml.h"
#include "core/security/xccdf.h"
#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  try {
    const XmlDocument document(bytes, "s.xml", 1 << 20);
    must(document.root().text(true).size() <= 4 * bytes.size());
    recognise(bytes);
    const auto report = read_scan(bytes, "s.xml");
    must(report.findings.size() <= report.results);
  } catch (const InputError& e) {
    must(e.exit == 65);
  }
}
