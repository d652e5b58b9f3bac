// The register of systems: what was there before the ledger is taken over 接管.
#include "core/law/system.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include "core/law/house_rules.h"
#include "core/law/major.h"
#include "core/law/offices.h"
#include "core/law/scale.h"
#include "core/law/succession.h"

namespace govcloud {
namespace {

/// A record that an event makes or changes.
template <class T>
T& put(Books& books, Shelf<T>& shelf, Kind kind, const std::string& id, const Stamp& stamp) {
  if (books.notes_touched) books.touched.emplace(kind, id);
  auto& record = shelf[id];
  record.id = id, record.seq = stamp.seq;
  return record;
}

template <class T>
T& take(Books& books, Shelf<T>& shelf, Kind kind, const std::string& id, const Stamp& stamp) {
  if (!shelf.contains(id)) throw std::logic_error("an event names " + id + ", which is not there");
  return put(books, shelf, kind, id, stamp);
}

void enter_resource(Books& books, const SystemTakenOver& fact, const Line& line, const std::string& id, const Stamp& stamp) {
  auto& resource = put(books, books.resources, Kind::resource, id, stamp);
  resource.system = fact.system, resource.unit = fact.unit, resource.provider = fact.provider;
  resource.item = line.item, resource.zone = line.zone, resource.words = line.words;
  resource.granted = resource.delivered = line.granted;
  resource.state = ResourceState::in_service, resource.version = 1;
  resource.delivered_on = fact.since.value_or(fact.on);
  note_version(resource, *resource.delivered_on);
  if (const auto given = fact.cloud_ids.find(id); given != fact.cloud_ids.end()) resource.cloud_id = given->second;
  enter(books, resource);
}

// -- taking over ---------------------------------------------------------------------------------

MaybeNo is_new(const Facts& facts, const AddSystem& command) {
  if (find(facts.books.units, command.unit) == nullptr)
    return NotFound{"unit", command.unit, say("add the unit first: govcloud unit add {0} …", command.unit)};
  if (auto no = still_acts(facts, command.unit)) return no;
  if (find(facts.books.systems, command.system) == nullptr) return std::nullopt;
  return Refusal{Reason::exists_already, command.system, command.system, house_rule("H-12"),
                 say("{0} is there already", command.system), say("choose another id")};
}

MaybeNo since_in_the_past(const AddSystem& command, Date on) {
  if (!command.since || *command.since <= on) return std::nullopt;
  return Refusal{Reason::date_order, command.system, to_text(*command.since), house_rule("H-25"), {},
                 say("what is taken over was there by {0}; for a new system: govcloud submit {1} …", to_text(on), command.system)};
}

MaybeNo lines_hold(const Facts& facts, const AddSystem& command) {
  if (command.lines.empty())
    return Refusal{Reason::line_missing, command.system, "need", house_rule("H-25"), {},
                   say("say what it has on the cloud: --need host:cpu=4,memory_gib=16; or that it runs off it: --state off-cloud")};
  for (const auto& line : command.lines)
    if (auto no = against_catalogue(facts, command.system, line)) return no;
  return std::nullopt;
}

/// The lines as they stand on the cloud, each with the numbers of its resources.
std::vector<Line> numbered(const AddSystem& command) {
  std::map<std::string, std::int64_t> last;
  auto lines = command.lines;
  for (auto& line : lines) {
    line.granted = line.asked, line.granted_count = line.count;
    for (std::int64_t i = 0; i < line.count; ++i)
      line.resources.push_back(fmt::format("{}/{}-{}", command.system, line.item, ++last[line.item]));
  }
  return lines;
}

MaybeNo cloud_ids_name(const SystemTakenOver& fact, const AddSystem& command) {
  for (const auto& [id, cloud_id] : command.cloud_ids) {
    bool there = false;
    for (const auto& line : fact.lines)
      there = there || std::find(line.resources.begin(), line.resources.end(), id) != line.resources.end();
    if (!there) return NotFound{"resource", id, say("the resources of {0} are numbered from 1 on, by item: {0}/host-1", command.system)};
  }
  return std::nullopt;
}

MaybeNo on_cloud(const Facts& facts, const AddSystem& command, SystemTakenOver& fact) {
  Submit offices{command.system, command.unit, command.name, command.provider, "", command.authority};
  if (auto no = provider_exists(facts, offices)) return no;
  if (auto no = authority_decides(facts, offices)) return no;
  if (auto no = lines_hold(facts, command)) return no;
  if (auto no = provider_is_known(facts, offices)) return no;
  if (auto no = authority_is_known(facts, offices)) return no;
  fact.authority = !command.authority.empty() ? command.authority : authority_for(facts, command.unit, command.system);
  fact.provider = !command.provider.empty() ? command.provider : provider_for(facts, command.system);
  fact.lines = numbered(command), fact.cloud_ids = command.cloud_ids;
  if (auto no = cloud_ids_name(fact, command)) return no;
  return cloud_ids_are_free(facts, command.cloud_ids);
}

}  // namespace

Decision decide(const Facts& facts, const AddSystem& command, const Acting& acting) {
  if (auto no = may(facts, acting, "register", "")) return *no;
  if (auto no = is_new(facts, command)) return *no;
  SystemTakenOver fact{command.system, command.name, command.unit, command.level, command.on_cloud, command.since,
                       day_of(facts, acting.effective)};
  if (auto no = since_in_the_past(command, fact.on)) return *no;
  if (command.on_cloud)
    if (auto no = on_cloud(facts, command, fact)) return *no;
  std::vector<Fact> recorded{std::move(fact)};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, command.system, recorded);
  return recorded;
}

void note(System& system, const Event& event, std::string text, const Stamp& stamp) {
  HistoryEntry entry{stamp.seq, std::string(kind_of(event.fact)), stamp.person, stamp.for_person};
  entry.recorded = stamp.recorded, entry.effective = event.late ? event.late->effective : stamp.recorded;
  entry.note = std::move(text);
  if (event.late) entry.late_reason = event.late->reason, entry.with_paper = event.late->with_paper;
  system.history.push_back(std::move(entry));
}

System& put_system(Books& books, const std::string& id, const Stamp& stamp) {
  return take(books, books.systems, Kind::system, id, stamp);
}
Resource& put_resource(Books& books, const std::string& id, const Stamp& stamp) {
  return take(books, books.resources, Kind::resource, id, stamp);
}
Request& put_request(Books& books, const std::string& id, const Stamp& stamp) {
  return take(books, books.requests, Kind::request, id, stamp);
}
Record& put_record(Books& books, const std::string& id, const Stamp& stamp) {
  return take(books, books.records, Kind::record, id, stamp);
}

void hand_over(Books& books, const std::string& id, const std::string& to, Date on, const Stamp& stamp) {
  auto& system = put_system(books, id, stamp);
  system.tenures.push_back({system.unit, on});
  system.unit = to;
}

void take_over(Books& books, const Event& event, const SystemTakenOver& fact, const Stamp& stamp) {
  auto& system = put(books, books.systems, Kind::system, fact.system, stamp);
  system.name = fact.name, system.unit = fact.unit, system.level = fact.level;
  system.state = fact.on_cloud ? SystemState::in_service : SystemState::off_cloud;
  system.taken_over_on = fact.on, system.since = fact.since;
  system.authority = fact.authority, system.provider = fact.provider;
  note(system, event, "", stamp);
  if (!fact.on_cloud) return;
  system.opened_on = fact.since.value_or(fact.on);
  for (const auto& line : fact.lines)
    for (const auto& id : line.resources) {
      enter_resource(books, fact, line, id, stamp);
      ++system.numbered[line.item];
    }
  system.tested = capacity_of(books, fact.system);
}

}  // namespace govcloud
