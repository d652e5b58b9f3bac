#include "cli/assessment_views.h"

#include "cli/views.h"

namespace govcloud {
namespace {

Json points_json(const std::optional<std::int64_t>& hundredths) { return hundredths ? Json(Json::Decimal{*hundredths, 2}) : Json(); }

/// A share is in percent, and the mean of grades in points; other values are whole.
Json value_json(const Score& score, FigureForm form) {
  if (!score.value) return {};
  return form == FigureForm::share || form == FigureForm::grade ? Json(Json::Decimal{*score.value, 2}) : Json(*score.value);
}

Json bands_json(const Criterion& criterion) {
  Json all = Json::array();
  for (const auto& band : criterion.bands) {
    Json item = Json::object();
    all.push(item.set(criterion.less_is_better ? "at_most" : "at_least", band.bound).set("points", band.points));
  }
  return all;
}

Json dimension_json(const DimensionScore& one) {
  Json item = Json::object();
  return item.set("dimension", one.dimension).set("weight", one.weight).set("points", points_json(one.points));
}

Json criterion_json(const Criterion& criterion, const Score& score, int number, Lang lang) {
  const auto* figure = figure_named(criterion.figure);
  const auto form = figure != nullptr ? figure->form : FigureForm::count;
  Json item = Json::object(), only = Json::array(), grades = Json::object();
  for (const auto& word : criterion.only) only.push(word);
  for (const auto& [grade, points] : criterion.grades) grades.set(grade, points);
  item.set("criterion", number).set("dimension", score.dimension).set("figure", score.figure).set("weight", score.weight);
  item.set("form", std::string(name_of(form))).set("numerator", score.numerator).set("denominator", score.denominator);
  item.set("value", value_json(score, form)).set("points", points_json(score.points));
  item.set("article", criterion.basis.article).set("example", criterion.basis.example);
  item.set("says", lang == Lang::zh ? criterion.basis.says.zh : criterion.basis.says.en);
  return item.set("only", std::move(only)).set("bands", bands_json(criterion)).set("grades", std::move(grades));
}

Json score_json(const Score& score) {
  const auto* figure = figure_named(score.figure);
  Json item = Json::object();
  item.set("dimension", score.dimension).set("figure", score.figure).set("weight", score.weight);
  item.set("numerator", score.numerator).set("denominator", score.denominator);
  return item.set("value", value_json(score, figure != nullptr ? figure->form : FigureForm::count)).set("points", points_json(score.points));
}

Json objection_json(const Objection& objection) {
  Json item = Json::object();
  item.set("reason", objection.reason).set("by", objection.by).set("on", date_json(objection.on));
  item.set("result", objection.answered_on ? Json(objection.is_upheld ? "upheld" : "dismissed") : Json()).set("answer", text_json(objection.answer));
  return item.set("answered_by", text_json(objection.answered_by)).set("answered_on", date_json(objection.answered_on));
}

/// Fixed, objected to, and then upheld or dismissed; replaced by another.
std::string state_of(const Assessment& made) {
  if (!made.replaced_by.empty()) return "replaced";
  if (!made.objection) return "fixed";
  return !made.objection->answered_on ? "objected" : made.objection->is_upheld ? "upheld" : "dismissed";
}

Json counted_json(const Counted& one, int number) {
  Json item = Json::object();
  item.set("criterion", number).set("id", one.id).set("what", one.what).set("seq", one.seq == 0 ? Json() : Json(one.seq));
  return item.set("numerator", one.numerator).set("denominator", one.denominator);
}

}  // namespace

Json assessed_json(const Facts& facts, const Asked& asked, const Assessed& assessed, Lang lang, bool is_explained) {
  Json item = Json::object(), dimensions = Json::array(), criteria = Json::array(), counted = Json::array();
  for (const auto& one : assessed.sheet.dimensions) dimensions.push(dimension_json(one));
  int number = 0;
  for (const auto* criterion : criteria_for(facts.policy, asked.is_provider)) {
    const auto at = static_cast<std::size_t>(number++);
    criteria.push(criterion_json(*criterion, assessed.sheet.scores[at], number, lang));
    for (const auto& one : assessed.counted[at]) counted.push(counted_json(one, number));
  }
  const auto* unit = find(facts.books.units, asked.about);
  item.set("about", asked.about).set("name", unit != nullptr ? text_json(unit->name) : Json()).set("object", asked.is_provider ? "provider" : "unit");
  item.set("period", asked.period.name).set("first_on", date_json(asked.period.first));
  item.set("last_on", date_json(asked.period.after - std::chrono::days{1}));
  item.set("is_over", asked.now >= start_of(asked.period.after, facts.policy.offset));
  item.set("policy", facts.policy.id).set("policy_digest", facts.policy.digest).set("points", points_json(assessed.sheet.points));
  item.set("dimensions", std::move(dimensions)).set("criteria", std::move(criteria));
  if (is_explained) item.set("counted", std::move(counted));
  return item;
}

Json assessment_json(const Assessment& made) {
  Json item = Json::object(), dimensions = Json::array(), scores = Json::array(), use = Json::object(), objection;
  for (const auto& one : made.sheet.dimensions) dimensions.push(dimension_json(one));
  for (const auto& one : made.sheet.scores) scores.push(score_json(one));
  use.set("idle", made.use.idle).set("oversized", made.use.oversized).set("tight", made.use.tight).set("fit", made.use.fit).set("no_data", made.use.no_data);
  if (made.objection) objection = objection_json(*made.objection);
  item.set("id", made.id).set("seq", made.seq).set("about", made.about).set("object", made.is_provider ? "provider" : "unit");
  item.set("period", made.period).set("points", points_json(made.sheet.points)).set("state", state_of(made));
  item.set("policy", made.policy).set("policy_digest", made.policy_digest).set("fixed_by", made.fixed_by).set("fixed_on", date_json(made.on));
  item.set("replaces", text_json(made.replaces)).set("replaced_by", text_json(made.replaced_by)).set("objection", std::move(objection));
  return item.set("use", std::move(use)).set("dimensions", std::move(dimensions)).set("scores", std::move(scores));
}

std::vector<Column> assessment_titles(bool explained) {
  std::vector<Column> titles;
  for (const auto* hidden : {"policy_digest", "form", "only", "bands", "grades", "says", "numerator", "denominator"})
    if (!explained || std::string_view(hidden) == "policy_digest" || std::string_view(hidden) == "says") titles.push_back({hidden, {}, false, true});
  return titles;
}

}  // namespace govcloud
