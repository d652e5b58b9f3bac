#include "cli/app.h"

#include <new>

#include "cli/error.h"
#include "cli/help.h"
#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/format/embedded.h"

namespace govcloud {

const Verbs& all_verbs() {
  static const Verbs kAll{&kInit,    &kUnit,   &kSystem, &kPerson,  &kKey,     &kCosign,  &kSubmit,   &kReview, &kProvision,
                          &kChange,  &kExtend, &kScale, &kCorrect, &kRecord, &kDuty, &kPlatform, &kDecommission, &kWithdraw, &kAttach, &kList, &kShow,
                          &kLog,     &kDue,    &kExplain, &kUsage,    &kCheck,   &kIncident,  &kMeasure, &kFee, &kRate, &kAssess, &kReport,
                          &kSeal,    &kAudit,   &kLedger,  &kPolicy,  &kCatalog, &kCalendar, &kConfig, &kHelp, &kVersion};
  return kAll;
}

namespace {

int version(Desk& desk) {
  desk.out << "govcloud " << embedded::version() << "\n";
  return 0;
}

int show_help(Desk& desk, const Common& common, const Help& help) {
  (help.asked ? desk.out : desk.err) << help_text(common.lang, all_verbs(), help);
  return help.asked ? 0 : 64;
}

int carry_out(Desk& desk, const Reading& reading) {
  if (const auto* help = std::get_if<Help>(&reading.what)) return show_help(desk, reading.common, *help);
  if (std::holds_alternative<Version>(reading.what)) return version(desk);
  if (const auto* error = std::get_if<UsageError>(&reading.what))
    return report_error(desk, reading.common, error_of(*error, reading.common.lang));
  const auto& call = std::get<Call>(reading.what);
  if (call.common.from) return run_bulk(desk, call);
  return call.run(desk, call.common);
}

/// Runs a command and tells its errors; only memory that runs out is left to the caller.
int run_telling(Desk& desk, const std::vector<std::string>& typed, Common& common) {
  common = glimpse_common(typed, desk);
  try {
    const auto reading = read_command(all_verbs(), typed, desk);
    common = reading.common;
    return carry_out(desk, reading);
  } catch (const BadWords& e) {
    return report_error(desk, common, error_of(e.error, common.lang));
  } catch (const InputError& e) {
    return report_error(desk, common, error_of(e, common.lang));
  } catch (const LedgerError& e) {
    return report_error(desk, common, error_of(e, common));
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& e) {
    ErrorInfo error;
    error.code = "defect", error.exit = 70, error.message = e.what();
    error.hint = say(common.lang, N_("this is a defect of govcloud; see whether anything was recorded: govcloud log"));
    return report_error(desk, common, error);
  }
}

/// There may be no memory to say it with; then it is said as plainly as can be.
int tell_no_memory(Desk& desk, const Common& common) {
  constexpr int kFailed = 74;
  try {
    ErrorInfo error{"io_failed", kFailed, say(common.lang, N_("memory ran out"))};
    error.hint = say(common.lang, N_("it is not known whether this was recorded: try again with the same --key; "
                                     "without one, look first: govcloud log"));
    return report_error(desk, common, error);
  } catch (const std::bad_alloc&) {
    desk.err << "govcloud: memory ran out; if this was to be recorded, try again with the same --key\n";
    return kFailed;
  }
}

}  // namespace

int run(Desk& desk, const std::vector<std::string>& typed) {
  Common common;
  try {
    return run_telling(desk, typed, common);
  } catch (const std::bad_alloc&) {
    return tell_no_memory(desk, common);
  }
}

}  // namespace govcloud
