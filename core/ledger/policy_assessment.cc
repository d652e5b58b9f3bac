// What assessments weigh, in a policy's file.
#include <fmt/format.h>

#include <algorithm>

#include "core/law/figure.h"
#include "core/ledger/policy_sections.h"
#include "core/ledger/policy_words.h"

namespace govcloud {
namespace {

constexpr std::int64_t kWeightMax = 1000, kPointsMax = 100, kBoundMax = 1000000000;

std::vector<std::string_view> figure_names() {
  std::vector<std::string_view> all;
  for (const auto& figure : kFigures) all.push_back(figure.name);
  return all;
}

/// Bands are all upper bounds or all lower ones, and the best stands first.
void read_bands(Fields& f, Criterion& criterion) {
  each_entry(f, "bands", [&](Fields& entry) {
    const bool less = entry.has("at_most");
    const Band band{entry.needed_number(less ? "at_most" : "at_least", 0, kBoundMax), entry.needed_number("points", 0, kPointsMax)};
    if (!criterion.bands.empty()) {
      const auto& before = criterion.bands.back();
      if (less != criterion.less_is_better) entry.fault_of("points", "stands in a band that mixes at_least and at_most", "use one of both");
      else if (less ? band.bound <= before.bound : band.bound >= before.bound)
        entry.fault_of(less ? "at_most" : "at_least", "is not beyond that of the band before", "put the best band first");
    }
    criterion.less_is_better = less;
    criterion.bands.push_back(band);
  });
}

/// The points of each grade of satisfaction, which is said before.
void read_grades(Fields& f, const Policy& policy, Criterion& criterion) {
  const TomlTable* grades = f.table("grades");
  if (grades == nullptr && policy.satisfaction.grades.empty()) return;
  if (grades == nullptr) return f.fault_of("grades", "is missing", "give the points of each grade of [satisfaction]");
  Fields entry = f.inner(*grades, "[[assessment]] grades");
  for (const auto& rule : policy.satisfaction.grades) criterion.grades[rule.grade] = entry.needed_number(rule.grade, 0, kPointsMax);
  entry.close();
}

/// What `only` may name.
std::vector<std::string> narrowing(const Policy& policy, std::string_view only) {
  std::vector<std::string> words;
  if (only == "clock") words.assign(std::begin(kLimitRules), std::end(kLimitRules));
  if (only == "severity") words.assign(std::begin(kDueSeverities), std::end(kDueSeverities));
  if (only == "class")
    for (const auto& one : policy.incidents) words.push_back(one.level);
  if (only == "duty")
    for (const auto& one : policy.duties) words.push_back(one.id);
  return words;
}

void check_only(Fields& f, const Policy& policy, const Criterion& criterion, const FigureRule& figure) {
  const auto known = narrowing(policy, figure.only);
  if (!criterion.only.empty() && figure.only.empty()) f.fault_of("only", fmt::format("narrows nothing of '{}'", criterion.figure));
  else
    for (const auto& word : criterion.only)
      if (std::find(known.begin(), known.end(), word) == known.end())
        f.fault_of("only", fmt::format("has '{}', which is no {} of this policy", word, figure.only), nearest_hint(word, known));
}

void check_figure(Fields& f, const Criterion& criterion, const FigureRule& figure) {
  if (!(criterion.object == "provider" ? figure.of_provider : figure.of_unit))
    f.fault_of("figure", fmt::format("'{}' does not tell of a {}", criterion.figure, criterion.object));
  if (criterion.bands.empty() && (figure.form == FigureForm::mean || figure.form == FigureForm::count))
    f.fault_of("bands", fmt::format("is missing, and '{}' is no share", criterion.figure), "add bands = [{ at_most = 0, points = 100 }]");
  if (!criterion.bands.empty() && figure.form == FigureForm::grade) f.fault_of("bands", "cannot stand beside grades");
}

}  // namespace

void read_assessment(Fields& root, Policy& policy) {
  constexpr std::string_view kObjects[] = {"provider", "unit"};
  each_entry(root, "assessment", [&](Fields& f) {
    Criterion criterion;
    criterion.object = f.word("object", kObjects);
    criterion.dimension = f.text("dimension");
    criterion.figure = f.word("figure", figure_names());
    criterion.weight = f.needed_number("weight", 1, kWeightMax);
    criterion.only = f.words("only");
    read_bands(f, criterion);
    if (const auto* figure = figure_named(criterion.figure)) {
      if (figure->form == FigureForm::grade) read_grades(f, policy, criterion);
      check_figure(f, criterion, *figure), check_only(f, policy, criterion, *figure);
    }
    criterion.basis = read_basis(f);
    policy.assessment.push_back(std::move(criterion));
  });
}

}  // namespace govcloud
