// Files that the build puts into the executable (an assembler object with .incbin): there is nothing
// to install beside the program, and nothing to find at run time.
#pragma once
#include <cstddef>
#include <string_view>

extern "C" {
/// The Chinese catalogue: cli/po/zh.po as compiled by msgfmt (GNU MO format).
extern const unsigned char govcloud_zh_mo[];
extern const std::size_t govcloud_zh_mo_size;
}

namespace govcloud::embedded {

/// schema/0001_ledger.sql, then schema/views.sql: what a new ledger is made with.
const char* enduring_schema();
/// schema/derived.sql.
const char* derived_schema();
/// examples/policies/ID.toml for "zhejiang" and "changde"; empty for any other id.
std::string_view policy(std::string_view id);
/// examples/calendars/cn.csv.
std::string_view calendar();
/// examples/usage/NAME.toml for "bitbrains", "sysstat", "domstats", "collectd", "prometheus" and
/// "openstack"; empty for any other name.
std::string_view usage_mapping(std::string_view name);
/// The program's version, "0.1.0".
const char* version();

}  // namespace govcloud::embedded
