#include "core/ledger/known.h"

#include <cstddef>
#include <vector>

#include "core/ledger/codec.h"

extern "C" {
extern const char govcloud_zhejiang_known[], govcloud_changde_known[], govcloud_cn_known[];
extern const std::size_t govcloud_zhejiang_known_size, govcloud_changde_known_size, govcloud_cn_known_size;
}

namespace govcloud {
namespace {

constexpr std::size_t kDigestBytes = 64;  // hexadecimal; the canonical text follows it

/// The canonical text, if it is the one of this digest.
std::optional<std::string_view> text_of(std::string_view known, std::string_view digest_hex) {
  if (known.substr(0, kDigestBytes) != digest_hex) return std::nullopt;
  return known.substr(kDigestBytes);
}

}  // namespace

std::optional<Policy> known_policy(std::string_view digest_hex) {
  for (const std::string_view known : {std::string_view(govcloud_zhejiang_known, govcloud_zhejiang_known_size),
                                       std::string_view(govcloud_changde_known, govcloud_changde_known_size)})
    if (const auto text = text_of(known, digest_hex)) return decode<Policy>(*text);
  return std::nullopt;
}

std::optional<Calendar> known_calendar(std::string_view digest_hex) {
  const auto text = text_of({govcloud_cn_known, govcloud_cn_known_size}, digest_hex);
  if (!text) return std::nullopt;
  auto calendar = make_calendar(decode<std::vector<CalendarDay>>(*text));
  calendar.digest = digest_hex;
  return calendar;
}

}  // namespace govcloud
