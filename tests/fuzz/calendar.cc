// Calendars: working days can be counted in whatever is accepted.
#include "core/format/input_error.h"
#include "core/ledger/ledger.h"
#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  try {
    const auto calendar = read_calendar(bytes, "c.csv");
    for (const auto year : calendar.arranged) must(year >= 1900 && year <= 9999);
  } catch (const InputError& e) {
    must(e.exit == 78);
  }
}
