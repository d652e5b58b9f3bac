#include "core/law/rate.h"

#include <algorithm>

#include "core/law/hand.h"
#include "core/law/house_rules.h"
#include "core/law/offices.h"
#include "core/law/period.h"
#include "core/law/rectify.h"
#include "core/law/roles.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

/// What a unit can say something about: whose work it was, and since when it can be judged.
struct Work {
  std::string provider;
  bool is_period = false;
  std::string ours;            // empty, or why it is no affair of the unit
  std::string undone;          // empty, or why nothing can be said of it yet
  std::optional<Instant> since;
};

Work work_on(const Request& request, const std::string& unit) {
  Work work{request.provider, false, request.unit == unit ? "" : request.unit, "delivered", {}};
  for (const auto& entry : request.history)
    if (entry.event == "delivered" || entry.event == "reclaimed") work.undone.clear(), work.since = entry.effective;
  return work;
}

/// An incident of the platform is every unit's.
Work work_on(const Facts& facts, const Incident& incident, const std::string& unit) {
  Work work{incident.provider, false, "", incident.state == IncidentState::resolved ? "" : "resolved", {}};
  if (incident.restored) work.since = incident.restored->told;
  const auto is_ours = [&](const std::string& id) {
    const auto* system = find(facts.books.systems, id);
    return system != nullptr && system->unit == unit;
  };
  if (!incident.systems.empty() && std::none_of(incident.systems.begin(), incident.systems.end(), is_ours))
    work.ours = joined(incident.systems);
  return work;
}

/// A unit speaks of a period in which it had a system in service.
Work work_in(const Facts& facts, const Period& period, const std::string& unit, const std::string& provider) {
  Work work{provider.empty() ? provider_for(facts, "") : provider, true, period.name, "", start_of(period.after, facts.policy.offset)};
  for (const auto& [id, system] : facts.books.systems)
    if (system.unit == unit && system.opened_on && *system.opened_on < period.after && (!system.ended_on || *system.ended_on >= period.first))
      work.ours.clear();
  return work;
}

std::optional<Work> work_of(const Facts& facts, const Rate& command, const std::string& unit) {
  if (const auto* request = find(facts.books.requests, command.about)) return work_on(*request, unit);
  if (const auto* incident = find(facts.books.incidents, command.about)) return work_on(facts, *incident, unit);
  if (const auto period = parse_period(command.about)) return work_in(facts, *period, unit, command.provider);
  return std::nullopt;
}

/// The grades are the policy's; a policy without any says so by an article, or says nothing.
MaybeNo grade_is_known(const Facts& facts, const Rate& command) {
  const auto& rule = facts.policy.satisfaction;
  std::vector<std::string> known;
  for (const auto& one : rule.grades) known.push_back(one.grade);
  if (std::find(known.begin(), known.end(), command.grade) != known.end()) return std::nullopt;
  if (!known.empty())
    return Refusal{Reason::grade_unknown, command.about, command.grade, cite(facts.policy, rule.basis), {},
                   say("the grades are: {0}", joined(known))};
  const auto hint = say("the policy may name grades of its own: [satisfaction]");
  for (const auto& parameter : facts.policy.parameters)
    if (parameter.key == "satisfaction.grades")
      return Refusal{Reason::grade_unknown, command.about, command.grade, cite(facts.policy, parameter.basis), {}, hint};
  return Refusal{Reason::grade_unknown, command.about, command.grade, house_rule("H-60"), {}, hint};
}

MaybeNo is_provider(const Facts& facts, const Work& work) {
  if (work.provider.empty())
    return Refusal{Reason::provider_missing, "provider", "provider", house_rule("H-02"), {}, say("name the provider: --provider UNIT")};
  const auto* unit = find(facts.books.units, work.provider);
  if (unit == nullptr || unit->kind != UnitKind::provider)
    return NotFound{"provider", work.provider, say("see them with: govcloud list units")};
  return std::nullopt;
}

/// H-61: what is not done is not rated, nor a day before it was.
MaybeNo is_done(const Facts& facts, const Rate& command, const Work& work, const Acting& acting) {
  if (!work.undone.empty())
    return Refusal{Reason::stage_wrong, command.about, work.undone, house_rule("H-61"),
                   say("{0} cannot be rated before it is {1}", command.about, work.undone), {}};
  if (work.since && acting.effective < *work.since)
    return Refusal{Reason::date_order, command.about, to_text(acting.effective, facts.policy.offset), house_rule("H-61"), {},
                   say("give a time not before {0}", to_text(*work.since, facts.policy.offset))};
  return std::nullopt;
}

}  // namespace

const Rating* rating_of(const Books& books, std::string_view unit, std::string_view about, std::string_view provider) {
  for (const auto* rating : ratings_of(books, about))
    if (rating->unit == unit && rating->provider == provider && rating->replaced_by.empty()) return rating;
  return nullptr;
}

Decision decide(const Facts& facts, const Rate& command, const Acting& acting) {
  if (auto no = may_by(facts, acting, "rate", "submit")) return *no;
  const auto& unit = in_whose_right(facts, acting)->unit;
  const auto work = work_of(facts, command, unit);
  if (!work) return NotFound{"item", command.about, say("name a request, an incident, or a period: 2026-10, 2026-Q4, 2026-H2, 2026")};
  if (!work->ours.empty())
    return Refusal{Reason::unit_foreign, acting.person, work->ours, house_rule("H-02"), {},
                   say("{0} acts for {1}; this is no affair of theirs", acting.person, unit)};
  if (auto no = is_provider(facts, *work)) return *no;
  if (auto no = is_done(facts, command, *work, acting)) return *no;
  if (auto no = grade_is_known(facts, command)) return *no;
  Numbers numbers(facts, acting);
  Rating rating;
  rating.id = numbers.next("S"), rating.about = command.about, rating.is_period = work->is_period;
  rating.unit = unit, rating.provider = work->provider, rating.grade = command.grade, rating.note = command.note;
  rating.policy = facts.policy.id, rating.article = facts.policy.satisfaction.basis.article;
  rating.rated_by = acting.person, rating.on = day_of(facts, acting.effective);
  if (const auto* before = rating_of(facts.books, unit, command.about, work->provider)) rating.replaces = before->id;
  const auto id = rating.id;
  std::vector<Fact> recorded{Rated{std::move(rating)}};
  attach_papers(facts, acting, numbers, id, recorded);
  return recorded;
}

void on(Hand& hand, const Rated& e) {
  hand.number(e.rating.id);
  auto& rating = hand.put(hand.books.ratings, Kind::rating, e.rating.id);
  rating = e.rating, rating.seq = hand.stamp.seq;
  enter(hand.books, rating);
  if (!rating.replaces.empty()) hand.take(hand.books.ratings, Kind::rating, rating.replaces).replaced_by = rating.id;
}

}  // namespace govcloud
