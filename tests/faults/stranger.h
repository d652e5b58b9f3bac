// Somebody with the file in their hands and a plain SQLite: no settings, no authorizer, no rules.
#pragma once
#include <string>
#include <vector>

struct sqlite3;

namespace govcloud::testing {

class Stranger {
 public:
  /// Opens, or makes, the file. Whatever fails throws std::runtime_error.
  explicit Stranger(const std::string& path);
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;
  ~Stranger();

  Stranger& run(const std::string& sql);
  /// The first column of what a query gives.
  std::vector<std::string> ask(const std::string& sql);
  /// Rows changed by the last statement.
  int changes() const;
  /// Writes over the schema itself.
  Stranger& forge(const std::string& sql);

 private:
  sqlite3* db_ = nullptr;
};

/// From now on each connection that anybody in this process opens knows the function probe(…), which
/// only counts: whoever runs what a stranger's schema says, calls it.
void set_probe();
int probed();

}  // namespace govcloud::testing
