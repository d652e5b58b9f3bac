#include "core/format/embedded.h"

#include <string>

extern "C" {
extern const char govcloud_ledger_sql[], govcloud_views_sql[], govcloud_derived_sql[];
extern const char govcloud_zhejiang_toml[], govcloud_changde_toml[], govcloud_cn_csv[];
extern const char govcloud_bitbrains_toml[], govcloud_sysstat_toml[];
extern const std::size_t govcloud_zhejiang_toml_size, govcloud_changde_toml_size;
extern const std::size_t govcloud_cn_csv_size;
extern const std::size_t govcloud_bitbrains_toml_size, govcloud_sysstat_toml_size;
}

namespace govcloud::embedded {

const char* enduring_schema() {
  static const std::string kBoth = std::string(govcloud_ledger_sql) + govcloud_views_sql;
  return kBoth.c_str();
}

const char* derived_schema() { return govcloud_derived_sql; }

std::string_view policy(std::string_view id) {
  if (id == "zhejiang") return {govcloud_zhejiang_toml, govcloud_zhejiang_toml_size};
  if (id == "changde") return {govcloud_changde_toml, govcloud_changde_toml_size};
  return {};
}

std::string_view calendar() { return {govcloud_cn_csv, govcloud_cn_csv_size}; }

std::string_view usage_mapping(std::string_view name) {
  if (name == "bitbrains") return {govcloud_bitbrains_toml, govcloud_bitbrains_toml_size};
  if (name == "sysstat") return {govcloud_sysstat_toml, govcloud_sysstat_toml_size};
  return {};
}

const char* version() { return GOVCLOUD_VERSION; }

}  // namespace govcloud::embedded
