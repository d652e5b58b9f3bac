// The canonical text of facts: what is written reads back and is written the same again.
#include "core/ledger/codec.h"

#include <doctest/doctest.h>

#include <random>

#include "core/law/books.h"

using namespace govcloud;

namespace {

/// Gives every member of a record, however deep, a value that is not its default.
class Filler {
 public:
  template <class T>
  void operator()(const char*, T& value) { fill(value); }

  template <class T>
  void fill(T& value) {
    if constexpr (std::same_as<T, bool>) {
      value = !value;
    } else if constexpr (std::integral<T>) {
      value = static_cast<T>(next() % 1000 + 1);
    } else if constexpr (std::same_as<T, std::string>) {
      value = "文 \"q\" \\ \n\t\x01 é😀 " + std::to_string(next());
    } else if constexpr (std::same_as<T, Date>) {
      value = *parse_date("2026-03-02") + std::chrono::days{next()};
    } else if constexpr (std::same_as<T, Instant>) {
      value = Instant{std::chrono::seconds{1772413200 + next()}};
    } else if constexpr (std::is_enum_v<T>) {
      value = static_cast<T>(names(value).size() - 1);
    } else if constexpr (requires { value.has_value(); }) {
      fill(value.emplace());
    } else if constexpr (requires { typename T::mapped_type; }) {
      fill(value["甲"]), fill(value["a\"b"]);
    } else if constexpr (requires { typename T::iterator; }) {
      fill(value.emplace_back()), fill(value.emplace_back());
    } else {
      T::fields(value, *this);
    }
  }

 private:
  long next() { return ++last_; }
  long last_ = 0;
};

template <std::size_t I = 0>
void each_fact(const auto& see) {
  if constexpr (I < std::variant_size_v<Fact>) {
    std::variant_alternative_t<I, Fact> fact;
    see(Event{fact, {}});
    Filler().fill(fact);
    see(Event{fact, {}});
    see(Event{fact, Late{Instant{std::chrono::seconds{7}}, "停电", true}});
    each_fact<I + 1>(see);
  }
}

/// Where the members of the outermost object end.
std::vector<std::size_t> member_ends(const std::string& body) {
  std::vector<std::size_t> ends;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (quoted && body[i] == '\\') ++i;
    else if (body[i] == '"') quoted = !quoted;
    else if (!quoted && (body[i] == '{' || body[i] == '[')) ++depth;
    else if (!quoted && (body[i] == '}' || body[i] == ']')) --depth;
    else if (!quoted && depth == 1 && body[i] == ',') ends.push_back(i);
  }
  return ends;
}

bool is_refused(std::string_view kind, const std::string& body) {
  try {
    decode_body(kind, body);
    return false;
  } catch (const std::invalid_argument&) {
    return true;
  }
}

template <class T>
void round_trip(const std::string& what) {
  CAPTURE(what);
  T record;
  CHECK(encode(decode<T>(encode(record))) == encode(record));
  Filler().fill(record);
  CHECK(encode(decode<T>(encode(record))) == encode(record));
  CHECK(encode(record) != encode(T{}));
}

}  // namespace

TEST_CASE("codec: every fact reads back, empty, full and late") {
  int seen = 0;
  each_fact([&](const Event& event) {
    const auto kind = kind_of(event.fact);
    CAPTURE(std::string(kind));
    const auto body = encode_body(event);
    const auto again = decode_body(kind, body);
    CHECK(encode_body(again) == body);
    CHECK(again.fact.index() == event.fact.index());
    CHECK(again.late.has_value() == event.late.has_value());
    CHECK(subjects_of(again.fact) == subjects_of(event.fact));
    ++seen;
  });
  CHECK(seen == 3 * static_cast<int>(std::variant_size_v<Fact>));
}

TEST_CASE("codec: every record of the books reads back") {
  round_trip<LedgerInfo>("ledger"), round_trip<Unit>("unit"), round_trip<Person>("person");
  round_trip<System>("system"), round_trip<Request>("request"), round_trip<Resource>("resource");
  round_trip<Evidence>("evidence"), round_trip<Finding>("finding"), round_trip<Scan>("scan");
  round_trip<UsageImport>("usage");
}

TEST_CASE("codec: members missing at the end are the defaults of an older program") {
  each_fact([](const Event& event) {
    const auto kind = kind_of(event.fact);
    const auto body = encode_body(event);
    for (const auto end : member_ends(body)) {
      const auto shorter = body.substr(0, end) + "}";
      CAPTURE(shorter);
      const auto again = encode_body(decode_body(kind, shorter));
      CHECK(again.substr(0, end) == body.substr(0, end));
    }
  });
  CHECK(encode_body(decode_body("accepted", "{}")) == encode_body({Accepted{}, {}}));
}

TEST_CASE("codec: what the writer does not write is refused") {
  const std::string good =
      R"({"late":null,"request":"R-1","opinion":"","clocks":{"started":[],"kept":[],"ended":[]}})";
  REQUIRE_FALSE(is_refused("accepted", good));
  const auto with = [&](const std::string& from, const std::string& to) {
    auto text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  struct Row { std::string what, kind, body; };
  const Row rows[] = {
      {"another kind", "forgotten", good},
      {"no kind", "", good},
      {"a kind with other members", "opened", good},
      {"nothing", "accepted", ""},
      {"no object", "accepted", "null"},
      {"an array", "accepted", "[]"},
      {"a member more at the end", "accepted", good.substr(0, good.size() - 1) + R"(,"more":1})"},
      {"a member more inside", "accepted", with(R"("ended":[])", R"("ended":[],"more":1)")},
      {"a member twice", "accepted", with(R"("opinion":"")", R"("opinion":"","opinion":"")")},
      {"members in another order", "accepted", R"({"late":null,"opinion":"","request":"R-1"})"},
      {"a member left out in the middle", "accepted", R"({"late":null,"opinion":""})"},
      {"a space", "accepted", with(R"("opinion":"")", R"("opinion": "")")},
      {"a line end behind it", "accepted", good + "\n"},
      {"two objects", "accepted", good + good},
      {"cut off", "accepted", good.substr(0, good.size() - 1)},
      {"cut off in a text", "accepted", good.substr(0, 30)},
      {"a number for a text", "accepted", with(R"("R-1")", "1")},
      {"null for a text", "accepted", with(R"("R-1")", "null")},
      {"an escape that is none", "accepted", with("R-1", "\\q")},
      {"an escape cut off", "accepted", with("R-1", "\\u00")},
      {"an escape past ASCII", "accepted", with("R-1", "\\u4e2d")},
      {"a trailing comma", "accepted", with(R"("ended":[])", R"("ended":[],)")},
      {"no number", "delivered",
       R"({"late":null,"request":"","resource":"","cloud_id":"","provider":"",)"
       R"("delivered":{"cpu":{"amount":x,"max":null}}})"},
      {"too large a number", "usage_imported", R"({"late":null,"number":99999999999999999999})"},
      {"a decimal", "usage_imported", R"({"late":null,"number":1.5})"},
      {"a number for an int that does not hold it", "ledger_created",
       R"({"late":null,"ledger":"","name":"","lang":"","founder":"","founder_name":"","policy":"",)"
       R"("policy_digest":"","calendar_digest":"","offset_minutes":4294967776})"},
      {"a day that is none", "verified",
       R"({"late":null,"finding":"","person":"","note":"","holds":true,"on":"2026-02-30"})"},
      {"neither true nor false", "verified",
       R"({"late":null,"finding":"","person":"","note":"","holds":maybe})"},
      {"a word that the kind has not", "submitted",
       R"({"late":null,"request":"","case":"","kind":"wedding"})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    CHECK(is_refused(row.kind, row.body));
  }
}

TEST_CASE(
    "codec: a changed byte is refused, or shows when it is written again, or says something else") {
  std::mt19937 dice(20260302);
  each_fact([&](const Event& event) {
    const auto kind = kind_of(event.fact);
    const auto body = encode_body(event);
    for (int i = 0; i < 200; ++i) {
      auto changed = body;
      auto& byte = changed[dice() % changed.size()];
      byte = static_cast<char>(byte ^ (1 << dice() % 8));
      if (is_refused(kind, changed)) continue;
      CHECK(encode_body(decode_body(kind, changed)) != body);
    }
    for (std::size_t end = 0; end < body.size(); ++end)
      CHECK(is_refused(kind, body.substr(0, end)));
  });
}

TEST_CASE("codec: amounts at the ends of their range, and text with every ASCII character") {
  UsageImported e;
  e.rows = std::numeric_limits<std::int64_t>::min(),
  e.kept = std::numeric_limits<std::int64_t>::max();
  for (int c = 0; c < 128; ++c) e.name += static_cast<char>(c);
  const auto body = encode_body({e, {}});
  const auto again = std::get<UsageImported>(decode_body("usage_imported", body).fact);
  CHECK(again.rows == e.rows);
  CHECK(again.kept == e.kept);
  CHECK(again.name == e.name);
}
