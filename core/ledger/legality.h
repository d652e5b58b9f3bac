// Legality: is each act what the law would have recorded? The law decides once more on the command
// that each act tells of, on the books as they stood before it, by the policy and the calendar that
// the journal says were in force; what it gives must be the recorded facts to the letter.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/ledger/ledger.h"

namespace govcloud {

/// An act as it was read: its rows, and what each of them says.
struct ReadAct {
  ActRow act;
  std::vector<EventRow> rows;
  std::vector<Event> events;  // as many as rows
};

/// What is to be said of one act.
struct Opinion {
  bool same = false;       // the law gives these facts, byte for byte
  std::uint64_t seq = 0;   // else: the first event that it would not have recorded
  std::string message;     // and why
};

class Legality {
 public:
  /// Policies and calendars are read from the ledger's content.
  explicit Legality(Database& db) : db_(db) {}

  /// Judges an act by the books before it. An act that was written by another version of the program
  /// is judged as well; whether that counts is said by `keep`.
  Opinion judge(const Books& before, const ReadAct& act);
  /// Keeps an opinion that is not `same`: illegal when this version of the program wrote the act,
  /// otherwise a difference, which is counted and told and is no damage.
  void keep(const ActRow& act, const Opinion& opinion);

  bool holds() const { return first_bad_ == 0; }
  std::uint64_t judged() const { return judged_; }
  std::uint64_t differs() const { return differs_; }
  std::uint64_t first_bad() const { return first_bad_; }
  const std::string& message() const { return message_; }

 private:
  template <class T>
  struct Kept {
    std::unique_ptr<T> value;  // null when it cannot be used
    std::string name, fault;
  };
  const Kept<Policy>& policy(const std::string& digest);
  const Kept<Calendar>& calendar(const std::string& digest);
  Opinion founding(const ReadAct& act);
  std::string founding_fault(const LedgerCreated& created, const ActHeader& header);
  std::string calendar_fault(const CalendarLoaded& loaded);
  std::string adoption_fault(const AdoptPolicy& adopted);
  const Kept<Policy>& rules(const std::string& policy, std::string_view catalog);
  std::string correction_fault(const Correct& correct, std::uint64_t before);

  Database& db_;
  std::map<std::string, Kept<Policy>> policies_;
  std::map<std::string, Kept<Calendar>> calendars_;
  std::uint64_t judged_ = 0, differs_ = 0, first_bad_ = 0;
  std::string message_;
};

}  // namespace govcloud
