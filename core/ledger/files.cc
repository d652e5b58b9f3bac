#include "core/ledger/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/format/encoding.h"
#include "core/format/input_error.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

constexpr std::size_t kChunkBytes = 1 << 16;

std::string reason() { return std::strerror(errno); }

std::string last_part(const std::string& path) {
  auto name = path.substr(path.find_last_of('/') + 1);
  return valid_utf8(name) ? name : "evidence";
}

/// Reads a descriptor from its start and hands each piece on.
template <class Each>
void read_whole(int descriptor, const std::string& path, Each each) {
  std::string chunk(kChunkBytes, '\0');
  for (off_t at = 0;;) {
    const auto n = pread(descriptor, chunk.data(), chunk.size(), at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw InputError(66, fmt::format("{} cannot be read: {}", path, reason()));
    if (n == 0) return;
    each(std::string_view(chunk.data(), static_cast<std::size_t>(n)));
    at += n;
  }
}

void make_folder(const std::string& path) {
  if (mkdir(path.c_str(), 0770) != 0 && errno != EEXIST)
    throw LedgerError(74, fmt::format("the folder {} cannot be made: {}", path, reason()),
                      "nothing was recorded");
}

/// Flushes a folder's own entry list, so that a rename in it survives a power cut. A file system that
/// cannot flush a folder says so with EINVAL; there is nothing more to do there.
void sync_folder(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool flushed = folder >= 0 && (fsync(folder) == 0 || errno == EINVAL);
  const auto why = reason();
  if (folder >= 0) close(folder);
  if (!flushed)
    throw LedgerError(74, fmt::format("the folder {} cannot be written: {}", path, why),
                      "nothing was recorded");
}

std::string store_of(const std::string& ledger_path) { return ledger_path + ".evidence"; }
std::string folder_of(const std::string& path) { return path.substr(0, path.find_last_of('/')); }

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const auto n = write(descriptor, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0)
      throw LedgerError(74, fmt::format("{} cannot be written: {}", path, reason()),
                        "nothing was recorded");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

EvidenceFile::EvidenceFile(const std::string& path) : path_(path), name_(last_part(path)) {
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0) throw InputError(66, fmt::format("{} cannot be read: {}", path, reason()));
  struct stat info {};
  const bool known = fstat(descriptor_, &info) == 0;
  if (!known || !S_ISREG(info.st_mode) || info.st_size == 0) {
    close(std::exchange(descriptor_, -1));
    throw InputError(66, fmt::format("{} is {}", path,
                                     !known                    ? "not readable"
                                     : S_ISDIR(info.st_mode)   ? "a folder, not a file"
                                     : !S_ISREG(info.st_mode)  ? "not an ordinary file"
                                                               : "empty"),
                     "name the file of the paper");
  }
  try {
    Sha256 hash;
    read_whole(descriptor_, path, [&](std::string_view piece) {
      hash.add(piece);
      size_bytes_ += static_cast<std::int64_t>(piece.size());
    });
    digest_ = hash.finish();
  } catch (...) {
    close(std::exchange(descriptor_, -1));
    throw;
  }
}

EvidenceFile::EvidenceFile(EvidenceFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)),
      name_(std::move(other.name_)), digest_(other.digest_), size_bytes_(other.size_bytes_) {}

EvidenceFile::~EvidenceFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::string evidence_path(const std::string& ledger_path, const std::string& digest_hex) {
  return store_of(ledger_path) + "/" + digest_hex.substr(0, 2) + "/" + digest_hex.substr(2);
}

bool EvidenceFile::keep(const std::string& ledger_path) const {
  const auto target = evidence_path(ledger_path, hex(digest_));
  struct stat there {};
  if (stat(target.c_str(), &there) == 0 && there.st_size == size_bytes_) return false;
  make_folder(store_of(ledger_path));
  make_folder(folder_of(target));
  const auto temporary = fmt::format("{}.{}.part", target, getpid());
  const int out = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0440);
  if (out < 0)
    throw LedgerError(74, fmt::format("{} cannot be written: {}", temporary, reason()),
                      "nothing was recorded");
  try {
    Sha256 hash;
    read_whole(descriptor_, path_, [&](std::string_view piece) {
      hash.add(piece);
      write_all(out, piece, temporary);
    });
    if (hash.finish() != digest_)
      throw InputError(65, fmt::format("{} changed while it was read", path_), "try again");
    if (fsync(out) != 0 || close(out) != 0 || std::rename(temporary.c_str(), target.c_str()) != 0)
      throw LedgerError(74, fmt::format("{} cannot be written: {}", target, reason()),
                        "nothing was recorded");
    return true;
  } catch (...) {
    unlink(temporary.c_str());
    throw;
  }
}

void keep_all(const std::vector<const EvidenceFile*>& files, const std::string& ledger_path) {
  const auto store = store_of(ledger_path);
  struct stat there {};
  const bool is_first = !files.empty() && stat(store.c_str(), &there) != 0;
  std::set<std::string> changed;
  for (const auto* file : files)
    if (file->keep(ledger_path)) changed.insert(folder_of(evidence_path(ledger_path, hex(file->digest()))));
  if (changed.empty()) return;
  changed.insert(store);  // a folder in it may be new
  if (is_first) changed.insert(store.find('/') == std::string::npos ? "." : folder_of(store) + "/");
  for (const auto& folder : changed) sync_folder(folder);
}

}  // namespace govcloud
