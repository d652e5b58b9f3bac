#include "core/ledger/ledger_copy.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "core/ledger/disk.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

LedgerError in_the_way(const std::string& path) {
  return {73, fmt::format("{} is there already", path), "name another file, or move that one away"};
}

LedgerError not_made(const std::string& path, int exit) {
  return {exit, fmt::format("the copy {} cannot be made: {}", path, std::strerror(errno))};
}

void sync_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number < 0 || fsync(file.number) != 0) throw not_made(path, 74);
}

/// Not every file system knows a rename that replaces nothing.
bool rename_new(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  return ::link(from.c_str(), to.c_str()) == 0 && ::unlink(from.c_str()) == 0;
}

}  // namespace

LedgerCopy::LedgerCopy(Database& from, const std::string& path)
    : path_(path), temporary_(folder_of(path) + "/.govcloud-XXXXXX") {
  struct stat there {};
  if (lstat(path.c_str(), &there) == 0) throw in_the_way(path);
  const int file = ::mkostemp(temporary_.data(), O_CLOEXEC);
  if (file < 0) throw not_made(path, 73);
  close(file);
  try {
    const Grant granted(from, Power::copy);
    from.run("PRAGMA query_only=OFF");  // it would forbid writing to the copy as well
    Statement(from, "VACUUM INTO ?1").bind(temporary_).run();
    from.run("PRAGMA query_only=ON");
  } catch (...) {
    unlink(temporary_.c_str());
    throw;
  }
}

LedgerCopy::~LedgerCopy() {
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void LedgerCopy::keep() {
  open_to_mask(temporary_, 0666);
  sync_file(temporary_);
  if (!rename_new(temporary_, path_)) throw errno == EEXIST ? in_the_way(path_) : not_made(path_, 73);
  temporary_.clear();
  sync_folder(folder_of(path_));
}

}  // namespace govcloud
