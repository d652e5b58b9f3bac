#include "core/law/policy.h"

#include <algorithm>

namespace govcloud {
namespace {

/// The entry whose member holds the name, or null.
template <class T>
const T* find_by(const std::vector<T>& entries, std::string T::*member, std::string_view name) {
  for (const auto& entry : entries)
    if (entry.*member == name) return &entry;
  return nullptr;
}

// The one house rule that asks for a paper, and so the only one that can stand at a gate.
constexpr const char* kPaperHouseRule = "H-07";

}  // namespace

const Limit* Policy::limit(std::string_view rule) const {
  return find_by(limits, &Limit::rule, rule);
}

const CatalogItem* Policy::item(std::string_view code) const {
  return find_by(catalog, &CatalogItem::code, code);
}

const RoleRule* Policy::role_rule(std::string_view act) const {
  return find_by(roles, &RoleRule::act, act);
}

const MeasureRule* Policy::measure_rule(std::string_view step) const {
  return find_by(measures, &MeasureRule::step, step);
}

bool Policy::house_rule_on(std::string_view rule) const {
  return std::find(house_rules_off.begin(), house_rules_off.end(), rule) == house_rules_off.end();
}

Citation cite(const Policy& policy, const Basis& basis) {
  if (basis.article.empty()) return Citation::house(kPaperHouseRule, basis.says);
  return Citation::article(policy.id, basis.article, basis.line, basis.says);
}

}  // namespace govcloud
