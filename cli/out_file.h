// Writing a file that is either wholly there or not at all.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/format/catalogue.h"

namespace govcloud {

struct OutFileError {
  int exit;  // 73 cannot create, 74 the disk failed
  Message what;
  Message hint;
};

/// Writes `bytes` to `path`: into a new file beside it, made durable, then renamed. A file that has
/// the same bytes already is left alone; one with others is replaced only with `force`. A device or
/// pipe is written to directly.
std::optional<OutFileError> write_out_file(const std::string& path, std::string_view bytes,
                                           bool force);

}  // namespace govcloud
