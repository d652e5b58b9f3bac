// Tables of Nessus and of OpenVAS. Their columns differ by version and by what was chosen, so they are
// found by name.
#include <fmt/core.h>

#include <algorithm>

#include "core/format/csv.h"
#include "core/format/input_error.h"
#include "core/security/collect.h"
#include "core/security/readers.h"

namespace govcloud {
namespace {

// What a column is called, by version.
using ColumnNames = std::vector<std::string_view>;

std::string_view first_line(std::string_view text) {
  const auto start = std::min(text.find_first_not_of("\r\n"), text.size());
  return text.substr(start, std::min(text.find_first_of("\r\n", start), text.size()) - start);
}

char delimiter_of(std::string_view line) {
  for (const char c : {',', ';', '\t'})
    if (line.find(c) != line.npos) return c;
  return ',';
}

std::vector<std::string> headings_of(std::string_view text) {
  const auto line = first_line(text);
  std::vector<std::string> names;
  try {
    CsvReader(line, "", delimiter_of(line)).next(names);
  } catch (const InputError&) {
    return {};  // no table; what it is then, others say
  }
  for (std::string& name : names) name = lower(trimmed(name));
  return names;
}

struct Table {
  std::vector<std::string> headings;
  std::vector<std::string> row;

  std::optional<std::size_t> column(const ColumnNames& names) const {
    for (const auto name : names) {
      const auto at = std::find(headings.begin(), headings.end(), name);
      if (at != headings.end()) return static_cast<std::size_t>(at - headings.begin());
    }
    return std::nullopt;
  }
  std::string cell(const ColumnNames& names) const {
    const auto at = column(names);
    return at && *at < row.size() ? std::string(trimmed(row[*at])) : std::string();
  }
};

const ColumnNames kPlugin{"plugin id", "plugin", "definition.id"};
const ColumnNames kRisk{"risk", "severity", "risk factor"};
const ColumnNames kNessusHost{"host", "ip address", "asset.display_ipv4_address", "asset.name", "asset.host_name", "dns name"};
const ColumnNames kOpenvasHost{"ip", "host"};

bool is_nessus(const Table& table) { return table.column(kPlugin) && table.column(kRisk) && table.column(kNessusHost); }
bool is_openvas_table(const Table& table) { return table.column({"nvt oid"}) && table.column(kOpenvasHost) && table.column({"severity", "threat"}); }

Severity rank_of_word(const std::string& word, const std::string& score) {
  const std::string low = lower(word);
  if (low == "none" || low == "log" || low == "debug") return Severity::info;
  if (low.empty()) return severity_of_score(score).value_or(Severity::low);
  if (low.size() == 1 && low[0] >= '0' && low[0] <= '4') return static_cast<Severity>('4' - low[0]);
  return rank_of(word);
}

ScanFinding nessus_row(const Table& table, Collector& collector) {
  ScanFinding finding;
  ScanAsset machine{table.cell(kNessusHost), table.cell({"fqdn", "dns name", "asset.display_fqdn"}), {}, {}};
  if (const auto address = table.cell({"ip address", "asset.display_ipv4_address"}); !address.empty()) machine.addresses.push_back(address);
  finding.asset = collector.machine(machine);
  finding.rule = "nessus:" + table.cell(kPlugin);
  finding.title = one_line(table.cell({"name", "plugin name", "definition.name"}));
  finding.location = table.cell({"protocol"}) + "/" + table.cell({"port"});
  finding.source_severity = table.cell(kRisk);
  finding.severity = rank_of_word(finding.source_severity, table.cell({"cvss v3.0 base score", "cvss", "cvss v2.0 base score"}));
  add_cves(table.cell({"cve", "definition.cve"}), finding.references);
  finding.remediation = one_line(table.cell({"solution", "definition.solution"}));
  return finding;
}

ScanFinding openvas_row(const Table& table, Collector& collector) {
  ScanFinding finding;
  ScanAsset machine{table.cell(kOpenvasHost), table.cell({"hostname"}), {table.cell(kOpenvasHost)}, {}};
  finding.asset = collector.machine(machine);
  finding.rule = "openvas:" + table.cell({"nvt oid"});
  finding.title = one_line(table.cell({"nvt name"}));
  const std::string port = table.cell({"port"}), protocol = table.cell({"port protocol"});
  finding.location = port.find('/') != port.npos ? port : (port.empty() ? "general" : port) + "/" + (protocol.empty() ? "tcp" : protocol);
  const std::string word = table.cell({"severity", "threat"}), score = table.cell({"cvss"});
  finding.source_severity = word.empty() ? score : score.empty() ? word : word + " " + score;
  finding.severity = rank_of_word(word, score);
  add_cves(table.cell({"cves"}), finding.references);
  finding.remediation = one_line(table.cell({"solution"}));
  return finding;
}

}  // namespace

bool is_scan_csv(std::string_view text) {
  const Table table{headings_of(text), {}};
  return is_nessus(table) || is_openvas_table(table);
}

ScanReport read_scan_csv(std::string_view text, const std::string& name, Offset offset) {
  ScanReport report;
  Collector collector(report);
  Table table{headings_of(text), {}};
  const bool nessus = is_nessus(table);
  report.format = nessus ? "nessus-csv" : "openvas-csv";
  report.tool = nessus ? "Nessus" : "OpenVAS";
  CsvReader reader(text, name, delimiter_of(first_line(text)));
  reader.next(table.row);
  while (reader.next(table.row)) {
    if (table.row.size() != table.headings.size())
      throw InputError(65, message(N_("{0} row {1} (line {2})"), name, reader.row(), reader.line()),
                       message(N_("{0} fields where the headings are {1}"), table.row.size(), table.headings.size()), Message{});
    ScanFinding finding = nessus ? nessus_row(table, collector) : openvas_row(table, collector);
    const std::string word = lower(finding.source_severity);
    collector.count(word);
    const auto seen = scanner_time(table.cell({"timestamp"}), offset);
    widen(report, seen, seen);
    if (!word.starts_with("false positive") && !word.starts_with("error")) collector.found(std::move(finding));
  }
  collector.finish();
  return report;
}

}  // namespace govcloud
