#include "core/ledger/file_header.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "core/ledger/disk.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

constexpr std::size_t kHeaderBytes = 100;
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::string_view kOurs = "govc";
constexpr std::string_view kJournalMagic = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7";

/// The bytes that SQLite writes the same into every file of ours: page size, the two versions,
/// reserved space and payload fractions.
bool is_as_written(std::string_view head) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(head[i]); };
  const bool page_size = at(16) * 256u + at(17) == kPageSizeBytes;
  const bool version = at(18) == at(19) && (at(18) == 1 || at(18) == 2);
  return page_size && version && at(20) == 0 && at(21) == 64 && at(22) == 32 && at(23) == 32;
}

std::int64_t number_at(std::string_view head, std::size_t at) {
  std::int64_t number = 0;
  for (std::size_t i = at; i < at + 4; ++i) number = number * 256 + static_cast<unsigned char>(head[i]);
  return number;
}

/// The count of pages holds only beside the change counter with which it was written.
std::int64_t said_bytes(std::string_view head) {
  return number_at(head, 24) == number_at(head, 92) ? number_at(head, 28) * kPageSizeBytes : 0;
}

LedgerError not_a_ledger(const std::string& path) {
  return {10, message(N_("{0} is not a govcloud ledger"), path), message(N_("name another: --ledger FILE"))};
}

}  // namespace

FileHeader look_at_file(const std::string& path) {
  // O_NONBLOCK, so that a pipe of that name does not keep the program waiting for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  const int problem = errno;
  if (file.number < 0 && (problem == ENOENT || problem == ENOTDIR))
    throw LedgerError(10, message(N_("there is no ledger at {0}: {1}"), path, std::strerror(problem)),
                      message(N_("make one with: govcloud init, or name another: --ledger FILE")));
  if (file.number < 0)
    throw LedgerError(10, message(N_("the ledger {0} cannot be read: {1}"), path, std::strerror(problem)));
  struct stat info {};
  if (fstat(file.number, &info) != 0 || !S_ISREG(info.st_mode))
    throw LedgerError(10, message(N_("{0} is not a file"), path));
  std::array<char, kHeaderBytes> bytes{};
  const auto got = pread(file.number, bytes.data(), bytes.size(), 0);
  const std::string_view head(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  const bool ours = head.size() >= 72 && head.substr(68, 4) == kOurs;
  if (!ours) throw not_a_ledger(path);
  if (head.size() < kHeaderBytes || head.substr(0, 16) != kMagic || !is_as_written(head))
    throw LedgerError(15, fmt::format("the first bytes of {} are not what was written", path),
                      "stop writing to this file and keep it as it is");
  return {head[18] == 2, info.st_size, said_bytes(head), static_cast<std::uint64_t>(info.st_nlink)};
}

void look_at_journal(const std::string& path) {
  const auto name = path + "-journal";
  const Descriptor file(::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number < 0) return;
  std::array<char, kJournalMagic.size()> tail{};
  const auto end = lseek(file.number, 0, SEEK_END);
  const auto from = end - static_cast<off_t>(tail.size());
  if (from < 0 || pread(file.number, tail.data(), tail.size(), from) != static_cast<ssize_t>(tail.size()))
    return;
  if (std::string_view(tail.data(), tail.size()) == kJournalMagic)
    throw LedgerError(15, fmt::format("{} was not written by govcloud: it names a further journal", name),
                      "keep both files as they are and ask where they come from");
}

}  // namespace govcloud
