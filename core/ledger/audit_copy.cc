#include "core/ledger/audit_copy.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "core/ledger/disk.h"
#include "core/ledger/file_header.h"
#include "core/ledger/ledger_error.h"
#include "core/ledger/schema_check.h"
#include "core/ledger/wal_check.h"

namespace govcloud {
namespace {

constexpr std::array<const char*, 3> kTails{"", "-wal", "-journal"};
constexpr std::chrono::milliseconds kBetweenTries{200};

std::string reason() { return std::strerror(errno); }

// -- is it in use? -------------------------------------------------------------------------------

/// Whether another program holds SQLite's lock on the file; every open WAL connection does.
bool is_in_use(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number < 0) return false;
  struct flock lock {};
  lock.l_type = F_WRLCK, lock.l_whence = SEEK_SET;
  lock.l_start = 0x40000000, lock.l_len = 512;  // SQLite's pending, reserved and shared bytes
  return fcntl(file.number, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/// What a file and its companions look like from outside; equal before and after a copy only if
/// nobody wrote meanwhile.
struct Looks {
  struct One {
    bool there = false;
    ino_t inode = 0;
    off_t size = 0;
    std::int64_t changed = 0;  // nanoseconds
    bool operator==(const One&) const = default;
  };
  std::array<One, kTails.size()> all;
  bool operator==(const Looks&) const = default;
  bool has(std::size_t i) const { return all[i].there && all[i].size > 0; }
};

Looks looks_of(const std::string& path) {
  Looks looks;
  for (std::size_t i = 0; i < kTails.size(); ++i) {
    struct stat info {};
    const auto name = path + kTails[i];
    if (lstat(name.c_str(), &info) != 0) continue;
    if (!S_ISREG(info.st_mode)) throw LedgerError(15, fmt::format("{} is not an ordinary file", name));
    looks.all[i] = {true, info.st_ino, info.st_size,
                    std::int64_t{info.st_ctim.tv_sec} * 1'000'000'000 + info.st_ctim.tv_nsec};
  }
  return looks;
}

// -- the copy ------------------------------------------------------------------------------------

LedgerError no_copy(const std::string& what, const std::string& why) {
  return {74, fmt::format("the private copy for verification cannot be made: {}: {}", what, why),
          "name a folder with room: TMPDIR=FOLDER"};
}

std::string temporary_folder() {
  if (const char* named = std::getenv("TMPDIR"); named != nullptr && *named == '/') return named;
  return access("/var/tmp", W_OK | X_OK) == 0 ? "/var/tmp" : "/tmp";
}

/// A folder for this user alone, gone with the object.
class PrivateFolder {
 public:
  PrivateFolder() : path_(temporary_folder() + "/govcloud-audit-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) throw no_copy(path_, reason());
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder() {
    for (const auto* tail : kTails) unlink((file() + tail).c_str());
    rmdir(path_.c_str());
  }
  std::string file() const { return path_ + "/ledger.db"; }

 private:
  std::string path_;
};

/// A file without a name as long as it is written, so that it goes away with the program however that
/// ends; a file system that knows none gives -1.
int open_nameless() {
  return ::open(temporary_folder().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

void give_name(int descriptor, const std::string& name) {
  const auto path = fmt::format("/proc/self/fd/{}", descriptor);
  if (linkat(AT_FDCWD, path.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0)
    throw no_copy(name, reason());
}

void copy_bytes(int in, int out, const std::string& name) {
  while (true) {  // inside the kernel, where the file system can
    const auto n = copy_file_range(in, nullptr, out, nullptr, std::size_t{1} << 30, 0);
    if (n == 0) return;
    if (n < 0 && errno != EINTR) break;
  }
  std::string chunk(1 << 20, '\0');
  while (true) {
    const auto n = read(in, chunk.data(), chunk.size());
    if (n == 0) return;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw LedgerError(74, fmt::format("{} cannot be read: {}", name, reason()));
    for (ssize_t done = 0; done < n;) {
      const auto put = write(out, chunk.data() + done, static_cast<std::size_t>(n - done));
      if (put < 0 && errno != EINTR) throw no_copy(name, reason());
      if (put > 0) done += put;
    }
  }
}

/// One file into a descriptor of ours.
void copy_one(const std::string& from, int out) {
  const Descriptor in(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  if (in.number < 0) throw LedgerError(74, fmt::format("{} cannot be read: {}", from, reason()));
  struct stat info {};
  if (fstat(in.number, &info) != 0 || !S_ISREG(info.st_mode))
    throw LedgerError(15, fmt::format("{} is not an ordinary file", from));
  copy_bytes(in.number, out, from);
}

/// While the copy has a name, signals wait, so that nothing is left behind.
class SignalsWait {
 public:
  SignalsWait() {
    sigset_t wait{};
    sigemptyset(&wait);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) sigaddset(&wait, signal);
    pthread_sigmask(SIG_BLOCK, &wait, &before_);
  }
  SignalsWait(const SignalsWait&) = delete;
  SignalsWait& operator=(const SignalsWait&) = delete;
  ~SignalsWait() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

/// The copies of a file and its companions: without names where the file system can do that.
class Copies {
 public:
  void add(const std::string& from, const char* tail) {
    int out = open_nameless();
    if (out < 0) {
      if (!folder_) folder_.emplace();
      out = ::open((folder_->file() + tail).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    }
    if (out < 0) throw no_copy(temporary_folder(), reason());
    all_.push_back({std::make_unique<Descriptor>(out), tail});
    copy_one(from, out);
  }
  int last() const { return all_.back().first->number; }

  /// Opens the copy; SQLite has its files open then, and they need no names any more. Errors are told
  /// of the file that was copied. With nothing beside it, it is opened twice.
  std::pair<Database, std::unique_ptr<Database>> open(const std::string& original, int wait_seconds) {
    const auto mode = all_.size() == 1 ? Database::Mode::still : Database::Mode::scratch;
    const SignalsWait wait;
    if (!folder_) {
      folder_.emplace();
      for (const auto& [copy, tail] : all_) give_name(copy->number, folder_->file() + tail);
    }
    const auto name = folder_->file();
    try {
      auto db = Database::open(name, mode, wait_seconds, look_at_audited);
      db.integer("SELECT count(*) FROM act");
      db.call_it(original);
      std::unique_ptr<Database> twin;
      if (mode == Database::Mode::still) {
        twin = std::make_unique<Database>(Database::open(name, mode, wait_seconds, look_at_audited));
        twin->call_it(original);
      }
      folder_.reset();
      return {std::move(db), std::move(twin)};
    } catch (const LedgerError& e) {
      std::string told = e.what();
      if (const auto at = told.find(name); at != told.npos) told.replace(at, name.size(), original);
      if (dynamic_cast<const ForeignSchema*>(&e) != nullptr) throw ForeignSchema(e.exit, told, e.hint, e.event);
      throw LedgerError(e.exit, told, e.hint, e.event);
    }
  }

 private:
  std::vector<std::pair<std::unique_ptr<Descriptor>, const char*>> all_;
  std::optional<PrivateFolder> folder_;
};

Check told(std::int64_t bytes, std::string note) {
  Check check{"file", true, static_cast<std::uint64_t>(bytes), 0, ""};
  check.note = std::move(note);
  return check;
}

/// What the copy holds, and what an auditor must know of it.
Check describe(const Looks& looks, bool wal_mode, const WalFile& wal) {
  std::int64_t bytes = 0;
  for (const auto& one : looks.all) bytes += one.size;
  if (!wal_mode) return told(bytes, "read through a private copy with its journal");
  if (!looks.has(1))
    return told(bytes, "in WAL mode and without a -wal: that was closed cleanly, or the -wal stayed behind");
  return told(bytes, fmt::format("read through a private copy with its -wal ({} transactions)", wal.committed));
}

AuditFile read_copy(const std::string& path, const std::string& real, const Looks& looks, bool wal_mode,
                    int wait_seconds) {
  Copies copies;
  WalFile wal;
  for (std::size_t i = 0; i < kTails.size(); ++i) {
    if (i > 0 && !looks.has(i)) continue;
    copies.add(real + kTails[i], kTails[i]);
    if (i == 1) wal = look_at_wal(copies.last(), path + "-wal");
  }
  if (!(looks_of(real) == looks)) throw LedgerError(75, fmt::format("{} was written to while it was copied", path));
  if (!wal.fault.empty())
    throw LedgerError(15, wal.fault,
                      "keep all files as they are; after a power cut, let any writing command open the"
                      " ledger itself once, then verify again");
  auto [db, twin] = copies.open(path, wait_seconds);
  return {std::move(db), describe(looks, wal_mode, wal), std::move(twin)};
}

AuditFile read_in_place(const std::string& path, std::int64_t bytes, bool in_use, int wait_seconds) {
  auto db = Database::open(path, Database::Mode::read, wait_seconds, look_at_audited);
  return {std::move(db), told(bytes, in_use ? "in use by another program, read where it lies" : "read where it lies")};
}

/// One attempt; LedgerError 75 when somebody wrote meanwhile.
AuditFile open_once(const std::string& path, int wait_seconds) {
  const auto header = look_at_file(path);
  const auto real = real_path(path);  // SQLite looks for the companions beside the real file
  look_at_journal(real);
  const auto looks = looks_of(real);
  const bool in_use = is_in_use(real);
  // With nothing beside it, a file is whole only with all its pages: SQLite reads zeros past its end.
  if (!in_use && !looks.has(1) && !looks.has(2) && header.size_bytes < header.said_bytes)
    throw LedgerError(15, fmt::format("{} was cut off: {} of {} bytes are there", path, header.size_bytes, header.said_bytes),
                      "stop writing to this file and keep it as it is");
  const bool alone = !header.wal && !looks.has(1) && !looks.has(2);
  if (in_use || alone || !Database::sees_files()) try {
      return read_in_place(path, header.size_bytes, in_use, wait_seconds);
    } catch (const LedgerError& e) {
      if (e.exit != 74 || !Database::sees_files()) throw;  // a folder that cannot be written to, and no -shm in it: copied below
    }
  return read_copy(path, real, looks, header.wal, wait_seconds);
}

/// A write within the same tick of the clock that dates files would not be seen.
void wait_for_the_clock(const std::string& path) {
  timespec tick{};
  clock_getres(CLOCK_REALTIME_COARSE, &tick);
  const auto ticks = std::chrono::nanoseconds{2 * tick.tv_nsec};
  const auto looks = looks_of(real_path(path));
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  for (const auto& one : looks.all) {
    const auto age = now - std::chrono::nanoseconds{one.changed};
    if (one.there && age >= std::chrono::nanoseconds{0} && age < ticks) std::this_thread::sleep_for(ticks - age);
  }
}

/// Counted in the time of the thread that asks.
void bound(Database& db, std::uint64_t file_bytes) {
  // Many times what a ledger of this size takes; small files of strangers end within a second.
  db.bound_work(1.0 + static_cast<double>(file_bytes) / (1 << 20));
  db.bound_values(kJournalRowBytesMax);
}

}  // namespace

AuditFile open_audit_file(const std::string& path, int wait_seconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{wait_seconds};
  while (true) try {
      wait_for_the_clock(path);
      auto opened = open_once(path, wait_seconds);
      opened.db.run("BEGIN");  // what is counted later must be what was walked
      opened.db.integer("SELECT count(*) FROM sqlite_schema");  // from here on it stands, or is busy now and not later
      bound(opened.db, opened.file.count);
      return opened;
    } catch (const LedgerError& e) {
      if (e.exit != 75 || std::chrono::steady_clock::now() >= until) throw;
      std::this_thread::sleep_for(kBetweenTries);
    }
}

Database open_for_audit(const std::string& path) {
  auto opened = open_audit_file(path, 60);
  return std::move(opened.db);
}

Database open_for_reading(const std::string& path, int wait_seconds) {
  try {
    return open_ledger_file(path, Database::Mode::read, wait_seconds);
  } catch (const LedgerError& e) {
    if (e.exit != 74 || access(folder_of(path).c_str(), W_OK) == 0) throw;
  }
  auto opened = open_audit_file(path, wait_seconds);
  look_at_ledger(opened.db);  // an audit would go on without triggers
  // For reading it need not stand still in one transaction, nor be bounded as an audit is.
  opened.db.run("COMMIT");
  opened.db.bound_work(0), opened.db.bound_values(kValueBytesMax);
  return std::move(opened.db);
}

}  // namespace govcloud
