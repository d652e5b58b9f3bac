// Incidents and maintenance: who says what, in which order, and by which minute they are late.
#include "core/law/incident.h"

#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

Instant at(const std::string& text) { return parse_instant(text + "+08:00").value(); }

OpenIncident fault(const std::string& level = "serious", std::vector<std::string> systems = {"budget"},
                   const std::string& began = "2026-04-01T09:30:00") {
  return {"数据库无法连接", level, false, true, std::move(systems), at(began), {}};
}

OpenIncident maintenance(const std::string& began, const std::string& until) {
  return {"交换机升级", "", true, true, {}, at(began), at(until)};
}

UpdateIncident responded(const std::string& when) { return {"I-2026-0001", "", "", {}, at(when)}; }
UpdateIncident of_class(const std::string& level) { return {"I-2026-0001", "", level, {}, {}}; }
ResolveIncident resolved(const std::string& when) { return {"I-2026-0001", "磁盘故障", "", at(when)}; }

/// Budget in service, at ten in the morning of 2026-04-01.
Office office_of(const std::string& policy) {
  Office office(policy);
  office.bring_to(Stage::open);
  office.on("2026-04-01");
  return office;
}

const Incident& first(const Office& office) { return office.books.incidents.at("I-2026-0001"); }

std::string text(const std::optional<Instant>& instant) {
  return instant ? to_text(*instant, Offset{480}).substr(0, 16) : "none";
}

}  // namespace

TEST_CASE("incident open: who may, of what, and what it must say") {
  struct Row { std::string what, by; OpenIncident command; std::string want; };
  auto silent = fault(), ahead = fault("serious", {"budget"}, "2026-04-01T10:01:00"), graded = maintenance("2026-04-03T22:00:00", "2026-04-04T02:00:00");
  auto endless = maintenance("2026-04-03T22:00:00", "2026-04-03T22:00:59"), forever = endless;
  silent.title = "　", graded.level = "serious", forever.until.reset();
  const Row rows[] = {
      {"the operator", "sun", fault(), "incident_opened"},
      {"the unit that meets it", "zhang", fault(), "incident_opened"},
      {"the authority", "wang", fault(), "incident_opened"},
      {"the inspector, of the platform", "he", fault("general", {}), "incident_opened"},
      {"another unit", "li", fault(), "unit_foreign"},
      {"a unit, of the platform", "zhang", fault("general", {}), "unit_foreign"},
      {"the keeper", "root", fault(), "role_missing"},
      {"of a system that is not there", "sun", fault("serious", {"ghost"}), "not_found"},
      {"of a class that is not there", "sun", fault("terrible"), "not_found"},
      {"of no class", "sun", fault(""), "field_wrong"},
      {"that says nothing", "sun", silent, "field_wrong"},
      {"that lies ahead", "sun", ahead, "date_order"},
      {"maintenance, by the operator", "sun", maintenance("2026-04-03T22:00:00", "2026-04-04T02:00:00"), "incident_opened"},
      {"maintenance, by the unit", "zhang", maintenance("2026-04-03T22:00:00", "2026-04-04T02:00:00"), "role_missing"},
      {"maintenance with a class", "sun", graded, "field_wrong"},
      {"maintenance of no minute", "sun", endless, "field_wrong"},
      {"maintenance without an end", "sun", forever, "field_wrong"},
  };
  for (const auto& row : rows)
    for (const std::string policy : {"zhejiang", "changde"}) {
      CAPTURE(row.what);
      auto office = office_of(policy);
      CHECK(office.as(row.by)(row.command) == row.want);
    }
}

TEST_CASE("incident open: the limits run in clock hours from the report, whatever the day") {
  struct Row { std::string level, response, restore; };
  const Row rows[] = {{"general", "2026-04-01T14:00", "2026-04-02T10:00"},
                      {"relatively_serious", "2026-04-01T11:00", "2026-04-01T18:00"},
                      {"serious", "2026-04-01T10:30", "2026-04-01T14:00"},
                      {"especially_serious", "2026-04-01T10:15", "2026-04-01T12:00"}};
  for (const auto& row : rows) {
    auto office = office_of("zhejiang");
    REQUIRE(office.as("sun")(fault(row.level)) == "incident_opened");
    CHECK(first(office).article == "15");
    CHECK(first(office).provider == "yun");
    CHECK(text(first(office).response_due) == row.response);
    CHECK(text(first(office).restore_due) == row.restore);
  }
  auto night = office_of("zhejiang");  // a Saturday night before a holiday
  night.at(at("2026-05-02T23:50:30")).as("sun")(fault("general", {}, "2026-05-02T23:40:00"));
  CHECK(text(first(night).restore_due) == "2026-05-03T23:50");
}

TEST_CASE("incident open: reported by paper counts from when it was told, without one from its entry") {
  auto office = office_of("zhejiang");
  office.as("zhang").happened_on("2026-03-31").with(papers({"paper"}))(fault("serious", {"budget"}, "2026-03-31T09:00:00"));
  CHECK(text(first(office).reported) == "2026-03-31T10:00");
  auto without = office_of("zhejiang");
  without.as("zhang").happened_on("2026-03-31")(fault("serious", {"budget"}, "2026-03-31T09:00:00"));
  CHECK(text(first(without).reported) == "2026-04-01T10:00");
}

TEST_CASE("incident update and resolve: in their order, by the provider") {
  auto office = office_of("changde");
  office.as("zhang")(fault());
  CHECK(office(responded("2026-04-01T09:40:00")) == "role_missing");
  CHECK(office(UpdateIncident{"I-2026-0001", "报表也打不开", "", {}, {}}) == "incident_updated");
  CHECK(office(UpdateIncident{"I-2026-0001", "", "", {}, {}}) == "field_wrong");
  CHECK(office.as("li")(UpdateIncident{"I-2026-0001", "我们也是", "", {}, {}}) == "unit_foreign");
  CHECK(office.as("sun")(responded("2026-04-01T09:29:00")) == "date_order");
  CHECK(office(responded("2026-04-01T10:01:00")) == "date_order");
  CHECK(office(responded("2026-04-01T10:00:00")) == "incident_updated");
  CHECK(office(responded("2026-04-01T10:00:00")) == "stage_wrong");
  CHECK(office(resolved("2026-04-01T09:59:00")) == "date_order");
  CHECK(office.as("zhang")(resolved("2026-04-01T10:00:00")) == "role_missing");
  office.at(at("2026-04-01T11:10:00"));
  auto unsaid = resolved("2026-04-01T11:10:00");
  unsaid.cause = "";
  CHECK(office.as("sun")(unsaid) == "field_wrong");
  CHECK(office(resolved("2026-04-01T11:10:00")) == "incident_resolved");
  CHECK(office(resolved("2026-04-01T11:10:00")) == "stage_wrong");
  CHECK(office(UpdateIncident{"I-2026-0001", "又断了", "", {}, {}}) == "stage_wrong");
  CHECK(first(office).state == IncidentState::resolved);
  CHECK(first(office).cause == "磁盘故障");
  CHECK(first(office).notes.size() == 3);
  CHECK(office(ResolveIncident{"I-2026-0009", "x", "", at("2026-04-01T11:00:00")}) == "not_found");
  CHECK(office(UpdateIncident{"I-2026-0009", "x", "", {}, {}}) == "not_found");
  office.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}});
  office(AddPerson{{"qi", 0, "齐", "yun2", {Role::operator_}}});
  office.as("sun")(fault());
  CHECK(office.as("qi")(ResolveIncident{"I-2026-0002", "x", "", at("2026-04-01T11:00:00")}) == "unit_foreign");
}

TEST_CASE("incident update: each thing that is said wants its own right, and is about their own systems") {
  auto office = office_of("zhejiang");
  office.as("root")(AddUnit{{"rsj", 0, "市人社局", UnitKind::using_unit}});
  office(AddPerson{{"feng", 0, "冯", "rsj", {Role::applicant}}});
  office.books.systems["salary"] = {"salary", 0, "工资系统", "rsj"};
  office.as("zhang")(fault());
  auto both = of_class("general");
  both.responded = at("2026-04-01T09:40:00");
  CHECK(office.as("he")(both) == "role_missing");
  CHECK(office.as("sun")(both) == "role_missing");
  CHECK(office.as("zhang")(UpdateIncident{"I-2026-0001", "也受影响", "", {"salary"}, {}}) == "unit_foreign");
  CHECK(office.as("feng")(UpdateIncident{"I-2026-0001", "也受影响", "", {"salary"}, {}}) == "unit_foreign");
  CHECK(first(office).systems == std::vector<std::string>{"budget"});
  CHECK(office.as("sun")(UpdateIncident{"I-2026-0001", "也受影响", "", {"salary"}, {}}) == "incident_updated");
}

TEST_CASE("incident: the platform's is of every system, and an operator speaks for their own provider's systems") {
  auto office = office_of("zhejiang");
  office.as("sun")(fault("general", {}));
  CHECK(office(UpdateIncident{"I-2026-0001", "", "", {"budget"}, {}}) == "field_wrong");
  CHECK(first(office).systems.empty());
  office.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}});
  office.books.systems["salary"] = {"salary", 0, "工资系统", "czj"};
  auto& host = office.books.resources["salary/host-1"];
  host.id = "salary/host-1", host.system = "salary", host.provider = "yun2", host.state = ResourceState::in_service;
  enter(office.books, host);
  CHECK(office.as("sun")(fault("general", {"budget", "salary"})) == "unit_foreign");
  office.as("sun")(fault());
  CHECK(office(UpdateIncident{"I-2026-0002", "", "", {"budget", "budget"}, {}}) == "incident_updated");
  CHECK(office.books.incidents.at("I-2026-0002").systems.size() == 1);
}

TEST_CASE("incident: maintenance is announced when it is entered, whatever paper says so, and no fault is reported before it began") {
  auto office = office_of("zhejiang");
  office.as("sun").on("2026-04-05").happened_on("2026-04-01").with(papers({"paper"}))(maintenance("2026-04-04T22:00:00", "2026-04-05T02:00:00"));
  CHECK_FALSE(first(office).excluded);
  auto other = office_of("zhejiang");
  other.as("zhang").happened_on("2026-03-31").with(papers({"paper"}))(fault("serious", {"budget"}, "2026-03-31T15:00:00"));
  CHECK(text(first(other).reported) == "2026-03-31T15:00");
}

TEST_CASE("incident: without a time it is when the act happened") {
  auto office = office_of("zhejiang");
  auto untimed = fault();
  untimed.began.reset();
  office.as("zhang").happened_on("2026-03-31").with(papers({"paper"}))(untimed);
  CHECK(text(first(office).began) == text(first(office).reported));
  CHECK(office.at(at("2026-04-01T11:00:30")).as("sun")(ResolveIncident{"I-2026-0001", "x", "", {}}) == "incident_resolved");
  CHECK(text(first(office).restored->told) == "2026-04-01T11:00");
}

TEST_CASE("incident: what is entered later than it happened is judged by its entry, unless its paper is there") {
  struct Row { bool with_paper; std::string counts; bool late; };
  for (const Row& row : {Row{false, "2026-04-01T15:00", true}, Row{true, "2026-04-01T13:50", false}}) {
    auto office = office_of("zhejiang");
    office.as("sun")(fault());  // to be restored by 14:00
    office.at(at("2026-04-01T15:00:00"));
    if (row.with_paper) office.with(papers({"paper"}));
    REQUIRE(office(resolved("2026-04-01T13:50:00")) == "incident_resolved");
    CHECK(text(first(office).restored->told) == "2026-04-01T13:50");
    CHECK(text(first(office).restored->counts) == row.counts);
    CHECK(text(first(office).responded->counts) == row.counts);  // nobody said when: then at the latest
    const auto clocks = clocks_of(first(office));
    REQUIRE(clocks.size() == 2);
    CHECK(clocks[0].is_late(at("2027-01-01T00:00:00")));
    CHECK(clocks[1].is_late(at("2027-01-01T00:00:00")) == row.late);
  }
}

TEST_CASE("incident: an open limit is overdue from the minute after it") {
  auto office = office_of("zhejiang");
  office.as("sun")(fault());
  const auto clocks = clocks_of(first(office));
  CHECK_FALSE(clocks[0].is_late(at("2026-04-01T10:30:00")));
  CHECK(clocks[0].is_late(at("2026-04-01T10:31:00")));
  CHECK_FALSE(clocks[1].is_late(at("2026-04-01T14:00:00")));
  CHECK(clocks[1].is_late(at("2026-04-01T14:01:00")));
}

TEST_CASE("incident: the class is changed by who oversees, and its limits with it, from the report") {
  auto office = office_of("zhejiang");
  office.as("sun")(fault("general"));
  CHECK(office(of_class("general")) == "role_missing");
  office.at(at("2026-04-01T10:20:00"));
  CHECK(office.as("he")(of_class("terrible")) == "not_found");
  CHECK(office(of_class("especially_serious")) == "incident_updated");
  CHECK(first(office).level == "especially_serious");
  CHECK(text(first(office).response_due) == "2026-04-01T10:15");
  office.as("sun")(maintenance("2026-04-03T22:00:00", "2026-04-04T02:00:00"));
  CHECK(office.as("he")(UpdateIncident{"I-2026-0002", "", "serious", {}, {}}) == "field_wrong");
}

TEST_CASE("incident open: maintenance counts as announced from the policy's hours before it begins") {
  struct Row { std::string began; bool excluded; };
  for (const Row& row : {Row{"2026-04-02T10:00:00", true}, Row{"2026-04-02T09:59:00", false}, Row{"2026-04-01T09:00:00", false}}) {
    auto office = office_of("changde");
    office.as("sun")(maintenance(row.began, "2026-04-03T00:00:00"));
    CHECK(first(office).excluded == row.excluded);
    CHECK(first(office).article == "8");
    CHECK_FALSE(first(office).response_due);
    REQUIRE(clocks_of(first(office)).size() == 1);
    CHECK(text(clocks_of(first(office))[0].due) == "2026-04-03T00:00");
  }
  auto unset = office_of("changde");
  unset.policy.maintenance.notice_hours.reset();
  unset.as("sun")(maintenance("2026-04-01T10:00:00", "2026-04-01T12:00:00"));
  CHECK(first(unset).excluded);
}

TEST_CASE("an older policy, which knows no classes, sets no limits and leaves incidents to who provisions") {
  auto office = office_of("zhejiang");
  std::erase_if(office.policy.roles, [](const RoleRule& rule) { return rule.act.starts_with("incident_"); });
  office.policy.incidents.clear();
  CHECK(office.as("zhang")(fault("P1")) == "role_missing");
  CHECK(office.as("sun")(fault("P1")) == "incident_opened");
  CHECK_FALSE(first(office).response_due);
  CHECK(office.as("he")(of_class("P2")) == "incident_updated");
}
