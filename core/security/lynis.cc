// The report file of Lynis (lynis-report.dat): one KEY=VALUE a line.
#include <algorithm>

#include "core/format/input_error.h"
#include "core/security/collect.h"
#include "core/security/readers.h"

namespace govcloud {
namespace {

std::string_view take_until(std::string_view& rest, char mark) {
  const auto end = std::min(rest.find(mark), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

struct LynisReader {
  ScanReport& report;
  Collector collector{report};
  ScanAsset machine{};
  std::string asset{};
  std::set<std::string> executed{};
  std::vector<ScanFinding> findings{};
  bool finished = false;

  // "TEST|what is wrong|details|solution|".
  void weakness(std::string_view value, const char* word, Severity severity) {
    ScanFinding finding;
    finding.rule = "lynis:" + std::string(take_until(value, '|'));
    finding.title = finding.location = one_line(take_until(value, '|'));
    take_until(value, '|');
    const auto solution = take_until(value, '|');
    if (solution != "-") finding.remediation = one_line(solution.starts_with("text:") ? solution.substr(5) : solution);
    finding.severity = severity;
    finding.source_severity = word;
    findings.push_back(std::move(finding));
  }

  void package(std::string_view value) {
    ScanFinding finding;
    finding.rule = "lynis:vulnerable-package";
    finding.title = finding.location = one_line(take_until(value, '|'));
    finding.severity = Severity::medium;
    finding.source_severity = "vulnerable";
    findings.push_back(std::move(finding));
  }

  void line(std::string_view key, std::string_view value, Offset offset) {
    if (key == "warning[]") weakness(value, "warning", Severity::medium);
    if (key == "suggestion[]") weakness(value, "suggestion", Severity::low);
    if (key == "vulnerable_package[]") package(value);
    if (key == "hostname") machine.name = value;
    if (key == "lynis_version") report.tool_version = value;
    if (key == "report_datetime_start") widen(report, scanner_time(value, offset), {});
    if (key == "report_datetime_end") widen(report, {}, scanner_time(value, offset));
    if (key == "finish") finished = value == "true";
    if (key == "network_ipv4_address[]" || key == "network_ipv6_address[]") machine.addresses.emplace_back(value);
    if (key != "tests_executed") return;
    while (!value.empty())
      if (const auto test = take_until(value, '|'); !test.empty()) executed.insert("lynis:" + std::string(test));
  }

  void conclude() {
    asset = collector.machine(machine);
    for (ScanFinding& finding : findings) {
      finding.asset = asset;
      collector.count(finding.source_severity);
      collector.found(std::move(finding));
    }
    report.complete = finished;
    collector.covers({asset, "lynis:", "", std::make_shared<const std::set<std::string>>(executed)});
    collector.finish();
  }
};

}  // namespace

bool is_lynis(std::string_view text) {
  return text.starts_with("# Lynis Report") || text.starts_with("report_version_major=") ||
         text.substr(0, 65536).find("\nlynis_version=") != text.npos;
}

ScanReport read_lynis(std::string_view text, const std::string& name, Offset offset) {
  ScanReport report;
  report.format = "lynis";
  report.tool = "Lynis";
  LynisReader reader{report};
  std::size_t number = 0;
  while (!text.empty()) {
    std::string_view rest = trimmed(take_until(text, '\n'));
    ++number;
    if (rest.empty() || rest.front() == '#' || rest.find('=') == rest.npos) continue;
    const auto key = take_until(rest, '=');
    if ((key == "warning[]" || key == "suggestion[]") && rest.find('|') == rest.npos)
      throw InputError(65, message(N_("{0} line {1}"), name, number), message(N_("'{0}' names no test and what is wrong"), rest), Message{});
    reader.line(key, rest, offset);
  }
  if (report.tool_version.empty())
    throw InputError(65, message(N_("{0}"), name), message(N_("no lynis_version in it, so it is no report of Lynis")), Message{});
  reader.conclude();
  return report;
}

}  // namespace govcloud
