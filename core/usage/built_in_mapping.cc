#include <map>
#include <string>

#include "core/format/embedded.h"
#include "core/usage/mapping.h"

namespace govcloud {

std::string_view built_in_mapping_file(std::string_view name) { return embedded::usage_mapping(name); }

const Mapping* built_in_mapping(std::string_view name) {
  if (name == "native") return &native_mapping();
  static std::map<std::string, Mapping, std::less<>> known;
  if (const auto found = known.find(name); found != known.end()) return &found->second;
  const auto bytes = built_in_mapping_file(name);
  if (bytes.empty()) return nullptr;
  const std::string title(name);
  return &known.emplace(title, read_mapping(bytes, title + ".toml")).first->second;
}

}  // namespace govcloud
