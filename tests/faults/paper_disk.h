// A disk in memory under SQLite, whose power can be cut and whose operations can be made to fail.
//
// It tells what was synced from what was only written. When the power is cut, writes that were not
// synced survive wholly, in part, or not at all, and so do names that were made or removed since the
// folder was last synced, in their order. As on Linux, syncing a new journal or WAL file syncs its
// folder, and so does a removal that asks for it.
#pragma once
#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace govcloud::testing {

/// What may fail. `full` is a write that finds no room.
enum class DiskOp { write, fsync, full, read, open, unlink, lock };
inline constexpr DiskOp kDiskOps[] = {DiskOp::write, DiskOp::fsync,  DiskOp::full, DiskOp::read,
                                      DiskOp::open,  DiskOp::unlink, DiskOp::lock};
const char* name_of(DiskOp op);

/// The `at`-th operation of its kind fails, counted from 1; all later ones too when sticky.
struct DiskFault {
  DiskOp op;
  int at = 1;
  bool sticky = false;
};

/// What is left, after a cut, of writes that were not synced: of each 512 bytes, when torn.
enum class Survivors { none, all, some, torn };
inline constexpr Survivors kSurvivors[] = {Survivors::none, Survivors::all, Survivors::some,
                                           Survivors::torn};

/// The files and what is not yet safe of them: a plain value, so that a test can go back to it.
struct DiskState {
  struct Change {
    bool is_write;  // else a cut to the length `at`
    std::int64_t at;
    std::string bytes;
  };
  struct File {
    std::string now, safe;
    std::vector<Change> changes;  // from `safe` to `now`
  };
  struct Rename {
    std::string name;
    int file;  // 0: removed
  };
  std::map<int, File> files;
  std::map<std::string, int> names, safe_names;
  std::vector<Rename> folder;  // from `safe_names` to `names`
  int last_file = 0;
};

/// Makes itself SQLite's default file system as long as it lives; one thread at a time.
class PaperDisk {
 public:
  /// Without shared memory SQLite refuses WAL on it, as on a network file system.
  explicit PaperDisk(bool shared_memory = true);
  ~PaperDisk();
  PaperDisk(const PaperDisk&) = delete;
  PaperDisk& operator=(const PaperDisk&) = delete;

  DiskState state;

  /// Counts operations from here on, with no fault and the power on.
  void begin();
  void fail(const DiskFault& fault);
  /// Cuts the power at the `at`-th operation that changes the disk, counted from 1 by begin(). What
  /// is asked of the disk from then on fails.
  void cut_at(int at) { cut_at_ = at; }
  int changes() const { return changes_; }
  int count(DiskOp op) const { return counts_[static_cast<std::size_t>(op)]; }
  bool is_cut() const { return dead_; }

  /// The power is on again: what was not safe survives as said. All connections must be closed.
  void power_returns(Survivors survivors, std::mt19937_64& random);

  /// The bytes of a file now, and every file's, for comparing and keeping.
  std::string bytes(const std::string& name) const;
  std::uint64_t fingerprint() const;

  // For the file system's functions; see paper_disk.cc.
  struct SharedMemory {
    std::vector<std::unique_ptr<std::array<char, 32768>>> regions;
    std::array<int, 8> readers{};
    std::array<bool, 8> writer{};
    int users = 0;
  };
  struct Locks {
    int shared = 0;
    bool reserved = false, pending = false, exclusive = false;
  };
  int asked(DiskOp op);  // SQLITE_OK, or the error that it must give
  bool changing();       // counts a change; false when the power went with it
  void sync_folder();
  std::map<int, SharedMemory> memory;
  std::map<int, Locks> locks;
  bool dead() const { return dead_; }

 private:
  std::string vfs_name_;
  sqlite3_vfs vfs_{};
  std::optional<DiskFault> fault_;
  std::array<int, std::size(kDiskOps)> counts_{};
  int cut_at_ = 0, changes_ = 0;
  bool dead_ = false;
};

}  // namespace govcloud::testing
