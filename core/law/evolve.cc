// evolve(): what each fact does to the records that it names.
#include <algorithm>
#include <stdexcept>

#include "core/law/hand.h"
#include "core/law/correct.h"
#include "core/law/keyring.h"
#include "core/law/major.h"
#include "core/law/roles.h"
#include "core/law/in_force.h"
#include "core/law/scale.h"
#include "core/law/succession.h"
#include "core/law/system.h"

namespace govcloud {
namespace {

void apply(Request& request, const Clocks& clocks) {
  for (const auto& kept : clocks.kept)
    for (auto& deadline : request.deadlines)
      if (deadline.rule == kept.rule && deadline.is_open()) {
        deadline.done_on = kept.done_on;
        deadline.working_days_late = kept.working_days_late;
      }
  for (const auto& rule : clocks.ended)
    for (auto& deadline : request.deadlines)
      if (deadline.rule == rule && deadline.is_open()) deadline.ended = true;
  request.deadlines.insert(request.deadlines.end(), clocks.started.begin(), clocks.started.end());
}

/// The common part of every stage event.
Request& pass(Hand& hand, const std::string& id, Stage stage, const Clocks& clocks,
              const std::string& note) {
  Request& request = hand.request(id);
  request.stage = stage;
  apply(request, clocks);
  hand.note(request, note);
  return request;
}

void on(Hand& hand, const LedgerCreated& e) {
  auto& ledger = hand.ledger();
  if (!ledger.id.empty()) throw std::logic_error("the ledger is made a second time");
  ledger.id = e.ledger, ledger.name = e.name, ledger.lang = e.lang, ledger.founder = e.founder;
  ledger.policy = e.policy, ledger.policy_digest = e.policy_digest;
  ledger.calendar_digest = e.calendar_digest, ledger.offset_minutes = e.offset_minutes;
  ledger.test = e.test, ledger.root_key = e.root_key, ledger.created = hand.stamp.recorded;
  auto& founder = hand.put(hand.books.persons, Kind::person, e.founder);
  founder.id = e.founder, founder.name = e.founder_name, founder.roles = {Role::keeper};
  if (!e.root_key.empty()) hand.number(found_root(hand.books, e, hand.stamp));
}

void on(Hand& hand, const UnitAdded& e) {
  auto& unit = hand.put(hand.books.units, Kind::unit, e.unit.id);
  unit = e.unit, unit.seq = hand.stamp.seq;
  enter(hand.books, unit);
}

void on(Hand& hand, const PersonAdded& e) {
  auto& person = hand.put(hand.books.persons, Kind::person, e.person.id);
  person = e.person, person.seq = hand.stamp.seq;
}

void on(Hand& hand, const RolesGranted& e) { grant_roles(hand.take(hand.books.persons, Kind::person, e.person), e); }
void on(Hand& hand, const RolesRevoked& e) { revoke_roles(hand.take(hand.books.persons, Kind::person, e.person), e); }
void on(Hand& hand, const Delegated& e) {
  hand.take(hand.books.persons, Kind::person, e.person).delegations.push_back({e.deputy, e.since, e.until});
}
void on(Hand& hand, const DelegationEnded& e) {
  for (auto& delegation : hand.take(hand.books.persons, Kind::person, e.person).delegations)
    if (delegation.deputy == e.deputy && delegation.until >= e.on) delegation.until = e.on - std::chrono::days{1};
}

void on(Hand& hand, const CalendarLoaded& e) { hand.ledger().calendar_digest = e.digest; }

void on(Hand& hand, const Attached& e) {
  hand.number(e.evidence.id);
  auto& evidence = hand.put(hand.books.evidence, Kind::evidence, e.evidence.id);
  evidence = e.evidence, evidence.seq = hand.stamp.seq;
  enter(hand.books, evidence);
  if (hand.books.requests.contains(e.evidence.subject))
    std::erase(hand.request(e.evidence.subject).missing, e.evidence.kind);
}

void on(Hand& hand, const Submitted& e) {
  hand.number(e.request);
  Request& request = hand.put(hand.books.requests, Kind::request, e.request);
  request.id = e.request, request.kind = e.kind, request.case_id = e.case_id;
  request.system = e.system, request.unit = e.unit, request.asked_by = hand.stamp.person;
  request.authority = e.authority, request.provider = e.provider;
  request.policy = e.policy, request.policy_digest = e.policy_digest;
  request.not_in_force = e.not_in_force, request.submitted_on = e.submitted_on;
  request.level = e.level, request.lines = e.lines, request.missing = e.missing;
  request.reason = e.reason, request.resubmits = e.resubmits, request.trial_days = e.trial_days;
  request.major = e.major, request.whole = e.whole, request.offline_on = e.offline_on;
  request.resources = e.resources, request.extends = e.extends, request.emergency = e.emergency;
  enter(hand.books, request);
  apply(request, e.clocks);
  hand.note(request, e.reason);
  if (!e.resubmits.empty()) hand.request(e.resubmits).resubmitted_by = e.request;
  System& system = hand.put(hand.books.systems, Kind::system, e.system);
  if (e.kind == RequestKind::onboarding) {
    system.id = e.system, system.name = e.system_name, system.unit = e.unit;
    system.level = e.level;
    // What runs elsewhere does so until it is opened on the cloud.
    if (system.state != SystemState::off_cloud) system.state = SystemState::applying;
  } else if (e.kind == RequestKind::termination && e.whole) {
    system.state = SystemState::ending;
  }
}

void on(Hand& hand, const Accepted& e) {
  pass(hand, e.request, Stage::accepted, e.clocks, e.opinion).opinion = e.opinion;
}

void on(Hand& hand, const Refused& e) {
  pass(hand, e.request, Stage::refused, e.clocks, e.opinion).opinion = e.opinion;
}

/// A termination that does not happen leaves its system in service again.
void resume(Hand& hand, const Request& request) {
  if (request.kind == RequestKind::termination && request.whole)
    hand.system(request.system).state = SystemState::in_service;
}

/// What a request granted and nobody delivered is no longer granted: new resources are cancelled,
/// those in service keep what they have.
void cancel_granted(Hand& hand, const Request& request) {
  for (const auto& line : request.lines)
    for (const auto& id : line.resources) {
      const auto& resource = hand.books.resources.at(id);
      if (resource.state == ResourceState::granted)
        hand.resource(id).state = ResourceState::cancelled;
      else if (resource.state == ResourceState::in_service && resource.granted != resource.delivered)
        hand.resource(id).granted = resource.delivered;
    }
}

void on(Hand& hand, const Rejected& e) {
  Request& request = pass(hand, e.request, Stage::rejected, e.clocks, e.opinion);
  request.opinion = e.opinion;
  for (const auto& id : e.reclaim) hand.resource(id).state = ResourceState::ending;
  cancel_granted(hand, request);
  resume(hand, request);
}

void on(Hand& hand, const Withdrawn& e) {
  // In its trial a change is delivered whole: what is granted beyond that is another's.
  const bool undelivered = hand.request(e.request).stage == Stage::approved;
  Request& request = pass(hand, e.request, Stage::withdrawn, e.clocks, e.reason);
  request.cancelled_by = e.cancelled_by;
  if (undelivered) cancel_granted(hand, request);
  if (e.cancelled_by.empty()) resume(hand, request);
}

Resource& grant_new(Hand& hand, const Request& request, const Line& line, const std::string& id) {
  Resource& resource = hand.put(hand.books.resources, Kind::resource, id);
  resource.id = id, resource.system = request.system, resource.unit = request.unit;
  resource.provider = request.provider, resource.item = line.item, resource.zone = line.zone;
  resource.request = request.id, resource.words = line.words;
  enter(hand.books, resource);
  auto& last = hand.system(request.system).numbered[line.item];
  last = std::max<std::int64_t>(last, std::stoll(id.substr(id.rfind('-') + 1)));
  return resource;
}

void on(Hand& hand, const Approved& e) {
  Request& request = pass(hand, e.request, Stage::approved, e.clocks, e.opinion);
  request.opinion = e.opinion, request.major = request.major || e.major;
  if (e.trial_days) request.trial_days = e.trial_days;
  for (const auto& grant : e.grants) {
    const auto line = std::find_if(request.lines.begin(), request.lines.end(),
                                   [&](const Line& l) { return l.id == grant.line; });
    if (line == request.lines.end()) throw std::logic_error("a grant names no line of its request");
    line->granted = grant.granted, line->granted_count = grant.count;
    line->resources = grant.resources;
    for (const auto& id : grant.resources) {
      if (line->action == LineAction::add) grant_new(hand, request, *line, id);
      else hand.resource(id);
      if (line->action != LineAction::drop) hand.books.resources[id].granted = grant.granted;
      if (std::find(request.resources.begin(), request.resources.end(), id) == request.resources.end())
        request.resources.push_back(id);
    }
  }
  if (request.kind == RequestKind::termination) request.resources = e.reclaim;
  for (const auto& id : e.reclaim) hand.resource(id).state = ResourceState::ending;
}

void on(Hand& hand, const Delivered& e) {
  const Request& request = hand.request(e.request);
  Resource& resource = hand.resource(e.resource);
  ++resource.version;
  if (!e.cloud_id.empty()) {
    resource.cloud_id = e.cloud_id, resource.named_at = hand.stamp.seq;
    enter(hand.books, resource);
  }
  if (!e.provider.empty()) resource.provider = e.provider;
  resource.delivered = e.delivered;
  keep_in_range(resource);
  if (!e.removed) note_version(resource, e.delivered_on);
  if (!resource.delivered_on) resource.delivered_on = e.delivered_on;
  if (e.removed) {
    resource.state = ResourceState::reclaimed, resource.reclaimed_on = e.delivered_on;
  } else if (resource.state == ResourceState::granted) {
    resource.state = request.kind == RequestKind::onboarding ? ResourceState::trial
                                                             : ResourceState::in_service;
  }
  hand.note(hand.request(e.request), e.resource);
}

void on(Hand& hand, const TrialStarted& e) {
  pass(hand, e.request, Stage::trial, e.clocks, "").trial = e.trial;
}

void on(Hand& hand, const Opened& e) {
  Request& request = pass(hand, e.request, Stage::open, e.clocks, e.opinion);
  request.waived = e.waived;
  if (!e.opinion.empty()) request.opinion = e.opinion;
  System& system = hand.system(e.system);
  system.state = SystemState::in_service, system.opened_on = e.opened_on;
  for (const auto& id : request.resources)
    if (hand.books.resources[id].state == ResourceState::trial)
      hand.resource(id).state = ResourceState::in_service;
  system.tested = capacity_of(hand.books, e.system);
}

void on(Hand& hand, const TrialExtended& e) {
  pass(hand, e.request, Stage::applied, e.clocks, e.opinion).opinion = e.opinion;
  Request& request = hand.request(e.extends);
  apply(request, e.trial);
  request.trial.ends_on = e.ends_on;
  ++request.trial.extensions;
  hand.note(request, e.request);
}

/// The tests of a major change are passed when it is applied.
void on(Hand& hand, const Applied& e) {
  const auto& request = pass(hand, e.request, Stage::applied, e.clocks, "");
  if (request.major) hand.system(request.system).tested = capacity_of(hand.books, request.system);
}

void on(Hand& hand, const Reclaimed& e) {
  Resource& resource = hand.resource(e.resource);
  resource.state = ResourceState::reclaimed, resource.reclaimed_on = e.reclaimed_on;
  resource.proof = e.proof;
  hand.note(hand.request(e.request), e.resource);
}

void on(Hand& hand, const Ended& e) {
  Request& request = hand.request(e.request);
  // A failed trial stays rejected; a termination is reclaimed.
  if (request.kind == RequestKind::termination) request.stage = Stage::reclaimed;
  apply(request, e.clocks);
  hand.note(request, "");
  if (e.system.empty()) return;
  System& system = hand.system(e.system);
  system.state = SystemState::ended, system.ended_on = e.ended_on;
}

void on(Hand& hand, const Scaled& e) { scale(hand.resource(e.resource), e); }

void on(Hand& hand, const Corrected& e) {
  if (e.kind == Attached::kKind) correct(hand.take(hand.books.evidence, Kind::evidence, e.id), e);
  if (e.kind == RecordMade::kKind) correct(hand.take(hand.books.records, Kind::record, e.id), e);
  if (e.kind != Delivered::kKind) return;
  Resource& resource = hand.resource(e.id);
  resource.cloud_id = e.now.at("cloud_id");
  enter(hand.books, resource);
}

void on(Hand& hand, const Undone& e) {
  Request& request = hand.request(e.request);
  apply(request, e.clocks);
  hand.note(request, e.overtaken_by);
}

void on(Hand& hand, const UsageImported& e) {
  hand.ledger().imports = e.number;
  auto& import = hand.put(hand.books.usage, Kind::usage, e.digest);
  import.digest = e.digest, import.what = e, import.recorded = hand.stamp.recorded;
}

void on(Hand& hand, const ScanImported& e) {
  auto& scan = hand.put(hand.books.scans, Kind::scan, e.scan.digest);
  scan = e.scan, scan.seq = hand.stamp.seq;
  enter(hand.books, scan);
  for (const auto& id : e.seen) {
    auto& finding = hand.take(hand.books.findings, Kind::finding, id);
    finding.last_scan = e.scan.digest;
    finding.state = FindingState::open;  // a mending or closing that did not hold
    finding.closed_on.reset();
  }
  for (const auto& id : e.closed) {
    auto& finding = hand.take(hand.books.findings, Kind::finding, id);
    finding.state = FindingState::closed, finding.closed_on = e.on;
    finding.last_scan = e.scan.digest, finding.accepted_until.reset();
  }
}

void on(Hand& hand, const Found& e) {
  hand.number(e.finding.id);
  auto& finding = hand.put(hand.books.findings, Kind::finding, e.finding.id);
  finding = e.finding, finding.seq = hand.stamp.seq;
  enter(hand.books, finding);
}

void on(Hand& hand, const Fixed& e) {
  auto& finding = hand.take(hand.books.findings, Kind::finding, e.finding);
  finding.state = FindingState::fixed, finding.fixed_by = e.person, finding.fixed_on = e.on;
  finding.fixed_for = hand.stamp.for_person;
  finding.note = e.note;
}

void on(Hand& hand, const Verified& e) {
  auto& finding = hand.take(hand.books.findings, Kind::finding, e.finding);
  finding.state = e.holds ? FindingState::closed : FindingState::open;
  finding.verified_by = e.person, finding.note = e.note;
  if (e.holds) finding.closed_on = e.on, finding.accepted_until.reset();
}

void keep(Hand& hand, const Record& made) {
  hand.number(made.id);
  auto& record = hand.put(hand.books.records, Kind::record, made.id);
  record = made, record.seq = hand.stamp.seq;
  enter(hand.books, record);
}

void on(Hand& hand, const RecordMade& e) { keep(hand, e.record); }
void on(Hand& hand, const ReportDelivered& e) { keep(hand, e.record); }

void on(Hand& hand, const RecordCosigned& e) {
  auto& record = hand.take(hand.books.records, Kind::record, e.record);
  record.signed_by.push_back(e.signing);
  std::erase(record.waits_for, e.signing.party);
}

void on(Hand&, const RowBegun&) {}
void on(Hand& hand, const SystemTakenOver& e) { take_over(hand.books, hand.event, e, hand.stamp); }
void on(Hand& hand, const LevelSet& e) { set_level(hand.books, hand.event, e, hand.stamp); }
void on(Hand& hand, const LevelConfirmed& e) { confirm(hand.books, hand.event, e, hand.stamp); }
void on(Hand& hand, const TransferAsked& e) { ask_transfer(hand.books, hand.event, e, hand.stamp); }
void on(Hand& hand, const TransferWithdrawn& e) { withdraw_transfer(hand.books, hand.event, e, hand.stamp); }
void on(Hand& hand, const SystemTransferred& e) { transfer(hand.books, hand.event, e, hand.stamp); }
void on(Hand& hand, const UnitRenamed& e) { rename(hand.books, e, hand.stamp); }
void on(Hand& hand, const UnitSucceeded& e) { succeed(hand.books, hand.event, e, hand.stamp); }
void on(Hand& hand, const PolicyAdopted& e) { put_in_force(hand.ledger().adopted, {e.policy, e.digest, e.from}); }
void on(Hand& hand, const CatalogLoaded& e) { put_in_force(hand.ledger().catalogs, {e.name, e.digest, e.from}); }

void on(Hand& hand, const KeyEnrolled& e) {
  hand.number(e.key);
  enrol(hand.books, e, hand.stamp);
}
void on(Hand& hand, const KeyCosigned& e) { cosign(hand.books, e, hand.stamp); }
void on(Hand& hand, const KeyRevoked& e) { revoke(hand.books, e, hand.stamp); }
void on(Hand& hand, const Denied& e) { deny(hand.books, e, hand.stamp); }
void on(Hand& hand, const SealImported& e) {
  hand.ledger().seal = LastSeal{e.size, e.head, e.person, hand.stamp.recorded};
}

}  // namespace

void evolve(Books& books, const Event& event, const Stamp& stamp) {
  Hand hand{books, event, stamp};
  std::visit([&](const auto& fact) { on(hand, fact); }, event.fact);
}

std::string_view kind_of(const Fact& fact) {
  return std::visit([](const auto& f) { return std::decay_t<decltype(f)>::kKind; }, fact);
}

Subjects subjects_of(const Fact& fact) {
  return std::visit([](const auto& f) { return f.subjects(); }, fact);
}

}  // namespace govcloud
