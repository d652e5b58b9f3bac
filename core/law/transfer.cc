// Transfer 移交 of a system: one unit asks, the other cosigns, and only then is it the other's, with its
// living resources and its open requests.
#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/rules.h"
#include "core/law/system.h"

namespace govcloud {
namespace {

constexpr std::chrono::days kDay{1};

Refusal conflict(const System& system, Say message, Say hint = {}) {
  return Refusal{Reason::stage_wrong, system.id, std::string(name_of(system.state)), house_rule("H-11"), std::move(message), std::move(hint)};
}

/// An open request stays with the authority that has it, so that the system cannot leave for another's unit.
MaybeNo requests_can_follow(const Facts& facts, const System& system, const std::string& to) {
  const auto* unit = find(facts.books.units, to);
  for (const auto* request : requests_of(facts.books, system.id)) {
    if (!is_unfinished(facts.books, *request) || unit == nullptr || unit->authority.empty() || unit->authority == request->authority) continue;
    return Refusal{Reason::request_open, system.id, request->id, house_rule("H-28"),
                   say("{0} is open at {1}, and {2} decides for {3}", request->id, request->authority, unit->authority, to),
                   say("let it be decided or withdrawn first: govcloud show {0}", request->id)};
  }
  return std::nullopt;
}

/// An order to mend binds the unit that it went to, and may name other systems' findings beside this one's.
MaybeNo orders_are_closed(const Facts& facts, const System& system) {
  for (const auto& [id, order] : facts.books.orders) {
    const bool names_it = std::any_of(order.findings.begin(), order.findings.end(), [&](const std::string& finding) {
      const auto* found = find(facts.books.findings, finding);
      return found != nullptr && found->system == system.id;
    });
    if (order.to != system.unit || order.state == FindingState::closed || !names_it) continue;
    return Refusal{Reason::request_open, system.id, id, house_rule("H-28"), say("{0} orders {1} to mend what was found in {2}", id, order.to, system.id),
                   say("let it be mended and verified first: govcloud show {0}", id)};
  }
  return std::nullopt;
}

MaybeNo can_go(const Facts& facts, const System& system, const std::string& to) {
  const auto* unit = find(facts.books.units, to);
  if (unit == nullptr) return NotFound{"unit", to, say("see them with: govcloud list units")};
  if (system.state == SystemState::ended) return conflict(system, say("{0} has ended", system.id));
  if (to == system.unit) return conflict(system, say("{0} belongs to {1}", system.id, to));
  if (!unit->succeeded_by.empty()) return conflict(system, say("{0} is now {1}", to, unit->succeeded_by), say("name that one: --to {0}", unit->succeeded_by));
  if (auto no = orders_are_closed(facts, system)) return no;
  return requests_can_follow(facts, system, to);
}

Decision withdraw(const Facts& facts, const System& system, const TransferSystem& command, const Acting& acting) {
  if (!system.transfer) return conflict(system, say("no transfer of {0} waits", system.id));
  std::vector<Fact> recorded{TransferWithdrawn{system.id, command.reason}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, system.id, recorded);
  return recorded;
}

/// What the old unit had signed binds it and not the new one: agreements, consents.
bool binds(const Record& record, const std::string& unit) {
  return std::any_of(record.signed_by.begin(), record.signed_by.end(),
                     [&](const Signed& s) { return s.party == name_of(UnitKind::using_unit) || s.party == unit; });
}

}  // namespace

Decision decide(const Facts& facts, const TransferSystem& command, const Acting& acting) {
  const auto* system = find(facts.books.systems, command.system);
  if (system == nullptr) return NotFound{"system", command.system, say("see them with: govcloud list systems")};
  if (auto no = may(facts, acting, "submit", system->unit)) return *no;
  if (is_blank(command.reason))
    return Refusal{Reason::opinion_missing, system->id, "reason", house_rule("H-28"), {}, say("say why: --reason TEXT")};
  if (command.to.empty()) return withdraw(facts, *system, command, acting);
  if (auto no = can_go(facts, *system, command.to)) return *no;
  if (system->transfer)
    return conflict(*system, say("a transfer of {0} to {1} waits already", system->id, system->transfer->to),
                    say("take it back first: govcloud system transfer {0} --withdraw --reason TEXT", system->id));
  std::vector<Fact> recorded{TransferAsked{system->id, system->unit, command.to, command.reason, day_of(facts, acting.effective)}};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, system->id, recorded);
  return recorded;
}

Decision cosign_transfer(const Facts& facts, const System& system, const Acting& acting) {
  if (!system.transfer) return conflict(system, say("no transfer of {0} waits", system.id));
  const auto& to = system.transfer->to;
  if (auto no = may(facts, acting, "submit", to)) return *no;
  if (auto no = can_go(facts, system, to)) return *no;
  SystemTransferred fact{system.id, system.unit, to, day_of(facts, acting.effective), {}, {}, {}};
  if (fact.on < system.transfer->on)
    return Refusal{Reason::date_order, system.id, to_text(fact.on), house_rule("H-06"), {},
                   say("it was asked on {0}; give a day not before it", to_text(system.transfer->on))};
  for (const auto* resource : resources_of(facts.books, system.id))
    if (is_alive(*resource)) fact.resources.push_back(resource->id);
  for (const auto* request : requests_of(facts.books, system.id))
    if (is_unfinished(facts.books, *request)) fact.requests.push_back(request->id);
  for (const auto* record : records_of(facts.books, system.id))
    if (binds(*record, system.unit) && (!record->valid_to || *record->valid_to >= fact.on)) fact.records.push_back(record->id);
  std::vector<Fact> recorded{std::move(fact)};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, system.id, recorded);
  return recorded;
}

bool is_alive(const Resource& resource) {
  return resource.state != ResourceState::reclaimed && resource.state != ResourceState::cancelled;
}

bool is_unfinished(const Books& books, const Request& request) {
  if (request.is_open()) return true;
  return request.stage == Stage::rejected &&
         std::any_of(request.resources.begin(), request.resources.end(), [&](const std::string& id) {
           const auto* resource = find(books.resources, id);
           return resource != nullptr && resource->request == request.id && resource->state == ResourceState::ending;
         });
}

void ask_transfer(Books& books, const Event& event, const TransferAsked& fact, const Stamp& stamp) {
  auto& system = put_system(books, fact.system, stamp);
  system.transfer = PendingTransfer{fact.to, fact.reason, stamp.person, fact.on};
  note(system, event, fact.from + " → " + fact.to + ": " + fact.reason, stamp);
}

void withdraw_transfer(Books& books, const Event& event, const TransferWithdrawn& fact, const Stamp& stamp) {
  auto& system = put_system(books, fact.system, stamp);
  system.transfer.reset();
  note(system, event, fact.reason, stamp);
}

void transfer(Books& books, const Event& event, const SystemTransferred& fact, const Stamp& stamp) {
  hand_over(books, fact.system, fact.to, fact.on, stamp);
  auto& system = put_system(books, fact.system, stamp);
  system.transfer.reset();
  note(system, event, fact.from + " → " + fact.to, stamp);
  for (const auto& id : fact.resources) put_resource(books, id, stamp).unit = fact.to;
  for (const auto& id : fact.requests) put_request(books, id, stamp).unit = fact.to;
  for (const auto& id : fact.records) put_record(books, id, stamp).valid_to = fact.on - kDay;
}

}  // namespace govcloud
