#include "core/ledger/witness.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include <fmt/format.h>

#include "core/format/gzip.h"
#include "core/format/input_error.h"
#include "core/ledger/disk.h"
#include "core/ledger/files.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/seal_check.h"

namespace govcloud {
namespace {

/// A lock on a file that stays, so that all who come lock the same one.
class FileLock {
 public:
  FileLock(const std::string& path, int wait_seconds) {
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor_ < 0)
      throw LedgerError(74, fmt::format("{} cannot be opened: {}", path, std::strerror(errno)), "nothing was countersigned");
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{wait_seconds};
    while (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      if (std::chrono::steady_clock::now() >= until) {
        close(descriptor_);
        throw LedgerError(75, "another countersigning is under way", "try again; nothing was countersigned");
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
  }
  ~FileLock() { close(descriptor_); }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

std::string head_text(const Seal& seal) { return fmt::format("event {} with the hash {}", seal.size, hex(seal.head)); }

}  // namespace

std::string witness_folder(const std::string& state_home, const std::string& home) {
  // A relative place would be another one in each folder; the base directory specification ignores it.
  if (state_home.starts_with('/')) return state_home + "/govcloud/witness";
  if (home.starts_with('/')) return home + "/.local/state/govcloud/witness";
  throw InputError(78, "neither XDG_STATE_HOME nor HOME says where to remember what was countersigned",
                   "set HOME, or XDG_STATE_HOME, to a folder that only you can write");
}

Witness::Witness(std::string folder, const std::string& ledger)
    : folder_(std::move(folder)), path_(folder_ + "/" + ledger) {}

std::optional<Seal> Witness::last() const {
  struct stat there {};
  if (lstat(path_.c_str(), &there) != 0) {
    if (errno == ENOENT) return std::nullopt;
    throw LedgerError(74, fmt::format("{} cannot be read: {}", path_, std::strerror(errno)), "nothing was countersigned");
  }
  return read_seal(read_all(path_, kSealBytesMax), path_);
}

void Witness::keep(const Seal& seal, int wait_seconds, const std::function<void(const std::optional<Seal>&)>& check) {
  if (!make_folders(folder_, 0700))
    throw LedgerError(74, fmt::format("the folder {} cannot be made: {}", folder_, std::strerror(errno)), "nothing was countersigned");
  const FileLock lock(path_ + ".lock", wait_seconds);
  check(last());
  replace_file(path_, seal_facts(seal.ledger, seal.size, hex(seal.head)));
}

void check_witnessed(Database& db, const LedgerInfo& ledger, const std::optional<Seal>& last, const Seal& seal) {
  if (!last) return;
  if (const auto fault = seal_fault(db, ledger, *last))
    throw LedgerError(15, fmt::format("you countersigned {} before, and this ledger does not hold it: {}; the seal now is of {}",
                                      head_text(*last), fault->message, head_text(seal)),
                      "the ledger was rolled back, or there are two of it: keep this copy, and ask who has the other", fault->event);
  if (seal.size < last->size)
    throw LedgerError(13, fmt::format("the record has moved: you countersigned {} before, and this seal is older, of {}",
                                      head_text(*last), head_text(seal)),
                      "countersign a new seal: govcloud seal make --out FILE");
  if (seal.size == last->size && seal.head != last->head)
    throw LedgerError(15, fmt::format("you countersigned {} before, and this seal is of {}", head_text(*last), head_text(seal)),
                      "there are two of this ledger: keep this seal, and ask who has the other", seal.size);
}

}  // namespace govcloud
