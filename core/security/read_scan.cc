#include "core/security/read_scan.h"

#include "core/format/encoding.h"
#include "core/format/input_error.h"
#include "core/format/json_read.h"
#include "core/format/xml.h"
#include "core/security/collect.h"
#include "core/security/readers.h"
#include "core/security/xccdf.h"

namespace govcloud {
namespace {

constexpr std::size_t kTextBytesMax = std::size_t{128} << 20;
constexpr Sentence kKnown =
    N_("known are XCCDF and ARF results, Nessus, OpenVAS, nmap, Trivy JSON, SARIF 2.1.0, Lynis, ClamAV and STIG checklists");

// The first byte that is no blank, byte order mark or zero of UTF-16.
char first_letter(std::string_view bytes) {
  using namespace std::string_view_literals;
  const auto at = bytes.find_first_not_of("\0 \t\r\n\xEF\xBB\xBF\xFF\xFE"sv);
  return at == bytes.npos ? '\0' : bytes[at];
}

std::string kind_of(const XmlDocument& document) {
  const std::string_view root = document.root().local();
  const std::string xccdf = xccdf_format(document);
  if (!xccdf.empty()) return xccdf.substr(0, xccdf.find('-'));
  if (root == "NessusClientData_v2") return "nessus";
  if (root == "nmaprun") return "nmap";
  if (root == "CHECKLIST") return "ckl";
  return is_openvas(document) ? "openvas" : "";
}

std::string kind_of(const Json& file) {
  if (file.find("runs") != nullptr && file.find("version") != nullptr) return "sarif";
  if (file.find("stigs") != nullptr) return "cklb";
  return is_trivy(file) ? "trivy" : "";
}

std::string kind_of(std::string_view text) {
  if (is_scan_csv(text)) return "csv";
  if (is_lynis(text)) return "lynis";
  return is_clamav(text) ? "clamav" : "";
}

ScanReport read_xml(std::string_view bytes, const std::string& name, Offset offset) {
  const XmlDocument document(bytes, name);
  const std::string kind = kind_of(document);
  if (kind == "nessus") return read_nessus(document, offset);
  if (kind == "nmap") return read_nmap(document, offset);
  if (kind == "ckl") return read_ckl(document);
  if (kind == "openvas") return read_openvas(document, offset);
  if (!kind.empty()) return read_xccdf(document, offset);
  document.refuse(document.root(), message(N_("this kind of scanner output is not known")), message(kKnown));
}

ScanReport read_json(std::string_view text, const std::string& name, Offset offset) {
  const Json file = parse_json(text, name);
  const std::string kind = kind_of(file);
  if (kind == "sarif") return read_sarif(file, name, offset);
  if (kind == "cklb") return read_cklb(file, name);
  if (kind == "trivy") return read_trivy(file, name, offset);
  throw InputError(65, message(N_("{0}"), name), message(N_("this kind of scanner output is not known")), message(kKnown));
}

ScanReport read_text(std::string_view text, const std::string& name, Offset offset) {
  const std::string kind = kind_of(text);
  if (kind == "csv") return read_scan_csv(text, name, offset);
  if (kind == "lynis") return read_lynis(text, name, offset);
  if (kind == "clamav") return read_clamav(text, offset);
  throw InputError(65, message(N_("{0}"), name), message(N_("this kind of scanner output is not known")), message(kKnown));
}

}  // namespace

std::optional<std::string> recognise(std::string_view bytes) {
  try {
    const char first = first_letter(bytes);
    std::string kind;
    if (first == '<') {
      kind = kind_of(XmlDocument(bytes, ""));
    } else {
      const std::string text = to_utf8(bytes, "").text;
      kind = first == '{' || first == '[' ? kind_of(parse_json(text, "")) : kind_of(std::string_view(text));
    }
    return kind.empty() ? std::nullopt : std::optional(kind);
  } catch (const InputError&) {
    return std::nullopt;  // what cannot be read is none of these; read_scan says why
  }
}

ScanReport read_scan(std::string_view bytes, const std::string& name, Offset offset) {
  const char first = first_letter(bytes);
  if (first == '\0') throw InputError(65, message(N_("{0}"), name), message(N_("the file is empty")), Message{});
  if (first == '<') return read_xml(bytes, name, offset);
  if (bytes.size() > kTextBytesMax)
    throw InputError(65, message(N_("{0}"), name),
                     message(N_("{0} bytes are more than the {1} that are read at once"), bytes.size(), kTextBytesMax),
                     message(N_("export fewer results to a file and import them one after the other")));
  const std::string text = to_utf8(bytes, name).text;
  if (first == '{' || first == '[') return read_json(text, name, offset);
  return read_text(text, name, offset);
}

}  // namespace govcloud
