// Measures and statements of fees as JSON items.
#include "cli/views.h"
#include "core/law/measure.h"

namespace govcloud {
namespace {

Json words_json(const std::vector<std::string>& words) {
  Json all = Json::array();
  for (const auto& word : words) all.push(word);
  return all;
}

Json parties_json(const std::vector<Signed>& signed_by) {
  Json all = Json::array();
  for (const auto& s : signed_by)
    all.push(Json::object().set("party", s.party).set("person", s.person).set("for", text_json(s.for_person)).set("on", to_text(s.on)));
  return all;
}

}  // namespace

Json measure_json(const Measure& measure) {
  Json item = Json::object();
  item.set("id", measure.id).set("seq", measure.seq).set("step", std::string(name_of(measure.step)));
  item.set("provider", measure.provider);
  item.set("state", std::string(state_of(measure)));
  item.set("because", words_json(measure.because)).set("follows", words_json(measure.follows)).set("reason", measure.reason);
  item.set("period", text_json(measure.period)).set("deduct_fen", measure.deduct_fen ? Json(*measure.deduct_fen) : Json());
  item.set("day", date_json(measure.day)).set("detail", text_json(measure.detail)).set("article", text_json(measure.article));
  item.set("taken_by", measure.taken_by).set("on", to_text(measure.on));
  item.set("waits_for", words_json(measure.waits_for)).set("signed_by", parties_json(measure.signed_by));
  item.set("lifted_by", text_json(measure.lifted_by)).set("lifted_on", date_json(measure.lifted_on));
  return item.set("lifted_why", text_json(measure.lifted_why));
}

Json settlement_json(const Settlement& settlement) {
  Json item = Json::object();
  item.set("id", settlement.id).set("seq", settlement.seq).set("provider", settlement.provider).set("period", settlement.period);
  item.set("state", !settlement.replaced_by.empty() ? "replaced" : settlement.waits_for.empty() ? "signed" : "pending");
  item.set("digest", settlement.digest).set("lines", settlement.lines).set("gross_fen", settlement.gross_fen);
  item.set("deducted_fen", settlement.deducted_fen).set("payable_fen", settlement.payable_fen);
  item.set("measures", words_json(settlement.measures)).set("deferred_until", date_json(settlement.deferred_until));
  item.set("article", text_json(settlement.article)).set("fixed_by", settlement.fixed_by).set("on", to_text(settlement.on));
  item.set("waits_for", words_json(settlement.waits_for)).set("signed_by", parties_json(settlement.signed_by));
  return item.set("replaces", text_json(settlement.replaces)).set("replaced_by", text_json(settlement.replaced_by));
}

}  // namespace govcloud
