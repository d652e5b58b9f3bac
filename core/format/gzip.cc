#include "core/format/gzip.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

#include "core/format/input_error.h"

namespace govcloud {

struct ByteSource::State {
  std::string name;
  std::uint64_t unpacked_max = 0;
  std::uint64_t unpacked = 0;
  int descriptor = -1;  // below 0: all there is lies in `piece`, or `produce` makes it
  ByteSource::Produce produce;
  std::string ahead;  // unpacked, and looked at or put back; read from `ahead_at` on
  std::size_t ahead_at = 0;
  std::vector<char> piece;
  std::size_t at = 0, end = 0;  // the unread part of `piece`
  bool begun = false, at_end = false, packed = false, in_member = false;
  z_stream stream{};
  std::function<void(std::string_view)> watcher;

  ~State() {
    if (packed) inflateEnd(&stream);
    if (descriptor > STDIN_FILENO) close(descriptor);
  }
};

namespace {

using State = ByteSource::State;
constexpr std::size_t kPieceBytes = std::size_t{256} << 10;

[[noreturn]] void refuse_data(const State& s, Message what, Message mend) {
  throw InputError(65, message(N_("{0}"), s.name), std::move(what), std::move(mend));
}

[[noreturn]] void refuse_file(const std::string& name, Message why) {
  throw InputError(66, message(N_("{0}"), name), std::move(why),
                   message(N_("name a file that can be read, or - for standard input")));
}

int open_file(const std::string& path, const std::string& name) {
  // Without O_NONBLOCK the opening of a pipe nobody writes to would wait; that is what is wanted
  // of /dev/stdin and of a shell's <(…).
  const int fd = path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) refuse_file(name, message(N_("{0}"), std::strerror(errno)));
  struct stat about {};
  if (fstat(fd, &about) == 0 && S_ISDIR(about.st_mode)) {
    if (fd != STDIN_FILENO) close(fd);
    refuse_file(name, message(N_("it is a directory and not a file")));
  }
  return fd;
}

// Moves what is unread to the front and reads more behind it; false at the end of the file.
bool refill(State& s) {
  if ((s.descriptor < 0 && !s.produce) || s.at_end) return false;
  std::memmove(s.piece.data(), s.piece.data() + s.at, s.end - s.at);
  s.end -= s.at;
  s.at = 0;
  ssize_t got = 0;
  char* const out = s.piece.data() + s.end;
  const auto room = s.piece.size() - s.end;
  do {
    got = s.produce ? static_cast<ssize_t>(s.produce(out, room)) : ::read(s.descriptor, out, room);
  } while (got < 0 && errno == EINTR);
  if (got < 0) refuse_file(s.name, message(N_("{0}"), std::strerror(errno)));
  if (got == 0) return !(s.at_end = true);
  if (s.watcher) s.watcher({out, static_cast<std::size_t>(got)});
  s.end += static_cast<std::size_t>(got);
  return true;
}

bool magic_next(const State& s) {
  return s.end - s.at >= 2 && s.piece[s.at] == '\x1f' && s.piece[s.at + 1] == '\x8b';
}

// A pipe may give one byte at a time, and the magic number is two.
bool fill_two(State& s) {
  while (s.end - s.at < 2 && refill(s)) {
  }
  return s.end - s.at >= 2;
}

void begin(State& s) {
  s.begun = true;
  if (s.descriptor < 0 && !s.produce && s.watcher) s.watcher({s.piece.data(), s.end});
  if (!fill_two(s) || !magic_next(s)) return;
  // 15 + 16: the largest window, gzip wrapping only.
  if (inflateInit2(&s.stream, 15 + 16) != Z_OK) throw std::bad_alloc();
  s.packed = s.in_member = true;
}

std::size_t read_plain(State& s, char* out, std::size_t room) {
  if (s.at == s.end && !refill(s)) return 0;
  const auto size = std::min(room, s.end - s.at);
  std::memcpy(out, s.piece.data() + s.at, size);
  s.at += size;
  return size;
}

// Between members: true where another one begins, false at the end.
bool next_member(State& s) {
  for (;;) {
    while (s.at < s.end && s.piece[s.at] == '\0') ++s.at;
    if (s.at < s.end) break;
    if (!refill(s)) return false;
  }
  if (!fill_two(s) || !magic_next(s)) {
    refuse_data(s, message(N_("the gzip data is followed by bytes that are not gzip")),
        message(N_("fetch the file again, or cut what stands behind the gzip data")));
  }
  inflateReset(&s.stream);
  return s.in_member = true;
}

void count_unpacked(State& s, std::size_t size) {
  s.unpacked += size;
  if (s.unpacked <= s.unpacked_max) return;
  refuse_data(s, message(N_("the gzip data unpacks to more than {0} bytes"), s.unpacked_max),
      message(N_("split the file into smaller ones")));
}

std::size_t read_packed(State& s, char* out, std::size_t room) {
  std::size_t size = 0;
  while (size == 0) {
    if (!s.in_member && !next_member(s)) return 0;
    if (s.at == s.end && !refill(s)) {
      refuse_data(s, message(N_("the gzip data ends early, after {0} unpacked bytes"), s.unpacked),
          message(N_("the file was cut off: fetch or pack it again")));
    }
    const auto room_now = static_cast<uInt>(std::min(room, std::size_t{1} << 30));
    s.stream.next_in = reinterpret_cast<Bytef*>(s.piece.data() + s.at);
    s.stream.avail_in = static_cast<uInt>(s.end - s.at);
    s.stream.next_out = reinterpret_cast<Bytef*>(out);
    s.stream.avail_out = room_now;
    const int result = inflate(&s.stream, Z_NO_FLUSH);
    s.at = s.end - s.stream.avail_in;
    size = room_now - s.stream.avail_out;
    if (result == Z_STREAM_END)
      s.in_member = false;
    else if (result != Z_OK && result != Z_BUF_ERROR) {
      refuse_data(s, message(N_("the gzip data is damaged after {0} unpacked bytes{1}{2}"), s.unpacked + size, s.stream.msg ? ": " : "", s.stream.msg ? s.stream.msg : ""),
          message(N_("fetch or pack the file again")));
    }
    count_unpacked(s, size);
  }
  return size;
}

}  // namespace

ByteSource::ByteSource(std::unique_ptr<State> state) : state_(std::move(state)) {}
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;
ByteSource::~ByteSource() = default;

ByteSource::ByteSource(const std::string& path, std::uint64_t unpacked_max)
    : state_(std::make_unique<State>()) {
  state_->name = path == "-" ? "standard input" : path;
  state_->unpacked_max = unpacked_max;
  state_->descriptor = open_file(path, state_->name);
  state_->piece.resize(kPieceBytes);
}

ByteSource ByteSource::of_bytes(std::string name, std::string bytes, std::uint64_t unpacked_max) {
  auto state = std::make_unique<State>();
  state->name = std::move(name);
  state->unpacked_max = unpacked_max;
  state->piece.assign(bytes.begin(), bytes.end());
  state->end = state->piece.size();
  return ByteSource(std::move(state));
}

ByteSource ByteSource::of_producer(std::string name, Produce produce) {
  auto state = std::make_unique<State>();
  state->name = std::move(name);
  state->unpacked_max = kUnpackedBytesMax;
  state->produce = std::move(produce);
  state->piece.resize(kPieceBytes);
  return ByteSource(std::move(state));
}

namespace {

std::size_t read_on(State& s, char* out, std::size_t room) {
  if (room == 0) return 0;
  if (!s.begun) begin(s);
  return s.packed ? read_packed(s, out, room) : read_plain(s, out, room);
}

}  // namespace

std::size_t ByteSource::read(char* out, std::size_t room) {
  auto& s = *state_;
  const auto size = std::min(room, s.ahead.size() - s.ahead_at);
  if (size == 0) return read_on(s, out, room);
  std::memcpy(out, s.ahead.data() + s.ahead_at, size);
  s.ahead_at += size;
  if (s.ahead_at == s.ahead.size()) s.ahead = {}, s.ahead_at = 0;
  return size;
}

std::string_view ByteSource::peek(std::size_t size) {
  auto& s = *state_;
  auto& ahead = s.ahead;
  while (ahead.size() - s.ahead_at < size) {
    const auto had = ahead.size();
    ahead.resize(s.ahead_at + size);
    const auto got = read_on(s, ahead.data() + had, ahead.size() - had);
    ahead.resize(had + got);
    if (got == 0) break;
  }
  return std::string_view(ahead).substr(s.ahead_at, size);
}

void ByteSource::put_back(std::string bytes) {
  state_->ahead = std::move(bytes), state_->ahead_at = 0;
}

const std::string& ByteSource::name() const { return state_->name; }

bool ByteSource::is_standard_input() const { return state_->descriptor == STDIN_FILENO; }

void ByteSource::watch(std::function<void(std::string_view)> watcher) {
  state_->watcher = std::move(watcher);
}

std::string read_all(ByteSource& source, std::size_t limit) {
  std::string text;
  std::size_t size = 0;
  for (;;) {
    // One byte over the limit is asked for, so that a file of just the limit is taken.
    if (size == text.size()) text.resize(std::min(limit + 1, std::max(kPieceBytes, size * 2)));
    const auto got = source.read(text.data() + size, text.size() - size);
    if (got == 0) break;
    size += got;
    if (size > limit) {
      throw InputError(65, message(N_("{0}"), source.name()), message(N_("longer than {0} bytes"), limit),
                       message(N_("split the file into smaller ones")));
    }
  }
  text.resize(size);
  return text;
}

std::string read_all(const std::string& path, std::size_t limit) {
  ByteSource source(path);
  return read_all(source, limit);
}

}  // namespace govcloud
