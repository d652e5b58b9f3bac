// Correction 更正: a mistake is mended by a later act that names the wrong event; both stay. What can be
// corrected is what somebody told of a paper, the cloud's own id of a resource, and the fields of a
// record. A decision never is: another decision is made in its place.
#include "core/law/correct.h"

#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

using Values = std::map<std::string, std::string>;

Refusal wrong_field(const std::string& id, const std::string& detail, Say hint) {
  return Refusal{Reason::field_wrong, id, detail, house_rule("H-38"), {}, std::move(hint)};
}

std::string text_of(const std::optional<Date>& date) { return date ? to_text(*date) : ""; }
std::optional<Date> date_of(const std::string& text) { return text.empty() ? std::nullopt : parse_date(text); }

// -- papers --------------------------------------------------------------------------------------

Values told_of(const Evidence& e) {
  return {{"issuer", e.issuer}, {"accreditation", e.accreditation}, {"dated", text_of(e.dated)},
          {"expires", text_of(e.expires)}, {"result", e.result}};
}

/// Dates that are dates, in order; and a result only for the worse: what passed is shown by its paper.
MaybeNo can_be_told(const Evidence& evidence, const Values& values, Date on) {
  for (const auto* name : {"dated", "expires"})
    if (const auto given = values.find(name); given != values.end() && !given->second.empty() && !parse_date(given->second))
      return wrong_field(evidence.id, given->first + "=" + given->second, say("write it as {0}", std::string("date")));
  if (const auto given = values.find("result"); given != values.end() && given->second != "fail")
    return wrong_field(evidence.id, "result=" + given->second, say("a result is corrected to fail only; attach what was passed"));
  auto now = told_of(evidence);
  for (const auto& [name, value] : values) now[name] = value;
  const auto dated = date_of(now["dated"]), expires = date_of(now["expires"]);
  if (dated && *dated > on) return wrong_field(evidence.id, "dated=" + now["dated"], say("it is later than the day of the correction"));
  if (dated && expires && *expires < *dated) return wrong_field(evidence.id, "expires=" + now["expires"], say("it ends before it begins"));
  return std::nullopt;
}

/// Somebody of the unit that handed the paper in, who may hand papers in or did so.
MaybeNo may_correct_paper(const Facts& facts, const Acting& acting, const Evidence& evidence) {
  const auto* by = find(facts.books.persons, evidence.attached_by);
  if (acting.person == evidence.attached_by && acting.for_person.empty() && by != nullptr) return std::nullopt;
  return may(facts, acting, "attach", by != nullptr ? by->unit : "");
}

Decision correct_paper(const Facts& facts, const Correct& command, const Acting& acting, Corrected e) {
  const auto* evidence = find(facts.books.evidence, command.id);
  if (evidence == nullptr) return NotFound{"paper", command.id, {}};
  if (auto no = may_correct_paper(facts, acting, *evidence)) return *no;
  const auto told = told_of(*evidence);
  for (const auto& [name, value] : command.values) {
    const auto before = told.find(name);
    if (before == told.end()) return wrong_field(evidence->id, name, say("of a paper there are: {0}", std::string("issuer, accreditation, dated, expires, result")));
    e.was[name] = before->second;
  }
  if (auto no = can_be_told(*evidence, command.values, e.on)) return *no;
  e.about = evidence->subject;
  return std::vector<Fact>{e};
}

// -- cloud ids -----------------------------------------------------------------------------------

Decision correct_cloud_id(const Facts& facts, const Correct& command, const Acting& acting, Corrected e) {
  const auto* resource = find(facts.books.resources, command.id);
  if (resource == nullptr) return NotFound{"resource", command.id, {}};
  if (auto no = may(facts, acting, "provision", resource->provider)) return *no;
  if (resource->named_at != command.event)
    return Refusal{Reason::record_moved, resource->id, "cloud_id", house_rule("H-38"),
                   say("event {0} is not the one that gave {1} its cloud id", std::to_string(command.event), resource->id),
                   resource->named_at > 0 ? say("that was event {0}", std::to_string(resource->named_at)) : Say{}};
  for (const auto& [name, value] : command.values)
    if (name != "cloud_id" || is_blank(value)) return wrong_field(resource->id, name, say("of a delivery there is: cloud_id"));
  const auto& id = command.values.at("cloud_id");
  for (const auto* other : resources_called(facts.books, id))
    if (other->id != resource->id && other->state != ResourceState::reclaimed && other->state != ResourceState::cancelled)
      return Refusal{Reason::exists_already, resource->id, id, house_rule("H-12"), say("{0} is the cloud id of {1}", id, other->id),
                     say("choose another id")};
  e.was["cloud_id"] = resource->cloud_id, e.about = resource->system;
  return std::vector<Fact>{e};
}

}  // namespace

Decision decide(const Facts& facts, const Correct& command, const Acting& acting) {
  Corrected e;
  e.event = command.event, e.kind = command.kind, e.id = command.id, e.now = command.values;
  e.reason = command.reason, e.on = day_of(facts, acting.effective);
  if (command.kind.empty()) return NotFound{"event", std::to_string(command.event), say("see them with: govcloud log")};
  if (command.values.empty())
    return Refusal{Reason::line_missing, command.id, "--field", house_rule("H-38"), {}, say("say what it should be: --field KEY=VALUE")};
  Decision decision = [&]() -> Decision {
    if (command.kind == Attached::kKind) return correct_paper(facts, command, acting, std::move(e));
    if (command.kind == Delivered::kKind) return correct_cloud_id(facts, command, acting, std::move(e));
    if (command.kind == RecordMade::kKind) return correct_record(facts, command, acting, std::move(e));
    return Refusal{Reason::stage_wrong, std::to_string(command.event), command.kind, house_rule("H-38"),
                   say("event {0} is of the kind {1}, which is not corrected", std::to_string(command.event), command.kind),
                   say("what can be corrected is told of papers, cloud ids and records; a decision is followed by another")};
  }();
  auto* recorded = std::get_if<std::vector<Fact>>(&decision);
  if (recorded == nullptr) return decision;
  const auto& corrected = std::get<Corrected>(recorded->front());
  if (std::all_of(corrected.now.begin(), corrected.now.end(), [&](const auto& field) {
        const auto before = corrected.was.find(field.first);
        return (before == corrected.was.end() ? "" : before->second) == field.second;
      }))
    return Refusal{Reason::line_missing, command.id, "--field", house_rule("H-38"), {}, say("it says so already")};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, command.id, *recorded);
  return decision;
}

void correct(Evidence& evidence, const Corrected& e) {
  for (const auto& [name, value] : e.now) {
    if (name == "issuer") evidence.issuer = value;
    if (name == "accreditation") evidence.accreditation = value;
    if (name == "dated") evidence.dated = date_of(value);
    if (name == "expires") evidence.expires = date_of(value);
    if (name == "result") evidence.result = value;
  }
}

/// The parties sign anew what they have not seen in these words.
void correct(Record& record, const Corrected& e) {
  for (const auto& [name, value] : e.now) {
    if (is_blank(value)) record.values.erase(name);
    else record.values[name] = value;
    if (name == "valid_from") record.valid_from = date_of(value);
    if (name == "valid_to") record.valid_to = date_of(value);
  }
  record.waits_for = e.waits_for, record.signed_by = e.signed_by;
}

}  // namespace govcloud
