// Files and folders as the system has them: descriptors that close themselves, folders that are made
// and flushed, paths without links.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <string>

namespace govcloud {

/// An opened file; closed with the object. `number` is negative when it could not be opened.
struct Descriptor {
  int number = -1;
  explicit Descriptor(int n) : number(n) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
};

/// The size of a file in bytes; 0 of one that is not there.
std::int64_t file_size(const std::string& path);
/// The folder of a path: "." where it names none.
std::string folder_of(const std::string& path);
/// The path without links; the path itself when that cannot be told.
std::string real_path(const std::string& path);
/// Makes a folder and all that lie above it; what is there already stays as it is. False, and errno,
/// when one cannot be made.
bool make_folders(const std::string& path, mode_t mode);
/// Flushes a folder's own entry list, so that a rename in it survives a power cut. A file system that
/// cannot flush a folder says so with EINVAL; there is nothing more to do there. Throws LedgerError 74.
void sync_folder(const std::string& path);
/// A file or folder that was made for its owner alone gets what the user's mask allows of `mode`.
void open_to_mask(const std::string& path, mode_t mode);

}  // namespace govcloud
