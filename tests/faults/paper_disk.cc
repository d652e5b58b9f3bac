#include "tests/faults/paper_disk.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <functional>
#include <new>
#include <utility>

#include "tests/faults/memory.h"

namespace govcloud::testing {
namespace {

constexpr std::int64_t kSectorBytes = 512;

PaperDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<PaperDisk*>(vfs->pAppData); }

/// An opened file. SQLite gives the memory; it is filled in place.
struct OpenFile {
  sqlite3_file base;
  PaperDisk* disk;
  int file;
  int lock;                   // SQLITE_LOCK_…
  bool syncs_folder;          // a new journal or WAL, until it was synced once
  bool forgotten;             // removed when it is closed
  bool maps;                  // uses the shared memory
  std::uint8_t reads, writes;  // its locks on the shared memory
};
OpenFile& open_file(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
DiskState::File& file_of(const OpenFile& of) { return of.disk->state.files[of.file]; }

void apply_change(std::string& bytes, const DiskState::Change& change) {
  const auto at = static_cast<std::size_t>(change.at);
  if (!change.is_write) {
    bytes.resize(std::min(bytes.size(), at));
    return;
  }
  if (bytes.size() < at + change.bytes.size()) bytes.resize(at + change.bytes.size());
  bytes.replace(at, change.bytes.size(), change.bytes);
}

// -- a file's functions --------------------------------------------------------------------------

int x_close(sqlite3_file* opened) {
  const Spared spared;
  auto& of = open_file(opened);
  if (of.forgotten) of.disk->state.files.erase(of.file);
  return SQLITE_OK;
}

int x_read(sqlite3_file* opened, void* out, int room, sqlite3_int64 from) {
  const Spared spared;
  auto& of = open_file(opened);
  if (const int no = of.disk->asked(DiskOp::read); no != SQLITE_OK) return no;
  const auto& bytes = file_of(of).now;
  const auto at = std::min(static_cast<std::size_t>(from), bytes.size());
  const auto there = std::min(static_cast<std::size_t>(room), bytes.size() - at);
  std::memcpy(out, bytes.data() + at, there);
  std::memset(static_cast<char*>(out) + there, 0, static_cast<std::size_t>(room) - there);
  return there == static_cast<std::size_t>(room) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int change(OpenFile& of, DiskState::Change what) {
  const bool alive = of.disk->changing();
  auto& file = file_of(of);
  apply_change(file.now, what);
  file.changes.push_back(std::move(what));  // the write at which the power went may still survive
  return alive ? SQLITE_OK : SQLITE_IOERR;
}

int x_write(sqlite3_file* opened, const void* bytes, int count, sqlite3_int64 at) {
  const Spared spared;
  auto& of = open_file(opened);
  for (const auto op : {DiskOp::write, DiskOp::full})
    if (const int no = of.disk->asked(op); no != SQLITE_OK) return no;
  return change(of, {true, at, {static_cast<const char*>(bytes), static_cast<std::size_t>(count)}});
}

int x_truncate(sqlite3_file* opened, sqlite3_int64 size) {
  const Spared spared;
  auto& of = open_file(opened);
  if (const int no = of.disk->asked(DiskOp::write); no != SQLITE_OK) return no;
  return change(of, {false, size, {}});
}

int x_sync(sqlite3_file* opened, int) {
  const Spared spared;
  auto& of = open_file(opened);
  if (const int no = of.disk->asked(DiskOp::fsync); no != SQLITE_OK) return no;
  if (!of.disk->changing()) return SQLITE_IOERR_FSYNC;
  auto& file = file_of(of);
  file.safe = file.now;
  file.changes.clear();
  if (std::exchange(of.syncs_folder, false)) of.disk->sync_folder();
  return SQLITE_OK;
}

int x_file_size(sqlite3_file* opened, sqlite3_int64* size) {
  const Spared spared;
  auto& of = open_file(opened);
  if (of.disk->dead()) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(file_of(of).now.size());
  return SQLITE_OK;
}

int x_lock(sqlite3_file* opened, int wanted) {
  const Spared spared;
  auto& of = open_file(opened);
  if (const int no = of.disk->asked(DiskOp::lock); no != SQLITE_OK) return no;
  auto& locks = of.disk->locks[of.file];
  if (of.lock >= wanted) return SQLITE_OK;
  if (wanted == SQLITE_LOCK_SHARED) {
    if (locks.pending || locks.exclusive) return SQLITE_BUSY;
    ++locks.shared;
  } else if (wanted == SQLITE_LOCK_RESERVED) {
    if (locks.reserved) return SQLITE_BUSY;
    locks.reserved = true;
  } else {
    if (locks.pending && of.lock < SQLITE_LOCK_PENDING) return SQLITE_BUSY;
    if (locks.reserved && of.lock < SQLITE_LOCK_RESERVED) return SQLITE_BUSY;
    locks.pending = true, of.lock = SQLITE_LOCK_PENDING;
    if (locks.shared > 1) return SQLITE_BUSY;
    locks.exclusive = true;
  }
  of.lock = wanted;
  return SQLITE_OK;
}

int x_unlock(sqlite3_file* opened, int wanted) {
  const Spared spared;
  auto& of = open_file(opened);
  auto& locks = of.disk->locks[of.file];
  if (of.lock > SQLITE_LOCK_SHARED && wanted <= SQLITE_LOCK_SHARED)
    locks.reserved = locks.pending = locks.exclusive = false;
  if (of.lock >= SQLITE_LOCK_SHARED && wanted == SQLITE_LOCK_NONE) --locks.shared;
  of.lock = std::min(of.lock, wanted);
  return SQLITE_OK;
}

int x_check_reserved(sqlite3_file* opened, int* answer) {
  const Spared spared;
  auto& of = open_file(opened);
  *answer = of.disk->locks[of.file].reserved ? 1 : 0;
  return SQLITE_OK;
}

int x_file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int x_sector_size(sqlite3_file*) { return 4096; }
int x_characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

// -- the shared memory of WAL: it is no file, and is gone with its last user ----------------------

int x_shm_map(sqlite3_file* opened, int region, int size, int extend, void volatile** out) {
  const Spared spared;
  auto& of = open_file(opened);
  *out = nullptr;
  if (of.disk->dead() || size != 32768) return SQLITE_IOERR_SHMMAP;
  auto& memory = of.disk->memory[of.file];
  if (!std::exchange(of.maps, true)) ++memory.users;
  const auto wanted = static_cast<std::size_t>(region) + 1;
  if (memory.regions.size() < wanted && extend == 0) return SQLITE_OK;
  while (memory.regions.size() < wanted)
    memory.regions.push_back(std::make_unique<std::array<char, 32768>>());
  *out = memory.regions[wanted - 1]->data();
  return SQLITE_OK;
}

void shm_unlock(OpenFile& of, PaperDisk::SharedMemory& memory, int slot) {
  const auto bit = static_cast<std::uint8_t>(1 << slot);
  const auto at = static_cast<std::size_t>(slot);
  if ((of.reads & bit) != 0) --memory.readers[at];
  if ((of.writes & bit) != 0) memory.writer[at] = false;
  of.reads = static_cast<std::uint8_t>(of.reads & ~bit);
  of.writes = static_cast<std::uint8_t>(of.writes & ~bit);
}

int x_shm_lock(sqlite3_file* opened, int offset, int n, int flags) {
  const Spared spared;
  auto& of = open_file(opened);
  auto& memory = of.disk->memory[of.file];
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    for (int slot = offset; slot < offset + n; ++slot) shm_unlock(of, memory, slot);
    return SQLITE_OK;
  }
  if (of.disk->asked(DiskOp::lock) != SQLITE_OK) return SQLITE_BUSY;  // as Linux has it
  const bool shared = (flags & SQLITE_SHM_SHARED) != 0;
  for (int slot = offset; slot < offset + n; ++slot) {
    const auto at = static_cast<std::size_t>(slot);
    const bool mine = (of.writes & (1 << slot)) != 0, reading = (of.reads & (1 << slot)) != 0;
    if (memory.writer[at] && !mine) return SQLITE_BUSY;
    if (!shared && memory.readers[at] > (reading ? 1 : 0)) return SQLITE_BUSY;
  }
  for (int slot = offset; slot < offset + n; ++slot) {
    const auto bit = static_cast<std::uint8_t>(1 << slot);
    const auto at = static_cast<std::size_t>(slot);
    if (shared && (of.reads & bit) == 0) ++memory.readers[at], of.reads |= bit;
    if (!shared) memory.writer[at] = true, of.writes |= bit;
  }
  return SQLITE_OK;
}

void x_shm_barrier(sqlite3_file*) {}

int x_shm_unmap(sqlite3_file* opened, int) {
  const Spared spared;
  auto& of = open_file(opened);
  auto& memory = of.disk->memory[of.file];
  for (int slot = 0; slot < 8; ++slot) shm_unlock(of, memory, slot);
  if (std::exchange(of.maps, false) && --memory.users == 0) of.disk->memory.erase(of.file);
  return SQLITE_OK;
}

sqlite3_io_methods methods(int version) {
  sqlite3_io_methods m{};
  m.iVersion = version;
  m.xClose = x_close, m.xRead = x_read, m.xWrite = x_write, m.xTruncate = x_truncate;
  m.xSync = x_sync, m.xFileSize = x_file_size, m.xLock = x_lock, m.xUnlock = x_unlock;
  m.xCheckReservedLock = x_check_reserved, m.xFileControl = x_file_control;
  m.xSectorSize = x_sector_size, m.xDeviceCharacteristics = x_characteristics;
  if (version < 2) return m;
  m.xShmMap = x_shm_map, m.xShmLock = x_shm_lock;
  m.xShmBarrier = x_shm_barrier, m.xShmUnmap = x_shm_unmap;
  return m;
}

// -- the file system's functions -----------------------------------------------------------------

int make_file(PaperDisk& disk, const char* name) {
  const int file = ++disk.state.last_file;
  disk.state.files[file];
  if (name == nullptr) return file;
  disk.state.names[name] = file;
  disk.state.folder.push_back({name, file});
  return file;
}

int x_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* opened, int flags, int* out_flags) {
  const Spared spared;
  static const sqlite3_io_methods kWithMemory = methods(2), kWithout = methods(1);
  auto& disk = disk_of(vfs);
  auto& of = open_file(opened);
  of.base.pMethods = nullptr;  // nothing to close when it fails
  if (const int no = disk.asked(DiskOp::open); no != SQLITE_OK) return no;
  const auto there = name != nullptr ? disk.state.names.find(name) : disk.state.names.end();
  const bool fresh = there == disk.state.names.end();
  if (fresh && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
  if (fresh && !disk.changing()) return SQLITE_CANTOPEN;
  const bool journal = (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  of = {{vfs->iVersion == 1 ? &kWithout : &kWithMemory},
        &disk,
        fresh ? make_file(disk, name) : there->second,
        SQLITE_LOCK_NONE,
        fresh && journal,
        name == nullptr,
        false,
        0,
        0};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int x_delete(sqlite3_vfs* vfs, const char* name, int sync) {
  const Spared spared;
  auto& disk = disk_of(vfs);
  if (disk.asked(DiskOp::unlink) != SQLITE_OK) return SQLITE_IOERR_DELETE;
  if (!disk.state.names.contains(name)) return SQLITE_IOERR_DELETE_NOENT;
  const bool alive = disk.changing();
  disk.state.names.erase(name);
  disk.state.folder.push_back({name, 0});
  if (!alive) return SQLITE_IOERR_DELETE;
  if (sync != 0) disk.sync_folder();
  return SQLITE_OK;
}

int x_access(sqlite3_vfs* vfs, const char* name, int, int* answer) {
  const Spared spared;
  auto& disk = disk_of(vfs);
  if (disk.dead()) return SQLITE_IOERR_ACCESS;
  const auto there = disk.state.names.find(name);
  const bool is_there = there != disk.state.names.end();
  *answer = is_there && !disk.state.files[there->second].now.empty() ? 1 : 0;  // as on Linux
  return SQLITE_OK;
}

int x_full_path(sqlite3_vfs*, const char* name, int room, char* out) {
  std::snprintf(out, static_cast<std::size_t>(room), "%s", name);
  return SQLITE_OK;
}

int x_sleep(sqlite3_vfs*, int microseconds) { return microseconds; }  // nobody to wait for

sqlite3_vfs* real_vfs() {
  static sqlite3_vfs* const kReal = sqlite3_vfs_find(nullptr);
  return kReal;
}
int x_randomness(sqlite3_vfs*, int room, char* out) { return real_vfs()->xRandomness(real_vfs(), room, out); }
int x_time(sqlite3_vfs*, double* now) { return real_vfs()->xCurrentTime(real_vfs(), now); }
int x_last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

const char* name_of(DiskOp op) {
  static constexpr const char* kNames[] = {"write", "fsync", "full", "read", "open", "unlink", "lock"};
  return kNames[static_cast<std::size_t>(op)];
}

PaperDisk::PaperDisk(bool shared_memory) {
  real_vfs();  // found before this one takes its place
  static int number = 0;
  vfs_name_ = "paper-" + std::to_string(++number);
  vfs_.iVersion = shared_memory ? 2 : 1, vfs_.szOsFile = sizeof(OpenFile), vfs_.mxPathname = 512;
  vfs_.zName = vfs_name_.c_str(), vfs_.pAppData = this;
  vfs_.xOpen = x_open, vfs_.xDelete = x_delete, vfs_.xAccess = x_access;
  vfs_.xFullPathname = x_full_path, vfs_.xRandomness = x_randomness, vfs_.xSleep = x_sleep;
  vfs_.xCurrentTime = x_time, vfs_.xGetLastError = x_last_error;
  if (sqlite3_vfs_register(&vfs_, 1) != SQLITE_OK) throw std::bad_alloc();
}

PaperDisk::~PaperDisk() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(real_vfs(), 1);
}

void PaperDisk::begin() {
  fault_.reset(), counts_.fill(0);
  cut_at_ = 0, changes_ = 0, dead_ = false;
}

void PaperDisk::fail(const DiskFault& fault) { fault_ = fault; }

int PaperDisk::asked(DiskOp op) {
  static constexpr int kErrors[] = {SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_FULL,
                                    SQLITE_IOERR_READ,  SQLITE_CANTOPEN,    SQLITE_IOERR_DELETE,
                                    SQLITE_IOERR_LOCK};
  const auto at = static_cast<std::size_t>(op);
  const int n = ++counts_[at];
  if (dead_) return kErrors[at];
  if (!fault_ || fault_->op != op) return SQLITE_OK;
  return n == fault_->at || (fault_->sticky && n > fault_->at) ? kErrors[at] : SQLITE_OK;
}

bool PaperDisk::changing() {
  if (++changes_ == cut_at_) {
    dead_ = true;
    return false;
  }
  return true;
}

void PaperDisk::sync_folder() {
  state.safe_names = state.names;
  state.folder.clear();
}

namespace {

/// A write that was not synced, as a cut leaves it: of each sector, all or nothing.
void survive(std::string& bytes, const DiskState::Change& change, Survivors survivors,
             const std::function<bool()>& lucky) {
  if (survivors != Survivors::torn || !change.is_write) {
    if (survivors == Survivors::all || lucky()) apply_change(bytes, change);
    return;
  }
  const auto end = change.at + static_cast<std::int64_t>(change.bytes.size());
  for (auto at = change.at; at < end;) {
    const auto next = std::min(end, (at / kSectorBytes + 1) * kSectorBytes);
    const auto from = static_cast<std::size_t>(at - change.at);
    if (lucky()) apply_change(bytes, {true, at, change.bytes.substr(from, static_cast<std::size_t>(next - at))});
    at = next;
  }
}

}  // namespace

void PaperDisk::power_returns(Survivors survivors, std::mt19937_64& random) {
  const std::function<bool()> lucky = [&] { return (random() >> 17 & 1) != 0; };
  for (auto& [id, file] : state.files) {
    if (survivors != Survivors::none)
      for (const auto& change : file.changes) survive(file.safe, change, survivors, lucky);
    file.now = file.safe;
    file.changes.clear();
  }
  std::size_t kept = survivors == Survivors::all ? state.folder.size() : 0;
  if (survivors == Survivors::some || survivors == Survivors::torn) kept = random() % (state.folder.size() + 1);
  state.names = state.safe_names;
  for (std::size_t i = 0; i < kept; ++i) {
    const auto& [name, file] = state.folder[i];
    if (file == 0) state.names.erase(name);
    else state.names[name] = file;
  }
  sync_folder();
  std::erase_if(state.files, [&](const auto& one) {
    return std::none_of(state.names.begin(), state.names.end(),
                        [&](const auto& named) { return named.second == one.first; });
  });
  memory.clear(), locks.clear();
  begin();
}

std::string PaperDisk::bytes(const std::string& name) const {
  const auto there = state.names.find(name);
  return there == state.names.end() ? "" : state.files.at(there->second).now;
}

std::uint64_t PaperDisk::fingerprint() const {
  std::uint64_t all = 0;
  for (const auto& [name, file] : state.names) {
    all = all * 31 + std::hash<std::string>{}(name);
    all = all * 31 + std::hash<std::string>{}(state.files.at(file).now);
  }
  return all;
}

}  // namespace govcloud::testing
