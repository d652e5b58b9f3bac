// Rules that several procedures share: rights, order of dates, papers and gates, clocks, numbers.
#pragma once
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "core/law/decide.h"

namespace govcloud {

Date day_of(const Facts& facts, Instant instant);

/// Refuses unless the acting person has a role for the act (policy [[roles]]) and belongs to `unit`
/// (not asked when it is empty).
MaybeNo may(const Facts& facts, const Acting& acting, std::string_view act,
                 const std::string& unit);

/// A conflict unless the ledger is signed: an unsigned one has no keys and no countersigned seals.
MaybeNo want_signed(const Facts& facts);

bool has_role(const Person& person, std::initializer_list<Role> roles);

/// Roles that a policy keeps apart: the words of the first that meet, or nothing.
std::vector<std::string> meeting_roles(const Policy& policy, const std::vector<Role>& roles);
/// H-10 and H-15: refuses a person whose roles may not meet in one.
MaybeNo roles_fit(const Facts& facts, const Person& person);

/// H-01: refuses a decision by the person who asked for it or carried it out, or their stand-in.
MaybeNo own_request(const Facts& facts, const Acting& acting, const Request& request);

/// H-06: refuses an effective day before the request's last stage event.
MaybeNo order_of_dates(const Facts& facts, const Acting& acting, const Request& request);

/// A conflict of stage: "{0} is {1} already" when it is there, else what it should be.
Refusal wrong_stage(const Request& request, std::string_view act);

/// Papers that count for a subject's gate: those attached before and those in hand, newest last.
struct PapersHeld {
  std::vector<const Evidence*> attached;
  const std::vector<Paper>* in_hand = nullptr;
  std::vector<const Record*> records = {};  // of the same subjects; one in force stands for a paper of its kind
  std::string system = {};                  // whose imported scans may stand for a paper
  /// The newest paper of a kind as attributes, or nothing.
  std::optional<Paper> newest(std::string_view kind) const;
};
/// Papers of a request, its system and its unit.
PapersHeld papers_of(const Facts& facts, const Acting& acting, const Request& request);

/// A gate 门槛 that a request does not pass, with the kinds that are missing or not good enough.
struct ClosedGate {
  const Gate* gate = nullptr;
  std::vector<std::string> missing;
};
/// The closed gates of a step for a protection level; waived ones are passed over.
std::vector<ClosedGate> closed_gates(const Facts& facts, std::string_view step, std::int64_t level,
                                     const PapersHeld& papers, Date on, const std::string& unit,
                                     const std::vector<std::string>& waived);
/// Whether an imported scan stands for a paper of a kind at a gate that takes one: the system has a
/// finished scan of the kind from within the days, and nothing that such a scan found above the gate's
/// severity is left.
struct ScanDays {
  std::optional<Date> after;  // not included
  Date on{};                  // included
};
bool scan_stands_for(const Facts& facts, const Gate& gate, std::string_view kind, std::string_view system, ScanDays days);
/// One refusal that names everything missing, citing the first closed gate.
Refusal refuse_gates(const Facts& facts, Reason reason, const std::string& object,
                     const std::vector<ClosedGate>& closed, Say hint);

/// Starts a clock of the policy on a day. Nothing when the policy does not know the rule.
void start_clock(const Facts& facts, Clocks& clocks, std::string_view rule, Date started_on);
/// Ends a clock by the act that it waited for, judged by its day.
void keep_clock(const Facts& facts, Clocks& clocks, const Request& request, std::string_view rule,
                const Acting& acting);

/// Gives numbers in the order asked, on from those of the books: "R-2026-0001".
class Numbers {
 public:
  Numbers(const Facts& facts, const Acting& acting);
  std::string next(std::string_view letter);

 private:
  std::string year_;  // "-2026"
  const std::map<std::string, std::int64_t>& before_;
  std::map<std::string, std::int64_t> given_;  // the last number of each series, on from those before
};

/// The facts that record the papers in hand under a subject.
void attach_papers(const Facts& facts, const Acting& acting, Numbers& numbers,
                   const std::string& subject, std::vector<Fact>& facts_out);

std::string joined(const std::vector<std::string>& words);
/// What checks, records and reports are about that are of no unit and no system; neither may be called so.
inline constexpr std::string_view kThePlatform = "platform";

/// Whether a text says nothing: blanks of any script, the ideographic one included.
bool is_blank(std::string_view text);

/// The extension that was asked for an application and is not decided, or null.
const Request* open_extension(const Facts& facts, const Request& request);
/// H-12: two living resources of one cloud id would share their measurements. Resource → cloud id.
MaybeNo cloud_ids_are_free(const Facts& facts, const std::map<std::string, std::string>& cloud_ids);

/// review extend: the decision on an extension, which may be named by its application.
Decision extend_trial(const Facts& facts, const Review& review, const Request& asked, const Acting& acting);
/// An application whose trial is decided overtakes an extension that is still open.
void cancel_extension(const Facts& facts, const Request& request, std::vector<Fact>& recorded);

/// All that was granted is there: a trial begins, or a change is applied.
void all_delivered(const Facts& facts, const Request& request, const Acting& acting, std::vector<Fact>& recorded);

/// cosign of a record that waits for parties.
Decision cosign_record(const Facts& facts, const Record& record, const Acting& acting);

/// correct of a record: all its fields hold as they would in a new one, and its parties sign anew.
Decision correct_record(const Facts& facts, const Correct& command, const Acting& acting, Corrected e);

/// Refuses a new resource outside the zone of its unit's tenancy, where the policy keeps them apart.
MaybeNo in_own_zone(const Facts& facts, const std::string& unit, const std::string& object, const Line& line);

/// Checks a line's item, zone and quantities against the catalogue.
MaybeNo against_catalogue(const Facts& facts, const std::string& object, const Line& line);

}  // namespace govcloud
