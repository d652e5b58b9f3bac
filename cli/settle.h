// The counter: opens the ledger for a verb, hands its command to the law through transact(), and
// settles the answer: a receipt on stdout and 0, or the refusal on stderr and its exit code.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "cli/common_options.h"
#include "cli/desk.h"
#include "cli/error.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/views.h"
#include "core/ledger/codec.h"
#include "core/ledger/facts.h"
#include "core/ledger/ledger.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {

/// A ledger laid open on the desk, with the clock that holds for it.
struct Counter {
  Ledger ledger;
  Instant now{};
  Signer signer;  // what --sign-with and the environment offer
  Date today() const { return local_date(now, ledger.offset()); }
};

/// Opens the ledger of the common options; --as-of gives it as it was recorded until that day's end.
/// A GOVCLOUD_NOW on a ledger that is no test is refused (78).
Counter open_counter(Desk& desk, const Common& common, Database::Mode mode);

/// What the counter's ledger judges by today. Good as long as the counter stays where it is.
Today today_of(Counter& counter);

ErrorInfo error_of(const LedgerError& error);

/// Who can sign here: the agent, or the file of --sign-with; on a terminal it may ask.
Signer signer_of(const Desk& desk, const Common& common);

/// The instant of GOVCLOUD_NOW if it is set, else of the desk's clock. Throws InputError 78.
Instant now_of(Desk& desk);

/// An act being prepared: who, when, with which papers.
class Counterfoil {
 public:
  /// Reads --as, --for, --on, --late-reason, --attach, --key, --expect. Throws BadWords, InputError.
  Counterfoil(const Counter& counter, const Common& common, std::string verb);
  /// Adds a paper from a KIND=FILE word.
  Paper& add_paper(const std::string& kind_and_file, const std::string& option);

  Act act;

 private:
  const Counter& counter_;
  std::vector<std::unique_ptr<EvidenceFile>> files_;
};

/// Prints the outcome of transact() and gives the exit code.
int settle(Desk& desk, const Common& common, Counter& counter, const Act& act, const Outcome& outcome,
           bool papers = false);
/// Prints a refusal, not-found or conflict and gives its exit code.
int settle_no(Desk& desk, const Common& common, const No& no);

/// The whole way of a writing verb: act, decide, settle. `item` is what --expect and the policy of
/// the request are about.
template <class Command>
int carry_out(Desk& desk, const Common& common, Counter& counter, Counterfoil& foil,
              const Command& command, const std::string& item, const Fetch& fetch,
              bool papers = false) {
  foil.act.content = encode(command);
  foil.act.expect_id = item;
  foil.act.policy_of = item;
  const auto outcome = transact(
      counter.ledger, foil.act,
      [&](Database& db, Books& books) {
        fetch_actors(db, books, foil.act.acting.person, foil.act.acting.for_person);
        fetch(db, books);
      },
      [&](const Facts& facts) { return decide(facts, command, foil.act.acting); });
  return settle(desk, common, counter, foil.act, outcome, papers);
}

/// Which ledger answers, at which head.
LedgerStamp stamp(Ledger& ledger);

}  // namespace govcloud
