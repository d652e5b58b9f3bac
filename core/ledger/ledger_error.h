// What the record throws when the world fails, or when the record is not what was written.
#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>

namespace govcloud {

/// `exit` is the documented code: 10 no ledger, 14 no signature, 15 integrity, 73 cannot create, 74 input or output,
/// 75 busy, 78 configuration or clock. `event` is the first bad event's sequence number, or 0.
struct LedgerError : std::runtime_error {
  LedgerError(int code, const std::string& message, std::string mend = {}, std::uint64_t bad = 0)
      : std::runtime_error(message), exit(code), hint(std::move(mend)), event(bad) {}
  int exit;
  std::string hint;
  std::uint64_t event;
};

}  // namespace govcloud
