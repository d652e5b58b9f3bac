#include "core/format/json_builder.h"

#include <charconv>
#include <cstdint>

namespace govcloud {
namespace {

constexpr std::size_t kPlacesMax = 15;

}  // namespace

void JsonBuilder::close() {
  auto level = std::move(levels_.back());
  levels_.pop_back();
  level.is_object ? put(std::move(level.members)) : put(std::move(level.items));
}

void JsonBuilder::put(Json value) {
  if (levels_.empty()) whole_ = std::move(value);
  else if (auto& level = levels_.back(); level.is_object) level.members.emplace_back(std::move(level.key), std::move(value));
  else level.items.push_back(std::move(value));
}

Json json_number(const std::string& written) {
  const auto point = written.find('.');
  const auto places = point == written.npos ? 0 : written.size() - point - 1;
  auto digits = written;
  if (point != written.npos) digits.erase(point, 1);
  std::int64_t units = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), units);
  if (places == 0 || places > kPlacesMax || fault != std::errc{} || end != digits.data() + digits.size()) return Json(written);
  return Json(Json::Decimal{units, static_cast<int>(places)});
}

}  // namespace govcloud
