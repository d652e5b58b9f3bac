#include "core/usage/bad_row.h"

#include <fmt/format.h>

#include <charconv>

#include "core/format/encoding.h"
#include "core/usage/reader.h"

namespace govcloud {
namespace {

[[noreturn]] void refuse_number(const std::string& column, std::string_view field, NumberFault fault) {
  const auto what = fault == NumberFault::below_zero  ? N_("{0} is below zero")
                    : fault == NumberFault::too_large ? N_("{0} is too large")
                                                      : N_("{0} is not a number");
  throw BadRow{column, message(what, shown(field))};
}

}  // namespace

std::string shown(std::string_view field) {
  std::string text;
  for (const char c : field.substr(0, 40)) {
    if (c < ' ' || c > '~')
      text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    else
      text += c;
  }
  return fmt::format("'{}{}'", text, field.size() > 40 ? "…" : "");
}

Sentence resource_fault(std::string_view id) {
  if (id.empty()) return N_("the resource {0} is empty");
  if (id.size() > kResourceBytesMax) return N_("the resource {0} is too long");
  bool ascii = true;
  for (const char c : id) {
    if ((c >= '\0' && c < ' ') || c == '\x7f') return N_("the resource {0} has a control character");
    ascii = ascii && c >= '\0';
  }
  return ascii || valid_utf8(id) ? Sentence{} : N_("the resource {0} is not UTF-8");
}

std::int64_t number_in(const std::string& column, std::string_view field, Scale scale) {
  std::int64_t kept = 0;
  const auto fault = read_number(field, scale, kept);
  if (fault != NumberFault::none) refuse_number(column, field, fault);
  return kept;
}

std::int64_t whole_number_in(std::string_view column, std::string_view field) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(field.data(), field.data() + field.size(), number);
  if (fault != std::errc{} || end != field.data() + field.size() || number < 0)
    throw BadRow{std::string(column), message(N_("{0} is not a whole number"), shown(field))};
  return number;
}

}  // namespace govcloud
