#include "core/format/json.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace govcloud {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool continues(std::string_view text, std::size_t at, unsigned char low, unsigned char high) {
  if (at >= text.size()) return false;
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte >= low && byte <= high;
}

/// The length of the well-formed UTF-8 sequence at `at` (Unicode table 3-7: no surrogates, nothing
/// overlong, nothing above U+10FFFF), or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (!continues(text, at + 1, low, high)) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (!continues(text, at + i, 0x80, 0xBF)) return 0;
  return length;
}

/// Whether each of the eight bytes stands in a literal as it is, being ASCII: most text is, and a
/// journal has much of it.
bool are_plain(const char* eight) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kTops = 0x8080808080808080;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, 8);
  // A byte is zero where taking one from it borrows into its top bit; with no top bit set before, exactly.
  const auto zero = [](std::uint64_t x) { return (x - kOnes) & ~x; };
  const auto low = (bytes - kOnes * 0x20) & ~bytes;
  return ((bytes | low | zero(bytes ^ (kOnes * '"')) | zero(bytes ^ (kOnes * '\\')) | zero(bytes ^ (kOnes * 0x7F))) & kTops) == 0;
}

/// How many bytes from `at` on stand in a literal as they are.
std::size_t plain_length(std::string_view text, std::size_t at) {
  const auto start = at;
  while (at < text.size()) {
    while (text.size() - at >= 8 && are_plain(text.data() + at)) at += 8;
    if (at == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F || byte == '"' || byte == '\\') break;
    const auto length = byte < 0x80 ? 1 : sequence_length(text, at);
    if (length == 0) break;
    at += length;
  }
  return at - start;
}

void append_escaped(std::string& out, unsigned char byte) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (byte) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: out += "\\u00"; out += kHex[byte >> 4]; out += kHex[byte & 15];
  }
}

void append_decimal(std::string& out, Json::Decimal value) {
  const bool negative = value.units < 0;
  // The magnitude is taken unsigned, because the smallest integer has no positive counterpart.
  const auto bits = static_cast<std::uint64_t>(value.units);
  std::string digits = std::to_string(negative ? 0 - bits : bits);
  const auto places = static_cast<std::size_t>(value.places < 0 ? 0 : value.places);
  if (places > 0) {
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  if (negative) out += '-';
  out += digits;
}

void new_line(std::string& out, int indent, int depth) {
  if (indent <= 0) return;
  out += '\n';
  out.append(static_cast<std::size_t>(indent * depth), ' ');
}

void append_value(std::string& out, const Json& value, int indent, int depth);

void append_array(std::string& out, const Json::Array& items, int indent, int depth) {
  out += '[';
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    new_line(out, indent, depth + 1);
    append_value(out, items[i], indent, depth + 1);
  }
  if (!items.empty()) new_line(out, indent, depth);
  out += ']';
}

void append_object(std::string& out, const Json::Object& members, int indent, int depth) {
  out += '{';
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) out += ',';
    new_line(out, indent, depth + 1);
    append_quoted(out, members[i].first);
    out += indent > 0 ? ": " : ":";
    append_value(out, members[i].second, indent, depth + 1);
  }
  if (!members.empty()) new_line(out, indent, depth);
  out += '}';
}

void append_value(std::string& out, const Json& value, int indent, int depth) {
  if (const auto* flag = value.boolean()) out += *flag ? "true" : "false";
  else if (const auto* number = value.number()) out += std::to_string(*number);
  else if (const auto* decimal = value.decimal()) append_decimal(out, *decimal);
  else if (const auto* text = value.text()) append_quoted(out, *text);
  else if (const auto* items = value.items()) append_array(out, *items, indent, depth);
  else if (const auto* members = value.members()) append_object(out, *members, indent, depth);
  else out += "null";
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const auto plain = plain_length(text, at);
    out.append(text, at, plain);
    at += plain;
    if (at == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[at++]);
    if (byte >= 0x80) out += kReplacement;
    else append_escaped(out, byte);
  }
  out += '"';
}

const Json* Json::find(std::string_view key) const {
  const auto* all = members();
  if (!all) return nullptr;
  for (const auto& [name, value] : *all)
    if (name == key) return &value;
  return nullptr;
}

Json& Json::set(std::string key, Json value) {
  if (is_null()) value_ = Object{};
  auto& all = std::get<Object>(value_);
  for (auto& [name, old] : all) {
    if (name != key) continue;
    old = std::move(value);
    return *this;
  }
  all.emplace_back(std::move(key), std::move(value));
  return *this;
}

Json& Json::push(Json value) {
  if (is_null()) value_ = Array{};
  std::get<Array>(value_).push_back(std::move(value));
  return *this;
}

std::string Json::dump(int indent) const {
  std::string out;
  append_value(out, *this, indent, 0);
  return out;
}

std::string written(const Json& value) {
  if (const auto* text = value.text()) return *text;
  return value.number() != nullptr || value.decimal() != nullptr ? value.dump() : std::string();
}

}  // namespace govcloud
