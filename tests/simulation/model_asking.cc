// What units ask for: applications, changes, terminations, extensions, and taking them back.
#include <algorithm>

#include "tests/simulation/model.h"

namespace govcloud::simulation {
namespace {

struct Item {
  std::string zhejiang, changde;              // the article
  std::map<std::string, std::pair<bool, int>> keys;  // needed, and at most
};

const std::map<std::string, Item> kCatalogue{
    {"host", {"7", "5", {{"cpu", {true, 256}}, {"memory_gib", {true, 4096}}, {"size_gib", {false, 1048576}}}}},
    {"storage", {"7", "5", {{"size_gib", {true, 1048576}}}}},
    {"bandwidth", {"10", "9", {{"mbps", {true, 100000}}}}}};

}  // namespace

Model::Maybe Model::catalogue(const Wish& wish) const {
  if (!zhejiang && wish.item == "application_operation") return Verdict{"item_excluded", "5"};
  const auto item = kCatalogue.find(wish.item);
  const std::set<std::string> zones = zhejiang ? std::set<std::string>{"dedicated", "public"} : std::set<std::string>{"government", "enterprise"};
  if (item == kCatalogue.end() || !zones.contains(wish.zone)) return Verdict{"not_found", ""};
  const Verdict beyond{"beyond_catalogue", zhejiang ? item->second.zhejiang : item->second.changde};
  for (const auto& [key, range] : wish.amounts) {
    const auto bound = item->second.keys.find(key);
    if (bound == item->second.keys.end() || range.from < 1 || range.to > bound->second.second) return beyond;
  }
  for (const auto& [key, bound] : item->second.keys)
    if (bound.first && !wish.amounts.contains(key)) return beyond;
  return std::nullopt;
}

/// Changde keeps the offices' resources apart from the enterprises'; every unit of the simulation is an office.
Model::Maybe Model::own_zone(const Wish& wish) const {
  if (zhejiang || wish.zone == "government") return std::nullopt;
  return Verdict{"beyond_catalogue", "2"};
}

std::string Model::only(const std::string& kind) const {
  std::string found;
  for (const auto& [id, unit] : units)
    if (unit.kind == kind) {
      if (!found.empty()) return "";
      found = id;
    }
  return found;
}

const Request* Model::last_request(const std::string& system) const {
  const Request* last = nullptr;
  for (const auto& [id, request] : requests)
    if (request.system == system && (last == nullptr || request.order > last->order)) last = &request;
  return last;
}

/// The unit's own authority, that of the system's last request, or the only one.
std::string Model::authority_for(const std::string& unit, const std::string& system) const {
  if (const auto at = units.find(unit); at != units.end() && !at->second.authority.empty()) return at->second.authority;
  const auto* last = last_request(system);
  return last != nullptr ? last->authority : only("authority");
}

/// Who serves the system now, else who served it before, as in a trial that failed, else whom it applied
/// for, else the only one.
std::string Model::provider_for(const std::string& system) const {
  std::string before;
  for (auto at = resources.lower_bound(system + "/"); at != resources.end() && at->second.system == system; ++at) {
    const auto& resource = at->second;
    if (resource.state == "granted" || resource.state == "trial" || resource.state == "in_service") return resource.provider;
    if (before.empty()) before = resource.provider;
  }
  if (!before.empty()) return before;
  const auto* last = last_request(system);
  return last != nullptr ? last->provider : only("provider");
}

Request& Model::enter(const Act& act, const std::string& kind, const std::string& system) {
  const auto id = number("R", act);
  Request& request = requests[id];
  request.id = request.case_id = id, request.kind = kind, request.system = system, request.order = static_cast<int>(requests.size());
  request.hands = {act.by};
  if (!act.instead_of.empty()) request.hands.insert(act.instead_of);
  request.last = act.effective;
  for (std::size_t i = 0; i < act.wishes.size(); ++i) {
    Line line{id + "/" + std::to_string(i + 1), act.wishes[i]};
    request.lines.push_back(std::move(line));
  }
  return request;
}

Verdict Model::submit(const Act& act) {
  if (!units.contains(act.unit)) return {"not_found", ""};
  if (auto no = may(act, "submit", act.unit)) return *no;
  const auto is = [&](const std::string& id, const std::string& kind) {
    const auto at = units.find(id);
    return at != units.end() && at->second.kind == kind;
  };
  if (!act.provider.empty() && !is(act.provider, "provider")) return {"not_found", ""};
  if (!act.authority.empty()) {
    if (!is(act.authority, "authority")) return {"not_found", ""};
    const auto& own = units.at(act.unit).authority;
    if (!own.empty() && own != act.authority) return {"unit_foreign", "H-02"};
  }
  const auto system = systems.find(act.about);
  if (system != systems.end()) {
    if (system->second.state != "applying") return {"stage_wrong", "H-08"};
    if (system->second.unit != act.unit) return {"unit_foreign", "H-02"};
    for (const auto& [id, request] : requests)
      if (request.system == act.about && request.is_open()) return {"request_open", "H-08"};
  }
  std::string case_id;
  if (!act.resubmits.empty()) {
    const auto old = requests.find(act.resubmits);
    if (old == requests.end() || old->second.system != act.about || old->second.kind != "onboarding") return {"not_found", ""};
    const auto& stage = old->second.stage;
    if (stage != "refused" && stage != "rejected" && stage != "withdrawn") return {"stage_wrong", "H-11"};
    if (auto no = in_order(act, old->second)) return *no;
    case_id = old->second.case_id;
  }
  if (act.wishes.empty()) return {"line_missing", zhejiang ? "7" : "5"};
  for (const auto& wish : act.wishes)
    if (auto no = catalogue(wish)) return *no;
  for (const auto& wish : act.wishes)
    if (auto no = own_zone(wish)) return *no;
  const auto lacking = missing("submit", act.level, {act.resubmits, act.about, act.unit}, act.unit, act);
  if (!lacking.empty() && !act.incomplete) return {"paper_missing", "7"};
  if (zhejiang && act.days && (*act.days < 15 || *act.days > 30)) return {"trial_out_of_bounds", "9"};
  const auto provider = act.provider.empty() ? provider_for(act.about) : act.provider;
  const auto authority = act.authority.empty() ? authority_for(act.unit, act.about) : act.authority;
  if (provider.empty()) return {"provider_missing", "H-02"};
  if (authority.empty()) return {"authority_missing", "H-02"};

  Request& request = enter(act, "onboarding", act.about);
  if (!case_id.empty()) request.case_id = case_id;
  request.unit = act.unit, request.authority = authority, request.provider = provider;
  request.level = act.level, request.trial_days = act.days;
  auto& applied = systems[act.about];
  applied.id = act.about, applied.unit = act.unit, applied.level = act.level;
  start(request, "accept", act.effective);
  if (!act.resubmits.empty()) {  // its papers come along, save those that are brought anew
    const auto old = papers[act.resubmits];
    for (auto filed : old)
      if (!act.has(filed.sheet.kind) && filed.sheet.kind != "paper") filed.number = ++filed_, papers[request.id].push_back(filed);
  }
  file(act, request.id);
  return {"submitted", ""};
}

Verdict Model::change(const Act& act) {
  const auto at = systems.find(act.about);
  if (at == systems.end()) return {"not_found", ""};
  const System& system = at->second;
  if (auto no = may(act, "change", system.unit)) return *no;
  if (system.state == "ending") return {"system_frozen", "H-05"};
  if (system.state != "in_service") return {"stage_wrong", "H-11"};
  if (act.wishes.empty()) return {"line_missing", "H-11"};
  Request asked;
  for (const auto& wish : act.wishes) {
    Line line{"", wish};
    if (wish.kind == WishKind::add) {
      if (auto no = catalogue(wish)) return *no;
      if (auto no = own_zone(wish)) return *no;
      asked.lines.push_back(line);
      continue;
    }
    const auto resource = resources.find(wish.resource);
    if (resource == resources.end() || resource->second.system != system.id) return {"not_found", ""};
    if (resource->second.state != "in_service") return {"stage_wrong", "H-11"};
    line.base = resource->second.version;
    line.wish.item = resource->second.item, line.wish.zone = resource->second.zone, line.wish.amounts = resource->second.delivered;
    for (const auto& [key, range] : wish.amounts) line.wish.amounts[key] = range;
    if (wish.kind == WishKind::set)
      if (auto no = catalogue(line.wish)) return *no;
    asked.lines.push_back(line);
  }
  const bool major = act.major || is_major(system, asked, false);
  if (major && !missing("change_major", system.level, {system.unit}, system.unit, act).empty()) return {"paper_missing", "11"};

  const auto authority = authority_for(system.unit, system.id), provider = provider_for(system.id);
  Request& request = enter(act, "change", system.id);
  for (std::size_t i = 0; i < asked.lines.size(); ++i) {
    asked.lines[i].id = request.lines[i].id;
    request.lines[i] = asked.lines[i];
  }
  request.unit = system.unit, request.level = system.level, request.major = major;
  request.authority = authority, request.provider = provider;
  start(request, "decide_change", act.effective);
  file(act, request.id);
  return {"submitted", ""};
}

Verdict Model::decommission(const Act& act) {
  const auto at = systems.find(act.about);
  if (at == systems.end()) return {"not_found", ""};
  System& system = at->second;
  if (auto no = may(act, "decommission", system.unit)) return *no;
  if (system.state != "in_service") return {"stage_wrong", "H-11"};
  for (const auto& id : act.named) {
    const auto resource = resources.find(id);
    if (resource == resources.end() || resource->second.system != system.id) return {"not_found", ""};
    if (resource->second.state != "in_service") return {"stage_wrong", "H-11"};
  }
  if (!missing("terminate", system.level, {system.unit}, system.unit, act).empty()) return {"paper_missing", "12"};

  const auto authority = authority_for(system.unit, system.id), provider = provider_for(system.id);
  Request& request = enter(act, "termination", system.id);
  request.authority = authority, request.provider = provider;
  request.unit = system.unit, request.level = system.level, request.whole = act.named.empty();
  if (request.whole) system.state = "ending";
  for (const auto& [id, resource] : resources)
    if (resource.system == system.id && request.whole && resource.state == "in_service") request.resources.push_back(id);
  for (const auto& id : act.named)
    if (std::find(request.resources.begin(), request.resources.end(), id) == request.resources.end()) request.resources.push_back(id);
  start(request, "decide_termination", act.effective);
  file(act, request.id);
  return {"submitted", ""};
}

Request* Model::open_extension(const Request& request) {
  for (auto& [id, other] : requests)
    if (other.extends == request.id && other.is_open()) return &other;
  return nullptr;
}

Verdict Model::extend(const Act& act) {
  const auto at = requests.find(act.about);
  if (at == requests.end()) return {"not_found", ""};
  Request& of = at->second;
  if (auto no = may(act, "submit", of.unit)) return *no;
  if (of.kind != "onboarding" || of.stage != "trial" || !of.trial_end) return {"stage_wrong", "H-11"};
  if (open_extension(of) != nullptr) return {"request_open", "H-11"};
  if (auto no = in_order(act, of)) return *no;
  if (act.effective > *of.trial_end) return {"trial_out_of_bounds", zhejiang ? "9" : "7"};

  Request& request = enter(act, "extension", of.system);
  request.case_id = of.case_id, request.unit = of.unit, request.level = of.level;
  request.authority = of.authority, request.provider = of.provider;
  request.trial_days = act.days, request.extends = of.id;
  file(act, request.id);  // no clock: neither regulation sets a limit for the decision
  return {"submitted", ""};
}

Verdict Model::withdraw(const Act& act) {
  const auto at = requests.find(act.about);
  if (at == requests.end()) return {"not_found", ""};
  Request& request = at->second;
  if (auto no = may(act, "withdraw", request.unit)) return *no;
  if (request.stage != "submitted" && request.stage != "accepted") return {"stage_wrong", "H-11"};
  if (auto no = in_order(act, request)) return *no;
  step(request, "withdrawn", act);
  end_clocks(request);
  if (request.kind == "termination" && request.whole) systems.at(request.system).state = "in_service";
  file(act, request.id);
  return {"withdrawn", ""};
}

}  // namespace govcloud::simulation
