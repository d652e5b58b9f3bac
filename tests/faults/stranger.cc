#include "tests/faults/stranger.h"

#include <sqlite3.h>

#include <atomic>
#include <stdexcept>

namespace govcloud::testing {
namespace {

std::atomic<int> probes{0};

void probe(sqlite3_context* context, int count, sqlite3_value** values) {
  ++probes;
  if (count > 0) sqlite3_result_value(context, values[0]);
  else sqlite3_result_int(context, 1);
}

int give_probe(sqlite3* db, const char**, const sqlite3_api_routines*) {
  return sqlite3_create_function(db, "probe", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                                 probe, nullptr, nullptr);
}

int keep_first(void* all, int, char** row, char**) {
  static_cast<std::vector<std::string>*>(all)->emplace_back(row[0] != nullptr ? row[0] : "");
  return 0;
}

}  // namespace

Stranger::Stranger(const std::string& path) {
  if (sqlite3_open(path.c_str(), &db_) != SQLITE_OK) throw std::runtime_error(path + " does not open");
}

Stranger::~Stranger() { sqlite3_close(db_); }

Stranger& Stranger::run(const std::string& sql) {
  if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
  return *this;
}

std::vector<std::string> Stranger::ask(const std::string& sql) {
  std::vector<std::string> all;
  if (sqlite3_exec(db_, sql.c_str(), keep_first, &all, nullptr) != SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
  return all;
}

int Stranger::changes() const { return sqlite3_changes(db_); }

Stranger& Stranger::forge(const std::string& sql) {
  return run("PRAGMA writable_schema=ON; " + sql + "; PRAGMA writable_schema=OFF");
}

void set_probe() {
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(give_probe));
  probes = 0;
}

int probed() { return probes; }

}  // namespace govcloud::testing
