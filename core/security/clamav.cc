// Logs of clamscan and clamd: one verdict a line, then a summary.
#include <algorithm>

#include "core/security/collect.h"
#include "core/security/readers.h"

namespace govcloud {
namespace {

constexpr std::string_view kSummary = "----------- SCAN SUMMARY -----------";

// The words that end a verdict about a file.
constexpr std::string_view kVerdicts[] = {" FOUND", ": OK", ": Empty file", ": Excluded", ": Symbolic link", " ERROR"};

std::string_view verdict_of(std::string_view line) {
  if (line.find(": ") == line.npos) return {};
  for (const auto one : kVerdicts)
    if (line.ends_with(one)) return one;
  return {};
}

std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trimmed(line);
}

// clamd writes the time and an arrow before the verdict.
std::string_view without_time(std::string_view line) {
  const auto arrow = line.find(" -> ");
  return arrow == line.npos || arrow > 32 || line.front() == '/' ? line : line.substr(arrow + 4);
}

void read_verdict(std::string_view line, const std::string& asset, Collector& collector) {
  const auto verdict = verdict_of(line);
  collector.count(lower(trimmed(verdict.starts_with(':') ? verdict.substr(1) : verdict)));
  if (verdict != " FOUND") return;
  line.remove_suffix(verdict.size());
  const auto colon = line.rfind(": ");
  ScanFinding finding;
  std::string_view signature = line.substr(colon + 2);
  if (signature.ends_with(')')) signature = signature.substr(0, signature.find('('));  // digest and size of the file
  finding.rule = "clamav:" + std::string(signature);
  finding.title = one_line(signature);
  finding.asset = asset;
  finding.location = line.substr(0, colon);
  finding.severity = Severity::high;
  finding.source_severity = "FOUND";
  collector.found(std::move(finding));
}

}  // namespace

bool is_clamav(std::string_view text) {
  if (text.find(kSummary) != text.npos) return true;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (line.find_first_of("/\\") >= line.rfind(": ")) continue;  // a verdict is about a path
    if (const auto verdict = verdict_of(line); verdict == " FOUND" || verdict == ": OK") return true;
  }
  return false;
}

ScanReport read_clamav(std::string_view text, Offset offset) {
  ScanReport report;
  report.format = "clamav";
  report.tool = "ClamAV";
  Collector collector(report);
  const std::string asset = collector.machine({});
  bool in_summary = false;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (line.empty()) continue;
    if (line == kSummary) {
      in_summary = report.complete = true;
      continue;
    }
    const auto value = trimmed(line.substr(std::min(line.find(':') + 1, line.size())));
    if (!in_summary && !verdict_of(line).empty()) read_verdict(without_time(line), asset, collector);
    if (line.starts_with("-----")) in_summary = false;  // another scan in the same log
    if (!in_summary) continue;
    if (line.starts_with("Engine version:")) report.tool_version = value;
    if (line.starts_with("Start Date:")) widen(report, scanner_time(value, offset), {});
    if (line.starts_with("End Date:")) {
      widen(report, {}, scanner_time(value, offset));
      in_summary = false;
    }
  }
  collector.finish();
  return report;
}

}  // namespace govcloud
