// Values picked out of JSON (RFC 8259) as it streams by: what is not asked for is passed over, and
// memory does not grow with the file.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/format/gzip.h"
#include "core/format/json.h"

namespace govcloud {

/// How long a text within JSON may be, and how many blanks may stand between two things.
inline constexpr std::size_t kJsonTokenBytesMax = std::size_t{1} << 20;
/// How long a picked value may be as it is written; in memory it may take twenty times as much.
inline constexpr std::size_t kPickedBytesMax = std::size_t{2} << 20;

/// A value that was found at one of the paths.
struct Picked {
  std::size_t path = 0;   // its place in the list of paths
  std::int64_t line = 0;  // where it begins, from 1
  Json value;             // as parse_json gives it; null of a path that ends with "{"
};

/// Reads the values of a source one after another (JSON lines, or a single value), and hands over
/// whatever stands at a path, in the order of the file. A path names keys, with [] for each element of
/// a list: "data.result[].values[]"; "" is a whole value of the source, which is an object or a list. A path that ends with "{" is
/// told when the object or list there begins. A path that ends so may lead on to others; of the rest none may contain another.
/// The source must be UTF-8 by now (become_utf8).
///
/// Throws InputError 65 "NAME line N: …" for what is not JSON, more than kJsonDepthMax levels, and
/// more bytes than the two bounds above; what was handed over by then stays so.
void pick_json(ByteSource& source, const std::vector<std::string>& paths,
               const std::function<void(Picked)>& sink);

}  // namespace govcloud
