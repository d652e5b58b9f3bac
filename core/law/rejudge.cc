#include "core/law/rejudge.h"

#include <algorithm>

#include "core/law/house_rules.h"
#include "core/law/offices.h"
#include "core/law/rules.h"

namespace govcloud {
namespace {

/// An act being read: its books, its facts, and the circumstances found so far.
struct Page {
  const Books& before;
  const ActOnRecord& act;
  Acting acting;
  std::vector<const Evidence*> papers;  // in the order of `acting.papers`
};

Paper paper_from(const Evidence& e) {
  return {e.kind, e.name, e.digest, e.size_bytes, e.issuer, e.accreditation, e.dated, e.expires, e.result};
}

template <class F>
void each(const ActOnRecord& act, auto visit) {
  for (const auto& event : act.events)
    if (const auto* fact = std::get_if<F>(&event.fact)) visit(*fact);
}

// -- the registers -------------------------------------------------------------------------------

using MaybeCommand = std::optional<AnyCommand>;

/// A fact that no command records by itself.
template <class F>
MaybeCommand command_of(Page&, const F&) { return std::nullopt; }

MaybeCommand command_of(Page&, const UnitAdded& e) { return AddUnit{e.unit}; }
MaybeCommand command_of(Page&, const PersonAdded& e) { return AddPerson{e.person}; }
MaybeCommand command_of(Page&, const RolesGranted& e) { return GrantRoles{e.person, e.roles}; }
MaybeCommand command_of(Page&, const RolesRevoked& e) { return RevokeRoles{e.person, e.reason, e.roles}; }
MaybeCommand command_of(Page&, const Delegated& e) { return Delegate{e.person, e.deputy, e.since, e.until}; }
MaybeCommand command_of(Page&, const DelegationEnded& e) { return EndDelegation{e.person, e.deputy}; }
MaybeCommand command_of(Page&, const CalendarLoaded& e) {
  return LoadCalendar{e.digest, e.name, e.arranged};
}

// -- what is asked -------------------------------------------------------------------------------

/// A line as it was asked for; the rest of it was filled in by the law.
Line new_line(const Line& recorded) {
  Line line;
  line.item = recorded.item, line.zone = recorded.zone, line.count = recorded.count;
  line.asked = recorded.asked, line.words = recorded.words;
  return line;
}

MaybeCommand command_of(Page&, const SystemTakenOver& e) {
  AddSystem command{e.system, e.unit, e.name, e.provider, e.authority, e.level, e.on_cloud, e.since};
  for (const auto& line : e.lines) command.lines.push_back(new_line(line));
  command.cloud_ids = e.cloud_ids;
  return command;
}

MaybeCommand command_of(Page&, const LevelSet& e) { return SetLevel{e.system, e.reason, e.to}; }
MaybeCommand command_of(Page&, const TransferAsked& e) { return TransferSystem{e.system, e.to, e.reason}; }
MaybeCommand command_of(Page&, const TransferWithdrawn& e) { return TransferSystem{e.system, "", e.reason}; }
MaybeCommand command_of(Page&, const SystemTransferred& e) { return Cosign{e.system}; }
MaybeCommand command_of(Page&, const UnitRenamed& e) { return RenameUnit{e.unit, e.name, e.since}; }
MaybeCommand command_of(Page&, const UnitSucceeded& e) { return SucceedUnit{e.unit, e.successor, e.reason}; }
MaybeCommand command_of(Page&, const PolicyAdopted& e) { return AdoptPolicy{e.policy, e.digest, e.name, e.offset_minutes, e.from}; }
MaybeCommand command_of(Page&, const CatalogLoaded& e) { return LoadCatalog{e.digest, e.name, e.from}; }

Line change_line(const Line& recorded) {
  if (recorded.action == LineAction::add) return new_line(recorded);
  Line line;
  line.action = recorded.action, line.resource = recorded.resource;
  if (recorded.action == LineAction::set) line.asked = recorded.asked;
  return line;
}

/// A paper that was carried over is the old one under a new number and subject.
bool is_carried(const Evidence& again, const Evidence& old) {
  return again.kind == old.kind && again.digest == old.digest && again.name == old.name &&
         again.size_bytes == old.size_bytes && again.issuer == old.issuer &&
         again.accreditation == old.accreditation && again.dated == old.dated &&
         again.expires == old.expires && again.result == old.result &&
         again.attached_by == old.attached_by && again.attached_on == old.attached_on;
}

/// Whether the first `n` papers are those of the refused request whose kinds the others do not bring.
bool are_carried(const Page& page, const std::vector<const Evidence*>& old, std::size_t n) {
  std::size_t carried = 0;
  for (const auto* evidence : old) {
    const auto brings = [&](const Evidence* paper) { return paper->kind == evidence->kind; };
    if (evidence->kind == "paper" ||
        std::any_of(page.papers.begin() + static_cast<std::ptrdiff_t>(n), page.papers.end(), brings))
      continue;
    if (carried == n || !is_carried(*page.papers[carried], *evidence)) return false;
    ++carried;
  }
  return carried == n;
}

/// Takes out of the papers in hand what an application took over from the one that it hands in again:
/// as many as can be, since a paper that is the same in everything is recorded the same either way.
void put_back_carried(Page& page, const std::string& resubmits) {
  if (resubmits.empty()) return;
  const auto old = evidence_of(page.before, resubmits);
  auto n = std::min(page.papers.size(), old.size());
  while (n > 0 && !are_carried(page, old, n)) --n;
  const auto carried = static_cast<std::ptrdiff_t>(n);
  page.papers.erase(page.papers.begin(), page.papers.begin() + carried);
  page.acting.papers.erase(page.acting.papers.begin(), page.acting.papers.begin() + carried);
}

Submit application(Page& page, const Submitted& e) {
  put_back_carried(page, e.resubmits);
  Submit command{e.system, e.unit, e.system_name, e.provider, e.resubmits, e.authority, e.level};
  for (const auto& line : e.lines) command.lines.push_back(new_line(line));
  command.trial_days = e.trial_days, command.incomplete = !e.missing.empty();
  return command;
}

MaybeCommand command_of(Page& page, const Submitted& e) {
  switch (e.kind) {
    case RequestKind::onboarding: return application(page, e);
    case RequestKind::change: {
      Change command{e.system, e.reason, {}, e.major, e.emergency};
      for (const auto& line : e.lines) command.lines.push_back(change_line(line));
      return command;
    }
    case RequestKind::extension: return Extend{e.extends, e.reason, e.trial_days.value_or(0)};
    case RequestKind::termination:
      return Decommission{e.system, e.reason, e.whole ? std::vector<std::string>{} : e.resources,
                          e.offline_on};
  }
  return std::nullopt;
}

MaybeCommand command_of(Page&, const Withdrawn& e) { return Withdraw{e.request, e.reason}; }

MaybeCommand of_papers(const Page& page) {
  if (page.papers.empty()) return std::nullopt;
  return Attach{page.papers.front()->subject};
}
MaybeCommand command_of(Page& page, const LevelConfirmed&) { return of_papers(page); }

// -- what is decided -----------------------------------------------------------------------------

Review decision(ReviewKind kind, const auto& e) { return {kind, e.request, e.opinion, {}, {}, false, {}}; }

MaybeCommand command_of(Page&, const Accepted& e) { return decision(ReviewKind::accept, e); }
MaybeCommand command_of(Page&, const Refused& e) { return decision(ReviewKind::refuse, e); }
MaybeCommand command_of(Page&, const Rejected& e) { return decision(ReviewKind::reject, e); }
MaybeCommand command_of(Page&, const Opened& e) {
  auto review = decision(ReviewKind::open, e);
  review.waive = e.waived;
  return review;
}

/// The application may have been named in the place of its extension; its papers tell.
MaybeCommand command_of(Page& page, const TrialExtended& e) {
  auto review = decision(ReviewKind::extend, e);
  review.days = e.days;
  if (!page.papers.empty()) review.request = page.papers.front()->subject;
  return review;
}

/// What is other than it was wished or granted before.
Quantities others_than(const Quantities& before, const Quantities& now) {
  Quantities others;
  for (const auto& [key, quantity] : now)
    if (const auto at = before.find(key); at == before.end() || at->second != quantity)
      others.emplace(key, quantity);
  return others;
}

MaybeCommand command_of(Page& page, const Approved& e) {
  auto review = decision(ReviewKind::approve, e);
  review.major = e.major;
  const auto* request = find(page.before.requests, e.request);
  if (request == nullptr) return review;
  if (request->kind == RequestKind::onboarding) review.days = e.trial_days;
  for (const auto& grant : e.grants) {
    const auto line = std::find_if(request->lines.begin(), request->lines.end(),
                                   [&](const Line& l) { return l.id == grant.line; });
    const bool there = line != request->lines.end();
    auto wish = others_than(there ? line->asked : Quantities{}, grant.granted);
    if (!there || grant.count != line->count) wish["count"] = {grant.count, {}};
    if (!wish.empty()) review.grants[grant.line] = std::move(wish);
  }
  return review;
}

// -- what is carried out -------------------------------------------------------------------------

const Line* line_with(const Request* request, const std::string& resource) {
  if (request == nullptr) return nullptr;
  for (const auto& line : request->lines)
    if (std::find(line.resources.begin(), line.resources.end(), resource) != line.resources.end())
      return &line;
  return nullptr;
}

Provision carried_out(const Page& page, const std::string& id) {
  Provision command{id, {}, {}, {}};
  const auto* request = find(page.before.requests, id);
  each<Delivered>(page.act, [&](const Delivered& e) {
    command.resources.push_back(e.resource);
    if (!e.cloud_id.empty()) command.cloud_ids[e.resource] = e.cloud_id;
    const auto* line = line_with(request, e.resource);
    auto less = others_than(line != nullptr ? line->granted : Quantities{}, e.delivered);
    if (!less.empty() && !e.removed) command.deliver[e.resource] = std::move(less);
  });
  each<Reclaimed>(page.act, [&](const Reclaimed& e) { command.resources.push_back(e.resource); });
  return command;
}

/// By its last test, or by a change that left nothing to deliver.
MaybeCommand command_of(Page& page, const Applied& e) {
  const auto* request = find(page.before.requests, e.request);
  return request != nullptr && request->stage == Stage::approved ? carried_out(page, e.request) : of_papers(page);
}
MaybeCommand command_of(Page& page, const Delivered& e) { return carried_out(page, e.request); }
MaybeCommand command_of(Page& page, const TrialStarted& e) { return carried_out(page, e.request); }
MaybeCommand command_of(Page&, const Corrected& e) { return Correct{e.event, e.kind, e.id, e.now, e.reason}; }
MaybeCommand command_of(Page&, const Scaled& e) { return ScaleResource{e.resource, e.reason, e.running}; }
MaybeCommand command_of(Page& page, const Reclaimed& e) { return carried_out(page, e.request); }
MaybeCommand command_of(Page& page, const Ended& e) { return carried_out(page, e.request); }

// -- measurements and checks ---------------------------------------------------------------------

MaybeCommand command_of(Page&, const UsageImported& e) { return ImportUsage{e}; }

MaybeCommand command_of(Page& page, const ScanImported& e) {
  ImportScan command{e.scan, {}, e.seen, e.closed};
  each<Found>(page.act, [&](const Found& found) {
    const auto& f = found.finding;
    Finding fresh;
    fresh.identity = f.identity, fresh.rule = f.rule, fresh.title = f.title, fresh.asset = f.asset;
    fresh.location = f.location, fresh.severity = f.severity;
    fresh.source_severity = f.source_severity;
    command.found.push_back(std::move(fresh));
  });
  return command;
}

MaybeCommand command_of(Page&, const Fixed& e) { return FixFinding{e.finding, e.note}; }
MaybeCommand command_of(Page&, const Verified& e) { return VerifyFinding{e.finding, e.note, e.holds}; }

MaybeCommand command_of(Page& page, const CheckHeld& e) {
  const auto& check = e.check;
  HoldCheck command{check.about, check.scope, check.note, check.with, check.items, {}};
  each<Found>(page.act, [&](const Found& found) {
    Finding given;
    given.title = found.finding.title, given.severity = found.finding.severity;
    command.found.push_back(std::move(given));
  });
  return command;
}
MaybeCommand command_of(Page&, const Ordered& e) {
  return OrderMending{e.order.to, e.order.scope, e.order.findings, e.order.items, e.order.due_on};
}
MaybeCommand command_of(Page&, const OrderCosigned& e) { return Cosign{e.order}; }
MaybeCommand command_of(Page&, const OrderFixed& e) { return FixFinding{e.order, e.note}; }
MaybeCommand command_of(Page&, const OrderVerified& e) { return VerifyFinding{e.order, e.note, e.holds}; }
MaybeCommand command_of(Page&, const FindingAccepted& e) {
  return AcceptFinding{e.finding, e.acceptance.reason, e.acceptance.answers, e.acceptance.until};
}

MaybeCommand command_of(Page&, const IncidentOpened& e) {
  const auto& i = e.incident;
  return OpenIncident{i.title, i.level, i.planned, i.outage, i.systems, i.began, i.planned_until};
}
MaybeCommand command_of(Page&, const IncidentUpdated& e) {
  return UpdateIncident{e.incident, e.note.text, e.level, e.systems, e.responded ? std::optional(e.responded->told) : std::nullopt};
}
MaybeCommand command_of(Page&, const IncidentResolved& e) {
  return ResolveIncident{e.incident, e.cause, e.note.text, e.restored.told};
}

MaybeCommand command_of(Page&, const MeasureTaken& e) {
  const auto& m = e.measure;
  return TakeMeasure{m.step, m.provider, m.because, m.reason, m.period, m.deduct_fen, m.day, m.detail};
}
MaybeCommand command_of(Page&, const MeasureCosigned& e) { return Cosign{e.measure}; }
MaybeCommand command_of(Page&, const MeasureLifted& e) { return LiftMeasure{e.measure, e.reason}; }
MaybeCommand command_of(Page&, const FeeFixed& e) {
  return FixFee{e.settlement.provider, e.settlement.period, e.settlement.replaces, e.settlement.digest};
}
MaybeCommand command_of(Page&, const FeeCosigned& e) { return Cosign{e.settlement}; }

MaybeCommand command_of(Page&, const Rated& e) {
  return Rate{e.rating.about, e.rating.grade, e.rating.note, e.rating.is_period ? e.rating.provider : ""};
}

MaybeCommand command_of(Page&, const AssessmentFixed& e) { return FixAssessment{e.assessment.about, e.assessment.period, e.assessment.use}; }
MaybeCommand command_of(Page&, const AssessmentObjected& e) { return ObjectToAssessment{e.assessment, e.objection.reason}; }
MaybeCommand command_of(Page&, const ObjectionAnswered& e) { return AnswerObjection{e.assessment, e.answer, e.is_upheld}; }

MaybeCommand command_of(Page&, const RecordMade& e) { return MakeRecord{e.record.kind, e.record.about, e.record.values}; }
MaybeCommand command_of(Page&, const RecordCosigned& e) { return Cosign{e.record}; }

MaybeCommand command_of(Page& page, const ReportDelivered& first) {
  const auto period = first.record.values.find("period");
  DeliverReports command{first.report, period == first.record.values.end() ? "" : period->second, first.size, first.head, first.lang, {}};
  each<ReportDelivered>(page.act, [&](const ReportDelivered& e) {
    const auto digest = e.record.values.find("digest");
    command.copies.push_back({e.record.about, digest == e.record.values.end() ? "" : digest->second, e.receivers, e.files});
  });
  return command;
}

// -- keys and denials ----------------------------------------------------------------------------

MaybeCommand command_of(Page&, const KeyEnrolled& e) { return EnrolKey{e.person, e.public_key, e.proof}; }
MaybeCommand command_of(Page&, const KeyCosigned& e) { return Cosign{e.key}; }
MaybeCommand command_of(Page&, const KeyRevoked& e) { return RevokeKey{e.key, e.reason}; }
MaybeCommand command_of(Page&, const SealImported& e) { return ImportSeal{e}; }
MaybeCommand command_of(Page&, const Denied& e) { return e; }

/// Only lack of right is recorded, in a signed ledger, and so often a day.
Decision decide(const Facts& facts, const Denied& denied, const Acting& acting) {
  const auto reason = named<Reason>(denied.reason);
  if (!reason || facts.books.ledger.root_key.empty()) return std::vector<Fact>{};
  const Refusal refusal{*reason, denied.item, denied.detail, house_rule("H-02"), {}, {}};
  const auto again = denial(facts, acting, denied.verb, denied.item, refusal);
  return again ? std::vector<Fact>{*again} : std::vector<Fact>{};
}

// -- the circumstances ---------------------------------------------------------------------------

void read_circumstances(Page& page) {
  auto& acting = page.acting;
  acting.person = page.act.person, acting.for_person = page.act.for_person;
  acting.recorded = acting.effective = page.act.recorded;
  if (const auto& late = page.act.events.front().late) {
    acting.is_late = true, acting.effective = late->effective, acting.late_reason = late->reason;
  }
  each<Attached>(page.act, [&](const Attached& e) {
    page.papers.push_back(&e.evidence);
    acting.papers.push_back(paper_from(e.evidence));
  });
}

/// Who stands in for another may, and nothing happens after it was entered: H-06.
MaybeNo circumstances_hold(const Facts& facts, const Acting& acting) {
  if (auto no = stands_in(facts, acting)) return no;
  if (acting.effective > acting.recorded)
    return Refusal{Reason::date_order, acting.person, "later than it was entered", house_rule("H-06"), {}, {}};
  return std::nullopt;
}

}  // namespace

std::optional<Reread> reread(const Books& before, const ActOnRecord& act) {
  if (act.events.empty()) return std::nullopt;
  Page page{before, act, {}, {}};
  read_circumstances(page);
  const auto head = std::find_if(act.events.begin(), act.events.end(), [](const Event& event) {
    return !std::holds_alternative<Attached>(event.fact);
  });
  auto command = head == act.events.end()
                     ? of_papers(page)
                     : std::visit([&](const auto& fact) { return command_of(page, fact); }, head->fact);
  if (!command) return std::nullopt;
  return Reread{std::move(*command), std::move(page.acting)};
}

const Request* ruled_by(const Books& books, const AnyCommand& command) {
  const auto request = [&](const std::string& id) { return find(books.requests, id); };
  if (const auto* review = std::get_if<Review>(&command)) return request(review->request);
  if (const auto* provision = std::get_if<Provision>(&command)) return request(provision->request);
  if (const auto* withdraw = std::get_if<Withdraw>(&command)) return request(withdraw->request);
  if (const auto* extend = std::get_if<Extend>(&command)) return request(extend->request);
  if (const auto* attach = std::get_if<Attach>(&command)) return request(attach->subject);
  return nullptr;
}

Decision rejudge(const Facts& facts, const Reread& read) {
  if (auto no = circumstances_hold(facts, read.acting)) return *no;
  // A provider or an authority need not be named where the books give the same one.
  if (const auto* submit = std::get_if<Submit>(&read.command)) {
    Submit unnamed = *submit;
    if (submit->provider == provider_for(facts, submit->system)) unnamed.provider.clear();
    if (submit->authority == authority_for(facts, submit->unit, submit->system)) unnamed.authority.clear();
    return decide(facts, unnamed, read.acting);
  }
  return std::visit([&](const auto& command) { return decide(facts, command, read.acting); },
                    read.command);
}

std::optional<Late> late_of(const Acting& acting) {
  if (!acting.is_late) return std::nullopt;
  return Late{acting.effective, acting.late_reason, acting.has_paper("paper")};
}

}  // namespace govcloud
