// Calendar files: CSV with the columns date, is_workday, name.
#include <fmt/format.h>

#include "core/format/csv.h"
#include "core/format/encoding.h"
#include "core/format/input_error.h"
#include "core/ledger/ledger.h"
#include "core/ledger/sha256.h"

namespace govcloud {
namespace {

[[noreturn]] void bad(const std::string& name, std::size_t row, Message what) {
  throw InputError(78, message(N_("{0} row {1}"), name, row), std::move(what),
                   message(N_("a calendar has the columns date,is_workday,name; is_workday is 0 or 1")));
}

std::vector<CalendarDay> days_of(std::string_view bytes, const std::string& name) {
  const auto text = to_utf8(bytes, name).text;
  CsvReader csv(text, name);
  std::vector<CalendarDay> days;
  std::vector<std::string> fields;
  bool head = true;
  for (; csv.next(fields); head = false) {
    if (head) {
      if (fields.size() < 2 || fields[0] != "date" || fields[1] != "is_workday")
        bad(name, csv.row(), message(N_("the first line does not name the columns")));
      continue;
    }
    if (fields.size() == 1 && fields[0].empty()) continue;
    if (fields.size() < 2) bad(name, csv.row(), message(N_("it has too few columns")));
    const auto date = parse_date(fields[0]);
    if (!date) bad(name, csv.row(), message(N_("column date: '{0}' is not a date"), fields[0]));
    if (fields[1] != "0" && fields[1] != "1")
      bad(name, csv.row(), message(N_("column is_workday: '{0}' is neither 0 nor 1"), fields[1]));
    days.push_back({*date, fields[1] == "1", fields.size() > 2 ? fields[2] : ""});
  }
  if (head) bad(name, 1, message(N_("the file is empty")));
  return days;
}

}  // namespace

Calendar read_calendar(std::string_view bytes, const std::string& name) {
  std::vector<CalendarDay> days;
  try {
    days = days_of(bytes, name);
  } catch (InputError& e) {  // the encoding and the quotes too are the calendar's fault
    e.exit = 78;
    throw;
  }
  auto calendar = make_calendar(std::move(days));
  for (std::size_t i = 1; i < calendar.days.size(); ++i)
    if (calendar.days[i].date == calendar.days[i - 1].date)
      throw InputError(78, message(N_("{0}: {1} stands there twice"), name, to_text(calendar.days[i].date)),
                       message(N_("leave one of the two rows")));
  calendar.digest = hex(sha256(bytes));
  return calendar;
}

}  // namespace govcloud
