// CSV: what was read and is written reads the same again.
#include "core/format/csv.h"

#include "core/format/input_error.h"
#include "tests/fuzz/target.h"

namespace govcloud {
namespace {

using Records = std::vector<std::vector<std::string>>;

Records records_of(std::string_view text) {
  Records records;
  CsvReader reader(text, "f.csv");
  for (std::vector<std::string> fields; reader.next(fields);) records.push_back(fields);
  return records;
}

}  // namespace

void fuzz(std::string_view bytes) {
  Records records;
  try {
    records = records_of(bytes);
  } catch (const InputError& e) {
    must(e.exit == 65);
    return;
  }
  std::string text, for_excel;
  for (const auto& fields : records) append_csv(text, fields, false), append_csv(for_excel, fields, true);
  must(records_of(text) == records);
  must(records_of(for_excel).size() == records.size());
}

}  // namespace govcloud
