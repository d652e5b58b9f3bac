#include "cli/out_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace govcloud {
namespace {

namespace fs = std::filesystem;

OutFileError cannot_create(const std::string& path, int problem) {
  return {73, message(N_("{0} cannot be created: {1}"), path, std::strerror(problem)), {}};
}

OutFileError cannot_write(const std::string& path, int problem) {
  return {74, message(N_("{0} cannot be written: {1}"), path, std::strerror(problem)), {}};
}

OutFileError in_the_way(const std::string& path) {
  return {73, message(N_("{0} exists and has other content"), path),
          message(N_("overwrite it with --force, or name another file"))};
}

/// Writes all of it; gives errno, or 0.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

bool has_bytes(const std::string& path, std::string_view bytes) {
  std::error_code problem;
  if (fs::file_size(path, problem) != bytes.size() || problem) return false;
  std::ifstream in(path, std::ios::binary);
  const std::string there{std::istreambuf_iterator<char>(in), {}};
  return there == bytes;
}

/// A temporary file is private; the result gets what the user's mask allows, like any new file.
void open_to_mask(int file) {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  (void)::fchmod(file, 0666 & ~mask);
}

/// Renames; without `replace`, only if nobody made the file meanwhile. Gives errno, or 0.
int put_in_place(const std::string& from, const std::string& to, bool replace) {
  if (!replace) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;  // Not every file system knows it.
  }
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

/// A rename is durable only when its folder is.
void sync_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  (void)::fsync(file);
  ::close(file);
}

std::optional<OutFileError> write_device(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return cannot_create(path, errno);
  const int problem = write_all(file, bytes);
  ::close(file);
  if (problem != 0) return cannot_write(path, problem);
  return std::nullopt;
}

std::optional<OutFileError> write_new(const fs::path& target, const std::string& path,
                                      std::string_view bytes, bool replace) {
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  std::string temporary = (folder / ".govcloud-XXXXXX").string();
  const int file = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) return cannot_create(path, errno);
  open_to_mask(file);
  int problem = write_all(file, bytes);
  if (problem == 0 && ::fsync(file) != 0) problem = errno;
  if (::close(file) != 0 && problem == 0) problem = errno;
  const bool written = problem == 0;
  if (written) problem = put_in_place(temporary, target.string(), replace);
  if (problem == 0) {
    sync_folder(folder);
    return std::nullopt;
  }
  (void)::unlink(temporary.c_str());
  if (!written) return cannot_write(path, problem);
  return problem == EEXIST ? in_the_way(path) : cannot_create(path, problem);
}

}  // namespace

std::optional<OutFileError> write_out_file(const std::string& path, std::string_view bytes,
                                           bool force) {
  std::error_code problem;
  const auto status = fs::status(path, problem);
  if (fs::is_directory(status)) return cannot_create(path, EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) return write_device(path, bytes);
  if (fs::exists(status) && has_bytes(path, bytes)) return std::nullopt;
  if (fs::exists(status) && !force) return in_the_way(path);
  // A link is followed, so that it goes on pointing at what it named.
  const bool is_link = fs::is_symlink(path, problem);
  const fs::path target = is_link ? fs::weakly_canonical(path, problem) : fs::path(path);
  return write_new(target, path, bytes, force);
}

}  // namespace govcloud
