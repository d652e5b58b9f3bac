#include "cli/exit_codes.h"

#include <algorithm>
#include <iterator>

namespace govcloud {
namespace {

struct ExitCode {
  int exit;
  std::string_view code;
  Sentence kind, meaning;
};

constexpr ExitCode kExitCodes[] = {
    {0, "ok", {}, N_("done, or replayed by its key")},
    {1, "answer_is_no", {}, N_("the answer is no")},
    {3, "partial", {}, N_("some rows of a bulk file were refused")},
    {10, "no_ledger", N_("no ledger"), N_("the ledger is missing, or the file is none")},
    {12, "refused", N_("refused"), N_("an article or a house rule forbids it")},
    {13, "conflict", N_("conflict"),
     N_("wrong stage, the record has moved, or the key has other content")},
    {14, "not_authorised", N_("not authorised"),
     N_("role, unit or separation of duties, or the signature")},
    {15, "integrity", N_("integrity"), N_("the record is not what was written")},
    {16, "not_found", N_("not found"), N_("there is no such item")},
    {17, "not_confirmed", N_("not confirmed"),
     N_("a confirmation is needed and nobody can be asked")},
    {19, "unproven", N_("unproven"),
     N_("verified, but without a pinned root key or an outside seal")},
    {64, "usage", N_("usage"), N_("the words make no sense")},
    {65, "bad_data", N_("bad data"), N_("an input file has bad data")},
    {66, "no_input", N_("no input"), N_("an input file cannot be read")},
    {70, "defect", N_("defect"), N_("a defect of the program")},
    {73, "cannot_create", N_("cannot create"), N_("an output file cannot be created")},
    {74, "io_failed", N_("input or output failed"), N_("a disk or a stream failed")},
    {75, "busy", N_("busy"), N_("the ledger is busy")},
    {78, "configuration", N_("configuration"),
     N_("a configuration, policy or calendar file cannot be used")},
};

const ExitCode* known(int exit) {
  const auto found = std::find_if(std::begin(kExitCodes), std::end(kExitCodes),
                                  [exit](const ExitCode& one) { return one.exit == exit; });
  return found == std::end(kExitCodes) ? nullptr : found;
}

}  // namespace

Sentence kind_of_exit(int exit) {
  const auto* code = known(exit);
  return code ? code->kind : Sentence{};
}

std::string_view code_of_exit(int exit) {
  const auto* code = known(exit);
  return code && exit != 0 ? code->code : "error";
}

Sentence meaning_of_exit(int exit) {
  const auto* code = known(exit);
  return code ? code->meaning : Sentence{};
}

}  // namespace govcloud
