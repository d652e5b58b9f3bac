// The journal read backwards: of which command an act is the record. Whoever verifies a ledger lets
// the law decide on that command once more and compares; an act that no command of this program
// records, or that the law would have refused, was not written by it.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "core/law/assessment.h"
#include "core/law/decide.h"
#include "core/law/fee.h"
#include "core/law/incident.h"
#include "core/law/measure.h"
#include "core/law/rate.h"
#include "core/law/rectify.h"

namespace govcloud {

/// Of a refusal for lack of right the command is not kept: Denied stands for whatever was tried.
using AnyCommand = std::variant<AddUnit, AddPerson, LoadCalendar, Submit, Change, Decommission,
                                Withdraw, Attach, Review, Provision, ImportUsage, ImportScan,
                                FixFinding, VerifyFinding, EnrolKey, RevokeKey, Cosign, ImportSeal,
                                Denied, GrantRoles, RevokeRoles, Delegate, EndDelegation, Extend, MakeRecord,
                                 HoldCheck, OrderMending, AcceptFinding,
                                 OpenIncident, UpdateIncident, ResolveIncident, DeliverReports, AddSystem,
                                 SetLevel, TransferSystem, RenameUnit, SucceedUnit, AdoptPolicy, LoadCatalog, ScaleResource,
                                 Correct, TakeMeasure, LiftMeasure, FixFee, Rate, FixAssessment, ObjectToAssessment, AnswerObjection>;

/// An act as the journal holds it.
struct ActOnRecord {
  std::string person, for_person;
  Instant recorded{};
  std::span<const Event> events;
};

/// What was commanded, and by whom, when, and with which papers in hand.
struct Reread {
  AnyCommand command;
  Acting acting;
};

/// The command of which an act is the record, by the books as they stood before it; nothing when no
/// command records such facts. What leaves no trace in the facts (a grant of just what was asked, a
/// provider named who is the only one) is taken in the form that asks least of the books, so that
/// every act which decide() has given is given again.
std::optional<Reread> reread(const Books& before, const ActOnRecord& act);

/// The request by whose policy the command is judged; null: by the policy in force.
const Request* ruled_by(const Books& books, const AnyCommand& command);

/// What the law says to a command that was read from the journal: decide(), and before it what the
/// counter asks of every command: that nobody stands in for another without a delegation, and that
/// nothing happened after it was entered.
Decision rejudge(const Facts& facts, const Reread& read);

/// How an act's facts stand in the journal when they were entered late.
std::optional<Late> late_of(const Acting& acting);

}  // namespace govcloud
