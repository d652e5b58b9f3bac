// Inspections 安全检查 and orders to mend 责令整改: the records, and the facts about them; a part of the
// journal's vocabulary (core/law/events.h). Zhejiang article 17, Changde article 20.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/law/check.h"
#include "core/law/record.h"

namespace govcloud {

/// A check that people made: what they looked at, and what came of it. Its findings are facts of their own.
struct Inspection {
  std::string id;  // C-2026-0001
  std::uint64_t seq = 0;
  std::string about;  // platform, or a system's id
  std::string scope;
  std::vector<std::string> items;  // what was looked at, one by one
  bool passed = true;
  std::string note, held_by;
  std::string with;  // the other office that took part, or empty
  std::string policy, article;
  Date on{};
  std::vector<std::string> findings;

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("about", self.about), v("scope", self.scope), v("items", self.items);
    v("passed", self.passed), v("note", self.note), v("held_by", self.held_by), v("with", self.with);
    v("policy", self.policy), v("article", self.article), v("on", self.on), v("findings", self.findings);
  }
};

/// An order to mend: findings, or other things in words, or both, until a day that does not move.
struct Order {
  std::string id;  // O-2026-0001
  std::uint64_t seq = 0;
  std::string to;  // the unit that owes the mending: a using unit, or the provider
  std::string scope;
  std::vector<std::string> findings;
  std::vector<std::string> items;
  Date due_on{};
  std::string policy, article, ordered_by;
  Date on{};
  std::vector<std::string> waits_for;  // kinds of unit that have not signed yet; until then it binds nobody
  std::vector<Signed> signed_by;
  FindingState state = FindingState::open;
  std::string fixed_by, verified_by, note;
  std::optional<Date> fixed_on, closed_on;
  std::string fixed_for;  // in whose place it was mended, or empty

  bool is_in_force() const { return waits_for.empty(); }
  bool is_overdue(Date today) const { return state == FindingState::open && is_in_force() && today > due_on; }
  static void fields(auto& self, auto& v) {
    v("id", self.id), v("to", self.to), v("scope", self.scope), v("findings", self.findings);
    v("items", self.items), v("due_on", self.due_on), v("policy", self.policy);
    v("article", self.article), v("ordered_by", self.ordered_by), v("on", self.on);
    v("waits_for", self.waits_for), v("signed_by", self.signed_by), v("state", self.state);
    v("fixed_by", self.fixed_by), v("verified_by", self.verified_by), v("note", self.note);
    v("fixed_on", self.fixed_on), v("closed_on", self.closed_on), v("fixed_for", self.fixed_for);
  }
};

struct CheckHeld {
  static constexpr std::string_view kKind = "check_held";
  Inspection check;
  Subjects subjects() const {
    return check.about == "platform" ? Subjects{check.id} : Subjects{check.id, check.about};
  }
  static void fields(auto& self, auto& v) { v("check", self.check); }
};

struct Ordered {
  static constexpr std::string_view kKind = "ordered";
  Order order;
  Subjects subjects() const {
    Subjects all{order.id, order.to};
    all.insert(all.end(), order.findings.begin(), order.findings.end());
    return all;
  }
  static void fields(auto& self, auto& v) { v("order", self.order); }
};

struct OrderCosigned {
  static constexpr std::string_view kKind = "order_cosigned";
  std::string order;
  Signed signing;
  Subjects subjects() const { return {order}; }
  static void fields(auto& self, auto& v) { v("order", self.order), v("signing", self.signing); }
};

/// The owing unit says that an order is carried out.
struct OrderFixed {
  static constexpr std::string_view kKind = "order_fixed";
  std::string order, person, note;
  Date on{};
  Subjects subjects() const { return {order}; }
  static void fields(auto& self, auto& v) {
    v("order", self.order), v("person", self.person), v("note", self.note), v("on", self.on);
  }
};

/// Somebody else looked: it is carried out, or open again.
struct OrderVerified {
  static constexpr std::string_view kKind = "order_verified";
  std::string order, person, note;
  bool holds = true;
  Date on{};
  Subjects subjects() const { return {order}; }
  static void fields(auto& self, auto& v) {
    v("order", self.order), v("person", self.person), v("note", self.note), v("holds", self.holds), v("on", self.on);
  }
};

struct FindingAccepted {
  static constexpr std::string_view kKind = "finding_accepted";
  std::string finding;
  Acceptance acceptance;
  Subjects subjects() const { return {finding}; }
  static void fields(auto& self, auto& v) { v("finding", self.finding), v("acceptance", self.acceptance); }
};

}  // namespace govcloud
