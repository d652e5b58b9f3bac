#include "core/law/house_rules.h"

#include <stdexcept>
#include <string>

namespace govcloud {

Citation house_rule(std::string_view id) {
  for (const auto& rule : kHouseRules)
    if (rule.id == id)
      return Citation::house(std::string(id), {std::string(rule.zh), std::string(rule.en)});
  throw std::logic_error("no house rule " + std::string(id));
}

}  // namespace govcloud
