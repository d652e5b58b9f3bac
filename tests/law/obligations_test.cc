// Every obligation that can be judged is judged, and every one that can be recorded is recorded; what
// is still wanting is named here with its reason, and nothing may be both.
#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include "core/law/assess.h"
#include "core/law/incident.h"
#include "core/law/rectify.h"
#include "tests/law/obligations.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace govcloud::testing {

std::vector<Wanting> wanting_judgement() {
  return {{"ZJ-05.1", "the days of an authority's designation are recorded, and no act is held against them"},
          {"ZJ-24.1", "an application does not say that its system is not classified"},
          {"ZJ-25.1", "a policy may name a parent, and the parent's rules are not applied with it"},
          {"CD-03.4", "a system does not say whether it is used within a local network only"},
          {"CD-13.2", "the platform's level and its report's end are recorded and not judged"},
          {"CD-14.1", "each rule is recorded; that all six are there is not told"},
          {"CD-16.4", "both times are recorded; no tolerance is set between them"}};
}

std::vector<Wanting> wanting_record() {
  return {{"ZJ-03.4", "a system does not say whether it is new"}};
}

Step scored(const std::string& about, const std::string& figure, const std::string& mended_on) {
  return [=](Office& o) {
    HoldCheck check{"budget", "口令", "", "", {"管理口令"}, {}};
    check.found.resize(1);
    check.found[0].title = "弱口令", check.found[0].severity = Severity::critical;
    o.on("2026-04-09").as("he")(check);
    o.on("2026-04-16").as("zhang")(OpenIncident{"断网", "serious", false, true, {"budget"}, morning(day("2026-04-16")), {}});
    o.on(mended_on).with(papers({"paper"}))(FixFinding{"F-2026-0001", ""});
    o.as("sun")(ResolveIncident{"I-2026-0001", "光缆", "", morning(day(mended_on))});
    const auto asked = std::get<Asked>(asked_of(o.facts(), about, *parse_period("2026-04"), morning(day("2026-05-04"))));
    for (const auto& score : assess(o.facts(), asked).sheet.scores)
      if (score.figure == figure) return score.points ? std::to_string(*score.points / 100) : "no evidence";
    return std::string("no criterion");
  };
}

}  // namespace govcloud::testing

namespace {

template <class Row>
std::vector<Row> both(std::vector<Row> one, const std::vector<Row>& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

template <class Row>
std::set<std::string> ids(const std::vector<Row>& rows) {
  std::set<std::string> all;
  for (const auto& row : rows) all.insert(row.id);
  return all;
}

Office office_for(const std::string& id, Stage stage, std::int64_t level) {
  Office office(policy_of(id));
  office.bring_to(stage, level);
  return office;
}

/// The table's obligations by the first letter of its last column: M, m or n.
std::map<char, std::set<std::string>> marked(const std::string& table) {
  std::map<char, std::set<std::string>> all;
  std::istringstream lines(table);
  for (std::string row; std::getline(lines, row);) {
    if (!row.starts_with("ZJ-") && !row.starts_with("CD-")) continue;
    if (row.back() == '\r') row.pop_back();
    auto at = row.size();
    if (row.back() == '"') {  // a quoted cell, in which a quote is written twice
      for (at = row.size() - 1; at > 0; --at)
        if (row[at - 1] == '"' && row[at - 2] == ',') break;
    } else {
      at = row.rfind(',') + 1;
    }
    all[row[at]].insert(row.substr(0, row.find(',')));
  }
  return all;
}

}  // namespace

TEST_CASE("obligations: what the regulation allows is taken, and what it forbids is refused or told as late") {
  for (const auto& row : both(judged_in_zhejiang(), judged_in_changde())) {
    CAPTURE(row.id);
    REQUIRE(row.allowed != row.forbidden);
    auto kept = office_for(row.id, row.from, row.level);
    CHECK(row.kept(kept) == row.allowed);
    auto broken = office_for(row.id, row.from, row.level);
    CHECK(row.broken(broken) == row.forbidden);
  }
}

TEST_CASE("obligations: what can only be recorded is recorded, under its own article") {
  for (const auto& row : both(kept_in_zhejiang(), kept_in_changde())) {
    CAPTURE(row.id);
    auto office = office_for(row.id, row.from, 1);
    const auto before = office.journal.size();
    CHECK(row.step(office) == row.word);
    CHECK(office.journal.size() > before);
    if (row.word != "record_made" || office.books.records.empty()) continue;
    const auto article = std::to_string(std::stoi(row.id.substr(3, 2)));
    CHECK(office.books.records.rbegin()->second.article == article);
  }
}

TEST_CASE("obligations: each has its case, or its reason why it has none, and not both") {
  const auto judged = ids(both(judged_in_zhejiang(), judged_in_changde())), unjudged = ids(wanting_judgement());
  const auto kept = ids(both(kept_in_zhejiang(), kept_in_changde())), unkept = ids(wanting_record());
  for (const auto& id : unjudged) CHECK_MESSAGE(!judged.contains(id), id);
  for (const auto& id : unkept) CHECK_MESSAGE(!kept.contains(id), id);
  MESSAGE(judged.size() << " obligations judged, " << unjudged.size() << " not yet; " << kept.size() << " recorded, " << unkept.size() << " not yet");
  const char* where = std::getenv("GOVCLOUD_SHARED");
  std::ifstream file((where != nullptr ? std::string(where) : GOVCLOUD_SOURCE_DIR "/../shared") + "/design/obligations.csv");
  const std::string table{std::istreambuf_iterator<char>(file), {}};
  if (table.empty()) {
    MESSAGE("the table of obligations is not here; this check is left out");
    return;
  }
  auto all = marked(table);
  CHECK(all['M'].size() == 80);
  CHECK(all['m'].size() == 50);
  CHECK(all['n'].size() == 22);
  auto named = judged;
  named.insert(unjudged.begin(), unjudged.end());
  CHECK(named == all['M']);
  named = kept, named.insert(unkept.begin(), unkept.end());
  CHECK(named == all['m']);
}
