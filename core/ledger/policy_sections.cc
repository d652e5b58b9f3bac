#include "core/ledger/policy_sections.h"

#include <fmt/format.h>

#include "core/law/check.h"
#include "core/law/house_rules.h"
#include "core/law/parties.h"
#include "core/ledger/policy_words.h"

namespace govcloud {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The article that an obligation's id names: "9" of "ZJ-09.3"; empty for a malformed id.
std::string article_of(std::string_view id) {
  const auto dash = id.find('-');
  const auto dot = id.find('.', dash == std::string_view::npos ? 0 : dash);
  if (dash == 0 || dash == std::string_view::npos || dot == std::string_view::npos) return "";
  std::string_view number = id.substr(dash + 1, dot - dash - 1);
  if (number.empty() || dot + 1 >= id.size() || !is_digit(id[dot + 1])) return "";
  for (const char c : number)
    if (!is_digit(c)) return "";
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return std::string(number);
}

/// Wording, source and obligations: what a basis has beside its article.
void read_grounds(Fields& entry, Basis& basis) {
  constexpr std::string_view kSources[] = {"example"};
  basis.line = entry.line();
  basis.says = {entry.text("zh"), entry.text("en")};
  if (entry.has("source")) basis.example = entry.word("source", kSources) == "example";
  basis.obligations = entry.words("obligations");
  for (const auto& id : basis.obligations) {
    const std::string article = article_of(id);
    if (article.empty())
      entry.fault_of("obligations", fmt::format("has '{}', which is no obligation's id", id),
                     "write it like ZJ-08.2");
    else if (!basis.article.empty() && article != basis.article)
      entry.fault_of("obligations",
                     fmt::format("has '{}' of article {}, but the entry is of "
                                 "article {}",
                                 id, article, basis.article),
                     "put it on an entry of its own article");
  }
}

/// The number of a house rule, which must be one of ours.
std::string read_house_rule(Fields& entry) {
  std::vector<std::string_view> numbers;
  for (const auto& rule : kHouseRules) numbers.push_back(rule.id);
  return entry.word("house_rule", numbers);
}

void read_identity(Fields& root, Policy& policy) {
  if (!root.has("policy"))
    root.fault(1, "the section [policy] is missing.", "begin the file with [policy], id and dates");
  one_section(root, "policy", [&](Fields& f) {
    policy.id = f.text("id");
    policy.title = {f.text("title_zh"), f.text("title_en")};
    policy.document = f.optional_text("document");
    policy.parent = f.optional_text("parent");
    if (!f.has("effective_from")) f.fault_of("effective_from", "is missing", "add a date");
    policy.effective_from = f.date("effective_from").value_or(Date{});
    policy.effective_to = f.date("effective_to");
    if (policy.effective_to && *policy.effective_to < policy.effective_from)
      f.fault_of("effective_to", "is before effective_from");
    policy.offset = Offset(f.number("offset_minutes", -14 * 60, 14 * 60).value_or(480));
  });
}

void read_limits(Fields& root, Policy& policy) {
  each_entry(root, "limits", [&](Fields& f) {
    Limit limit;
    limit.rule = f.word("rule", kLimitRules);
    limit.working_days = days(f, "working_days");
    limit.owner = f.word("owner", kLimitOwners);
    limit.basis = read_basis(f);
    if (limit.rule == "trial" && limit.working_days)
      f.fault_of("working_days", "cannot stand at the rule 'trial', which runs in calendar days",
                 "give days_min and days_max in [trial]");
    policy.limits.push_back(std::move(limit));
  });
}

void read_gates(Fields& root, Policy& policy) {
  each_entry(root, "gates", [&](Fields& f) {
    Gate gate;
    gate.rule = f.text("rule");
    gate.at = f.word("at", kGateSteps);
    gate.level_min = static_cast<int>(f.number("level_min", 1, 5).value_or(1));
    gate.level_max = static_cast<int>(f.number("level_max", 1, 5).value_or(5));
    if (gate.level_min > gate.level_max)
      f.fault_of("level_min", "is above level_max", "levels run from level_min to level_max");
    gate.papers = f.needed_words("papers");
    gate.passed = f.flag("passed");
    gate.accredited_by = f.words("accredited_by");
    if (f.has("scan_severity")) gate.scan_severity = f.word("scan_severity", kSeverities);
    if (!gate.scan_severity.empty() && gate.at != "open")
      f.fault_of("scan_severity", "is not of a gate at open", "a scan can stand for a paper only where a system is opened");
    gate.house_rule = f.has("house_rule");
    if (!gate.house_rule) {
      gate.basis = read_basis(f);
    } else {
      // H-07 is the one house rule that asks for a paper; any other paper needs an article.
      if (read_house_rule(f) != "H-07" || gate.at != "reclaim")
        f.fault_of("house_rule", "can only be \"H-07\" at the step reclaim",
                   "give the article that asks for these papers");
      if (f.has("article")) f.fault_of("article", "stands beside a house rule", "leave one out");
      read_grounds(f, gate.basis);
    }
    policy.gates.push_back(std::move(gate));
  });
}

void read_trial(Fields& root, Policy& policy) {
  one_section(root, "trial", [&](Fields& f) {
    auto& trial = policy.trial;
    trial = {days(f, "days_min"), days(f, "days_max"), days(f, "days_default"), read_basis(f)};
    if (trial.days_min && trial.days_max && *trial.days_min > *trial.days_max)
      f.fault_of("days_min",
                 fmt::format("is {}, above days_max, {}", *trial.days_min, *trial.days_max));
    const bool too_short = trial.days_min && trial.days_default < trial.days_min;
    const bool too_long = trial.days_max && trial.days_default > trial.days_max;
    if (trial.days_default && (too_short || too_long))
      f.fault_of("days_default", "is outside days_min to days_max");
  });
}

void read_major(Fields& root, Policy& policy) {
  one_section(root, "major", [&](Fields& f) {
    policy.major_growth_percent = f.needed_number("growth_percent", 0, 100000);
    policy.major = read_basis(f);
  });
}

void read_zones(Fields& root, Policy& policy) {
  one_section(root, "zones", [&](Fields& f) {
    policy.zones = f.needed_words("names");
    policy.zone_default =
        f.word("default", std::vector<std::string_view>(policy.zones.begin(), policy.zones.end()));
    policy.zones_by_tenancy = f.flag("by_tenancy");
    policy.zone_basis = read_basis(f);
  });
}

void read_roles(Fields& root, Policy& policy) {
  each_entry(root, "roles", [&](Fields& f) {
    RoleRule rule;
    rule.act = f.word("act", kActs);
    rule.roles = f.needed_words("roles", names(Role{}));
    rule.kinds = f.words("kinds");
    if (!rule.kinds.empty() && rule.act != "attach")
      f.fault_of("kinds", "is only for the act attach");
    rule.basis = read_basis(f);
    policy.roles.push_back(std::move(rule));
  });
}

void read_roles_apart(Fields& root, Policy& policy) {
  one_section(root, "roles_apart", [&](Fields& f) {
    Basis basis;
    if (!f.has("house_rule"))
      basis.article = f.text("article");
    else
      read_house_rule(f);
    read_grounds(f, basis);
    each_entry(f, "groups", [&](Fields& group) {
      policy.roles_apart.push_back(group.needed_words("roles", names(Role{})));
      if (policy.roles_apart.back().size() == 1)
        group.fault_of("roles", "names one role, and nothing to keep it apart from");
    });
    if (!basis.article.empty()) keep_parameter(policy, "roles.apart", {"yes"}, basis);
  });
}

void read_house_rules(Fields& root, Policy& policy) {
  std::vector<std::string_view> numbers;
  for (const auto& rule : kHouseRules) numbers.push_back(rule.id);
  one_section(root, "house_rules",
              [&](Fields& f) { policy.house_rules_off = f.words("off", numbers); });
}

}  // namespace

void keep_parameter(Policy& policy, std::string key, const std::vector<std::string>& values,
                    const Basis& basis) {
  policy.parameters.push_back({std::move(key), fmt::format("{}", fmt::join(values, ", ")), basis});
}

std::optional<int> days(Fields& entry, std::string_view key) {
  const auto found = entry.number(key, 0, 3650);
  return found ? std::optional<int>(static_cast<int>(*found)) : std::nullopt;
}

Basis read_basis(Fields& entry) {
  Basis basis;
  basis.article = entry.text("article");
  read_grounds(entry, basis);
  return basis;
}

Policy read_sections(const TomlTable& file, PolicyFaults& faults) {
  Policy policy;
  Fields root(file, "the file", faults);
  for (const auto read :
       {read_identity, read_limits, read_gates, read_trial, read_major, read_catalog, read_zones,
        read_roles, read_roles_apart, read_house_rules, read_registers})
    read(root, policy);
  root.close();
  return policy;
}

}  // namespace govcloud
