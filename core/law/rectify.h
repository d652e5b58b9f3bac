// Rectification 整改: checks that people hold, orders to mend with a day, and risks accepted for a time
// (Zhejiang article 17, Changde article 20). Mending and verifying are in core/law/check.cc.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/law/decide.h"

namespace govcloud {

/// Records a check of the platform or a system. Without findings it is passed.
struct HoldCheck {
  std::string about;  // platform, or a system's id
  std::string scope, note, with;
  std::vector<std::string> items;
  std::vector<Finding> found;  // title and severity; the rest is the law's
  static void fields(auto& self, auto& v) {
    v("about", self.about), v("scope", self.scope), v("note", self.note), v("with", self.with);
    v("items", self.items), v("found", self.found);
  }
};

/// Orders a unit to mend findings, or what is said in words, until a day.
struct OrderMending {
  std::string to;  // empty: the unit that owes the findings' mending
  std::string scope;
  std::vector<std::string> findings, items;
  Date due_on{};
  static void fields(auto& self, auto& v) {
    v("to", self.to), v("scope", self.scope), v("findings", self.findings), v("items", self.items);
    v("due_on", self.due_on);
  }
};

/// Accepts the risk of an open finding until a day. A later one extends or shortens an earlier one.
struct AcceptFinding {
  std::string finding, reason;
  std::string answers;  // a person of the unit that owes the mending
  Date until{};
  static void fields(auto& self, auto& v) {
    v("finding", self.finding), v("reason", self.reason), v("answers", self.answers), v("until", self.until);
  }
};

Decision decide(const Facts&, const HoldCheck&, const Acting&);
Decision decide(const Facts&, const OrderMending&, const Acting&);
Decision decide(const Facts&, const AcceptFinding&, const Acting&);

/// check fix, check verify and cosign of an order.
Decision fix_order(const Facts&, const Order&, const FixFinding&, const Acting&);
Decision verify_order(const Facts&, const Order&, const VerifyFinding&, const Acting&);
Decision cosign_order(const Facts&, const Order&, const Acting&);

/// The right to an act that a policy need not name: by its own entry, else by that of a kindred act.
MaybeNo may_by(const Facts& facts, const Acting& acting, std::string_view act, std::string_view kindred,
               const std::string& unit = "");
/// The entry of the policy that gives the right: what an act rests on.
const RoleRule* rule_by(const Policy& policy, std::string_view act, std::string_view kindred);

/// Whether somebody, or whom they stand in for, did this, or somebody did it in their place.
bool is_theirs(const Acting& acting, const std::string& by, const std::string& in_place_of);

/// Whoever has no other right to the act than an applicant's acts for the systems of their own unit only;
/// the platform (an empty system) is nobody's.
MaybeNo own_system(const Facts& facts, const Acting& acting, const RoleRule* rule, const std::string& system);

/// Who owes the carrying out of an order, as the owner of a clock: provider or using.
std::string owner_of(const Books& books, const Order& order);
/// The unit that owes a finding's mending; empty for one of the provider's where there are several.
std::string owing_unit(const Facts& facts, const Finding& finding);
/// Fills in owner, article, days and due date of a finding that was found on a day.
void rate(const Facts& facts, Finding& finding, Date on);

}  // namespace govcloud
