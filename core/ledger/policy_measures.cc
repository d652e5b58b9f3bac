// Measures against a provider, and who fixes statements of fees, in a policy's file.
#include <fmt/format.h>

#include <algorithm>

#include "core/law/measure_events.h"
#include "core/law/parties.h"
#include "core/ledger/policy_sections.h"
#include "core/ledger/policy_words.h"

namespace govcloud {
namespace {

/// How many units of each kind sign: signatures = { authority = 2, finance = 1 }.
std::vector<std::string> read_signatures(Fields& f) {
  constexpr std::int64_t kUnitsMax = 9;
  std::vector<std::string> all;
  const TomlTable* table = f.table("signatures");
  if (table == nullptr) return all;
  Fields entry = f.inner(*table, f.section() + " signatures");
  for (const auto kind : kSignatories)
    all.insert(all.end(), static_cast<std::size_t>(entry.number(kind, 1, kUnitsMax).value_or(0)), std::string(kind));
  entry.close();
  return all;
}

}  // namespace

void read_measures(Fields& root, Policy& policy) {
  each_entry(root, "measures", [&](Fields& f) {
    MeasureRule rule;
    rule.step = f.word("step", names(MeasureStep{}));
    rule.by = f.needed_words("by", names(Role{}));
    rule.signatories = read_signatures(f);
    rule.grounds = f.needed_words("grounds", kBreaches);
    rule.after = f.words("after", names(MeasureStep{}));
    rule.after_by_house_rule = f.words("after_by_house_rule", names(MeasureStep{}));
    rule.basis = read_basis(f);
    if (policy.measure_rule(rule.step) != nullptr) f.fault_of("step", fmt::format("names '{}' a second time", rule.step));
    policy.measures.push_back(std::move(rule));
  });
  one_section(root, "fees", [&](Fields& f) {
    policy.fees.by = f.needed_words("by", names(Role{}));
    policy.fees.signatories = read_signatures(f);
    policy.fees.basis = read_basis(f);
  });
}

}  // namespace govcloud
