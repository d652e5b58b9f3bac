// The first bytes of a ledger's file, looked at before SQLite sees any of it.
#pragma once
#include <cstdint>
#include <string>

namespace govcloud {

constexpr std::uint32_t kPageSizeBytes = 8192;
constexpr std::uint32_t kApplicationId = 0x676f7663;  // "govc"

/// What the first 100 bytes of a ledger say, and the file system about it.
struct FileHeader {
  bool wal = false;  // bytes 18 and 19: what was committed last may lie in a -wal beside it
  std::int64_t size_bytes = 0;
  std::int64_t said_bytes = 0;  // what its pages come to; 0 where an older SQLite left that open
  std::uint64_t links = 1;
};

/// Throws LedgerError: 10 when there is no such file, or it is a folder, a device, or no ledger; 15
/// when it says that it is a ledger and its first bytes are not what was written.
FileHeader look_at_file(const std::string& path);

/// Refuses a rollback journal beside a ledger that names a further journal: SQLite would follow, and
/// delete, whatever file that name leads to, and no ledger ever takes part in such a transaction.
/// Throws LedgerError 15.
void look_at_journal(const std::string& path);

}  // namespace govcloud
