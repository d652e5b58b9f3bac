// What the JSON library meets, as our values: the one place that sees the library's interface. Internal
// to the JSON door.
#pragma once
#include <cstdint>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/format/input_error.h"
#include "core/format/json_builder.h"
#include "core/format/width.h"

namespace govcloud {

/// Begins and ends of objects and lists, keys, and everything else as a scalar. A reader says what to do
/// with them; false ends the reading. The library's parser does not recurse, so depth is the reader's to
/// bound.
class JsonSax : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() final { return scalar({}); }
  bool boolean(bool value) final { return scalar(value); }
  bool number_integer(std::int64_t value) final { return scalar(value); }
  bool number_unsigned(std::uint64_t value) final {
    return scalar(value <= INT64_MAX ? Json(value) : Json(std::to_string(value)));
  }
  bool number_float(double, const std::string& written) final { return scalar(json_number(written)); }
  bool string(std::string& value) final { return scalar(std::move(value)); }
  bool binary(nlohmann::json::binary_t&) final { return false; }  // JSON has none
  bool start_object(std::size_t) final { return open(true); }
  bool start_array(std::size_t) final { return open(false); }
  bool end_object() final { return close(); }
  bool end_array() final { return close(); }
  bool parse_error(std::size_t position, const std::string& last, const nlohmann::json::exception&) final {
    constexpr std::size_t kQuotedBytesMax = 40;
    return fault(position, message(N_("not well-formed JSON after '{0}'"), printable(last.substr(0, kQuotedBytesMax))));
  }

 protected:
  virtual bool scalar(Json value) = 0;
  virtual bool open(bool is_object) = 0;
  virtual bool close() = 0;
  /// What is no JSON, and how many bytes were read by then.
  virtual bool fault(std::size_t position, Message what) = 0;
};

}  // namespace govcloud
