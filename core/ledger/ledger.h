// A ledger: one file with its journal, its content and what is derived from them. Everything that
// changes it goes through transact().
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/law/decide.h"
#include "core/ledger/files.h"
#include "core/ledger/journal.h"
#include "core/ledger/signer.h"
#include "core/ledger/store.h"

namespace govcloud {

/// A file of content 办法、日历: its bytes lie in the ledger under their digest.
struct Content {
  std::string kind;  // policy, calendar, mapping
  std::string name;
  std::string bytes;
};
std::optional<Content> read_content(Database& db, const std::string& digest_hex);
/// Adds it unless it is there; gives its digest.
std::string add_content(Database& db, const Content& content);

/// Calendar files: CSV with the columns date, is_workday (0 or 1), name. Throws InputError 78 naming
/// file and row.
Calendar read_calendar(std::string_view bytes, const std::string& name);

class Ledger {
 public:
  /// Opens a ledger for reading or writing. Throws LedgerError 10, 15, 74, 75.
  static Ledger open(const std::string& path, Database::Mode mode, int wait_seconds);
  explicit Ledger(Database db);

  Database& db() { return db_; }
  const LedgerInfo& info() const { return info_; }
  Offset offset() const { return std::chrono::minutes{info_.offset_minutes}; }
  /// A policy or calendar of the content table, read once; empty digest: the one in force now.
  const Policy& policy(const std::string& digest = "");
  const Calendar& calendar(const std::string& digest = "");
  /// A policy with a version of the catalogue in the place of its own; empty catalogue: as it is.
  const Policy& rules(const std::string& policy, std::string_view catalog);
  /// The day by which the policy and the catalogue in force are told; without it, those of the founding.
  void set_today(Date day) { today_ = day; }
  /// Reads the ledger's own record again, after somebody else may have written.
  void refresh();

 private:
  Database db_;
  LedgerInfo info_;
  std::map<std::string, Policy> policies_;
  std::map<std::string, Calendar> calendars_;
  std::optional<Date> today_;
};

/// What a command asks of the ledger.
struct Act {
  std::string verb, key, content;  // `content`: canonical text of the command, digested for the key
  Acting acting;
  std::vector<const EvidenceFile*> files;  // the papers of `acting`, in the same order
  std::string expect_id;                   // --expect: refuse when this item's seq is another
  std::optional<std::uint64_t> expect_seq;
  bool dry_run = false;
  bool yes = false;         // a clock far ahead was confirmed
  std::string policy_of;    // the request whose policy rules; empty: the one in force when it happened
  Signer signer;            // who signs, in a signed ledger
};

/// What came of it.
struct Recorded {
  std::vector<Event> events;
  std::uint64_t seq = 0;  // of the last event; 0 in a dry run
  bool replayed = false;  // the idempotency key had been used with the same content
};
/// The same key with other content, or an item that has moved: exit 13.
struct Conflict {
  std::string object, message;
};
using Outcome = std::variant<Recorded, No, Conflict>;

/// Fetches the facts that a rule needs, into books that hold the ledger's own record already.
using Fetch = std::function<void(Database&, Books&)>;
using Rule = std::function<Decision(const Facts&)>;
/// Work inside the same transaction after the events were appended: blocks of measurements, content.
using Also = std::function<void(Database&)>;

/// Decides against head H, then appends if the head is still H; after a lost race it decides under the
/// write lock. In a signed ledger that takes three lost races, because the act is signed before the lock
/// is taken; under it only then, and never there by a key that must be touched (75). A refusal for lack
/// of right is recorded if it is signed; other refusals record nothing, and neither does a rule that
/// gives no facts. Throws LedgerError (14 without a signature, 17 and 78 for the clock).
Outcome transact(Ledger& ledger, const Act& act, const Fetch& fetch, const Rule& rule,
                 const Also& also = {});

/// Makes a new ledger at `path`; its first act is `created`, by the founder, signed with the root key
/// if there is one.
void create_ledger(const std::string& path, LedgerCreated created, const Content& policy,
                   const Content& calendar, Instant now, const Signer& signer = {});

/// Signs an act with a key of the ledger. Throws LedgerError 14 when nothing signs with it.
void sign_draft(Draft& act, const Key& key, const Signer& signer);

/// The ledger's tables, as compiled in.
const char* enduring_schema();
const char* derived_schema();
/// The program's version, kept with every act.
const char* program_version();

/// Drops the derived tables and fills them from the journal. Throws LedgerError 15 when an event
/// does not read or does not fit.
void rebuild(Database& db);
/// The books that the journal gives, for store_all(); what was touched is not noted.
Books replay(Database& db);
/// Copies content and the acts recorded before `until` into an empty ledger database.
void copy_journal(Database& from, Database& to, Instant until);
/// The same for the acts that end with event `last` or before it.
void copy_journal(Database& from, Database& to, std::uint64_t last);

}  // namespace govcloud
