#include "core/ledger/codec.h"

#include <charconv>
#include <stdexcept>

namespace govcloud {

void CanonicalReader::fail() const {
  throw std::invalid_argument("not canonical at byte " + std::to_string(at_));
}

bool CanonicalReader::take(std::string_view token) {
  if (text_.substr(at_, token.size()) != token) return false;
  at_ += token.size();
  return true;
}

void CanonicalReader::want(char c) {
  if (at_ >= text_.size() || text_[at_] != c) fail();
  ++at_;
}

bool CanonicalReader::member(std::string_view name) {
  const auto rest = text_.substr(at_);
  const std::size_t before = first_ ? 1 : 2, length = before + name.size() + 2;  // [,]"name":
  if (rest.size() >= length && (first_ || rest[0] == ',') && rest[before - 1] == '"' &&
      rest.substr(before, name.size()) == name && rest[length - 2] == '"' && rest[length - 1] == ':') {
    at_ += length;
    first_ = false;
    return true;
  }
  if (!rest.empty() && rest[0] == '}') return false;
  fail();  // a member that this program does not know, or out of its order
}

std::int64_t CanonicalReader::integer() {
  std::int64_t n = 0;
  const char* begin = text_.data() + at_;
  const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), n);
  if (error != std::errc{}) fail();
  at_ += static_cast<std::size_t>(end - begin);
  return n;
}

std::string CanonicalReader::string() {
  want('"');
  std::string value;
  while (true) {
    auto plain = at_;
    while (plain < text_.size() && text_[plain] != '"' && text_[plain] != '\\') ++plain;
    if (plain == text_.size()) fail();
    value.append(text_, at_, plain - at_);
    at_ = plain + 1;
    if (text_[plain] == '"') return value;
    if (at_ >= text_.size()) fail();
    const char c = text_[at_++];
    static constexpr std::string_view kShort = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
    if (const auto i = kShort.find(c); i != std::string_view::npos) {
      value += kMeant[i];
    } else if (c == 'u') {  // the writer escapes control characters only
      unsigned code = 0;
      const char* hex = text_.data() + at_;
      if (at_ + 4 > text_.size() || std::from_chars(hex, hex + 4, code, 16).ptr != hex + 4 || code > 0x7f) fail();
      value += static_cast<char>(code);
      at_ += 4;
    } else {
      fail();
    }
  }
}

void CanonicalReader::end() {
  if (at_ != text_.size()) fail();
}

namespace {

/// What is written of an event: when it happened if not when recorded, then the fact's own members.
struct Body {
  const Event& event;
  static void fields(const auto& self, auto& v) {
    v("late", self.event.late);
    std::visit([&](const auto& fact) { std::decay_t<decltype(fact)>::fields(fact, v); },
               self.event.fact);
  }
};

template <class F>
struct FactBody {
  F fact;
  std::optional<Late> late;
  static void fields(auto& self, auto& v) {
    v("late", self.late);
    F::fields(self.fact, v);
  }
};

template <std::size_t I = 0>
Event decode_kind(std::string_view kind, std::string_view body) {
  if constexpr (I < std::variant_size_v<Fact>) {
    using F = std::variant_alternative_t<I, Fact>;
    if (kind != F::kKind) return decode_kind<I + 1>(kind, body);
    auto read = decode<FactBody<F>>(body);
    return {std::move(read.fact), std::move(read.late)};
  } else {
    throw std::invalid_argument("unknown kind of event: " + std::string(kind));
  }
}

}  // namespace

std::string encode_body(const Event& event) { return encode(Body{event}); }

Event decode_body(std::string_view kind, std::string_view body) { return decode_kind(kind, body); }

}  // namespace govcloud
