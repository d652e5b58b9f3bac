// Pieces of the reports as JSON. Used by core/report only.
#pragma once
#include <optional>
#include <string>

#include "core/report/render.h"

namespace govcloud {

inline Json hundredths_json(const std::optional<std::int64_t>& value) {
  return value ? Json(Json::Decimal{*value, 2}) : Json();
}
inline Json thousandths_json(const std::optional<std::int64_t>& value) {
  return value ? Json(Json::Decimal{*value, 3}) : Json();
}
inline Json date_json(const std::optional<Date>& day) { return day ? Json(to_text(*day)) : Json(); }
template <class List, class Row>
Json listed(const List& list, Row row) {
  Json array = Json::array();
  for (const auto& one : list) array.push(row(one));
  return array;
}

Json numbers(const auto& map) {
  Json json = Json::object();
  for (const auto& [key, number] : map) json.set(key, static_cast<std::int64_t>(number));
  return json;
}

/// The members that begin every report: period, prepared_on … policy.
Json head_json(const ReportHead& head, const std::string& period);
Json thresholds_json(const Thresholds& thresholds);
/// Used over provisioned and its basis, as members of `json`.
void set_used(Json& json, const UsedOverProvisioned& used);
Json verdicts_json(const VerdictCounts& counts);
Json deadlines_json(const DeadlineCounts& counts);
Json advice_json(const ReportAdvice& advice);

}  // namespace govcloud
