#include "core/ledger/ledger.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <new>

#include <fmt/format.h>

#include "core/format/embedded.h"
#include "core/format/width.h"
#include "core/ledger/audit_copy.h"
#include "core/ledger/codec.h"
#include "core/ledger/known.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/policy_file.h"
#include "core/ledger/schema_check.h"

namespace govcloud {

const char* enduring_schema() { return embedded::enduring_schema(); }
const char* derived_schema() { return embedded::derived_schema(); }
const char* program_version() { return embedded::version(); }

std::optional<Content> read_content(Database& db, const std::string& digest_hex) {
  const auto digest = digest_from_hex(digest_hex);
  if (!digest) return std::nullopt;
  Statement row(db, "SELECT kind, name, bytes FROM content WHERE digest = ?1");
  row.bind(0).bind_blob(1, bytes_of(*digest));
  if (!row.step()) return std::nullopt;
  return Content{row.text(0), row.text(1), row.text(2)};
}

std::string add_content(Database& db, const Content& content) {
  const auto digest = sha256(content.bytes);
  Statement row(db, "INSERT OR IGNORE INTO content VALUES (?1,?2,?3,?4)");
  row.bind(0, content.kind, content.name);
  row.bind_blob(1, bytes_of(digest)).bind_blob(4, content.bytes).run();
  return hex(digest);
}

Ledger::Ledger(Database db) : db_(std::move(db)) { refresh(); }

Ledger Ledger::open(const std::string& path, Database::Mode mode, int wait_seconds) {
  return Ledger(mode == Database::Mode::read ? open_for_reading(path, wait_seconds)
                                             : open_ledger_file(path, mode, wait_seconds));
}

void Ledger::refresh() {
  Books books;
  fetch_ledger(db_, books);
  info_ = std::move(books.ledger);
}

const Policy& Ledger::policy(const std::string& digest) {
  if (digest.empty() && today_) return rules(info_.policy_on(*today_), info_.catalog_on(*today_));
  const auto& wanted = digest.empty() ? info_.policy_digest : digest;
  if (const auto at = policies_.find(wanted); at != policies_.end()) return at->second;
  if (auto known = known_policy(wanted)) return policies_.emplace(wanted, std::move(*known)).first->second;
  const auto content = read_content(db_, wanted);
  if (!content || hex(sha256(content->bytes)) != wanted)
    throw LedgerError(15, fmt::format("the policy {} is not in the ledger as it was kept", wanted));
  auto policy = read_policy(content->bytes, content->name);
  policy.digest = wanted;
  return policies_.emplace(wanted, std::move(policy)).first->second;
}

const Policy& Ledger::rules(const std::string& of, std::string_view catalog) {
  const auto& plain = policy(of);
  if (catalog.empty()) return plain;
  const auto both = of + "/" + std::string(catalog);
  if (const auto at = policies_.find(both); at != policies_.end()) return at->second;
  const auto content = read_content(db_, std::string(catalog));
  if (!content || hex(sha256(content->bytes)) != catalog)
    throw LedgerError(15, fmt::format("the catalogue {} is not in the ledger as it was kept", catalog));
  return policies_.emplace(both, with_catalog(plain, content->bytes, content->name)).first->second;
}

const Calendar& Ledger::calendar(const std::string& digest) {
  const auto& wanted = digest.empty() ? info_.calendar_digest : digest;
  if (const auto at = calendars_.find(wanted); at != calendars_.end()) return at->second;
  if (auto known = known_calendar(wanted)) return calendars_.emplace(wanted, std::move(*known)).first->second;
  const auto content = read_content(db_, wanted);
  if (!content || hex(sha256(content->bytes)) != wanted)
    throw LedgerError(15, fmt::format("the calendar {} is not in the ledger as it was kept", wanted));
  return calendars_.emplace(wanted, read_calendar(content->bytes, content->name)).first->second;
}

void create_ledger(const std::string& path, LedgerCreated created, const Content& policy,
                   const Content& calendar, Instant now, const Signer& signer) {
  struct stat there {};
  if (lstat(path.c_str(), &there) == 0)
    throw LedgerError(73, message(N_("{0} is there already"), path),
        message(N_("choose another file: --ledger FILE")));
  try {
    auto db = Database::open(path, Database::Mode::create, 60);
    Transaction tx(db, Transaction::Kind::write);
    db.run(enduring_schema());
    db.run(derived_schema());
    db.run(fmt::format("PRAGMA user_version={}", kSchemaVersion).c_str());
    created.policy_digest = add_content(db, policy), created.policy_name = printable(policy.name);
    created.calendar_digest = add_content(db, calendar);
    ActHeader header;
    header.ledger = created.ledger, header.person = created.founder, header.verb = "init";
    header.recorded = now, header.program = program_version();
    std::vector<Event> events{{created, {}}, {CalendarLoaded{created.calendar_digest, calendar.name, {}}, {}}};
    const auto year = read_calendar(calendar.bytes, calendar.name).arranged;
    std::get<CalendarLoaded>(events[1].fact).arranged.assign(year.begin(), year.end());
    auto act = draft({}, header, events);
    Books books;
    for (std::size_t i = 0; i < events.size(); ++i)
      evolve(books, events[i], {i + 1, created.founder, "", now});
    if (!created.root_key.empty()) sign_draft(act, books.keys.begin()->second, signer);
    const auto head = append(db, {}, act);
    store(db, books, head->seq);
    tx.commit();
  } catch (...) {
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) unlink((path + tail).c_str());
    throw;
  }
}

// -- replay --------------------------------------------------------------------------------------

Books replay(Database& db) {
  Books books;
  books.notes_touched = false;
  read_from(db, 1, [&](const ActRow& act, const EventRow& row) {
    try {
      evolve(books, decode_body(row.kind, row.body), stamp_of(act, row.seq));
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& e) {
      throw LedgerError(15, fmt::format("event {} does not fit: {}", row.seq, e.what()), "", row.seq);
    }
    return true;
  });
  return books;
}

namespace {

void copy_acts_while(Database& from, Database& to, const std::function<bool(const ActRow&)>& wanted) {
  Statement content(from, "SELECT kind, name, bytes FROM content");
  while (content.step()) add_content(to, {content.text(0), content.text(1), content.text(2)});
  read_from(from, 1, [&](const ActRow& act, const EventRow& row) {
    if (!wanted(act)) return false;
    if (act.first == row.seq) insert_act(to, act);
    insert_event(to, row);
    return true;
  });
}

}  // namespace

void copy_journal(Database& from, Database& to, Instant until) {
  copy_acts_while(from, to, [&](const ActRow& act) { return act.header.recorded < until; });
}

void copy_journal(Database& from, Database& to, std::uint64_t last) {
  copy_acts_while(from, to, [&](const ActRow& act) { return act.first + act.header.events - 1 <= last; });
}

void rebuild(Database& db) {
  Transaction tx(db, Transaction::Kind::write);
  const auto books = replay(db);
  const Grant granted(db, Power::schema);
  db.run(derived_schema());
  store_all(db, books, read_head(db).seq);
  tx.commit();
}

}  // namespace govcloud
