#include "core/ledger/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/format/encoding.h"
#include "core/format/input_error.h"
#include "core/ledger/disk.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

constexpr std::size_t kChunkBytes = 1 << 16;

std::string reason() { return std::strerror(errno); }

std::string last_part(const std::string& path) {
  auto name = path.substr(path.find_last_of('/') + 1);
  return valid_utf8(name) ? name : "evidence";
}

/// Reads a descriptor from its start and hands each piece on; false, and errno, when it cannot.
template <class Each>
bool read_whole(int descriptor, Each each) {
  std::string chunk(kChunkBytes, '\0');
  for (off_t at = 0;;) {
    const auto n = pread(descriptor, chunk.data(), chunk.size(), at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    if (n == 0) return true;
    each(std::string_view(chunk.data(), static_cast<std::size_t>(n)));
    at += n;
  }
}

InputError unreadable(const std::string& path) {
  return {66, fmt::format("{} cannot be read: {}", path, reason())};
}

LedgerError unwritten(const std::string& path) {
  return {74, fmt::format("{} cannot be written: {}", path, reason()), "nothing was recorded"};
}

void make_folder(const std::string& path) {
  if (mkdir(path.c_str(), 0770) != 0 && errno != EEXIST)
    throw LedgerError(74, fmt::format("the folder {} cannot be made: {}", path, reason()),
                      "nothing was recorded");
}

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const auto n = write(descriptor, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw unwritten(path);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

/// Whether the store holds exactly this already. A link is nothing that the store made.
bool is_kept(const std::string& target, const Digest& digest, std::int64_t size_bytes) {
  const int there = ::open(target.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (there < 0) return false;
  struct stat info {};
  const bool fits = fstat(there, &info) == 0 && S_ISREG(info.st_mode) && info.st_size == size_bytes;
  const auto found = fits ? digest_of_file(there) : std::nullopt;
  close(there);
  return found == digest;
}

/// A file's descriptor for as long as it is copied: the one that is open, or one opened by name.
class Reopened {
 public:
  Reopened(int open, const std::string& path)
      : own_(open < 0 ? ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1), descriptor_(open < 0 ? own_ : open) {
    if (descriptor_ < 0) throw unreadable(path);
  }
  Reopened(const Reopened&) = delete;
  Reopened& operator=(const Reopened&) = delete;
  ~Reopened() {
    if (own_ >= 0) close(own_);
  }
  int descriptor() const { return descriptor_; }

 private:
  int own_, descriptor_;
};

/// Removes the temporary files of programs that are no more: NAME.PID.part.
void remove_leftovers(const std::string& folder) {
  DIR* entries = opendir(folder.c_str());
  if (entries == nullptr) return;
  while (const auto* entry = readdir(entries)) {
    const std::string_view name = entry->d_name;
    const auto end = name.rfind(".part");
    const auto dot = name.rfind('.', end - 1);
    if (!name.ends_with(".part") || dot == name.npos) continue;
    const auto pid = std::atol(std::string(name.substr(dot + 1, end - dot - 1)).c_str());
    if (pid > 0 && kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH)
      unlinkat(dirfd(entries), entry->d_name, 0);
  }
  closedir(entries);
}

}  // namespace

EvidenceFile::EvidenceFile(const std::string& path) : path_(path), name_(last_part(path)) {
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor_ < 0) throw InputError(66, message(N_("{0} cannot be read: {1}"), path, reason()));
  struct stat info {};
  const bool known = fstat(descriptor_, &info) == 0;
  if (!known || !S_ISREG(info.st_mode) || info.st_size == 0) {
    close(std::exchange(descriptor_, -1));
    const auto what = !known                   ? N_("{0} is not readable")
                      : S_ISDIR(info.st_mode)  ? N_("{0} is a folder, not a file")
                      : !S_ISREG(info.st_mode) ? N_("{0} is not an ordinary file")
                                               : N_("{0} is empty");
    throw InputError(66, message(what, path), message(N_("name the file of the paper")));
  }
  try {
    if (info.st_size > kEvidenceBytesMax)
      throw InputError(65, fmt::format("{} is larger than 4 GiB", path), "attach the paper itself, not an archive");
    Sha256 hash;
    const bool whole = read_whole(descriptor_, [&](std::string_view piece) {
      hash.add(piece);
      size_bytes_ += static_cast<std::int64_t>(piece.size());
    });
    if (!whole) throw unreadable(path);
    digest_ = hash.finish();
  } catch (...) {
    close(std::exchange(descriptor_, -1));
    throw;
  }
}

EvidenceFile::EvidenceFile(EvidenceFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)),
      name_(std::move(other.name_)), digest_(other.digest_), size_bytes_(other.size_bytes_) {}

EvidenceFile::~EvidenceFile() { rest(); }

void EvidenceFile::rest() {
  if (descriptor_ >= 0) close(std::exchange(descriptor_, -1));
}

std::string place_in_store(const std::string& digest_hex) {
  return digest_hex.substr(0, 2) + "/" + digest_hex.substr(2);
}

std::string evidence_store(const std::string& ledger_path) {
  return real_path(ledger_path) + ".evidence";
}

void replace_file(const std::string& path, const std::string& bytes) {
  auto temporary = path + ".XXXXXX";
  const int out = mkostemp(temporary.data(), O_CLOEXEC);  // makes it 0600
  bool good = out >= 0;
  try {
    if (good) write_all(out, bytes, temporary);
  } catch (...) {
    close(out);
    unlink(temporary.c_str());
    throw;
  }
  good = good && fsync(out) == 0;
  const int problem = errno;
  if (out >= 0) close(out);
  if (good && std::rename(temporary.c_str(), path.c_str()) == 0) return sync_folder(folder_of(path));
  const auto why = good ? reason() : std::strerror(problem);
  if (out >= 0) unlink(temporary.c_str());
  throw LedgerError(74, fmt::format("{} cannot be written: {}", path, why), "nothing was recorded");
}

std::string evidence_path(const std::string& ledger_path, const std::string& digest_hex) {
  return evidence_store(ledger_path) + "/" + place_in_store(digest_hex);
}

void make_store(const std::string& store) { make_folder(store); }

std::optional<Digest> digest_of_file(int descriptor) {
  Sha256 hash;
  if (!read_whole(descriptor, [&](std::string_view piece) { hash.add(piece); })) return std::nullopt;
  return hash.finish();
}

bool EvidenceFile::keep(const std::string& ledger_path) const {
  const auto store = evidence_store(ledger_path);
  make_folder(store);
  return keep_in(store);
}

bool EvidenceFile::keep_in(const std::string& store) const {
  const auto target = store + "/" + place_in_store(hex(digest_));
  if (is_kept(target, digest_, size_bytes_)) return false;
  const Reopened source(descriptor_, path_);
  const auto folder = folder_of(target);
  make_folder(folder);
  remove_leftovers(folder);
  const auto temporary = fmt::format("{}.{}.part", target, getpid());
  const int out = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0440);
  if (out < 0) throw unwritten(temporary);
  try {
    Sha256 hash;
    const bool whole = read_whole(source.descriptor(), [&](std::string_view piece) {
      hash.add(piece);
      write_all(out, piece, temporary);
    });
    if (!whole) throw unreadable(path_);
    if (hash.finish() != digest_)
      throw InputError(65, message(N_("{0} changed while it was read"), path_), message(N_("try again")));
    if (fsync(out) != 0 || std::rename(temporary.c_str(), target.c_str()) != 0) throw unwritten(target);
  } catch (...) {
    close(out);
    unlink(temporary.c_str());
    throw;
  }
  close(out);
  return true;
}

void sync_store(const std::string& store, const std::string& digest_hex) {
  sync_folder(folder_of(store + "/" + place_in_store(digest_hex)));
  sync_folder(store);
}

void keep_all(const std::vector<const EvidenceFile*>& files, const std::string& ledger_path) {
  const auto store = evidence_store(ledger_path);
  struct stat there {};
  const bool is_first = !files.empty() && stat(store.c_str(), &there) != 0;
  std::set<std::string> changed;
  std::set<Digest> kept;
  for (const auto* file : files)
    if (kept.insert(file->digest()).second && file->keep(ledger_path))
      changed.insert(folder_of(evidence_path(ledger_path, hex(file->digest()))));
  if (changed.empty()) return;
  changed.insert(store);  // a folder in it may be new
  if (is_first) changed.insert(folder_of(store));
  for (const auto& folder : changed) sync_folder(folder);
}

}  // namespace govcloud
