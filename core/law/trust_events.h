// The facts about keys 密钥, seals 封印 and what was refused for lack of right; a part of the journal's
// vocabulary (core/law/events.h).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/law/date.h"

namespace govcloud {

using Subjects = std::vector<std::string>;

/// A person's key was entered by a keeper. `proof` is its holder's own signature, in base64, over the
/// request that they made. A key that needs a second person is pending until cosigned.
struct KeyEnrolled {
  static constexpr std::string_view kKind = "key_enrolled";
  std::string key, person, public_key, proof;
  bool needs_cosign = false;
  std::string replaces;  // the person's active key until now, or empty
  Subjects subjects() const { return {key, person}; }
  static void fields(auto& self, auto& v) {
    v("key", self.key), v("person", self.person), v("public_key", self.public_key);
    v("proof", self.proof), v("needs_cosign", self.needs_cosign);
    v("replaces", self.replaces);
  }
};

/// A second person confirmed a pending key, which is active from now on.
struct KeyCosigned {
  static constexpr std::string_view kKind = "key_cosigned";
  std::string key, person, replaces;
  Subjects subjects() const { return {key, person}; }
  static void fields(auto& self, auto& v) {
    v("key", self.key), v("person", self.person), v("replaces", self.replaces);
  }
};

struct KeyRevoked {
  static constexpr std::string_view kKind = "key_revoked";
  std::string key, person, reason;
  Subjects subjects() const { return {key, person}; }
  static void fields(auto& self, auto& v) {
    v("key", self.key), v("person", self.person), v("reason", self.reason);
  }
};

/// Somebody tried what they may not, and signed it. `item` is what the command was about, or empty.
struct Denied {
  static constexpr std::string_view kKind = "denied";
  std::string person, verb, item, reason, detail;
  Date on{};
  Subjects subjects() const { return item.empty() ? Subjects{person} : Subjects{person, item}; }
  static void fields(auto& self, auto& v) {
    v("person", self.person), v("verb", self.verb), v("item", self.item);
    v("reason", self.reason), v("detail", self.detail), v("on", self.on);
  }
};

/// A seal that an auditor countersigned outside came back: event `size` had the hash `head`. `lines` are
/// the seal's own, and `signature`, in base64, is the auditor's over them.
struct SealImported {
  static constexpr std::string_view kKind = "seal_imported";
  std::uint64_t size = 0;
  std::string head, person, key, public_key, lines, signature;
  Subjects subjects() const { return {person, key}; }
  static void fields(auto& self, auto& v) {
    v("size", self.size), v("head", self.head), v("person", self.person), v("key", self.key);
    v("public_key", self.public_key), v("lines", self.lines), v("signature", self.signature);
  }
};

}  // namespace govcloud
