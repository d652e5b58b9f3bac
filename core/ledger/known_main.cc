// Runs during the build only: known_text policy|calendar FILE OUT writes the file's digest and the
// canonical text of what it says (core/ledger/known.h).
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <string>

#include "core/ledger/codec.h"
#include "core/ledger/ledger.h"
#include "core/ledger/policy_file.h"

namespace {

std::string known_text(const std::string& kind, const std::string& path) {
  using namespace govcloud;
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto digest = hex(sha256(bytes));
  if (kind == "calendar") return digest + encode(read_calendar(bytes, path).days);
  auto policy = read_policy(bytes, path);
  policy.digest = digest;
  return digest + encode(policy);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 64;
  try {
    std::ofstream out(argv[3], std::ios::binary);
    out << known_text(argv[1], argv[2]) << std::flush;
    return out.good() ? 0 : 74;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 78;
  }
}
