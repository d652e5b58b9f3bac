// The table of verbs, in the order of the help: the life of a request, then reading, then running.
#pragma once
#include "cli/reading.h"

namespace govcloud {

extern const Verb kInit, kUnit, kSystem, kPerson, kKey, kCosign, kCatalog, kPolicy, kCalendar, kSubmit, kChange, kExtend, kScale, kCorrect, kRecord, kDuty, kPlatform,
    kDecommission, kWithdraw, kAttach, kReview, kProvision, kList, kShow, kLog, kDue, kExplain,
    kUsage, kCheck, kIncident, kMeasure, kFee, kRate, kAssess, kReport, kSeal, kAudit, kLedger, kConfig, kHelp, kVersion;

const Verbs& all_verbs();

}  // namespace govcloud
