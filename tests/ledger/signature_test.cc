// Signatures in OpenSSH's form: keys and armours made by ssh-keygen, and every bit of them.
#include <doctest/doctest.h>

#include "core/format/input_error.h"
#include "core/ledger/key_request.h"
#include "core/ledger/signature.h"
#include "core/ledger/sodium.h"
#include "tests/ledger/key_pair.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

// Made by `ssh-keygen -t ed25519` and `ssh-keygen -Y sign -n govcloud-act` for this test.
constexpr const char* kKeyLine =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE3rkIxTAxMKhlqqikqhGHzNyNy6v75BmyberzQTsdZ8 wang";
constexpr const char* kFingerprint = "SHA256:f1menHbqn0fjUFJIP7uUBvliiMd6dfijsdI5DwZVh/k";
constexpr const char* kRequest =
    "govcloud-key-request 1\n"
    "ledger 8cafeba96949c906ffb8b17427dd7c1f\n"
    "person wang\n"
    "key ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE3rkIxTAxMKhlqqikqhGHzNyNy6v75BmyberzQTsdZ8\n"
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgTeuQjFMDEwqGWqqKSqEYfM3I3L\n"
    "q/vkGbJt6vNBOx1nwAAAAMZ292Y2xvdWQta2V5AAAAAAAAAAZzaGE1MTIAAABTAAAAC3Nz\n"
    "aC1lZDI1NTE5AAAAQDMI3oI4hkPGsRVEZ7ln2E7tWbYXUYYSN1o/g+FzNLiBlwmssOOkf4\n"
    "xBJdEAgThWb8DnYyj6jr7D4aVxg1n4HwA=\n"
    "-----END SSH SIGNATURE-----\n";

}  // namespace

TEST_CASE("signature: a key's line, with or without a comment, and its fingerprint") {
  const auto key = read_key_line(kKeyLine);
  REQUIRE(key);
  CHECK(key->fingerprint() == kFingerprint);
  CHECK(key->line() + " wang" == kKeyLine);
  CHECK(read_key_line(key->line()) == key);
  CHECK(read_key_line(std::string(kKeyLine) + "\n") == key);
  const std::string line = key->line();
  for (const std::string& bad : {std::string(), std::string("ssh-ed25519"), line.substr(0, line.size() - 4), "ssh-rsa" + line.substr(11),
                          line + "=", "ssh-ed25519  " + line.substr(12), line.substr(0, 12) + "A" + line.substr(12)}) {
    CAPTURE(bad);
    CHECK_FALSE(read_key_line(bad));
  }
}

TEST_CASE("signature: ssh-keygen's armour is read, holds, and is written again as it was") {
  const auto request = read_key_request(kRequest, "r");
  CHECK(request.text() == kRequest);
  CHECK(request.key.fingerprint() == kFingerprint);
  CHECK_FALSE(signature_holds(request.key, kActNamespace, request.signed_text(), request.proof));
}

TEST_CASE("signature: no bit of a key, a signature, the namespace or the message may change") {
  const Pair pair(kEd25519);
  const std::string message = act_message(sha256("last event"));
  const auto raw = pair.sign(signed_bytes(kActNamespace, message));
  REQUIRE(signature_holds(pair.key, kActNamespace, message, raw));
  const auto flipped = [](std::string text, std::size_t bit) {
    text[bit / 8] = static_cast<char>(text[bit / 8] ^ (1 << bit % 8));
    return text;
  };
  for (std::size_t bit = 0; bit < raw.size() * 8; ++bit)
    CHECK_FALSE(signature_holds(pair.key, kActNamespace, message, flipped(raw, bit)));
  for (std::size_t bit = 0; bit < pair.key.point.size() * 8; ++bit)
    CHECK_FALSE(signature_holds({pair.key.alg, flipped(pair.key.point, bit), ""}, kActNamespace, message, raw));
  for (std::size_t bit = 0; bit < message.size() * 8; ++bit)
    CHECK_FALSE(signature_holds(pair.key, kActNamespace, flipped(message, bit), raw));
  for (std::size_t bit = 0; bit < kActNamespace.size() * 8; ++bit)
    CHECK_FALSE(signature_holds(pair.key, flipped(std::string(kActNamespace), bit), message, raw));
  for (std::size_t size = 0; size < raw.size(); ++size)
    CHECK_FALSE(signature_holds(pair.key, kActNamespace, message, raw.substr(0, size)));
}

TEST_CASE("signature: a hardware key's carries its flags and counter") {
  const Pair pair(kHardwareEd25519, "ssh:");
  const std::string message = "hello\n";
  const auto given = signed_bytes(kActNamespace, message);
  const auto with = [&](const std::string& tail) {
    const auto bytes = std::string(bytes_of(sha256(pair.key.application))) + tail + std::string(bytes_of(sha256(given)));
    return pair.sign(bytes) + tail;
  };
  const std::string touched("\x01\x00\x00\x00\x07", 5), untouched("\x00\x00\x00\x00\x07", 5);
  CHECK(signature_holds(pair.key, kActNamespace, message, with(touched)));
  CHECK_FALSE(signature_holds(pair.key, kActNamespace, message, with(untouched)));
  CHECK_FALSE(signature_holds(pair.key, kActNamespace, message, with(touched).substr(0, 64)));
  CHECK_FALSE(signature_holds({std::string(kEd25519), pair.key.point, ""}, kActNamespace, message, with(touched)));
  const auto text = armoured(pair.key, kActNamespace, with(touched));
  const auto read = read_armour(text);
  REQUIRE(read);
  CHECK(read->key == pair.key);
  CHECK(read->raw == with(touched));
}

TEST_CASE("signature: once a length lies, nothing more is read") {
  const std::string lies("\xff\xff\xff\xff\0\0\0\0", 8);
  WireReader wire(lies);
  CHECK_FALSE(wire.text());
  CHECK_FALSE(wire.text());
  CHECK_FALSE(wire.at_end());
}

TEST_CASE("signature: an armour that is cut, padded or of another kind is not read") {
  const Pair pair(kEd25519);
  const auto text = armoured(pair.key, kActNamespace, pair.sign("x"));
  REQUIRE(read_armour(text));
  for (std::size_t size = 0; size + 1 < text.size(); ++size) CHECK_FALSE(read_armour(text.substr(0, size)));
  CHECK_FALSE(read_armour(text + "more"));
  CHECK_FALSE(read_armour("x" + text));
}

TEST_CASE("key request: what was changed on the way is refused with its line") {
  struct Row { std::string what, from, to, says; };
  const Row rows[] = {
      {"another form", "request 1", "request 2", "r:1:"},
      {"another ledger", "ledger 8c", "ledger 9c", "the signature is not"},
      {"another person", "person wang", "person zhao", "the signature is not"},
      {"no person", "person", "people", "r:3:"},
      {"no key", "key ssh-ed25519", "key ssh-rsa", "r:4:"},
      {"no armour", "BEGIN SSH", "BEGIN PGP", "r:5:"},
      {"another signature", "MI3oI4hk", "MI3oI4hl", "the signature is not"},
      {"another namespace", "Z292Y2xvdWQta2V5", "Z292Y2xvdWQta2V6", "the signature is not"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    std::string text = kRequest;
    const auto at = text.find(row.from);
    REQUIRE(at != std::string::npos);
    text.replace(at, row.from.size(), row.to);
    try {
      read_key_request(text, "r");
      FAIL("it was read");
    } catch (const InputError& e) {
      CHECK(e.exit == 65);
      CHECK(std::string(e.what()).find(row.says) != std::string::npos);
    }
  }
}

TEST_CASE("base64: one text for each value") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(from_base64("Zg==") == "f");
  for (const char* bad : {"Zg", "Zg=", "Zh==", "Z g==", "Zg==\n", "Zg===", "*"}) CHECK_FALSE(from_base64(bad));
}
