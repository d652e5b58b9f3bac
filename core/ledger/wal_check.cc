#include "core/ledger/wal_check.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "core/ledger/file_header.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

// https://www.sqlite.org/fileformat.html#the_write_ahead_log
constexpr std::size_t kHeaderBytes = 32, kFrameHeaderBytes = 24;
constexpr std::size_t kFrameBytes = kFrameHeaderBytes + kPageSizeBytes;
constexpr std::uint32_t kMagic = 0x377f0682;  // the lowest bit: sums over big-endian words
constexpr std::uint32_t kVersion = 3007000;

std::uint32_t big(const char* at) {
  const auto* b = reinterpret_cast<const unsigned char*>(at);
  return std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 | b[3];
}

std::uint32_t little(const char* at) {
  const auto* b = reinterpret_cast<const unsigned char*>(at);
  return std::uint32_t{b[3]} << 24 | std::uint32_t{b[2]} << 16 | std::uint32_t{b[1]} << 8 | b[0];
}

struct Sum {
  bool big_endian;
  std::uint32_t first = 0, second = 0;
  void add(std::string_view bytes) {
    for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
      first += (big_endian ? big(&bytes[i]) : little(&bytes[i])) + second;
      second += (big_endian ? big(&bytes[i + 4]) : little(&bytes[i + 4])) + first;
    }
  }
  bool is_at(const char* at) const { return first == big(at) && second == big(at + 4); }
};

/// As many bytes as there are, up to the buffer's size.
std::size_t read_at(int descriptor, char* buffer, std::size_t size, off_t at, const std::string& name) {
  std::size_t got = 0;
  while (got < size) {
    const auto n = pread(descriptor, buffer + got, size - got, at + static_cast<off_t>(got));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw LedgerError(74, fmt::format("{} cannot be read: {}", name, std::strerror(errno)));
    if (n == 0) break;
    got += static_cast<std::size_t>(n);
  }
  return got;
}

}  // namespace

WalFile look_at_wal(int descriptor, const std::string& name) {
  WalFile wal;
  std::array<char, kFrameBytes> frame{};
  const auto got = read_at(descriptor, frame.data(), kHeaderBytes, 0, name);
  if (got < kHeaderBytes) return wal;  // nothing was ever committed into it
  const auto magic = big(frame.data());
  Sum sum{(magic & 1) != 0};
  sum.add({frame.data(), 24});
  const std::string salts(frame.data() + 16, 8);
  const bool whole = (magic & ~1u) == kMagic && big(&frame[4]) == kVersion &&
                     big(&frame[8]) == kPageSizeBytes && sum.is_at(&frame[24]);
  off_t at = kHeaderBytes;
  std::uint64_t number = 0;
  bool follows = whole;
  while (read_at(descriptor, frame.data(), kFrameBytes, at, name) == kFrameBytes) {
    at += static_cast<off_t>(kFrameBytes);
    ++number;
    if (!whole) {
      wal.fault = fmt::format("the header of {} is not what SQLite wrote", name);
      return wal;
    }
    // Frames of an earlier round, which a checkpoint has brought home, carry other salts.
    const bool of_this_round = std::string_view(&frame[8], 8) == salts;
    const bool ends_transaction = big(&frame[4]) != 0;
    sum.add({frame.data(), 8}), sum.add({frame.data() + kFrameHeaderBytes, kPageSizeBytes});
    follows = follows && of_this_round && sum.is_at(&frame[16]);
    if (follows && ends_transaction) wal.frames = number, ++wal.committed;
    if (!follows && of_this_round && ends_transaction) {
      wal.fault = fmt::format("frame {} of {} is not what SQLite wrote, and an act ends after it",
                              wal.frames + 1, name);
      return wal;
    }
  }
  return wal;
}

}  // namespace govcloud
