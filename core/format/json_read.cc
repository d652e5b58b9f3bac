#include "core/format/json_read.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include "core/format/encoding.h"
#include "core/format/input_error.h"

namespace govcloud {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Reader {
 public:
  Reader(std::string_view text, const std::string& name) : text_(text), name_(name) {}

  Json document() {
    Json value = any(0);
    pass_blanks();
    if (at_ != text_.size()) refuse(message(N_("text after the end of the JSON value")));
    return value;
  }

 private:
  [[noreturn]] void refuse(Message why) const {
    const auto line = 1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
    throw InputError(65, message(N_("{0} line {1}"), name_, line), std::move(why),
                     message(N_("the file may be cut off; export it again from the scanner")));
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void pass_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
      ++at_;
  }

  bool take(char c) {
    if (peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  void want(char c) {
    pass_blanks();
    if (!take(c)) refuse(message(N_("not well-formed JSON: '{0}' is missing"), std::string(1, c)));
  }

  Json any(int depth) {
    if (depth > kJsonDepthMax) refuse(message(N_("values nested deeper than {0}"), kJsonDepthMax));
    pass_blanks();
    switch (peek()) {
      case '{': return object(depth);
      case '[': return array(depth);
      case '"': return Json(string());
      case 't': return word("true", Json(true));
      case 'f': return word("false", Json(false));
      case 'n': return word("null", Json());
      default: return number();
    }
  }

  Json word(std::string_view letters, Json value) {
    if (!text_.substr(at_).starts_with(letters)) refuse(message(N_("not well-formed JSON: an unknown word")));
    at_ += letters.size();
    return value;
  }

  Json object(int depth) {
    Json::Object members;
    ++at_;
    pass_blanks();
    if (take('}')) return Json(std::move(members));
    do {
      pass_blanks();
      if (peek() != '"') refuse(message(N_("not well-formed JSON: a key is missing")));
      std::string key = string();
      want(':');
      members.emplace_back(std::move(key), any(depth + 1));
      pass_blanks();
    } while (take(','));
    want('}');
    return Json(std::move(members));
  }

  Json array(int depth) {
    Json::Array items;
    ++at_;
    pass_blanks();
    if (take(']')) return Json(std::move(items));
    do {
      items.push_back(any(depth + 1));
      pass_blanks();
    } while (take(','));
    want(']');
    return Json(std::move(items));
  }

  std::string string() {
    std::string out;
    for (++at_;;) {
      const std::size_t end = std::min(text_.find_first_of("\"\\", at_), text_.size());
      out.append(text_.substr(at_, end - at_));
      at_ = end;
      if (at_ == text_.size()) refuse(message(N_("a text that is never closed")));
      if (text_[at_++] == '"') return out;
      escape(out);
    }
  }

  void escape(std::string& out) {
    constexpr std::string_view kLetters = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
    const char letter = peek();
    if (at_ < text_.size()) ++at_;
    if (letter == 'u') return append_utf8(out, code_point());
    const auto place = kLetters.find(letter);
    if (letter == '\0' || place == kLetters.npos) refuse(message(N_("not well-formed JSON: an unknown escape")));
    out += kMeant[place];
  }

  // A pair of surrogates is one character; half a pair is none.
  char32_t code_point() {
    constexpr char32_t kReplacement = 0xFFFD;
    const char32_t first = four_digits();
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first > 0xDBFF || !text_.substr(at_).starts_with("\\u")) return kReplacement;
    const std::size_t before = at_;
    at_ += 2;
    const char32_t second = four_digits();
    if (second >= 0xDC00 && second <= 0xDFFF) return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    at_ = before;
    return kReplacement;
  }

  char32_t four_digits() {
    std::uint32_t value = 0;
    const auto digits = text_.substr(at_, 4);
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (fault != std::errc{} || end != digits.data() + 4) refuse(message(N_("not well-formed JSON: an unknown escape")));
    at_ += 4;
    return value;
  }

  std::string_view digits() {
    const std::size_t start = at_;
    while (is_digit(peek())) ++at_;
    if (at_ == start) refuse(message(N_("not well-formed JSON: a value is missing")));
    return text_.substr(start, at_ - start);
  }

  Json number() {
    const std::size_t start = at_;
    take('-');
    const auto whole = digits();
    if (whole.size() > 1 && whole.front() == '0') refuse(message(N_("not well-formed JSON: a number with a zero before it")));
    std::string_view places;
    if (take('.')) places = digits();
    bool has_power = false;
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (!take('-')) take('+');
      digits();
      has_power = true;
    }
    const auto written = text_.substr(start, at_ - start);
    std::string plain(written.substr(0, written.size() - places.size() - (places.empty() ? 0 : 1)));
    plain += places;
    std::int64_t units = 0;
    const auto [end, fault] = std::from_chars(plain.data(), plain.data() + plain.size(), units);
    if (has_power || places.size() > 15 || fault != std::errc{} || end != plain.data() + plain.size())
      return Json(written);
    if (places.empty()) return Json(units);
    return Json(Json::Decimal{units, static_cast<int>(places.size())});
  }

  std::string_view text_;
  const std::string& name_;
  std::size_t at_ = 0;
};

}  // namespace

Json parse_json(std::string_view text, const std::string& name) {
  if (text.size() > kJsonBytesMax)
    throw InputError(65, message(N_("{0}"), name),
                     message(N_("{0} bytes are more than the {1} that are read at once"), text.size(), kJsonBytesMax),
                     message(N_("export fewer results to a file and import them one after the other")));
  return Reader(text, name).document();
}

}  // namespace govcloud
