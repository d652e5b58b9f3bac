// By whom the clerks act, and what they have in hand.
#include <algorithm>

#include "tests/simulation/clerks.h"

namespace govcloud::simulation {

/// Some day of 2016 to the end of 2025: more than a year of the wall calendar lies before them.
Day Clerks::first_day() { return 20 + up_to(3630); }

void Clerks::tick() {
  const auto last = static_cast<Day>(testing::wall().size()) - 120;
  minute_ += up_to(60);
  const bool evening = minute_ > 780 || in(15);
  if (!evening || today_ >= last) {
    minute_ = std::min(minute_, 900);
    return;
  }
  minute_ = up_to(60), ++today_;
  if (in(3)) today_ += up_to(25);  // a clock jumps, or an office is closed
}

std::string Clerks::anybody(const Model& model) {
  if (in(2)) return "nobody";
  auto at = model.persons.begin();
  std::advance(at, up_to(static_cast<int>(model.persons.size())));
  return at->first;
}

/// Somebody fit for it most of the time, or their deputy.
void Clerks::by(const Model& model, Act& act, std::initializer_list<const char*> roles, const std::string& unit) {
  std::vector<std::string> fit;
  for (const auto& [id, person] : model.persons)
    if ((unit.empty() || person.unit == unit) && std::any_of(roles.begin(), roles.end(), [&, &p = person](const char* role) { return p.roles.contains(role); }))
      fit.push_back(id);
  act.by = fit.empty() || in(7) ? anybody(model) : fit[static_cast<std::size_t>(up_to(static_cast<int>(fit.size())))];
  const auto person = model.persons.find(act.by);
  if (person == model.persons.end()) return;
  const auto& deputies = person->second.deputies;
  if (!deputies.empty() && in(30)) act.instead_of = act.by, act.by = deputies[static_cast<std::size_t>(up_to(static_cast<int>(deputies.size())))].deputy;
  else if (in(2)) act.instead_of = act.by, act.by = anybody(model);
}

void Clerks::bring(Act& act, std::initializer_list<const char*> kinds, const std::string& result) {
  for (const auto* kind : kinds) {
    Sheet sheet{kind, result, "", "", {}, {}};
    if (in(4)) sheet.expires = today_ + up_to(400) - 100;
    if (in(4)) sheet.dated = std::max(0, today_ - up_to(40));
    if (sheet.expires && (*sheet.expires < 0 || *sheet.expires >= static_cast<Day>(testing::wall().size()))) sheet.expires.reset();
    act.papers.push_back(sheet);
  }
}

void Clerks::bring_tests(const Model& model, Act& act, const Request& request) {
  if (in(90)) bring(act, {"function_test", "performance_test", "security_test"}, in(94) ? "pass" : "fail");
  if (in(80)) bring(act, {"self_test", "vulnerability_scan", "malware_scan"}, in(94) ? "pass" : "fail");
  if (in(80)) bring(act, {"security_agreement"});
  if (in(20)) return;
  bring(act, {"third_party_test"}, in(95) ? "pass" : "fail");
  auto& sheet = act.papers.back();
  sheet.issuer = in(80) ? one_of<std::string>({"某测评机构", "cp", "测评中心"}) : request.unit;
  if (sheet.issuer == request.unit && in(50)) sheet.issuer = model.units.at(request.unit).name;
  sheet.accreditation = in(90) ? "CNAS L1234" : "CMA 7";
}

void Clerks::bring_leaving(Act& act) {
  if (in(90)) bring(act, {"offline_record", "migration_record", "backup_record"});
  else bring(act, {"offline_record"});
}

Range Clerks::some(int most) {
  const int n = 1 + up_to(most);
  return in(15) ? Range{n, n + up_to(4)} : Range{n, n};
}

Wish Clerks::some_wish(const Model& model) {
  Wish wish;
  if (in(3)) wish.zone = "attic";
  else if (model.zhejiang) wish.zone = one_of<std::string>({"dedicated", "public"});
  else wish.zone = in(97) ? "government" : "enterprise";
  wish.item = in(65) ? "host" : in(90) ? one_of<std::string>({"storage", "bandwidth"}) : one_of<std::string>({"application_operation", "quantum"});
  wish.count = 1 + up_to(3);
  if (wish.item == "host") wish.amounts = {{"cpu", some(16)}, {"memory_gib", some(64)}};
  if (wish.item == "storage") wish.amounts = {{"size_gib", some(2000)}};
  if (wish.item == "bandwidth") wish.amounts = {{"mbps", some(1000)}};
  if (in(2)) wish.amounts["cpu"] = {300, 300};
  if (in(2)) wish.amounts.erase(wish.amounts.begin(), std::next(wish.amounts.begin(), wish.amounts.empty() ? 0 : 1));
  return wish;
}

/// Some of the amounts anew, up to a little more than they are.
Amounts Clerks::some_amounts(const Amounts& of, int spread) {
  Amounts some_of;
  for (const auto& [key, range] : of)
    if (in(60)) some_of[key] = some(std::max(1, range.to * spread / 100));
  if (in(2)) some_of["gpu"] = {1, 1};
  return some_of;
}

}  // namespace govcloud::simulation
