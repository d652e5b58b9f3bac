// What events do to keys and to those who sign with them; a part of evolve().
#pragma once
#include "core/law/books.h"

namespace govcloud {

/// The founder's key is the root 根密钥: number one of its year, and valid from the first event on.
/// Gives its id.
std::string found_root(Books& books, const LedgerCreated& fact, const Stamp& stamp);
void enrol(Books& books, const KeyEnrolled& fact, const Stamp& stamp);
void cosign(Books& books, const KeyCosigned& fact, const Stamp& stamp);
void revoke(Books& books, const KeyRevoked& fact, const Stamp& stamp);
void deny(Books& books, const Denied& fact, const Stamp& stamp);

}  // namespace govcloud
