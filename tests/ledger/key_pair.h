// Keys on paper: made from a seed, so that a test signs without a file and without ssh-keygen.
#pragma once
#include <sodium.h>

#include <string>
#include <string_view>

#include "core/ledger/ssh_key.h"

namespace govcloud::testing {

/// A pair made from a seed, as a hardware key has it or a file.
struct Pair {
  std::string secret;
  PublicKey key;
  explicit Pair(std::string_view alg, const std::string& application = "", char of = 'g') {
    const std::string seed(crypto_sign_SEEDBYTES, of);
    std::string point(crypto_sign_PUBLICKEYBYTES, '\0');
    secret.assign(crypto_sign_SECRETKEYBYTES, '\0');
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(point.data()),
                             reinterpret_cast<unsigned char*>(secret.data()),
                             reinterpret_cast<const unsigned char*>(seed.data()));
    key = {std::string(alg), point, application};
  }
  std::string sign(std::string_view bytes) const {
    std::string raw(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(raw.data()), nullptr,
                         reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                         reinterpret_cast<const unsigned char*>(secret.data()));
    return raw;
  }
};

}  // namespace govcloud::testing
