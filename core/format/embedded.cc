#include "core/format/embedded.h"

#include <string>

extern "C" {
extern const char govcloud_ledger_sql[], govcloud_views_sql[], govcloud_derived_sql[];
extern const char govcloud_zhejiang_toml[], govcloud_changde_toml[], govcloud_cn_csv[];
extern const std::size_t govcloud_zhejiang_toml_size, govcloud_changde_toml_size, govcloud_cn_csv_size;
#define GOVCLOUD_USAGE_MAPPINGS(X) X(bitbrains) X(sysstat) X(domstats) X(collectd) X(prometheus) X(openstack)
#define GOVCLOUD_DECLARE(name) extern const char govcloud_##name##_toml[]; extern const std::size_t govcloud_##name##_toml_size;
GOVCLOUD_USAGE_MAPPINGS(GOVCLOUD_DECLARE)
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
#define GOVCLOUD_NAMED(mapping) \
  if (name == #mapping) return {govcloud_##mapping##_toml, govcloud_##mapping##_toml_size};
  GOVCLOUD_USAGE_MAPPINGS(GOVCLOUD_NAMED)
  return {};
}

const char* version() { return GOVCLOUD_VERSION; }

}  // namespace govcloud::embedded
