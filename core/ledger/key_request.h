// A request for a key 密钥申请: made by the new key's holder, carried to a keeper as a file. It names the
// ledger, the person and the public key, and is signed with the private one, which proves that the
// holder has it.
#pragma once
#include <string>
#include <string_view>

#include "core/ledger/signer.h"

namespace govcloud {

struct KeyRequest {
  std::string ledger, person;
  PublicKey key;
  std::string proof;  // raw signature over signed_text(), namespace govcloud-key

  /// Four lines: the form's name, and ledger, person and key after their words.
  std::string signed_text() const;
  /// The file: the signed lines, then the armour.
  std::string text() const;
  /// Whether the proof was made with the key.
  bool holds() const;
};

KeyRequest make_key_request(const std::string& ledger, const std::string& person, const Signer& signer);

/// Reads a request's file. Throws InputError 65 naming the line, also when the proof does not hold.
KeyRequest read_key_request(std::string_view text, const std::string& path);

}  // namespace govcloud
