#include "core/format/json_read.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/format/input_error.h"
#include "core/format/json_builder.h"
#include "core/format/width.h"

namespace govcloud {
namespace {

constexpr std::size_t kQuotedBytesMax = 40;

/// Builds the value of what the library reads. Its parser does not recurse, so depth is ours to bound.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return put({}); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(std::int64_t value) override { return put(value); }
  bool number_unsigned(std::uint64_t value) override {
    return put(value <= INT64_MAX ? Json(value) : Json(std::to_string(value)));
  }
  bool number_float(double, const std::string& written) override { return put(json_number(written)); }
  bool string(std::string& value) override { return put(std::move(value)); }
  bool binary(nlohmann::json::binary_t&) override { return false; }  // JSON has none
  bool start_object(std::size_t) override { return open(true); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(std::string& key) override {
    builder_.key(std::move(key));
    return true;
  }
  bool parse_error(std::size_t position, const std::string& last, const nlohmann::json::exception&) override {
    fault_ = message(N_("not well-formed JSON after '{0}'"), printable(last.substr(0, kQuotedBytesMax)));
    at_ = position;
    return false;
  }

  Json take() { return builder_.take(); }
  const Message& fault() const { return fault_; }
  /// How many bytes were read when the fault was found; nothing where that is not known.
  std::optional<std::size_t> at() const { return at_; }

 private:
  bool open(bool is_object) {
    if (builder_.depth() > static_cast<std::size_t>(kJsonDepthMax)) {
      fault_ = message(N_("values nested deeper than {0}"), kJsonDepthMax);
      return false;
    }
    builder_.open(is_object);
    return true;
  }
  bool close() {
    builder_.close();
    return true;
  }
  bool put(Json value) {
    builder_.put(std::move(value));
    return true;
  }

  JsonBuilder builder_;
  Message fault_;
  std::optional<std::size_t> at_;
};

}  // namespace

Json parse_json(std::string_view text, const std::string& name) {
  if (text.size() > kJsonBytesMax)
    throw InputError(65, message(N_("{0}"), name),
                     message(N_("{0} bytes are more than the {1} that are read at once"), text.size(), kJsonBytesMax),
                     message(N_("export fewer results to a file and import them one after the other")));
  Builder builder;
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return builder.take();
  if (!builder.at()) throw InputError(65, message(N_("{0}"), name), builder.fault(), Message{});
  const auto read = text.substr(0, *builder.at());
  throw InputError(65, message(N_("{0} line {1}"), name, 1 + std::count(read.begin(), read.end(), '\n')), builder.fault(),
                   message(N_("the file may be cut off; export it again from the scanner")));
}

}  // namespace govcloud
