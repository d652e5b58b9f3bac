// Dates, instants and months: what is accepted is written the same again.
#include "core/law/date.h"

#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  if (const auto date = parse_date(bytes)) must(to_text(*date) == bytes);
  if (const auto month = parse_month(bytes)) must(to_text(*month) == bytes);
  if (const auto instant = parse_instant(bytes))
    for (const auto offset : {Offset{0}, Offset{480}}) must(parse_instant(to_text(*instant, offset)) == instant);
}
