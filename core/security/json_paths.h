// Looking into JSON from outside, where any member may be absent or of another type than it should.
#pragma once
#include <string>
#include <string_view>

#include "core/format/json.h"

namespace govcloud {

/// The member's text, or its number as text; empty for what is absent or neither.
std::string text_at(const Json& object, std::string_view key);
/// The member's items; none where it is absent or no list.
const Json::Array& items_at(const Json& object, std::string_view key);
/// The member, or null.
const Json& member_at(const Json& object, std::string_view key);
/// The member as an index of that list, and the item there; null where there is none.
const Json& item_by_index(const Json::Array& list, const Json& index);

}  // namespace govcloud
