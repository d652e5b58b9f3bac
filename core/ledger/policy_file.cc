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

namespace {

void throw_first(const ReadPolicy& read, const std::string& name) {
  if (read.faults.empty()) return;
  const PolicyFault& first = read.faults.front();
  throw InputError(78, fmt::format("{} line {}: {}", name, first.line, first.message), first.hint);
}

}  // namespace

Policy with_catalog(const Policy& policy, std::string_view bytes, const std::string& name) {
  ReadPolicy read;
  const auto file = parse_toml(bytes, name);
  Fields root(file, "the file", read.faults);
  read_catalog(root, read.policy);
  root.close();
  if (read.policy.catalog.empty()) read.faults.push_back({1, "[[catalog]] is missing.", "name at least one item"});
  read.policy.parent = policy.id;  // the rest is the policy's
  check_policy(read.policy, read.faults);
  throw_first(read, name);
  Policy both = policy;
  both.catalog = std::move(read.policy.catalog);
  if (!read.policy.excluded.empty()) both.excluded = std::move(read.policy.excluded);
  for (auto& item : both.catalog) item.basis.line = 0;  // the lines that messages name are the policy's
  return both;
}

Policy read_policy(std::string_view bytes, const std::string& name) {
  ReadPolicy read = read_all(bytes, name);
  throw_first(read, name);
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
