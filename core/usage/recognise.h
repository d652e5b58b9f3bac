// What kind of measurements a file holds, told by how it begins.
#pragma once
#include <string_view>

#include "core/format/gzip.h"

namespace govcloud {

/// The name of the built-in mapping that reads such a file; "native" where nothing else is recognised.
/// Nothing of the source is taken.
std::string_view recognise(ByteSource& source);

}  // namespace govcloud
