#include "core/ledger/evidence_check.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>

#include <fmt/format.h>

#include "core/format/width.h"
#include "core/ledger/disk.h"
#include "core/ledger/files.h"
#include "core/ledger/ledger_error.h"

namespace govcloud {
namespace {

constexpr int kFolder = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

/// The papers by digest: the same file may have been attached several times.
using Papers = std::map<std::string, const Evidence*>;

Papers papers_of(const Books& books) {
  Papers papers;
  for (const auto& [id, paper] : books.evidence) {
    auto& first = papers.try_emplace(paper.digest, &paper).first->second;
    if (paper.seq < first->seq) first = &paper;
  }
  return papers;
}

/// What is wrong with a file of the store, or nothing.
std::string fault_of(int store, const Evidence& paper) {
  if (!digest_from_hex(paper.digest)) return "has a digest that is none";
  const Descriptor folder(openat(store, paper.digest.substr(0, 2).c_str(), kFolder | O_NOFOLLOW));
  if (folder.number < 0) return errno == ENOENT ? "is missing" : std::strerror(errno);
  const Descriptor file(openat(folder.number, paper.digest.substr(2).c_str(),
                               O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (file.number < 0)
    return errno == ENOENT ? "is missing" : errno == ELOOP ? "is a link" : std::strerror(errno);
  struct stat info {};
  if (fstat(file.number, &info) != 0 || !S_ISREG(info.st_mode)) return "is not an ordinary file";
  if (info.st_size != paper.size_bytes)
    return fmt::format("has {} bytes instead of {}", info.st_size, paper.size_bytes);
  const auto digest = digest_of_file(file.number);
  if (!digest) return std::strerror(errno);
  return hex(*digest) == paper.digest ? "" : "was changed";
}

/// Files and folders of the store that no event names.
std::size_t extras_in(const std::string& folder, const Papers& papers, const std::string& below) {
  DIR* entries = opendir((folder + "/" + below).c_str());
  if (entries == nullptr) return 0;
  std::size_t extras = 0;
  while (const auto* entry = readdir(entries)) {
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (below.empty() && name.size() == 2 && entry->d_type != DT_REG) extras += extras_in(folder, papers, name);
    else if (!papers.contains(below + name)) ++extras;
  }
  closedir(entries);
  return extras;
}

}  // namespace

Check check_evidence(const Books& books, const std::string& folder) {
  Check check{"evidence", true, 0, 0, ""};
  const Descriptor store(::open(folder.c_str(), kFolder));
  if (store.number < 0)
    throw LedgerError(66, fmt::format("the folder {} cannot be read: {}", folder, std::strerror(errno)),
                      "name the folder of the papers, LEDGER.evidence: --evidence DIR");
  const auto papers = papers_of(books);
  std::size_t faults = 0;
  for (const auto& [digest, paper] : papers) {
    ++check.count;
    const auto fault = fault_of(store.number, *paper);
    if (fault.empty()) continue;
    ++faults;
    if (!check.holds && paper->seq >= check.first_bad) continue;
    check.holds = false, check.first_bad = paper->seq;
    check.message = fmt::format("{} ({}): {}/{} {}", paper->id, printable(paper->name), folder, place_in_store(digest), fault);
  }
  if (faults > 1) check.message += fmt::format("; {} more are not as they were attached", faults - 1);
  if (const auto extras = extras_in(folder, papers, ""); extras > 0)
    check.note = fmt::format("{} files of the folder are named by no event", extras);
  return check;
}

std::size_t copy_evidence(const Books& books, const std::string& from, const std::string& to) {
  const auto papers = papers_of(books);
  const Descriptor store(::open(from.c_str(), kFolder));
  if (store.number < 0 && !papers.empty())
    throw LedgerError(15, fmt::format("the papers' folder {} cannot be read: {}", from, std::strerror(errno)));
  make_store(to);
  // A copy is for somebody else: what the user's mask allows, everybody may read.
  open_to_mask(to, 0777);
  for (const auto& [digest, paper] : papers) {
    if (const auto fault = fault_of(store.number, *paper); !fault.empty())
      throw LedgerError(15, fmt::format("{} ({}): {}/{} {}", paper->id, printable(paper->name), from, place_in_store(digest), fault),
                        "", paper->seq);
    const auto place = place_in_store(digest);
    if (EvidenceFile(from + "/" + place).keep_in(to)) sync_store(to, digest);
    open_to_mask(to + "/" + place.substr(0, 2), 0777), open_to_mask(to + "/" + place, 0444);
  }
  return papers.size();
}

}  // namespace govcloud
