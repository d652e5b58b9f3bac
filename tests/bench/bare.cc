// The least that a program can do, for comparison: README.md says what is compared with what.
//   bare read FILE ID              reads one record by its key
//   bare write FILE BYTES [PAPER COPY]…  keeps copies of papers, then commits one row of so many bytes
//   bare eager FILE BYTES          the same without papers, but waits for a busy file as govcloud does
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

sqlite3* open_file(const char* path, int flags) {
  sqlite3* db = nullptr;
  if (sqlite3_open_v2(path, &db, flags, nullptr) != SQLITE_OK) std::exit(10);
  sqlite3_busy_timeout(db, 60000);
  return db;
}

/// The pauses of core/ledger/database.cc.
int wait_a_little(void*, int tries) {
  const long most = std::min(16000L, 500L << std::min(tries, 16));
  usleep(static_cast<useconds_t>(most / 2 + random() % (most / 2 + 1)));
  return 1;
}

int read_one(const char* path, const char* id) {
  sqlite3* db = open_file(path, SQLITE_OPEN_READONLY);
  sqlite3_stmt* row = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT record FROM request WHERE id = ?1", -1, &row, nullptr) != SQLITE_OK) return 74;
  sqlite3_bind_text(row, 1, id, -1, SQLITE_STATIC);
  if (sqlite3_step(row) != SQLITE_ROW) return 16;
  std::puts(reinterpret_cast<const char*>(sqlite3_column_text(row, 0)));
  sqlite3_finalize(row);
  sqlite3_close(db);
  return 0;
}

int write_one(const char* path, int bytes, bool eager) {
  sqlite3* db = open_file(path, SQLITE_OPEN_READWRITE);
  if (eager) srandom(static_cast<unsigned>(getpid())), sqlite3_busy_handler(db, wait_a_little, nullptr);
  const auto run = [db](const char* sql) { return sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK; };
  if (!run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE")) return 75;
  const std::string text(static_cast<std::size_t>(bytes), 'x');
  sqlite3_stmt* row = nullptr;
  if (sqlite3_prepare_v2(db, "INSERT INTO one(text) VALUES (?1)", -1, &row, nullptr) != SQLITE_OK) return 74;
  sqlite3_bind_text(row, 1, text.c_str(), bytes, SQLITE_STATIC);
  if (sqlite3_step(row) != SQLITE_DONE) return 74;
  sqlite3_finalize(row);
  if (!run("COMMIT")) return 74;
  sqlite3_close(db);
  return 0;
}

/// As durable as a paper in the evidence folder: a temporary file, fsync, rename.
bool keep(const char* from, const std::string& to) {
  static char bytes[1 << 16];
  const int in = open(from, O_RDONLY), out = open((to + ".part").c_str(), O_WRONLY | O_CREAT | O_EXCL, 0440);
  if (in < 0 || out < 0) return false;
  for (ssize_t n; (n = read(in, bytes, sizeof bytes)) > 0;)
    if (write(out, bytes, static_cast<std::size_t>(n)) != n) return false;
  if (fsync(out) != 0 || close(out) != 0 || close(in) != 0) return false;
  return std::rename((to + ".part").c_str(), to.c_str()) == 0;
}

bool sync_folder_of(const std::string& file) {
  const int folder = open(file.substr(0, file.find_last_of('/')).c_str(), O_RDONLY | O_DIRECTORY);
  return folder >= 0 && fsync(folder) == 0 && close(folder) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 64;
  if (std::strcmp(argv[1], "read") == 0) return read_one(argv[2], argv[3]);
  for (int i = 4; i + 1 < argc; i += 2)
    if (!keep(argv[i], argv[i + 1])) return 74;
  if (argc > 5 && !sync_folder_of(argv[5])) return 74;  // all copies lie in one folder
  return write_one(argv[2], std::atoi(argv[3]), std::strcmp(argv[1], "eager") == 0);
}
