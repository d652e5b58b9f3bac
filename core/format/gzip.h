// Bytes of a plain file, a gzip file (RFC 1952) or standard input, a piece at a time. The only door
// to zlib.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace govcloud {

/// What a gzip file may grow to before it is refused: a few bytes can promise terabytes.
inline constexpr std::uint64_t kUnpackedBytesMax = std::uint64_t{16} << 30;

/// A stream of bytes, unpacked where its first two bytes are 1f 8b. Several gzip members after one
/// another count as one stream, and zero bytes after the last are padding, as gzip(1) has it.
/// Holds a few hundred KiB whatever the file's length. Movable, not copyable.
///
/// Throws InputError: 66 where the file is missing, unreadable or a directory; 65 where the gzip
/// data ends early, is damaged, is followed by other bytes or grows past the bound.
class ByteSource {
 public:
  /// `path` "-" is standard input.
  explicit ByteSource(const std::string& path, std::uint64_t unpacked_max = kUnpackedBytesMax);
  /// The same over bytes in memory; `name` stands in messages.
  static ByteSource of_bytes(std::string name, std::string bytes,
                             std::uint64_t unpacked_max = kUnpackedBytesMax);
  /// The same over bytes that are made on the way: `produce` writes as many as it can, and gives their
  /// number; 0 at the end. What it throws passes through read().
  using Produce = std::function<std::size_t(char* out, std::size_t room)>;
  static ByteSource of_producer(std::string name, Produce produce);
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;
  ~ByteSource();

  /// Writes up to `room` bytes (at least one, where any are left) and gives their number; 0 at the
  /// end.
  std::size_t read(char* out, std::size_t room);
  /// The next `size` bytes, fewer only at the end, without taking them. Holds until the next call.
  std::string_view peek(std::size_t size);
  /// Of a source that was read to its end: gives these bytes from now on.
  void put_back(std::string bytes);

  /// The path as given; `standard input` for "-".
  const std::string& name() const;
  bool is_standard_input() const;

  /// Is told every byte as the file holds it, packed or not, each once and in order: a digest over
  /// them is the digest of the file once read() has given 0. Set before the first read().
  void watch(std::function<void(std::string_view)> watcher);

  struct State;  // of the descriptor and zlib; defined in gzip.cc

 private:
  explicit ByteSource(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A whole file, unpacked. More than `limit` bytes: InputError 65.
std::string read_all(const std::string& path, std::size_t limit);
/// What is left of a source, under the same limit.
std::string read_all(ByteSource& source, std::size_t limit);

}  // namespace govcloud
