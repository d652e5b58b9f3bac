// bulk FILE EVENTS: the least that a program can do to write a journal's events in one transaction.
// EVENTS has a line "kind <tab> subject <tab> body" for each. Each is hashed with the hash before it and
// inserted with its subject, as durably as the ledger does (WAL, synchronous=FULL); the close of the
// connection empties the log. Nothing is decided, derived or read back.
#include <openssl/sha.h>
#include <sqlite3.h>

#include <cstdlib>
#include <fstream>
#include <string>

namespace {

sqlite3* db = nullptr;

void run(const char* sql) {
  if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::exit(74);
}

sqlite3_stmt* prepared(const char* sql) {
  sqlite3_stmt* row = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &row, nullptr) != SQLITE_OK) std::exit(74);
  return row;
}

void bind(sqlite3_stmt* row, int at, const std::string& text) {
  sqlite3_bind_text(row, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

void insert(sqlite3_stmt* row) {
  if (sqlite3_step(row) != SQLITE_DONE) std::exit(74);
  sqlite3_reset(row);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3 || sqlite3_open(argv[1], &db) != SQLITE_OK) return 64;
  std::ifstream events(argv[2]);
  run("PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "CREATE TABLE event (seq INTEGER PRIMARY KEY, act INTEGER, kind TEXT, body TEXT, prev BLOB, hash BLOB) STRICT;"
      "CREATE TABLE subject (seq INTEGER, position INTEGER, subject TEXT, PRIMARY KEY (seq, position)) STRICT, WITHOUT ROWID;"
      "CREATE INDEX subject_by_name ON subject (subject, seq); BEGIN IMMEDIATE");
  auto* event = prepared("INSERT INTO event VALUES (?1, 1, ?2, ?3, ?4, ?5)");
  auto* about = prepared("INSERT INTO subject VALUES (?1, 1, ?2)");
  std::string kind, subject, body, prev(SHA256_DIGEST_LENGTH, '\0'), hash = prev;
  for (sqlite3_int64 seq = 1; std::getline(events, kind, '\t') && std::getline(events, subject, '\t') &&
                              std::getline(events, body);
       ++seq) {
    const std::string hashed = std::to_string(seq) + prev + kind + subject + body;
    SHA256(reinterpret_cast<const unsigned char*>(hashed.data()), hashed.size(), reinterpret_cast<unsigned char*>(hash.data()));
    sqlite3_bind_int64(event, 1, seq), bind(event, 2, kind), bind(event, 3, body);
    sqlite3_bind_blob(event, 4, prev.data(), SHA256_DIGEST_LENGTH, SQLITE_STATIC);
    sqlite3_bind_blob(event, 5, hash.data(), SHA256_DIGEST_LENGTH, SQLITE_STATIC);
    insert(event);
    if (!subject.empty()) sqlite3_bind_int64(about, 1, seq), bind(about, 2, subject), insert(about);
    prev = hash;
  }
  run("COMMIT");
  sqlite3_finalize(event), sqlite3_finalize(about);
  return sqlite3_close(db) == SQLITE_OK ? 0 : 74;
}
