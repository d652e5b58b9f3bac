// JSON (RFC 8259) as plain values. Objects keep the order in which keys were put.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace govcloud {

/// A JSON value. Numbers are integers, or decimals with a fixed number of places: no binary
/// floating point is ever printed, so the same value has the same text on every machine.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;
  /// `units` / 10^places: 14.597 is {14597, 3}.
  struct Decimal {
    std::int64_t units = 0;
    int places = 0;
    bool operator==(const Decimal&) const = default;
  };

  Json() = default;  // null
  /// Not the variant's own copy: libstdc++ 12 destroys what it never made when memory runs out there.
  Json(const Json& other) {
    std::visit([this](const auto& v) { value_ = decltype(value_)(std::in_place_type<std::decay_t<decltype(v)>>, v); },
               other.value_);
  }
  Json(Json&&) noexcept = default;
  Json& operator=(const Json& other) { return *this = Json(other); }
  Json& operator=(Json&&) noexcept = default;
  ~Json() = default;
  Json(std::nullptr_t) {}
  Json(bool b) : value_(b) {}
  Json(std::int64_t n) : value_(n) {}
  Json(int n) : value_(static_cast<std::int64_t>(n)) {}
  Json(std::uint64_t n) : value_(static_cast<std::int64_t>(n)) {}
  Json(long long n) : value_(static_cast<std::int64_t>(n)) {}
  Json(Decimal d) : value_(d) {}
  Json(std::string s) : value_(std::move(s)) {}
  Json(std::string_view s) : value_(std::string(s)) {}
  Json(const char* s) : value_(std::string(s)) {}
  Json(Array a) : value_(std::move(a)) {}
  Json(Object o) : value_(std::move(o)) {}
  static Json object() { return Json(Object{}); }
  static Json array() { return Json(Array{}); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  const bool* boolean() const { return std::get_if<bool>(&value_); }
  const std::int64_t* number() const { return std::get_if<std::int64_t>(&value_); }
  const Decimal* decimal() const { return std::get_if<Decimal>(&value_); }
  const std::string* text() const { return std::get_if<std::string>(&value_); }
  const Array* items() const { return std::get_if<Array>(&value_); }
  const Object* members() const { return std::get_if<Object>(&value_); }
  /// The member of an object, or null.
  const Json* find(std::string_view key) const;

  /// Adds a member at the end (or replaces it); turns null into an object.
  Json& set(std::string key, Json value);
  /// Adds an item at the end; turns null into an array.
  Json& push(Json value);

  /// UTF-8 text. `indent` 0: one line without spaces; otherwise pretty. Invalid UTF-8 becomes U+FFFD.
  std::string dump(int indent = 0) const;
  bool operator==(const Json&) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, Decimal, std::string, Array, Object> value_;
};

/// A number or a text as it was written; nothing for other values.
std::string written(const Json& value);

/// Appends the JSON string literal of `text`, quotes included.
void append_quoted(std::string& out, std::string_view text);

/// Empty text is absence, and so null.
inline Json text_json(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace govcloud
