// Plays tests/transcripts/*.transcript in process, through the desk, and compares line for line.
//
//   # a comment             at T sets GOVCLOUD_NOW, file NAME makes a file to attach
//   at 2026-03-02T09:00:00+08:00
//   file plan.pdf
//   key NAME                makes the key pair NAME and NAME.pub; sign NAME signs with it from now on
//   $ govcloud submit …     one command; `as PERSON` before it sets GOVCLOUD_AS for what follows
//   a line of stdout        `…` in an expected line stands for anything
//   ! a line of stderr
//   = 12                    the exit code; 0 when it is not written
#include <doctest/doctest.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/app.h"
#include "core/ledger/audit_copy.h"
#include "core/ledger/verify.h"

namespace govcloud {
namespace {

namespace fs = std::filesystem;

/// Splits a line into words as a shell does with plain and quoted text.
std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  char quote = 0;
  bool any = false;
  for (const char c : line) {
    if (quote != 0) {
      if (c == quote) quote = 0;
      else word += c;
    } else if (c == '"' || c == '\'') {
      quote = c, any = true;
    } else if (c == ' ') {
      if (any || !word.empty()) words.push_back(word);
      word.clear(), any = false;
    } else {
      word += c;
    }
  }
  if (any || !word.empty()) words.push_back(word);
  return words;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.push_back(line);
  return lines;
}

/// An expected line with `…` for anything.
bool matches(const std::string& expected, const std::string& got) {
  static const std::string kAny = "…";
  std::size_t at = 0, from = 0;
  bool first = true;
  while (true) {
    const auto dots = expected.find(kAny, from);
    const auto piece = expected.substr(from, dots == std::string::npos ? dots : dots - from);
    const auto found = dots == std::string::npos && !first ? got.rfind(piece) : got.find(piece, at);
    if (found == std::string::npos || found < at || (first && found != 0)) return false;
    at = found + piece.size();
    if (dots == std::string::npos) return at == got.size();
    from = dots + kAny.size(), first = false;
  }
}

struct Expected {
  std::vector<std::string> out, err;
  int exit = 0;
};

/// Plays one file in a folder of its own.
class Player {
 public:
  explicit Player(const fs::path& folder) : folder_(folder) {
    environment_["GOVCLOUD_LEDGER"] = (folder / "ledger.db").string();
    environment_["HOME"] = folder.string();
  }

  void play(const fs::path& file) {
    std::ifstream in(file);
    std::string line, command;
    Expected expected;
    for (int number = 1; std::getline(in, line); ++number) {
      if (line.starts_with("$ ")) {
        finish(file, command, expected);
        command = line.substr(2), expected = {}, at_ = number;
      } else if (line.empty()) {
        // Blank lines are for the eye; those of an answer are not compared.
      } else if (line.starts_with("#") || is_set_up(line)) {
        finish(file, command, expected);
        set_up(line);
      } else if (line.starts_with("< ")) {  // a line of the file that was named last
        std::ofstream(folder_ / written_, std::ios::app) << line.substr(2) << "\n";
      } else if (line.starts_with("= ")) {
        expected.exit = std::atoi(line.c_str() + 2);
      } else if (line.starts_with("! ")) {
        expected.err.push_back(line.substr(2));
      } else {
        expected.out.push_back(line);
      }
    }
    finish(file, command, expected);
    verify_what_was_written(file);
  }

 private:
  /// Whatever a conversation left as a ledger is whole, and each of its acts is lawful.
  void verify_what_was_written(const fs::path& file) {
    if (!fs::exists(environment_["GOVCLOUD_LEDGER"])) return;
    auto db = open_for_audit(environment_["GOVCLOUD_LEDGER"]);
    for (const auto& check : verify(db).checks)
      CHECK_MESSAGE((check.holds && check.differs == 0), file.filename().string() << ": " << check.name << " at "
                                                             << check.first_bad << ": " << check.message);
  }

  static bool is_set_up(const std::string& line) {
    const auto words = split(line);
    return words.size() == 2 && (words[0] == "at" || words[0] == "as" || words[0] == "lang" || words[0] == "file" ||
                                  words[0] == "write" || words[0] == "key" || words[0] == "sign");
  }

  void set_up(const std::string& line) {
    const auto words = split(line);
    if (!is_set_up(line)) return;
    if (words[0] == "at") environment_["GOVCLOUD_NOW"] = words[1];
    else if (words[0] == "as") environment_["GOVCLOUD_AS"] = words[1];
    else if (words[0] == "lang") environment_["GOVCLOUD_LANG"] = words[1];
    else if (words[0] == "sign") environment_["GOVCLOUD_SIGN_WITH"] = words[1];
    else if (words[0] == "key") make_key(words[1]);
    else if (words[0] == "write") written_ = words[1], fs::remove(folder_ / written_);
    else std::ofstream(folder_ / words[1]) << "content of " << words[1] << "\n";
  }

  void make_key(const std::string& name) {
    const auto command = "ssh-keygen -q -t ed25519 -N '' -C " + name + " -f '" + (folder_ / name).string() + "'";
    REQUIRE(std::system(command.c_str()) == 0);
  }

  void finish(const fs::path& file, std::string& command, const Expected& expected) {
    if (command.empty()) return;
    auto words = split(command);
    REQUIRE_MESSAGE((!words.empty() && words[0] == "govcloud"), "line " << at_ << " of " << file.string());
    words.erase(words.begin());
    std::istringstream in;
    std::ostringstream out, err;
    Desk desk{in, out, err, [] { return Instant{}; }, environment_, false, false, false};
    const auto before = fs::current_path();
    fs::current_path(folder_);
    const int exit = run(desk, words);
    fs::current_path(before);
    compare(file, "stdout", expected.out, lines_of(out.str()));
    compare(file, "stderr", expected.err, lines_of(err.str()));
    CHECK_MESSAGE(exit == expected.exit, file.filename().string() << " line " << at_ << ": exit " << exit
                                             << ", not " << expected.exit << "\n" << out.str() << err.str());
    command.clear();
  }

  void compare(const fs::path& file, const char* stream, const std::vector<std::string>& want,
               const std::vector<std::string>& got) {
    const bool same = want.size() == got.size() && std::equal(want.begin(), want.end(), got.begin(), matches);
    std::string all;
    for (const auto& line : got) all += line + "\n";
    CHECK_MESSAGE(same, file.filename().string() << " line " << at_ << ": " << stream << " is\n" << all);
  }

  fs::path folder_;
  std::string written_;  // by `write`
  std::map<std::string, std::string> environment_;
  int at_ = 0;
};

TEST_CASE("transcripts") {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(GOVCLOUD_SOURCE_DIR "/tests/transcripts"))
    if (entry.path().extension() == ".transcript") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  REQUIRE(!files.empty());
  for (const auto& file : files) {
    std::string folder = (fs::temp_directory_path() / "govcloud-transcript-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    Player(folder).play(file);
    fs::remove_all(folder);
  }
}

TEST_CASE("transcript lines match with … for anything") {
  CHECK(matches("a … c", "a b c"));
  CHECK(matches("…", ""));
  CHECK(matches("a", "a"));
  CHECK(!matches("a", "ab"));
  CHECK(!matches("a … c", "a b d"));
  CHECK(!matches("b …", "a b c"));
}

}  // namespace
}  // namespace govcloud
