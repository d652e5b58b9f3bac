// Measures 处置措施 against a provider, from the deferral of its fee to the end of the cooperation, and
// statements of fees 服务费结算单: the records, and the facts about them; a part of the journal's
// vocabulary (core/law/events.h). Changde articles 4 and 20. An order to mend, which is the lowest step,
// is in core/law/rectify_events.h.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/law/date.h"
#include "core/law/names.h"
#include "core/law/record.h"

namespace govcloud {

/// Defer 推迟支付, deduct 扣减服务费, staff 调离或清退人员, law 依法处理, end 停止合作: the higher the later.
enum class MeasureStep { defer, deduct, staff, law, end };
constexpr std::array<std::string_view, 5> kMeasureSteps{"defer", "deduct", "staff", "law", "end"};
constexpr const auto& names(MeasureStep) { return kMeasureSteps; }

/// A measure against a provider. It is in force once all its parties have signed, until it is lifted.
struct Measure {
  std::string id;  // M-2026-0001
  std::uint64_t seq = 0;
  MeasureStep step = MeasureStep::defer;
  std::string provider;
  std::vector<std::string> because;  // what it answers: orders, incidents, findings, duties, measures
  std::vector<std::string> follows;  // the lower steps about the same that did not help
  std::string reason;
  std::string period;                     // of defer and deduct: the month whose fee it is
  std::optional<std::int64_t> deduct_fen;  // of deduct
  std::optional<Date> day;                 // of defer: until when; of end: from when
  std::string detail;                      // of staff: who and what; of law: to whom it was referred
  std::string policy, article, taken_by;
  Date on{};
  std::vector<std::string> waits_for;  // kinds of unit; a kind that stands twice is signed by two units
  std::vector<Signed> signed_by;       // each with the unit's id as its party
  std::string lifted_by, lifted_why;
  std::optional<Date> lifted_on;

  bool is_in_force() const { return waits_for.empty() && !lifted_on; }
  static void fields(auto& self, auto& v) {
    v("id", self.id), v("step", self.step), v("provider", self.provider), v("because", self.because);
    v("follows", self.follows), v("reason", self.reason), v("period", self.period);
    v("deduct_fen", self.deduct_fen), v("day", self.day), v("detail", self.detail);
    v("policy", self.policy), v("article", self.article), v("taken_by", self.taken_by), v("on", self.on);
    v("waits_for", self.waits_for), v("signed_by", self.signed_by), v("lifted_by", self.lifted_by);
    v("lifted_why", self.lifted_why), v("lifted_on", self.lifted_on);
  }
};

/// A statement of a month's fee that was fixed: its sums, and the digest of its whole text.
struct Settlement {
  std::string id;  // P-2026-0001
  std::uint64_t seq = 0;
  std::string provider, period;
  std::string digest;  // SHA-256 of the statement's canonical text, in hexadecimal
  std::int64_t lines = 0, gross_fen = 0, deducted_fen = 0, payable_fen = 0;
  std::vector<std::string> measures;     // that defer or deduct
  std::optional<Date> deferred_until;
  std::string replaces;                  // the settlement that it corrects, or empty
  std::string policy, article, fixed_by;
  Date on{};
  std::vector<std::string> waits_for;
  std::vector<Signed> signed_by;
  std::string replaced_by;

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("provider", self.provider), v("period", self.period), v("digest", self.digest);
    v("lines", self.lines), v("gross_fen", self.gross_fen), v("deducted_fen", self.deducted_fen);
    v("payable_fen", self.payable_fen), v("measures", self.measures);
    v("deferred_until", self.deferred_until), v("replaces", self.replaces), v("policy", self.policy);
    v("article", self.article), v("fixed_by", self.fixed_by), v("on", self.on);
    v("waits_for", self.waits_for), v("signed_by", self.signed_by), v("replaced_by", self.replaced_by);
  }
};

struct MeasureTaken {
  static constexpr std::string_view kKind = "measure_taken";
  Measure measure;
  Subjects subjects() const {
    Subjects all{measure.id, measure.provider};
    all.insert(all.end(), measure.because.begin(), measure.because.end());
    return all;
  }
  static void fields(auto& self, auto& v) { v("measure", self.measure); }
};

struct MeasureCosigned {
  static constexpr std::string_view kKind = "measure_cosigned";
  std::string measure, kind;  // the kind of unit whose signature it is
  Signed signing;
  Subjects subjects() const { return {measure}; }
  static void fields(auto& self, auto& v) { v("measure", self.measure), v("kind", self.kind), v("signing", self.signing); }
};

/// What it answered is mended, or it was wrong: it holds no longer.
struct MeasureLifted {
  static constexpr std::string_view kKind = "measure_lifted";
  std::string measure, person, reason;
  Date on{};
  Subjects subjects() const { return {measure}; }
  static void fields(auto& self, auto& v) {
    v("measure", self.measure), v("person", self.person), v("reason", self.reason), v("on", self.on);
  }
};

struct FeeFixed {
  static constexpr std::string_view kKind = "fee_fixed";
  Settlement settlement;
  Subjects subjects() const { return {settlement.id, settlement.provider}; }
  static void fields(auto& self, auto& v) { v("settlement", self.settlement); }
};

struct FeeCosigned {
  static constexpr std::string_view kKind = "fee_cosigned";
  std::string settlement, kind;
  Signed signing;
  Subjects subjects() const { return {settlement}; }
  static void fields(auto& self, auto& v) { v("settlement", self.settlement), v("kind", self.kind), v("signing", self.signing); }
};

}  // namespace govcloud
