// check run over the registers: each check told when something is missing, and silent when it is there.
#include "core/law/compliance.h"

#include <doctest/doctest.h>

#include <functional>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

std::string told(const Office& office, const std::string& check, const std::string& today) {
  std::string all;
  for (const auto& one : compliance(office.facts(), morning(day(today)), {2026, 4}, {}))
    if (one.check == check)
      all += (all.empty() ? "" : "; ") + one.subject + " " + (one.citation.is_article() ? one.citation.article() : one.citation.house_rule());
  return all;
}

Paper expiring_paper(const std::string& kind, const std::string& dated, const std::string& expires = "") {
  Paper paper{kind, kind + ".pdf", std::string(64, 'a'), 1};
  paper.dated = day(dated), paper.result = "pass";
  if (!expires.empty()) paper.expires = day(expires);
  return paper;
}

MakeRecord entry(const std::string& kind, const std::string& about, std::map<std::string, std::string> values) {
  return {kind, about, std::move(values)};
}

struct Row {
  std::string what, policy, check, today, want;
  std::function<void(Office&)> before = [](Office&) {};
};

const std::string kBegan = "2026-04-02T09:00:00+08:00";

void authorise(Office& o, const std::string& until) {
  o.as("zhang").on("2026-04-01")(entry("access_authorisation", "budget/host-1", {{"person", "李维"}, {"valid_from", "2026-04-01"}, {"valid_to", until}}));
}
void enter_host(Office& o, const std::string& ended) {
  std::map<std::string, std::string> values{{"person", "李维"}, {"purpose", "排障"}, {"began", kBegan}};
  if (!ended.empty()) values["ended"] = ended;
  o.as("sun").on("2026-04-02")(entry("access", "budget/host-1", values));
}

const Row kRows[] = {
    {"a report that runs out", "zhejiang", "expiring", "2026-05-01", "budget H-51",
     [](Office& o) { o.as("zhang").on("2026-04-01").with({expiring_paper("security_test", "2026-04-01", "2026-05-31")})(Attach{"budget"}); }},
    {"not yet", "zhejiang", "expiring", "2026-04-30", "",
     [](Office& o) { o.as("zhang").on("2026-04-01").with({expiring_paper("security_test", "2026-04-01", "2026-05-31")})(Attach{"budget"}); }},
    {"renewed", "zhejiang", "expiring", "2026-05-01", "",
     [](Office& o) {
       o.as("zhang").on("2026-04-01").with({expiring_paper("security_test", "2026-04-01", "2026-05-31")})(Attach{"budget"});
       o.with({expiring_paper("security_test", "2026-04-01", "2027-05-31")})(Attach{"budget"});
     }},
    {"an agreement that runs out", "changde", "expiring", "2026-05-01", "budget 7",
     [](Office& o) {
       o.as("zhang").on("2026-04-01")(entry("security_agreement", "budget", {{"valid_from", "2026-04-01"}, {"valid_to", "2026-05-20"}}));
       o.as("sun")(Cosign{"D-2026-0001"});
     }},
    {"an agreement that nobody signed", "changde", "expiring", "2026-05-01", "",
     [](Office& o) { o.as("zhang").on("2026-04-01")(entry("security_agreement", "budget", {{"valid_from", "2026-04-01"}, {"valid_to", "2026-05-20"}})); }},
    {"no bulletin, no report", "changde", "duty_missing", "2026-05-31", "platform 15"},
    {"the month is not over", "changde", "duty_missing", "2026-04-30", ""},
    {"a bulletin", "changde", "duty_missing", "2026-05-31", "",
     [](Office& o) { o.as("sun").on("2026-05-01")(entry("bulletin", "platform", {{"period", "2026-04"}})); }},
    {"an access within its authorisation", "changde", "access_unauthorised", "2026-04-03", "",
     [](Office& o) { authorise(o, "2026-04-03"), enter_host(o, ""); }},
    {"one that goes on after it", "changde", "access_unauthorised", "2026-04-04", "D-2026-0002 12",
     [](Office& o) { authorise(o, "2026-04-03"), enter_host(o, ""); }},
    {"one that has ended", "changde", "access_unauthorised", "2026-04-04", "",
     [](Office& o) { authorise(o, "2026-04-03"), enter_host(o, "2026-04-02T10:00:00+08:00"); }},
    {"all in one zone", "changde", "zones_mixed", "2026-04-04", ""},
    {"a tenant in the other zone", "changde", "zones_mixed", "2026-04-04", "budget/host-1 2; budget 2",
     [](Office& o) { o.books.resources.at("budget/host-1").zone = "enterprise"; }},
    {"two zones of one system", "zhejiang", "zones_mixed", "2026-04-04", "budget 24",
     [](Office& o) { o.books.resources.at("budget/host-1").zone = "public"; }},
    {"no persons", "zhejiang", "persons_missing", "2026-04-04", "budget 18"},
    {"persons", "zhejiang", "persons_missing", "2026-04-04", "",
     [](Office& o) {
       o.as("zhang").on("2026-04-01")(entry("security_persons", "budget", {{"administration", "甲"}, {"secrecy", "乙"}, {"audit", "丙"}, {"valid_from", "2026-04-01"}}));
     }},
    {"persons whose time is over", "zhejiang", "persons_missing", "2026-04-11", "budget 18",
     [](Office& o) {
       o.as("zhang").on("2026-04-01")(entry("security_persons", "budget", {{"administration", "甲"}, {"secrecy", "乙"}, {"audit", "丙"}, {"valid_from", "2026-04-01"}, {"valid_to", "2026-04-10"}}));
     }},
    {"not asked for in Changde", "changde", "persons_missing", "2026-04-04", ""},
    {"an evaluation of more than a year ago", "zhejiang", "retest_due", "2026-04-12", "budget H-52",
     [](Office& o) { o.as("zhang").on("2026-04-01").with({expiring_paper("mlps_report", "2025-04-10")})(Attach{"budget"}); }},
    {"of a year ago", "zhejiang", "retest_due", "2026-04-11", "",
     [](Office& o) { o.as("zhang").on("2026-04-01").with({expiring_paper("mlps_report", "2025-04-10")})(Attach{"budget"}); }},
    {"of a system below level 3", "zhejiang", "retest_due", "2026-04-12", "",
     [](Office& o) {
       o.as("zhang").on("2026-04-01").with({expiring_paper("mlps_report", "2025-04-10")})(Attach{"budget"});
       o.books.systems.at("budget").level = 2;
     }},
    {"a backup without consent", "changde", "consent_missing", "2026-04-04", "budget/storage-1 16",
     [](Office& o) { o.books.resources.at("budget/storage-1").item = "backup"; }},
    {"a backup with it", "changde", "consent_missing", "2026-04-04", "",
     [](Office& o) {
       o.books.resources.at("budget/storage-1").item = "backup";
       o.as("zhang").on("2026-04-01")(entry("backup_consent", "budget/storage-1", {{"signer", "张明"}, {"dated", "2026-04-01"}}));
     }},
    {"not asked for in Zhejiang", "zhejiang", "consent_missing", "2026-04-04", "",
     [](Office& o) { o.books.resources.at("budget/storage-1").item = "backup"; }},
    {"a recovery that was asked for", "changde", "recovery_not_started", "2026-04-04", "budget 16",
     [](Office& o) { o.as("zhang").on("2026-04-03")(entry("recovery", "budget", {{"asked_at", kBegan}})); }},
    {"and began", "changde", "recovery_not_started", "2026-04-04", "",
     [](Office& o) {
       o.as("zhang").on("2026-04-03")(entry("recovery", "budget", {{"asked_at", kBegan}}));
       o.as("sun")(entry("recovery", "budget", {{"asked_at", kBegan}, {"started_at", "2026-04-02T09:20:00+08:00"}}));
     }},
};

}  // namespace

TEST_CASE("check run: the registers") {
  for (const auto& row : kRows) {
    CAPTURE(row.what);
    Office office(row.policy);
    office.bring_to(Stage::open);
    row.before(office);
    CHECK(told(office, row.check, row.today) == row.want);
  }
  for (const auto check : kChecks) {
    static const std::set<std::string> kElsewhere{"overdue", "trial_ended", "alive_after_end", "not_measured", "papers_missing",
                                                  "finding_overdue", "order_overdue", "incident_overdue"};
    CAPTURE(std::string(check));
    CHECK((kElsewhere.contains(std::string(check)) || std::any_of(std::begin(kRows), std::end(kRows), [&](const Row& row) { return row.check == check && !row.want.empty(); })));
  }
}
