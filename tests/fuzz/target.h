// A fuzz target is one file with one function, fuzz(). Bytes that are refused as they should be are
// fine; a crash, another exception, or something that must hold and does not, is a find.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace govcloud {

void fuzz(std::string_view bytes);

inline void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace govcloud
