// The counter: opens the ledger for a verb, hands its command to the law through transact(), and
// settles the answer: a receipt on stdout and 0, or the refusal on stderr and its exit code.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "cli/bulk.h"
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
  std::shared_ptr<Ledger> kept;  // of a bulk file, for all its rows
  Ledger& ledger;
  Instant now{};
  Signer signer;  // what --sign-with and the environment offer
  Date today() const { return local_date(now, ledger.offset()); }
};

/// Throws BadWords when no ledger is named.
void want_ledger(const std::string& path);

/// Opens the ledger of the common options; --as-of gives it as it was recorded until that day's end, or up
/// to that event, and what is due or late is told by that moment.
/// A GOVCLOUD_NOW on a ledger that is no test is refused (78).
Counter open_counter(Desk& desk, const Common& common, Database::Mode mode);

/// What the counter's ledger judges by today. Good as long as the counter stays where it is.
Today today_of(Counter& counter);

ErrorInfo error_of(const LedgerError& error, const Common& common);

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
  /// The papers' files, for as long as the act is to come.
  std::vector<std::unique_ptr<EvidenceFile>> take_files() { return std::move(files_); }

 private:
  const Counter& counter_;
  std::vector<std::unique_ptr<EvidenceFile>> files_;
};

/// What came of an act: why not, or a receipt for each item.
struct Settled {
  std::optional<ErrorInfo> error;
  std::vector<Receipt> receipts;
  bool replayed = false;
};
Settled settled(const Common& common, Counter& counter, const Act& act, const Outcome& outcome,
                bool papers = false);
/// Prints it and gives the exit code.
int tell(Desk& desk, const Common& common, const LedgerStamp& ledger, const Settled& settled);
/// Both: prints the outcome of transact() and gives the exit code.
int settle(Desk& desk, const Common& common, Counter& counter, const Act& act, const Outcome& outcome,
           bool papers = false);
/// The receipts of a command that does several things in turn: a line is printed as each is done; in
/// the forms for programs they are one answer, also when a later one is refused.
class Receipts {
 public:
  Receipts(Desk& desk, const Common& common, std::string thing, std::size_t expected);
  /// Prints or keeps it; a refusal is told after what was done before it. Gives the exit code.
  int add(const Settled& done, const LedgerStamp& ledger);
  int finish(const LedgerStamp& ledger);

 private:
  Desk& desk_;
  const Common& common_;
  std::string thing_;
  bool together_;
  std::vector<Receipt> kept_;
};

/// Prints a refusal, not-found or conflict and gives its exit code.
int settle_no(Desk& desk, const Common& common, const No& no);

/// A command as a row of a bulk act.
template <class Command>
void put_row(Bulk& bulk, Counterfoil& foil, const Command& command, const std::string& item, const Fetch& fetch) {
  auto& act = foil.act;
  act.content = encode(command), act.expect_id = item, act.policy_of = item;
  for (auto& file : foil.take_files()) {
    file->rest();  // there may be more rows than a process may have files open
    bulk.files.push_back(std::move(file));
  }
  bulk.rows.push_back({0, act,
                       [fetch, person = act.acting.person, for_person = act.acting.for_person](Database& db, Books& books) {
                         fetch_actors(db, books, person, for_person);
                         fetch(db, books);
                       },
                       [command, acting = act.acting](const Facts& facts) { return judged(facts, command, acting); }});
}

/// Decides and records. `item` is what --expect and the policy of the request are about.
template <class Command>
Outcome act_on(Counter& counter, Counterfoil& foil, const Command& command, const std::string& item,
               const Fetch& fetch) {
  foil.act.content = encode(command);
  foil.act.expect_id = item;
  foil.act.policy_of = item;
  return transact(
      counter.ledger, foil.act,
      [&](Database& db, Books& books) {
        fetch_actors(db, books, foil.act.acting.person, foil.act.acting.for_person);
        fetch(db, books);
      },
      [&](const Facts& facts) { return judged(facts, command, foil.act.acting); });
}

/// The whole way of a writing verb: act, decide, settle.
template <class Command>
int carry_out(Desk& desk, const Common& common, Counter& counter, Counterfoil& foil,
              const Command& command, const std::string& item, const Fetch& fetch,
              bool papers = false) {
  if (desk.bulk != nullptr) return put_row(*desk.bulk, foil, command, item, fetch), 0;
  return settle(desk, common, counter, foil.act, act_on(counter, foil, command, item, fetch), papers);
}

/// Which ledger answers, at which head.
LedgerStamp stamp(Ledger& ledger);

}  // namespace govcloud
