// Character encodings of sources that stream by.
#pragma once
#include <cstddef>
#include <string>

#include "core/format/gzip.h"

namespace govcloud {

/// Makes a source that nothing was read of give UTF-8 without a byte order mark, and gives the name of
/// what it was: "utf-8", "utf-16le", "utf-16be" or "gb18030". The first 256 KiB tell, as
/// core/format/encoding.h recognises them; behind them UTF-8 is not looked at again. A source that is
/// not UTF-8 is decoded whole: more than `other_bytes_max` of it is InputError 65, and so are bytes
/// that do not decode.
std::string become_utf8(ByteSource& source, std::size_t other_bytes_max);

}  // namespace govcloud
