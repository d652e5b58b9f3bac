// govcloud config, help and version: the program about itself.
#include <fmt/format.h>

#include "cli/exit_codes.h"
#include "cli/help.h"
#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"
#include "core/format/embedded.h"
#include "core/format/width.h"

namespace govcloud {
namespace {

struct Args {
  std::string topic;
};

void declare_nothing(Words&, Args&) {}

int run_config(Desk& desk, const Common& common, const Args&) {
  std::vector<Json> items;
  for (const auto& setting : common.settings)
    items.push_back(Json::object().set("name", setting.name).set("value", setting.value).set("origin", setting.origin));
  return print_items(desk, common, {"config", {}}, table_of(items, {"name", "value", "origin"}));
}

int run_version(Desk& desk, const Common& common, const Args&) {
  Json item = Json::object();
  item.set("version", embedded::version()).set("ledger_format", 1);
  if (form_of(common) != "table") return print_item(desk, common, {"version", {}}, item);
  desk.out << "govcloud " << embedded::version() << "\n";
  return 0;
}

/// A topic of the help: two columns of words and what they mean.
struct Topic {
  const char* name;
  Sentence summary;
  std::vector<std::pair<std::string, Sentence>> rows;
};

std::vector<Topic> topics() {
  std::vector<Topic> all;
  Topic codes{"exit-codes", N_("what a command's exit code says; any other code is a failure"), {}};
  for (const int exit : {0, 1, 3, 10, 12, 13, 14, 15, 16, 17, 19, 64, 65, 66, 70, 73, 74, 75, 78})
    codes.rows.emplace_back(std::to_string(exit), meaning_of_exit(exit));
  codes.rows.emplace_back("130 141 143", N_("ended by a signal"));
  all.push_back(std::move(codes));
  all.push_back({"formats", N_("what -o takes"),
                 {{"table", N_("for people: aligned by the width of characters (the default)")},
                  {"json", N_("one object with schema, ledger, and item or items; additive within a major version")},
                  {"jsonl", N_("one object a line, without an envelope")},
                  {"csv", N_("RFC 4180 in UTF-8; --excel adds what a spreadsheet wants")},
                  {"tsv", N_("TAB between cells; TAB, line ends and backslash within one as \\t, \\n, \\r and \\\\")},
                  {"value", N_("bare values of the columns that -c names, TAB between them")},
                  {"shell", N_("NAME='value' for eval; of several items one line each")},
                  {"html", N_("of a report only: one page that prints on A4")}}});
  all.push_back({"environment", N_("variables that a command heeds; options outrank them"),
                 {{"GOVCLOUD_LEDGER", N_("the ledger, as --ledger")},
                  {"GOVCLOUD_AS", N_("who acts, as --as")},
                  {"GOVCLOUD_OUTPUT", N_("the output format, as --output")},
                  {"GOVCLOUD_SIGN_WITH", N_("the key to sign with, as --sign-with")},
                  {"GOVCLOUD_LANG", N_("the language of messages: en or zh")},
                  {"GOVCLOUD_NO_INPUT", N_("never ask anything, as --no-input")},
                  {"GOVCLOUD_NOW", N_("the clock of a ledger made with init --test, RFC 3339")},
                  {"XDG_DATA_HOME", N_("where the default ledger lies: govcloud/ledger.db")},
                  {"XDG_CONFIG_HOME", N_("where the configuration lies: govcloud/config.toml")},
                  {"NO_COLOR, COLUMNS", N_("no colour; the width of the terminal")}}});
  return all;
}

void declare_help(Words& words, Args& args) {
  words.word("TOPIC", args.topic, false, N_("a verb, or exit-codes, formats or environment"));
}

int run_help(Desk& desk, const Common& common, const Args& args) {
  if (args.topic.empty()) {
    desk.out << help_text(common.lang, all_verbs(), Help{});
    return 0;
  }
  for (const auto& topic : topics()) {
    if (args.topic != topic.name) continue;
    desk.out << translate(common.lang, topic.summary.id) << "\n\n";
    std::size_t width = 0;
    for (const auto& [word, meaning] : topic.rows) width = std::max(width, word.size());
    for (const auto& [word, meaning] : topic.rows)
      desk.out << fmt::format("  {}  {}\n", pad_right(word, width), translate(common.lang, meaning.id));
    return 0;
  }
  for (const auto* verb : all_verbs())
    if (verb->name == args.topic) {
      Help help;
      help.verb = verb;
      desk.out << help_text(common.lang, all_verbs(), help);
      return 0;
    }
  bad_words(message(N_("there is no help on '{0}'"), args.topic),
            message(N_("name a verb, or exit-codes, formats or environment")));
}

}  // namespace

const Verb kConfig = verb("config", N_("see the settings"),
                          {action<Args>("show", N_("each setting and where it comes from"), Access::reads, declare_nothing,
                                        run_config, {{66, 78}, {"govcloud config show", "govcloud config show -o json"}})});
const Verb kHelp = verb<Args>("help", N_("read about a verb or a topic"), Access::reads, declare_help, run_help,
                              {{}, {"govcloud help exit-codes", "govcloud help review"}});
const Verb kVersion = verb<Args>("version", N_("the program's version"), Access::reads, declare_nothing, run_version,
                                 {{}, {"govcloud version", "govcloud version -o json"}});

}  // namespace govcloud
