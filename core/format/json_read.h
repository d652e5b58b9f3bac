// Reading JSON (RFC 8259) that comes from outside.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "core/format/json.h"

namespace govcloud {

inline constexpr std::size_t kJsonBytesMax = std::size_t{128} << 20;
inline constexpr int kJsonDepthMax = 200;

/// The one value that `text` holds; `text` is UTF-8 (see core/format/encoding.h). Of a key that comes
/// twice both members are kept, and find() gives the first. Whole numbers become integers, others
/// decimals with the places that were written, at most 15 of them; what fits neither is kept as the
/// text that was written, if a double can hold it, and else refused. Throws InputError 65: "NAME line N: …" for text that is no JSON, "NAME: …"
/// for more than kJsonDepthMax levels and more than kJsonBytesMax bytes.
Json parse_json(std::string_view text, const std::string& name);

}  // namespace govcloud
