// JSON from outside: what was read and written again is the same value, or it is refused.
#include "core/format/encoding.h"
#include "core/format/input_error.h"
#include "core/format/json_read.h"
#include "tests/fuzz/target.h"

void govcloud::fuzz(std::string_view bytes) {
  if (!valid_utf8(bytes)) return;  // the encoding is another door
  try {
    const Json value = parse_json(bytes, "j.json");
    must(parse_json(value.dump(), "j.json") == value);
    must(parse_json(value.dump(2), "j.json") == value);
  } catch (const InputError& e) {
    must(e.exit == 65);
  }
}
