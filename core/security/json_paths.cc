#include "core/security/json_paths.h"

namespace govcloud {

std::string text_at(const Json& object, std::string_view key) {
  return written(member_at(object, key));
}

const Json::Array& items_at(const Json& object, std::string_view key) {
  static const Json::Array kNone;
  const Json::Array* items = member_at(object, key).items();
  return items != nullptr ? *items : kNone;
}

const Json& member_at(const Json& object, std::string_view key) {
  static const Json kNull;
  const Json* found = object.find(key);
  return found != nullptr ? *found : kNull;
}

const Json& item_by_index(const Json::Array& list, const Json& index) {
  static const Json kNull;
  const std::int64_t* number = index.number();
  if (number == nullptr || *number < 0 || static_cast<std::uint64_t>(*number) >= list.size()) return kNull;
  return list[static_cast<std::size_t>(*number)];
}

}  // namespace govcloud
