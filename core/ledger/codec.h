// The canonical text of facts and records: JSON with the members in their declared order, no spaces,
// integers only, `null` for what is absent. What is written is hashed as bytes; the reader takes
// nothing but what the writer writes, save that members at the end may be missing (written by an
// older program). Dates are "YYYY-MM-DD", instants are UTC seconds, offsets are minutes, enums are
// their words.
#pragma once
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/format/json.h"
#include "core/law/events.h"

namespace govcloud {

class CanonicalWriter {
 public:
  CanonicalWriter() { out_.reserve(512); }
  template <class T>
  void operator()(const char* name, const T& value) {
    if (out_.back() != '{') out_ += ',';
    out_ += '"';
    out_ += name;  // members have plain names
    out_ += "\":";
    put(value);
  }
  template <class T>
  void put(const T& value);
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

template <class T>
void CanonicalWriter::put(const T& value) {
  if constexpr (std::same_as<T, bool>) {
    out_ += value ? "true" : "false";
  } else if constexpr (std::integral<T>) {
    out_ += std::to_string(value);
  } else if constexpr (std::same_as<T, std::string>) {
    append_quoted(out_, value);
  } else if constexpr (std::same_as<T, Date>) {
    append_quoted(out_, to_text(value));
  } else if constexpr (std::same_as<T, Instant>) {
    out_ += std::to_string(value.time_since_epoch().count());
  } else if constexpr (std::same_as<T, Offset>) {
    out_ += std::to_string(value.count());
  } else if constexpr (std::is_enum_v<T>) {
    append_quoted(out_, name_of(value));
  } else if constexpr (requires { value.has_value(); }) {
    if (value) put(*value);
    else out_ += "null";
  } else if constexpr (requires { typename T::mapped_type; }) {
    out_ += '{';
    for (const auto& [key, item] : value) {
      if (out_.back() != '{') out_ += ',';
      append_quoted(out_, key);
      out_ += ':';
      put(item);
    }
    out_ += '}';
  } else if constexpr (requires { typename T::iterator; }) {
    out_ += '[';
    for (const auto& item : value) {
      if (out_.back() != '[') out_ += ',';
      put(item);
    }
    out_ += ']';
  } else {
    out_ += '{';
    T::fields(value, *this);
    out_ += '}';
  }
}

/// Reads canonical text; throws std::invalid_argument on anything else.
class CanonicalReader {
 public:
  explicit CanonicalReader(std::string_view text) : text_(text) {}

  template <class T>
  void operator()(const char* name, T& value) {
    if (closed_ || !member(name)) {
      closed_ = true;
      return;
    }
    get(value);
  }
  template <class T>
  void get(T& value);
  void end();

 private:
  bool member(std::string_view name);
  std::string key();
  bool take(std::string_view token);
  void want(char c);
  std::int64_t integer();
  std::string string();
  [[noreturn]] void fail() const;

  std::string_view text_;
  std::size_t at_ = 0;
  bool first_ = true;
  bool closed_ = false;
};

template <class T>
void CanonicalReader::get(T& value) {
  if constexpr (std::same_as<T, bool>) {
    value = take("true");
    if (!value && !take("false")) fail();
  } else if constexpr (std::integral<T>) {
    const auto n = integer();
    value = static_cast<T>(n);
    if (static_cast<std::int64_t>(value) != n) fail();
  } else if constexpr (std::same_as<T, std::string>) {
    value = string();
  } else if constexpr (std::same_as<T, Date>) {
    const auto date = parse_date(string());
    if (!date) fail();
    value = *date;
  } else if constexpr (std::same_as<T, Instant>) {
    value = Instant{std::chrono::seconds{integer()}};
  } else if constexpr (std::same_as<T, Offset>) {
    value = Offset{integer()};
  } else if constexpr (std::is_enum_v<T>) {
    const auto word = named<T>(string());
    if (!word) fail();
    value = *word;
  } else if constexpr (requires { value.has_value(); }) {
    value.reset();
    if (!take("null")) get(value.emplace());
  } else if constexpr (requires { typename T::mapped_type; }) {
    want('{');
    for (bool first = true; !take("}"); first = false) {
      if (!first) want(',');
      auto name = string();
      want(':');
      get(value[std::move(name)]);
    }
  } else if constexpr (requires { typename T::iterator; }) {
    want('[');
    for (bool first = true; !take("]"); first = false) {
      if (!first) want(',');
      get(value.emplace_back());
    }
  } else {
    const bool first = first_, closed = closed_;
    want('{');
    first_ = true, closed_ = false;
    T::fields(value, *this);
    want('}');
    first_ = first, closed_ = closed;
  }
}

template <class T>
std::string encode(const T& value) {
  CanonicalWriter writer;
  writer.put(value);
  return writer.take();
}

template <class T>
T decode(std::string_view text) {
  T value{};
  CanonicalReader reader(text);
  reader.get(value);
  reader.end();
  return value;
}

/// The body of an event: `late`, then the fact's members.
std::string encode_body(const Event& event);
/// Throws std::invalid_argument for an unknown kind or a body that is not canonical.
Event decode_body(std::string_view kind, std::string_view body);

}  // namespace govcloud
