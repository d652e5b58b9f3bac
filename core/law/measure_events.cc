// What measures and statements of fees do to the books.
#include "core/law/measure_events.h"

#include "core/law/hand.h"

namespace govcloud {
namespace {

void drop_one(std::vector<std::string>& words, const std::string& word) {
  const auto at = std::find(words.begin(), words.end(), word);
  if (at == words.end()) throw std::logic_error("nobody waits for the signature of " + word);
  words.erase(at);
}

/// The end of the cooperation, once it is signed, is written to the provider; a lifted one is taken back.
void end_provider(Hand& hand, const Measure& measure) {
  if (measure.step != MeasureStep::end) return;
  auto& unit = hand.take(hand.books.units, Kind::unit, measure.provider);
  if (measure.is_in_force()) unit.ended_on = measure.day;
  else if (measure.lifted_on && measure.waits_for.empty()) unit.ended_on.reset();
}

}  // namespace

void on(Hand& hand, const MeasureTaken& e) {
  hand.number(e.measure.id);
  auto& measure = hand.put(hand.books.measures, Kind::measure, e.measure.id);
  measure = e.measure, measure.seq = hand.stamp.seq;
  end_provider(hand, measure);
}

void on(Hand& hand, const MeasureCosigned& e) {
  auto& measure = hand.take(hand.books.measures, Kind::measure, e.measure);
  measure.signed_by.push_back(e.signing);
  drop_one(measure.waits_for, e.kind);
  end_provider(hand, measure);
}

void on(Hand& hand, const MeasureLifted& e) {
  auto& measure = hand.take(hand.books.measures, Kind::measure, e.measure);
  measure.lifted_by = e.person, measure.lifted_why = e.reason, measure.lifted_on = e.on;
  end_provider(hand, measure);
}

void on(Hand& hand, const FeeFixed& e) {
  hand.number(e.settlement.id);
  auto& settlement = hand.put(hand.books.settlements, Kind::settlement, e.settlement.id);
  settlement = e.settlement, settlement.seq = hand.stamp.seq;
  if (!e.settlement.replaces.empty())
    hand.take(hand.books.settlements, Kind::settlement, e.settlement.replaces).replaced_by = e.settlement.id;
}

void on(Hand& hand, const FeeCosigned& e) {
  auto& settlement = hand.take(hand.books.settlements, Kind::settlement, e.settlement);
  settlement.signed_by.push_back(e.signing);
  drop_one(settlement.waits_for, e.kind);
}

}  // namespace govcloud
