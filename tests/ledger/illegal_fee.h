// What insiders with a patched program try with measures against a provider and with fees.
#pragma once
#include "core/ledger/codec.h"
#include "tests/law/three_offices.h"
#include "tests/ledger/illegal_acts.h"

namespace govcloud::testing {

/// The fixing of April with the digest that is true of the books, in the ledger that the office is written to.
inline FixFee true_fixing(const Facts& facts, const Acting& acting) {
  auto statement = statement_of(facts, "yun", parse_month("2026-04").value(), local_date(acting.effective, facts.policy.offset));
  statement.ledger = founding("", true).ledger;
  auto command = fixing();
  command.digest = hex(sha256(encode(statement)));
  return command;
}

inline void fix_april(Office& o) {
  deduct(o);
  Acting acting;
  acting.effective = morning(day("2026-05-04"));
  o.as("wang")(true_fixing(o.facts(), acting));
}

inline const IllegalAct kPaid[] = {
    {"field_wrong", "a deduction for a fault that was restored in time", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.on("2026-05-05").books.incidents["I-2026-0001"].restored.reset();
       p.books.incidents["I-2026-0001"].responded.reset();
       return p.as("wang")(deducting({"I-2026-0001"}));
     }, 0,
     [](Office& o) {
       break_down(o);
       o.as("sun").at(parse_instant("2026-04-01T10:10:00+08:00").value())(ResolveIncident{"I-2026-0001", "光缆", "", {}});
     }},
    {"the law gives", "a deduction that binds without the other signatures", "changde", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.on("2026-05-05").as("wang")(deducting({"I-2026-0001"}));
       fact<MeasureTaken>(facts).measure.waits_for.clear();
       return facts;
     }, 0, break_down},
    {"unit_foreign", "an office signs twice", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.on("2026-05-05").books.measures["M-2026-0001"].signed_by.clear();
       return p.as("zhao")(Cosign{"M-2026-0001"});
     }, 0,
     [](Office& o) {
       break_down(o);
       o.as("wang").on("2026-05-04")(deducting({"I-2026-0001"}));
     }},
    {"role_missing", "the provider lifts the measure against it", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.on("2026-05-05").books.persons["sun"].unit = "dsj";
       return p.as("sun").trusting("sun")(LiftMeasure{"M-2026-0001", "撤销"});
     }, 0, deduct},
    {"record_missing", "the cooperation ends without any law", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.policy.measures.back().after.clear();
       return p.on("2026-05-05").as("wang")(ending({"I-2026-0001"}));
     }, 0, break_down},
    {"the law gives", "a fee is fixed higher than it is", "changde", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.on("2026-05-05").as("wang")(true_fixing({p.books, p.policy, p.calendar}, p.acting));
       fact<FeeFixed>(facts).settlement.payable_fen += 1;
       return facts;
     }, 0, deduct},
    {"the digest is not that of the statement", "a fee is fixed with another statement's digest", "changde", Stage::open,
     [](Office&, Patched& p) { return p.on("2026-05-05").as("wang")(fixing()); }, 0, deduct},
    {"unit_foreign", "a fee is signed twice by one office", "changde", Stage::open,
     [](Office&, Patched& p) {
       p.on("2026-05-05").books.settlements["P-2026-0001"].signed_by.clear();
       return p.as("zhao")(Cosign{"P-2026-0001"});
     }, 0, fix_april},
};

}  // namespace govcloud::testing
