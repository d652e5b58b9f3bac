#include "core/format/json_pick.h"

#include <iterator>
#include <optional>
#include <string_view>

#include "core/format/input_error.h"
#include "core/format/json_read.h"
#include "core/format/json_sax.h"

namespace govcloud {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} << 10, kPathsMax = 32;

/// The bytes of a source, one at a time, counted.
struct Bytes {
  ByteSource& source;
  std::vector<char> piece = std::vector<char>(kPieceBytes);
  std::size_t at = 0, end = 0;
  std::int64_t line = 1;
  std::size_t since_token = 0, since_pick = 0;

  bool more() {
    if (at < end) return true;
    at = 0;
    end = source.read(piece.data(), piece.size());
    return end > 0;
  }
  void take() {
    if (piece[at++] == '\n') ++line;
    ++since_token, ++since_pick;
    if (since_token > kJsonTokenBytesMax)
      refuse(message(N_("a text, or blanks, of more than {0} bytes"), kJsonTokenBytesMax));
    if (since_pick > kPickedBytesMax) refuse(message(N_("one sample of more than {0} bytes"), kPickedBytesMax));
  }
  [[noreturn]] void refuse(Message what) const {
    throw InputError(65, message(N_("{0} line {1}"), source.name(), line), std::move(what),
                     message(N_("the file may be cut off, or be something else; export it again")));
  }
};

/// What the library reads from.
struct ByteIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Bytes* bytes = nullptr;  // none: the end
  const char& operator*() const { return bytes->piece[bytes->at]; }
  ByteIterator& operator++() {
    bytes->take();
    return *this;
  }
  bool operator==(const ByteIterator& other) const { return ended() == other.ended(); }
  bool operator!=(const ByteIterator& other) const { return !(*this == other); }
  bool ended() const { return bytes == nullptr || !bytes->more(); }
};

/// A path as steps: a key, or "[]".
struct Path {
  std::vector<std::string> steps;
  bool opening = false;
};

Path path_of(std::string_view text) {
  Path path;
  if (text.ends_with('{')) path.opening = true, text.remove_suffix(1);
  while (!text.empty()) {
    if (text.starts_with('.')) text.remove_prefix(1);
    const auto end = text.starts_with("[]") ? 2 : std::min(text.find_first_of(".["), text.size());
    path.steps.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return path;
}

class Picker final : public JsonSax {
 public:
  Picker(Bytes& bytes, const std::vector<Path>& paths, const std::function<void(Picked)>& sink)
      : bytes_(bytes), paths_(paths), sink_(sink) {}

  bool key(std::string& key) override {
    bytes_.since_token = 0;
    if (picking_) builder_.key(std::move(key));
    else levels_.back().key = std::move(key);
    return true;
  }

 private:
  struct Level {
    bool is_object = false;
    std::uint32_t paths = 0;  // which of them lead here, a bit each
    std::string key;
  };

  // Which paths lead to the value that begins now.
  std::uint32_t paths_here() const {
    std::uint32_t here = 0;
    for (std::size_t i = 0; i < paths_.size(); ++i) {
      const auto& steps = paths_[i].steps;
      const bool leads = levels_.empty() || ((levels_.back().paths >> i & 1) != 0 && levels_.size() <= steps.size() &&
                                             steps[levels_.size() - 1] == (levels_.back().is_object ? levels_.back().key : "[]"));
      if (leads) here |= std::uint32_t{1} << i;
    }
    return here;
  }
  std::optional<std::size_t> path_ending(std::uint32_t here, bool opening) const {
    for (std::size_t i = 0; i < paths_.size(); ++i)
      if ((here >> i & 1) != 0 && paths_[i].steps.size() == levels_.size() && paths_[i].opening == opening) return i;
    return std::nullopt;
  }
  void begin_picking(std::size_t path) {
    picking_ = path, line_ = bytes_.line, bytes_.since_pick = 0;
    builder_ = {};
  }
  void end_picking() {
    sink_({*picking_, line_, builder_.take()});
    picking_.reset();
  }

  bool scalar(Json value) override {
    bytes_.since_token = 0;
    if (!picking_) {
      bytes_.since_pick = 0;
      const auto path = path_ending(paths_here(), false);
      if (!path) return true;
      begin_picking(*path);
    }
    builder_.put(std::move(value));
    if (builder_.depth() == 0) end_picking();
    return true;
  }
  bool open(bool is_object) override {
    bytes_.since_token = 0;
    if (levels_.size() + builder_.depth() > static_cast<std::size_t>(kJsonDepthMax))
      bytes_.refuse(message(N_("values nested deeper than {0}"), kJsonDepthMax));
    if (!picking_) {
      bytes_.since_pick = 0;
      const auto here = paths_here();
      if (const auto path = path_ending(here, true)) sink_({*path, bytes_.line, {}});
      const auto path = path_ending(here, false);
      if (!path) return levels_.push_back({is_object, here, {}}), true;
      begin_picking(*path);
    }
    builder_.open(is_object);
    return true;
  }
  bool fault(std::size_t, Message what) override { bytes_.refuse(std::move(what)); }
  bool close() override {
    bytes_.since_token = 0;
    if (!picking_) return levels_.pop_back(), true;
    builder_.close();
    if (builder_.depth() == 0) end_picking();
    return true;
  }

  Bytes& bytes_;
  const std::vector<Path>& paths_;
  const std::function<void(Picked)>& sink_;
  std::vector<Level> levels_;  // open ones outside a picked value
  std::optional<std::size_t> picking_;
  std::int64_t line_ = 0;
  JsonBuilder builder_;
};

// Passes blanks over; false at the end.
bool skip_blanks(Bytes& bytes) {
  while (bytes.more()) {
    const char c = bytes.piece[bytes.at];
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return true;
    bytes.take();
    bytes.since_token = bytes.since_pick = 0;
  }
  return false;
}

}  // namespace

void pick_json(ByteSource& source, const std::vector<std::string>& texts,
               const std::function<void(Picked)>& sink) {
  if (texts.size() > kPathsMax) throw std::logic_error("too many paths");
  std::vector<Path> paths;
  for (const auto& text : texts) paths.push_back(path_of(text));
  Bytes bytes{source};
  if (!skip_blanks(bytes)) bytes.refuse(message(N_("nothing is in it")));
  do {
    // After a bare number the library reads on to see whether it has ended, and what it read were lost.
    if (const char first = bytes.piece[bytes.at]; first != '{' && first != '[')
      bytes.refuse(message(N_("it begins with neither an object nor a list")));
    Picker picker(bytes, paths, sink);
    nlohmann::json::sax_parse(ByteIterator{&bytes}, ByteIterator{}, &picker, nlohmann::json::input_format_t::json, false);
  } while (skip_blanks(bytes));
}

}  // namespace govcloud
