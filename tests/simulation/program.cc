#include "tests/simulation/program.h"

namespace govcloud::simulation {
namespace {

Date date_of(Day day) { return testing::day("2016-01-01") + std::chrono::days{day}; }
std::optional<Date> date_of(const std::optional<Day>& day) { return day ? std::optional(date_of(*day)) : std::nullopt; }

Quantities quantities(const Amounts& amounts) {
  Quantities all;
  for (const auto& [key, range] : amounts)
    all[key] = range.from == range.to ? Quantity{range.from, {}} : Quantity{range.from, range.to};
  return all;
}

std::map<std::string, Quantities> settings(const std::map<std::string, Amounts>& amounts) {
  std::map<std::string, Quantities> all;
  for (const auto& [id, a] : amounts) all[id] = quantities(a);
  return all;
}

std::vector<govcloud::Line> lines(const std::vector<Wish>& wishes) {
  std::vector<govcloud::Line> all;
  for (const auto& wish : wishes) {
    govcloud::Line line;
    line.action = wish.kind == WishKind::add ? LineAction::add : wish.kind == WishKind::set ? LineAction::set : LineAction::drop;
    line.item = wish.item, line.zone = wish.zone, line.count = wish.count, line.resource = wish.resource;
    line.asked = quantities(wish.amounts);
    all.push_back(std::move(line));
  }
  return all;
}

std::vector<Paper> papers(const std::vector<Sheet>& sheets) {
  std::vector<Paper> all;
  for (const auto& sheet : sheets) {
    auto paper = testing::paper(sheet.kind, sheet.result);
    paper.issuer = sheet.issuer, paper.accreditation = sheet.accreditation;
    paper.dated = date_of(sheet.dated), paper.expires = date_of(sheet.expires);
    all.push_back(std::move(paper));
  }
  return all;
}

std::vector<Role> roles(const std::vector<std::string>& words) {
  std::vector<Role> all;
  for (const auto& word : words) all.push_back(named<Role>(word).value());
  return all;
}

Review reviewed(const Act& act) {
  static const std::map<Verb, ReviewKind> kKinds{{Verb::accept, ReviewKind::accept}, {Verb::refuse, ReviewKind::refuse},
                                                 {Verb::approve, ReviewKind::approve}, {Verb::reject, ReviewKind::reject},
                                                 {Verb::open, ReviewKind::open}, {Verb::extend_trial, ReviewKind::extend}};
  Review command{kKinds.at(act.verb), act.about, act.opinion ? "意见" : "　"};
  command.grants = settings(act.amounts), command.days = act.days, command.major = act.major, command.waive = act.named;
  return command;
}

}  // namespace

std::string Program::give(const Act& act) {
  switch (act.verb) {
    case Verb::submit: {
      Submit command{act.about, act.unit, act.about, act.provider, act.resubmits, act.authority, act.level, lines(act.wishes)};
      command.trial_days = act.days, command.incomplete = act.incomplete;
      return office(command);
    }
    case Verb::change: return office(Change{act.about, "调整", lines(act.wishes), act.major});
    case Verb::decommission: return office(Decommission{act.about, "停用", act.named});
    case Verb::extend: return office(Extend{act.about, "未测完", act.days.value_or(1)});
    case Verb::withdraw: return office(Withdraw{act.about, "不再需要"});
    case Verb::attach: return office(Attach{act.about});
    case Verb::provision: return office(Provision{act.about, act.named, {}, settings(act.amounts)});
    case Verb::grant_roles: return office(GrantRoles{act.about, roles(act.named)});
    case Verb::revoke_roles: return office(RevokeRoles{act.about, "调岗", roles(act.named)});
    case Verb::delegate: return office(Delegate{act.about, act.deputy, date_of(act.since), date_of(act.until)});
    case Verb::end_delegation: return office(EndDelegation{act.about, act.deputy});
    case Verb::record: return office(MakeRecord{act.kind, act.about, act.fields});
    case Verb::cosign: return office(Cosign{act.about});
    case Verb::scan: {
      ImportScan command;
      command.scan.digest = "scan-" + std::to_string(office.journal.size()), command.scan.system = act.about;
      command.found.resize(static_cast<std::size_t>(act.level));
      return office(command);
    }
    case Verb::fix: return office(FixFinding{act.about, "补丁"});
    case Verb::verify: return office(VerifyFinding{act.about, "复核", act.holds});
    default: return office(reviewed(act));
  }
}

Verdict Program::take(const Act& act) {
  office.as(act.by, act.instead_of).at(start_of(date_of(act.recorded), office.policy.offset) + std::chrono::hours{8} + std::chrono::minutes{act.minute});
  if (!act.papers.empty()) office.with(papers(act.papers));
  if (act.late()) office.happened_on(to_text(date_of(act.effective)));
  Verdict verdict{give(act), ""};
  if (const auto* no = std::get_if<No>(&office.last))
    if (const auto* refusal = std::get_if<Refusal>(no))
      verdict.ground = refusal->citation.is_article() ? refusal->citation.article() : refusal->citation.house_rule();
  return verdict;
}

void settle_in(Program& program, Model& model, bool several) {
  auto& office = program.office;
  office.as("root");
  const auto unit = [&](const char* id, const char* name, UnitKind kind, const char* authority = "") {
    govcloud::Unit u{id, 0, name, kind};
    u.authority = authority;
    if (kind == UnitKind::assessor) u.valid_from = testing::day("2018-01-01"), u.valid_to = testing::day("2026-03-31");
    office(AddUnit{u});
  };
  const auto person = [&](const char* id, const char* of, std::vector<Role> held) { office(AddPerson{{id, 0, id, of, std::move(held)}}); };
  unit("wjw", "卫健委", UnitKind::using_unit), unit("cp", "测评中心", UnitKind::assessor);
  if (several) unit("xxb", "信息办", UnitKind::authority), unit("dian", "电信", UnitKind::provider), unit("jyj", "教育局", UnitKind::using_unit, "xxb");
  person("ma", "czj", {Role::applicant}), person("feng", "czj", {Role::treasurer}), person("gao", "wjw", {Role::applicant});
  person("lin", "dsj", {Role::reviewer}), person("hu", "dsj", {Role::chief}), person("wu", "yun", {Role::operator_});
  person("zhou", "dsj", {Role::keeper}), person("xu", "dsj", {Role::steward}), person("han", "dsj", {Role::auditor});
  if (several) person("tang", "xxb", {Role::reviewer, Role::chief}), person("guo", "dian", {Role::operator_}), person("yu", "jyj", {Role::applicant});
  const auto since_2016 = [](const std::optional<Date>& date) {
    return date ? std::optional(static_cast<Day>((*date - testing::day("2016-01-01")).count())) : std::nullopt;
  };
  for (const auto& [id, u] : office.books.units)
    model.units[id] = {std::string(name_of(u.kind)), u.authority, u.name, since_2016(u.valid_from), since_2016(u.valid_to)};
  for (const auto& [id, p] : office.books.persons) {
    auto& told = model.persons[id];
    told.unit = p.unit;
    for (const auto role : p.roles) told.roles.insert(std::string(name_of(role))), told.past.push_back({std::string(name_of(role)), {}, {}});
  }
}

}  // namespace govcloud::simulation
