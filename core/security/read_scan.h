// The door to scanner outputs: the kind is recognised by content, never by the file's name.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/law/date.h"
#include "core/security/scan.h"

namespace govcloud {

/// The kind: "xccdf", "arf", "nessus", "openvas", "nmap", "ckl", "cklb", "trivy", "sarif", "lynis",
/// "clamav" or "csv"; nothing for what is none or cannot be read.
std::optional<std::string> recognise(std::string_view bytes);

/// Reads the results of any scanner that is known; see core/security/readers.h. Bytes are as in the
/// file, in any encoding that core/format reads. Throws InputError 65 naming the file and, where it is
/// known, the line.
ScanReport read_scan(std::string_view bytes, const std::string& name, Offset offset = Offset{480});

}  // namespace govcloud
