// Availability: overlaps once, announced maintenance not at all, whole minutes, rounded down; and the
// same as a count of minute after minute.
#include "core/law/availability.h"

#include <doctest/doctest.h>

#include <random>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

Instant at(const std::string& text) { return parse_instant("2026-04-" + text + ":00+08:00").value(); }
const Instant kAfter = parse_instant("2026-06-01T00:00:00+08:00").value();

struct Outage { std::string began, restored; std::vector<std::string> systems = {}; std::string planned_until = {}; bool outage = true; };

Books books_with(const std::vector<Outage>& outages, const std::string& opened = "2026-01-01") {
  Books books;
  for (const char* id : {"a", "b"}) {
    auto& system = books.systems[id];
    system.id = id, system.opened_on = day(opened), system.state = SystemState::in_service;
  }
  for (const auto& o : outages) {
    Incident incident;
    incident.id = "I-" + std::to_string(books.incidents.size());
    incident.began = at(o.began), incident.systems = o.systems, incident.outage = o.outage;
    if (!o.restored.empty()) incident.restored = Moment{at(o.restored), at(o.restored)};
    if (!o.planned_until.empty()) incident.planned = incident.excluded = true, incident.planned_until = at(o.planned_until);
    books.incidents[incident.id] = incident;
  }
  return books;
}

const Availability& of(const std::vector<Availability>& all, const std::string& system) {
  return *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.system == system; });
}

}  // namespace

TEST_CASE("availability: of a month of 43200 minutes") {
  struct Row { std::string what; std::vector<Outage> outages; std::int64_t down, excluded, incidents, hundredths; };
  const Row rows[] = {
      {"nothing happened", {}, 0, 0, 0, 10000},
      {"an hour and a half", {{"01T09:30", "01T11:00", {"a"}}}, 90, 0, 1, 9979},
      {"one minute is seen, rounded down", {{"01T09:30", "01T09:31", {"a"}}}, 1, 0, 1, 9999},
      {"another system's", {{"01T09:30", "01T11:00", {"b"}}}, 0, 0, 0, 10000},
      {"the platform's is everybody's", {{"01T09:30", "01T11:00"}}, 90, 0, 1, 9979},
      {"overlaps are counted once", {{"01T09:00", "01T11:00", {"a"}}, {"01T10:00", "01T12:00"}, {"01T10:30", "01T10:45", {"a"}}}, 180, 0, 3, 9958},
      {"what touches is no gap", {{"01T09:00", "01T10:00", {"a"}}, {"01T10:00", "01T11:00", {"a"}}}, 120, 0, 2, 9972},
      {"announced maintenance", {{"05T00:00", "05T02:00", {}, "05T02:00"}}, 0, 120, 1, 10000},
      {"longer than announced", {{"05T00:00", "05T03:00", {}, "05T02:00"}}, 60, 120, 1, 9986},
      {"shorter than announced", {{"05T00:00", "05T01:00", {}, "05T02:00"}}, 0, 60, 1, 10000},
      {"a fault within it", {{"05T00:00", "05T02:00", {}, "05T02:00"}, {"05T01:00", "05T04:00", {"a"}}}, 120, 120, 2, 9972},
      {"in use all the same", {{"01T09:30", "01T11:00", {"a"}, "", false}}, 0, 0, 0, 10000},
      {"it goes on", {{"30T00:00", "", {"a"}}}, 1440, 0, 1, 9666},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const auto found = availability(books_with(row.outages), {2026, 4}, kAfter);
    REQUIRE(found.size() == 2);
    const auto& a = of(found, "a");
    CHECK(a.minutes == 43200);
    CHECK(a.down == row.down);
    CHECK(a.excluded == row.excluded);
    CHECK(a.incidents == row.incidents);
    CHECK(a.hundredths() == row.hundredths);
  }
}

TEST_CASE("availability: of the time in service, up to now") {
  auto books = books_with({{"01T09:30", "20T00:00", {"a"}}}, "2026-04-11");
  CHECK(of(availability(books, {2026, 4}, kAfter), "a").minutes == 20 * 1440);
  CHECK(of(availability(books, {2026, 4}, kAfter), "a").down == 9 * 1440);
  CHECK(of(availability(books, {2026, 4}, at("12T00:00")), "a").minutes == 1440);
  CHECK(of(availability(books, {2026, 4}, at("12T00:00")), "a").hundredths() == 0);
  CHECK(availability(books, {2026, 3}, kAfter).empty());
  CHECK(availability(books, {2026, 7}, kAfter).empty());
  books.systems["a"].ended_on = day("2026-04-21");
  CHECK(of(availability(books, {2026, 4}, kAfter), "a").minutes == 10 * 1440);
  books.systems["b"].opened_on.reset();
  CHECK(availability(books, {2026, 4}, kAfter).size() == 1);
}

TEST_CASE("availability: equals a count of minute after minute") {
  std::mt19937 random(20260401);
  const auto some = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  for (int round = 0; round < 60; ++round) {
    auto books = books_with({}, "2026-04-01");
    for (int i = some(6); i >= 0; --i) {
      Incident incident;
      incident.id = "I-" + std::to_string(i);
      incident.began = at("01T00:00") + std::chrono::minutes{some(50000) - 4000};
      if (some(5) > 0) incident.restored = Moment{{}, incident.began + std::chrono::minutes{some(6000)}};
      if (some(2) == 0) incident.systems = {some(2) == 0 ? "a" : "b"};
      incident.outage = some(6) > 0;
      if (some(3) == 0) incident.planned = true, incident.planned_until = incident.began + std::chrono::minutes{1 + some(3000)}, incident.excluded = some(4) > 0;
      books.incidents[incident.id] = incident;
    }
    const auto now = at("01T00:00") + std::chrono::minutes{1 + some(60000)};
    for (const auto& found : availability(books, {2026, 4}, now)) {
      std::int64_t down = 0, excluded = 0;
      for (auto minute = at("01T00:00"); minute < std::min(now, at("01T00:00") + std::chrono::hours{720}); minute += std::chrono::minutes{1}) {
        bool is_down = false, is_spared = false;
        for (const auto& [id, i] : books.incidents) {
          if (!i.outage || (!i.systems.empty() && i.systems.front() != found.system)) continue;
          if (minute < i.began || (i.restored && minute >= i.restored->counts)) continue;
          is_down = true;
          if (i.excluded && minute < *i.planned_until) is_spared = true;
        }
        if (is_down) ++(is_spared ? excluded : down);
      }
      CAPTURE(round);
      CHECK(found.down == down);
      CHECK(found.excluded == excluded);
    }
  }
}
