#include "core/security/scan.h"

#include <string_view>
#include <utility>

namespace govcloud {
namespace {

void append_part(std::string& out, std::string_view part) {
  for (const char c : part) {
    if (c == '%') {
      out += "%25";
    } else if (c == '|') {
      out += "%7C";
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string identity_of(const std::string& rule, const std::string& asset,
                        const std::string& location) {
  std::string out;
  append_part(out, rule);
  out += '|';
  append_part(out, asset);
  if (location.empty()) return out;
  out += '|';
  append_part(out, location);
  return out;
}

IdentityParts parts_of(const std::string& identity) {
  IdentityParts parts;
  std::string* const places[] = {&parts.rule, &parts.asset, &parts.location};
  std::size_t place = 0;
  for (std::size_t i = 0; i < identity.size(); ++i) {
    const std::string_view rest = std::string_view(identity).substr(i);
    if (rest.front() == '|' && place < 2) {
      ++place;
    } else if (rest.starts_with("%25") || rest.starts_with("%7C")) {
      *places[place] += rest[1] == '2' ? '%' : '|';
      i += 2;
    } else {
      *places[place] += rest.front();
    }
  }
  return parts;
}

Severity rank_of(const std::string& source_severity) {
  constexpr std::pair<std::string_view, Severity> kWords[] = {
      {"critical", Severity::critical}, {"high", Severity::high}, {"medium", Severity::medium},
      {"moderate", Severity::medium},   {"low", Severity::low},   {"info", Severity::info},
      {"informational", Severity::info}};
  std::string word = source_severity;
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const auto& [known, severity] : kWords) {
    if (word == known) return severity;
  }
  return Severity::low;
}

std::map<std::string, std::size_t> count_by_severity(const std::vector<ScanFinding>& findings) {
  std::map<std::string, std::size_t> out;
  for (const std::string_view name : kSeverities) out[std::string(name)] = 0;
  for (const ScanFinding& finding : findings) {
    ++out[std::string(kSeverities[static_cast<std::size_t>(finding.severity)])];
  }
  return out;
}

}  // namespace govcloud
