#include "core/ledger/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fmt/format.h>

#include "core/ledger/ledger_error.h"

namespace govcloud {

Descriptor::~Descriptor() {
  if (number >= 0) close(number);
}

std::int64_t file_size(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 ? info.st_size : 0;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.find_last_of('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

std::string real_path(const std::string& path) {
  char* real = realpath(path.c_str(), nullptr);
  if (real == nullptr) return path;
  std::string found(real);
  std::free(real);
  return found;
}

bool make_folders(const std::string& path, mode_t mode) {
  for (std::size_t at = path.find('/', 1);; at = path.find('/', at + 1)) {
    if (mkdir(path.substr(0, at).c_str(), mode) != 0 && errno != EEXIST) return false;
    if (at == std::string::npos) return true;
  }
}

void sync_folder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number >= 0 && (fsync(folder.number) == 0 || errno == EINVAL)) return;
  throw LedgerError(74, fmt::format("the folder {} cannot be written: {}", path, std::strerror(errno)),
                    "nothing was recorded");
}

void open_to_mask(const std::string& path, mode_t mode) {
  const mode_t mask = umask(0);
  umask(mask);
  (void)chmod(path.c_str(), mode & ~mask);
}

}  // namespace govcloud
