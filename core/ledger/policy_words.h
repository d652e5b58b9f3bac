// The words that a policy's file may use where the program knows a fixed set.
#pragma once
#include <string_view>

namespace govcloud {

inline constexpr std::string_view kLimitRules[] = {
    "accept",        "approve",          "provide_trial",      "trial",  "open",
    "decide_change", "carry_out_change", "decide_termination", "reclaim",
    "decide_emergency", "undo_emergency", "reclaim_trial"};
// Limits of procedures that a policy need not know; without them there is no emergency change.
inline constexpr std::string_view kLimitsUnasked[] = {"decide_emergency", "undo_emergency", "reclaim_trial"};
inline constexpr std::string_view kLimitOwners[] = {"authority", "provider", "using"};

inline constexpr std::string_view kGateSteps[] = {"submit", "change_major", "terminate",
                                                  "open",   "apply_major",  "reclaim"};
// The kinds of evidence that need no naming in a policy.
inline constexpr std::string_view kEvidenceKinds[] = {"plan",
                                                      "self_test",
                                                      "function_test",
                                                      "performance_test",
                                                      "security_test",
                                                      "third_party_test",
                                                      "vulnerability_scan",
                                                      "malware_scan",
                                                      "security_agreement",
                                                      "offline_record",
                                                      "migration_record",
                                                      "backup_record",
                                                      "reclaim_proof",
                                                      "grading",
                                                      "filing",
                                                      "mlps_report",
                                                      "paper"};

inline constexpr std::string_view kActs[] = {
    "submit",       "change",       "decommission", "withdraw",     "attach",    "accept",
    "refuse",       "approve",      "reject",       "open",         "provision", "reclaim",
    "usage_import", "check_import", "check_fix",    "check_verify", "register",  "calendar_load",
    "seal_import",  "check_hold",   "check_order",  "check_accept", "incident_open", "incident_update",
    "incident_resolve", "incident_class", "rate", "assess", "assess_object"};
// Acts that a policy may leave to a house rule, or to what it says of a kindred act.
inline constexpr std::string_view kActsUnasked[] = {"seal_import",   "check_hold",      "check_order",      "check_accept",
                                                    "incident_open", "incident_update", "incident_resolve", "incident_class", "rate", "assess", "assess_object"};

inline constexpr std::string_view kDutyPeriods[] = {"month", "quarter", "half_year", "year"};
inline constexpr std::string_view kDutyOwners[] = {"provider", "authority", "security", "using"};
inline constexpr std::string_view kDutySubjects[] = {"platform", "unit", "system"};
inline constexpr std::string_view kRecordSubjects[] = {
    "platform", "unit", "system", "resource", "request", "incident", "finding", "person"};
inline constexpr std::string_view kFieldTypes[] = {"text", "date", "time", "integer", "fen", "month", "quarter", "half_year", "year"};
inline constexpr std::string_view kSignatories[] = {"using", "authority", "security", "provider", "finance", "assessor", "auditor"};
inline constexpr std::string_view kOrderParties[] = {"authority", "security"};
// What a measure against a provider may answer; an incident, a finding and an order only when late.
inline constexpr std::string_view kBreaches[] = {"order", "incident", "fault", "finding", "duty", "measure"};
// What a finding of severity info needs is nothing, so it has no due days.
inline constexpr std::string_view kDueSeverities[] = {"critical", "high", "medium", "low"};

}  // namespace govcloud
