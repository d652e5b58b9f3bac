#include "core/ledger/policy_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/ledger/policy_lint.h"
#include "core/ledger/policy_sections.h"

namespace govcloud {
namespace {

struct ReadPolicy {
  Policy policy;
  PolicyFaults faults;  // in the order of the file
};

ReadPolicy read_all(std::string_view bytes, const std::string& name) {
  ReadPolicy read;
  read.policy = read_sections(parse_toml(bytes, name), read.faults);
  check_policy(read.policy, read.faults);
  std::stable_sort(read.faults.begin(), read.faults.end(),
                   [](const PolicyFault& a, const PolicyFault& b) { return a.line < b.line; });
  return read;
}

}  // namespace

Policy read_policy(std::string_view bytes, const std::string& name) {
  ReadPolicy read = read_all(bytes, name);
  if (!read.faults.empty()) {
    const PolicyFault& first = read.faults.front();
    throw InputError(78, fmt::format("{} line {}: {}", name, first.line, first.message), first.hint);
  }
  return std::move(read.policy);
}

std::vector<LintFinding> lint_policy(std::string_view bytes, const std::string& name) {
  std::vector<LintFinding> findings;
  try {
    for (const auto& fault : read_all(bytes, name).faults)
      findings.push_back({fault.line, fault.hint.empty()
                                          ? fault.message
                                          : fmt::format("{} ({})", fault.message, fault.hint)});
  } catch (const TomlError& error) {
    findings.push_back({error.line, error.reason});
  }
  return findings;
}

}  // namespace govcloud
