// Checks the signatures of a journal while it is walked: each act's, by the key that was its person's
// when the act began, and the proof of each key that is enrolled. The curve's work is sent to a crew.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/ledger/crew.h"
#include "core/ledger/journal.h"
#include "core/ledger/ssh_key.h"

namespace govcloud {

class SignatureCheck {
 public:
  explicit SignatureCheck(Crew& crew) : crew_(crew) {}

  /// At the first event of an act, with the books as they stood before it.
  void begin(const ActRow& act, const Books& before);
  /// At its last event, with the books after it: the first act's key is the one that it founds.
  void end(const ActRow& act, const Digest& last_hash, const Books& after);
  /// At a fact that enrols a key.
  void enrolled(const KeyEnrolled& fact, std::uint64_t seq, const std::string& ledger);

  struct Found {
    std::uint64_t count = 0;      // acts looked at
    std::uint64_t first_bad = 0;  // the first event of the first act that is not well signed; 0: none
    std::string message;
  };
  /// Ends with all checked, and the crew done with everything else. Throws what Crew::finish() throws.
  Found finish();

 private:
  struct Job {
    const PublicKey* key = nullptr;
    std::string_view name_space;
    std::string message, raw;
    std::uint64_t seq = 0;
    const char* fault = "";  // what to say when it does not hold
  };
  using Batch = std::vector<Job>;

  void bad(std::uint64_t seq, std::string message);
  const PublicKey* key_of(const ActRow& act, const Books& books);
  const PublicKey* parsed(const std::string& line);
  void put(Job job);
  void hand_over();
  void check(const Batch& batch);

  Crew& crew_;
  Found found_;
  const PublicKey* signing_ = nullptr;  // of the act being walked
  std::map<std::string, std::optional<PublicKey>, std::less<>> keys_;
  Batch batch_;

  std::mutex mutex_;  // over found_
};

}  // namespace govcloud
