// Fees 服务费: what was delivered for how many days at the catalogue's prices, less what was deducted.
// Money is in integer fen. A line is a version of a resource within one month; it is rounded once, half a
// fen up. Changde article 4; prices are examples of the policy.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/law/decide.h"

namespace govcloud {

/// So many units of a key at a price for each and a month or a day. The key "each" counts the resource.
struct FeePart {
  std::string key;
  std::int64_t amount = 0, price_fen = 0;
  std::string per;  // month, day
  static void fields(auto& self, auto& v) {
    v("key", self.key), v("amount", self.amount), v("price_fen", self.price_fen), v("per", self.per);
  }
};

/// fen = days * (sum by month / days of the month + sum by day), rounded half up, a sum being amount * price_fen.
/// The day of delivery counts, the day of reclaiming does not.
struct FeeLine {
  std::string resource, system, unit, item;
  Date first{}, last{};  // both included
  std::int64_t days = 0, days_of_month = 0;
  std::vector<FeePart> parts;
  std::int64_t fen = 0;
  static void fields(auto& self, auto& v) {
    v("resource", self.resource), v("system", self.system), v("unit", self.unit), v("item", self.item);
    v("first", self.first), v("last", self.last), v("days", self.days), v("days_of_month", self.days_of_month);
    v("parts", self.parts), v("fen", self.fen);
  }
};

/// A measure that reduces or defers the fee of the period.
struct FeeMeasure {
  std::string measure, step;
  std::vector<std::string> because;
  std::int64_t deduct_fen = 0;
  std::optional<Date> until;
  static void fields(auto& self, auto& v) {
    v("measure", self.measure), v("step", self.step), v("because", self.because);
    v("deduct_fen", self.deduct_fen), v("until", self.until);
  }
};

/// The fee of one provider for one month. Its canonical text is what is digested when it is fixed.
struct FeeStatement {
  std::string ledger, provider, period;
  Date through{};  // the last day that is counted
  std::string policy, policy_digest;
  std::optional<std::string> catalog_digest;  // of a version of the catalogue in the place of the policy's own
  std::vector<FeeLine> lines;  // by resource, then by day
  std::vector<FeeMeasure> measures;
  std::int64_t gross_fen = 0, deducted_fen = 0, payable_fen = 0;
  std::optional<Date> deferred_until;
  static void fields(auto& self, auto& v) {
    v("ledger", self.ledger), v("provider", self.provider), v("period", self.period), v("through", self.through);
    v("policy", self.policy), v("policy_digest", self.policy_digest);
    v("catalog_digest", self.catalog_digest), v("lines", self.lines);
    v("measures", self.measures), v("gross_fen", self.gross_fen), v("deducted_fen", self.deducted_fen);
    v("payable_fen", self.payable_fen), v("deferred_until", self.deferred_until);
  }
};

/// The statement of a month, of which days up to `today` are counted, at the prices of the policy at hand, which
/// is the one in force on that day.
FeeStatement statement_of(const Facts& facts, const std::string& provider, Month month, Date today);

/// Fixes the statement of a month that is over. `digest` is of its canonical text, worked out from the same
/// facts by whoever can digest.
struct FixFee {
  std::string provider;  // empty: the only one there is
  std::string period, replaces;
  std::string digest;
  /// A key is not bound to the digest: it follows from the ledger.
  static void fields(auto& self, auto& v) { v("provider", self.provider), v("period", self.period), v("replaces", self.replaces); }
};

Decision decide(const Facts&, const FixFee&, const Acting&);
/// cosign of a settlement.
Decision cosign_fee(const Facts&, const Settlement&, const Acting&);

/// The provider that is meant: the named one, else the only one there is, else empty.
std::string provider_meant(const Facts& facts, const std::string& named);
/// The settlement of a month that holds, or null.
const Settlement* settlement_of(const Books& books, std::string_view provider, std::string_view period);

}  // namespace govcloud
