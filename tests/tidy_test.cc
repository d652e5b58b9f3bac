// The house keeps itself: arrows between rooms point one way, each library has one door, files stay
// small, every verb has its manual page and its transcript.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "cli/verbs.h"

namespace govcloud {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = GOVCLOUD_SOURCE_DIR;

std::vector<fs::path> sources(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder))
    if (entry.path().extension() == ".cc" || entry.path().extension() == ".h") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> includes(const fs::path& file) {
  static const std::regex kInclude("#include [<\"]([^>\"]+)[>\"]");
  const auto text = read(file);
  std::vector<std::string> names;
  for (std::sregex_iterator at(text.begin(), text.end(), kInclude), end; at != end; ++at)
    names.push_back((*at)[1]);
  return names;
}

std::string room_of(const std::string& path) {
  if (path.starts_with("cli/")) return "cli";
  if (path.starts_with("tests/")) return "tests";
  if (!path.starts_with("core/")) return "";
  return path.substr(5, path.find('/', 5) - 5);
}

TEST_CASE("tidy: arrows between rooms point one way") {
  const std::map<std::string, std::set<std::string>> may{
      {"law", {"law"}},
      {"format", {"format", "law"}},
      {"ledger", {"ledger", "format", "law"}},
      {"usage", {"usage", "ledger", "format", "law"}},
      {"security", {"security", "ledger", "format", "law"}},
      {"report", {"report", "usage", "security", "ledger", "format", "law"}},
      {"cli", {"cli", "report", "usage", "security", "ledger", "format", "law"}}};
  for (const auto* folder : {"core", "cli"})
    for (const auto& file : sources(folder)) {
      const auto path = fs::relative(file, kRoot).string();
      for (const auto& name : includes(file)) {
        const auto room = room_of(name);
        // The format room knows dates, which are the law's plainest values, and nothing else of it.
        if (room_of(path) == "format" && room == "law")
          CHECK_MESSAGE(name == "core/law/date.h", path << " includes " << name);
        else if (!room.empty())
          CHECK_MESSAGE(may.at(room_of(path)).contains(room), path << " includes " << name);
      }
    }
}

TEST_CASE("tidy: each library comes in by one door, of one file or two") {
  const std::vector<std::pair<std::string, std::string>> doors{
      {"sqlite3.h", "core/ledger/database.cc core/ledger/statement.cc"}, {"CLI/", "cli/words.cc"},
      {"toml++/", "core/format/toml.cc"},         {"pugixml", "core/format/xml.cc"},
      {"zlib.h", "core/format/gzip.cc"}, {"xlsxwriter.h", "core/format/xlsx.cc"}, {"nlohmann/", "core/format/json_sax.h"}, {"utf8proc.h", "core/format/width.cc"},
      {"openssl/", "core/ledger/sha256.cc"},      {"sodium.h", "core/ledger/sodium.cc"},      {"iconv.h", "core/format/encoding.cc"}};
  for (const auto* folder : {"core", "cli"})
    for (const auto& file : sources(folder)) {
      const auto path = fs::relative(file, kRoot).string();
      for (const auto& name : includes(file))
        for (const auto& [library, door] : doors)
          if (name.starts_with(library))
            CHECK_MESSAGE((" " + door + " ").find(" " + path + " ") != std::string::npos, path << " includes " << name);
      if (room_of(path) == "law")
        for (const auto& name : includes(file))
          CHECK_MESSAGE((name != "iostream" && name != "fstream" && name != "ctime" && name != "cstdlib"),
                        path << " includes " << name);
    }
}

TEST_CASE("tidy: files stay small, lines fit") {
  for (const auto* folder : {"core", "cli"})
    for (const auto& file : sources(folder)) {
      const auto text = read(file);
      const auto lines = std::count(text.begin(), text.end(), '\n');
      CHECK_MESSAGE(lines <= 400, file.filename().string() << " has " << lines << " lines");
      CHECK_MESSAGE(text.find('\t') == std::string::npos, file.filename().string() << " has a TAB");
    }
}

TEST_CASE("tidy: one word per idea: no type has its name in two headers") {
  // Two types of one name would also be one to the linker, which then mixes them up.
  static const std::regex kType("\\n(?:struct|class|enum class) ([A-Za-z]+) [^;]*?\\{");
  std::map<std::string, std::string> where;
  for (const auto* folder : {"core", "cli"})
    for (const auto& file : sources(folder)) {
      if (file.extension() != ".h") continue;
      const auto text = read(file);
      for (std::sregex_iterator at(text.begin(), text.end(), kType), end; at != end; ++at) {
        const auto [known, fresh] = where.emplace((*at)[1], file.string());
        CHECK_MESSAGE(fresh, (*at)[1].str() << " is in " << known->second << " and in " << file.string());
      }
    }
}

TEST_CASE("tidy: one word, five doors") {
  for (const auto* verb : all_verbs()) {
    CHECK_MESSAGE(fs::exists(kRoot / "man" / ("govcloud-" + verb->name + ".1")), verb->name);
    CHECK_MESSAGE(fs::exists(kRoot / "tests/transcripts" / (verb->name + ".transcript")), verb->name);
  }
}

TEST_CASE("tidy: the law writes no number of a regulation") {
  // Limits and lengths live in the policies: no procedure compares with 15 or 30 or adds 3 days.
  const std::regex number("days\\{[0-9]*[2-9][0-9]*\\}");
  for (const auto& file : sources("core/law")) {
    const auto text = read(file);
    CHECK_MESSAGE(!std::regex_search(text, number), file.filename().string());
  }
}

}  // namespace
}  // namespace govcloud
