#include "cli/common_options.h"

#include <algorithm>

#include "cli/config.h"
#include "cli/fill.h"
#include "cli/output.h"

namespace govcloud {
namespace {

void declare_act(Words& w, Common& c) {
  w.flag("-n,--dry-run", c.dry_run, N_("check everything and write nothing"));
  w.list("--attach KIND=FILE", c.attach, N_("hand in a paper with the act"));
  w.text("--from FILE", c.from, N_("one act for each row of a CSV or JSON lines file; - is stdin"));
  w.flag("--all-or-nothing", c.all_or_nothing, N_("write no row unless all rows pass"));
  w.text("--key K", c.key, N_("the same key and content gives the first answer again"));
  w.number("--expect SEQ", c.expect, N_("refuse if the item has moved since this sequence number"));
  w.text("--on WHEN", c.on, N_("the date or time when it really happened"));
  w.text("--late-reason TEXT", c.late_reason, N_("why it is recorded late"));
}

void declare_output(Words& w, Common& c) {
  w.choice("-o,--output", c.output, {"table", "json", "jsonl", "csv", "tsv", "value", "shell"},
           N_("the form of the answer"));
  w.list("-c,--columns LIST", c.columns, N_("these columns only, with commas between"));
  w.text("--out FILE", c.out, N_("write the answer to a file"));
  w.text("--out-dir DIR", c.out_dir, N_("write the files of the answer to a folder"));
  w.flag("--force", c.force, N_("overwrite a file that has other content"));
  w.flag("--excel", c.excel, N_("CSV as spreadsheets want it"));
  w.number("--limit N", c.limit, N_("at most so many items"));
  w.choice("--color", c.color, {"auto", "always", "never"}, N_("colours on the terminal"));
  w.flag("--no-pager", c.no_pager, N_("accepted for scripts; no answer is ever paged"));
  w.choice("--lang", c.lang_named, {"en", "zh"}, N_("the language of messages"));
}

std::vector<std::string> split_at_commas(const std::vector<std::string>& lists) {
  std::vector<std::string> parts;
  for (const auto& list : lists) {
    std::size_t begin = 0;
    while (begin <= list.size()) {
      const std::size_t end = std::min(list.find(',', begin), list.size());
      if (end > begin) parts.push_back(list.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return parts;
}

std::string default_ledger(const Desk& desk) {
  if (const auto data = desk.variable("XDG_DATA_HOME"); !data.empty())
    return data + "/govcloud/ledger.db";
  const auto home = desk.variable("HOME");
  return home.empty() ? "" : home + "/.local/share/govcloud/ledger.db";
}

Lang lang_of(const Common& common, const Desk& desk, const std::string& configured) {
  std::string wish = desk.variable("GOVCLOUD_LANG");
  if (wish.empty()) wish = configured;
  return choose_lang({common.lang_named, wish, desk.variable("LC_ALL"),
                      desk.variable("LC_MESSAGES"), desk.variable("LANG")});
}

/// The extension of a file's name, "" where it has none.
std::string extension_of(const std::string& path) {
  const auto name = path.substr(path.find_last_of('/') + 1);
  const auto dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? "" : name.substr(dot + 1);
}

/// An extension that names a form which the answer does not have would promise what is not there.
std::optional<UsageError> no_such_form(const Words& words, const Common& common) {
  static const std::vector<std::string> kForms{"htm", "html", "xlsx", "xls", "ods", "docx",
                                               "pdf", "md",   "xml",  "tsv", "jsonl", "sarif"};
  const auto extension = extension_of(common.out);
  if (common.output_named || std::find(kForms.begin(), kForms.end(), extension) == kForms.end())
    return std::nullopt;
  std::vector<std::string> allowed;
  for (const auto& option : words.options())
    if (option.long_name() == "--output") allowed = option.allowed;
  const auto form = extension == "htm" ? "html" : extension;
  if (std::find(allowed.begin(), allowed.end(), form) != allowed.end()) return std::nullopt;
  std::string all;
  for (const auto& one : allowed) all += (all.empty() ? "" : ", ") + one;
  return UsageError{message(N_("--out: this answer has no form for .{0}"), extension),
                    message(N_("its forms are {0}; choose one with -o"), all)};
}

/// What would change nothing is told, never passed over.
std::optional<UsageError> without_effect(const Common& common) {
  if (!common.out_dir.empty())
    return UsageError{message(N_("--out-dir: this answer is not of several files")),
                      message(N_("write the one answer with --out FILE"))};
  if (common.all_or_nothing && !common.from)
    return UsageError{message(N_("{0} goes with {1}"), "--all-or-nothing", "--from"), {}};
  if (!common.late_reason.empty() && common.on.empty())
    return UsageError{message(N_("{0} goes with {1}"), "--late-reason", "--on"), {}};
  if (common.excel && form_of(common) != "csv")
    return UsageError{message(N_("{0} goes with {1}"), "--excel", "-o csv"), {}};
  return std::nullopt;
}

std::optional<UsageError> out_of_bounds(const Common& common) {
  if (common.wait_seconds < 0)
    return UsageError{message(N_("{0}: must be at least 0"), "--wait"), {}};
  if (common.limit.value_or(0) < 0)
    return UsageError{message(N_("{0}: must be at least 0"), "--limit"), {}};
  return std::nullopt;
}

}  // namespace

void declare_common(Words& w, Common& c, bool writes) {
  w.text("-L,--ledger FILE", c.ledger, N_("the ledger"));
  w.text("--as PERSON", c.as, N_("who acts"));
  w.text("--for PERSON", c.for_person, N_("in whose place"));
  w.text("--sign-with FILE", c.sign_with, N_("the key to sign with, as ssh-keygen takes it"));
  if (writes) declare_act(w, c);
  declare_output(w, c);
  w.text("--as-of WHEN", c.as_of, N_("the ledger as recorded until that day's end, or up to that event"));
  w.number("--wait SECONDS", c.wait_seconds, N_("how long to wait for a busy ledger"));
  w.flag("-q,--quiet", c.quiet, N_("no receipts and no talk"));
  w.flag("-v,--verbose", c.verbose, N_("say more"));
  w.flag("--yes", c.yes, N_("answer yes to what would be asked"));
  w.flag("--no-input", c.no_input, N_("never ask"));
  w.text("--config FILE", c.config, N_("this configuration instead of the usual files"));
  w.flag("--no-config", c.no_config, N_("read no configuration"));
  w.flag("-h,--help", c.help, N_("this help"));
  w.flag("--version", c.version, N_("the version of the program"));
  w.mark_common();
}

std::optional<UsageError> settle_common(const Words& words, const std::vector<Given>& given,
                                        Common& common, const Desk& desk) {
  common.columns = split_at_commas(common.columns);
  for (const auto& one : given)
    if (words.options()[one.option].names == "-o,--output") common.output_named = true;
  if (auto error = apply_settings(words, given, common, desk)) return error;
  if (auto error = out_of_bounds(common)) return error;
  if (auto error = no_such_form(words, common)) return error;
  if (auto error = without_effect(common)) return error;
  std::string configured;
  for (auto& setting : common.settings) {
    if (setting.name == "lang") configured = setting.value;
    if (setting.name == "ledger" && setting.origin == "default")
      setting.value = common.ledger = default_ledger(desk);
  }
  common.lang = lang_of(common, desk, configured);
  for (auto& setting : common.settings)
    if (setting.name == "lang") setting.value = common.lang == Lang::zh ? "zh" : "en";
  return std::nullopt;
}

Common glimpse_common(const std::vector<std::string>& typed, const Desk& desk) {
  Common common, scratch;
  Words words;
  declare_common(words, scratch, true);
  const auto accept = [&](const std::string& name, const std::string& value) {
    for (const auto& option : words.options())
      if (option.answers_to(name) && !option.allowed.empty()) fill(option, value, name);
  };
  accept("--output", desk.variable("GOVCLOUD_OUTPUT"));
  for (std::size_t i = 0; i < typed.size() && typed[i] != "--"; ++i) {
    const std::string& word = typed[i];
    const auto equals = word.find('=');
    if (equals != std::string::npos) accept(word.substr(0, equals), word.substr(equals + 1));
    else if (word.rfind("-o", 0) == 0 && word.size() > 2) accept("-o", word.substr(2));
    else if (words_taken(words, word) == 2 && i + 1 < typed.size()) accept(word, typed[i + 1]);
  }
  common.output = scratch.output;
  common.lang_named = scratch.lang_named;
  common.lang = lang_of(common, desk, "");
  return common;
}

}  // namespace govcloud
