#include "core/format/json_read.h"

#include <algorithm>
#include <cstdint>

#include "core/format/input_error.h"
#include "core/format/json_sax.h"

namespace govcloud {
namespace {

/// Builds the one value of a text.
class Reader final : public JsonSax {
 public:
  bool key(std::string& key) override {
    builder_.key(std::move(key));
    return true;
  }

  Json take() { return builder_.take(); }
  const Message& what() const { return what_; }
  /// How many bytes were read when the fault was found; of values nested too deep, none.
  std::size_t at() const { return at_; }

 private:
  bool scalar(Json value) override {
    builder_.put(std::move(value));
    return true;
  }
  bool open(bool is_object) override {
    if (builder_.depth() > static_cast<std::size_t>(kJsonDepthMax)) {
      what_ = message(N_("values nested deeper than {0}"), kJsonDepthMax);
      return false;
    }
    builder_.open(is_object);
    return true;
  }
  bool close() override {
    builder_.close();
    return true;
  }
  bool fault(std::size_t position, Message what) override {
    what_ = std::move(what), at_ = position;
    return false;
  }

  JsonBuilder builder_;
  Message what_;
  std::size_t at_ = 0;
};

}  // namespace

Json parse_json(std::string_view text, const std::string& name) {
  if (text.size() > kJsonBytesMax)
    throw InputError(65, message(N_("{0}"), name),
                     message(N_("{0} bytes are more than the {1} that are read at once"), text.size(), kJsonBytesMax),
                     message(N_("export fewer results to a file and import them one after the other")));
  Reader reader;
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &reader)) return reader.take();
  const auto mend = message(N_("the file may be cut off, or be something else; export it again"));
  if (reader.at() == 0) throw InputError(65, message(N_("{0}"), name), reader.what(), mend);
  // The byte that was read last is the one that is wrong, and may be a line end.
  const auto before = text.substr(0, reader.at() - 1);
  throw InputError(65, message(N_("{0} line {1}"), name, 1 + std::count(before.begin(), before.end(), '\n')), reader.what(), mend);
}

}  // namespace govcloud
