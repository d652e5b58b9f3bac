#include "core/usage/recognise.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "core/usage/collectd.h"

namespace govcloud {
namespace {

constexpr std::size_t kLookedAtBytes = 4096;

// What is seen of a file in UTF-8 or UTF-16: its ASCII characters, which is all that a kind is told by.
std::string ascii_of(std::string_view begin) {
  std::string text;
  std::copy_if(begin.begin(), begin.end(), std::back_inserter(text), [](char c) { return c > '\0' && c < '\x7f'; });
  text.erase(0, std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

bool is_json_with(std::string_view text, std::string_view key) {
  return text.starts_with('{') && text.find(key) != text.npos;
}

// A dump of domains begins with one, or with the time of the dump.
bool has_domain(std::string_view text) {
  constexpr std::string_view kDomain = "Domain: '";
  const auto at = text.find(kDomain);
  return at != text.npos && (at == 0 || text[at - 1] == '\n') && std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), ',') == 0;
}

}  // namespace

std::string_view recognise(ByteSource& source) {
  const auto text = ascii_of(source.peek(kLookedAtBytes));
  if (text.starts_with("==> ")) return "collectd";
  if (is_json_with(text, "\"sysstat\"")) return "sysstat";
  if (is_json_with(text, "\"tenant_usage") || is_json_with(text, "\"cpu_details\"")) return "openstack";
  if (is_json_with(text, "\"resultType\"") || is_json_with(text, "\"status\"")) return "prometheus";
  if (has_domain(text)) return "domstats";
  if (text.starts_with("epoch,") && collectd_file(source.name())) return "collectd";
  return "native";
}

}  // namespace govcloud
