// Evidence files 材料: read and hashed once through an opened descriptor, kept beside the ledger under
// their digests (LEDGER.evidence/ab/cdef…), never unpacked and never parsed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ledger/sha256.h"

namespace govcloud {

/// A paper is at most 4 GiB; a larger one is a mistake, such as a disk's image.
constexpr std::int64_t kEvidenceBytesMax = std::int64_t{4} << 30;

/// A file that stays open from hashing to keeping, so that what is kept is what was hashed, also when
/// another takes its name meanwhile.
class EvidenceFile {
 public:
  /// Opens and hashes. Throws InputError 66 when it is missing, unreadable, a folder or empty,
  /// 65 when it is too large.
  explicit EvidenceFile(const std::string& path);
  EvidenceFile(EvidenceFile&& other) noexcept;
  EvidenceFile& operator=(EvidenceFile&&) = delete;
  ~EvidenceFile();
  /// Closes it until it is kept, for those who hold more papers than a process may have files open. It is
  /// found again by its name, and kept only while it is what was hashed.
  void rest();

  const Digest& digest() const { return digest_; }
  std::int64_t size_bytes() const { return size_bytes_; }
  /// The last part of the path as valid text.
  const std::string& name() const { return name_; }
  /// Copies it into the store of a ledger: temporary file, fsync, rename. Nothing is done when the
  /// store holds it already, byte for byte; one that was changed is put right. What an earlier run
  /// left half-written is removed. True if it was copied: then its folder is to be flushed as well.
  /// Throws LedgerError 74, InputError 65 when it is no longer what was hashed, 66 when it rested and is gone.
  bool keep(const std::string& ledger_path) const;
  /// The same for a store by its own folder, which must be there.
  bool keep_in(const std::string& store) const;

 private:
  int descriptor_ = -1;
  std::string path_, name_;
  Digest digest_{};
  std::int64_t size_bytes_ = 0;
};

/// Keeps the papers of one act, each digest once, and flushes each folder once, so that all of them
/// survive a power cut before the act is committed. Throws LedgerError 74.
void keep_all(const std::vector<const EvidenceFile*>& files, const std::string& ledger_path);
/// Flushes a store and the folder in it that holds a digest.
void sync_store(const std::string& store, const std::string& digest_hex);

/// The store of a ledger: beside the file that it really is, also when it is opened through a link.
std::string evidence_store(const std::string& ledger_path);
/// Makes the store's folder unless it is there. Throws LedgerError 74.
void make_store(const std::string& store);
/// Puts a file in the place of another, or where there is none: wholly or not at all, on disk when it
/// returns, and for its owner's eyes only. Throws LedgerError 74.
void replace_file(const std::string& path, const std::string& bytes);

/// Where in a store a digest lies: "ab/cdef…".
std::string place_in_store(const std::string& digest_hex);
/// Where the store of a ledger keeps a digest.
std::string evidence_path(const std::string& ledger_path, const std::string& digest_hex);
/// The digest of a whole opened file; nothing, and errno, when it cannot be read.
std::optional<Digest> digest_of_file(int descriptor);

}  // namespace govcloud
