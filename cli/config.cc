#include "cli/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/fill.h"
#include "cli/suggest.h"
#include "core/format/toml.h"

namespace govcloud {
namespace {

constexpr const char* kSystemConfig = "/etc/govcloud/config.toml";

/// What may be set once for all commands. An act's own options (--key, --on, --yes …) may not: a
/// forgotten line in a file must not decide what is recorded.
struct Settable {
  const char* name;
  const char* variable;  // "" where there is none
};
constexpr Settable kSettable[] = {
    {"ledger", "GOVCLOUD_LEDGER"}, {"as", "GOVCLOUD_AS"},
    {"sign-with", "GOVCLOUD_SIGN_WITH"},
    {"output", "GOVCLOUD_OUTPUT"}, {"lang", "GOVCLOUD_LANG"},     {"no-input", "GOVCLOUD_NO_INPUT"},
    {"wait", ""},                  {"color", ""},                 {"no-pager", ""},
    {"quiet", ""},                 {"verbose", ""},               {"excel", ""},
    {"limit", ""}};

struct ConfigFile {
  std::string path;
  TomlTable table;
};

std::string text_of(const TomlMember& member, const std::string& path) {
  if (const auto* text = member.value.text()) return *text;
  if (const auto* number = member.value.number()) return std::to_string(*number);
  if (const auto* flag = member.value.boolean()) return *flag ? "true" : "false";
  throw InputError(78, message(N_("{0} line {1}: {2} is {3}"), path, member.line, member.key,
                               member.value.kind()),
                   message(N_("a setting is a text, a whole number, or true or false")));
}

void check_keys(const ConfigFile& file) {
  std::vector<std::string> known;
  for (const auto& settable : kSettable) known.emplace_back(settable.name);
  for (const auto& member : file.table.members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    const auto near = nearest(member.key, known);
    throw InputError(78, message(N_("{0} line {1}: {2} is no setting"), file.path, member.line,
                                 member.key),
                     near ? message(N_("did you mean {0}?"), *near)
                          : message(N_("the settings are {0}"), fmt::format("{}", fmt::join(known, ", "))));
  }
}

/// The file as a table, or nothing when it is not there and need not be.
std::optional<ConfigFile> read_config(const std::string& path, bool must_be_there) {
  std::error_code ignored;
  std::ifstream in(path, std::ios::binary);
  const bool readable = in && !std::filesystem::is_directory(path, ignored);
  if (!readable && must_be_there)
    throw InputError(66, message(N_("{0} cannot be read"), path), message(N_("--config names an existing file")));
  if (!readable) return std::nullopt;
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  ConfigFile file{path, parse_toml(bytes, path)};
  check_keys(file);
  return file;
}

std::vector<ConfigFile> config_files(const Common& common, const Desk& desk) {
  std::vector<ConfigFile> files;
  const auto add = [&files](const std::string& path, bool must_be_there) {
    if (auto file = read_config(path, must_be_there)) files.push_back(std::move(*file));
  };
  if (common.no_config) return files;
  if (!common.config.empty()) {
    add(common.config, true);
    return files;
  }
  const auto home = desk.variable("HOME");
  auto folder = desk.variable("XDG_CONFIG_HOME");
  if (folder.empty() && !home.empty()) folder = home + "/.config";
  if (!folder.empty()) add(folder + "/govcloud/config.toml", false);
  add(kSystemConfig, false);
  return files;
}

struct ShowValue {
  std::string operator()(const std::string* text) const { return *text; }
  std::string operator()(const std::optional<std::string>* text) const {
    return text->value_or("");
  }
  std::string operator()(const std::int64_t* number) const { return std::to_string(*number); }
  std::string operator()(const std::optional<std::int64_t>* number) const {
    return *number ? std::to_string(**number) : "";
  }
  std::string operator()(const bool* flag) const { return *flag ? "true" : "false"; }
  std::string operator()(const std::vector<std::string>*) const { return ""; }
};

std::string shown(const Option& option) {
  return std::visit([](const auto* place) { return ShowValue{}(place); }, option.target);
}

/// What a variable says for an option. A flag's variable is set by any text but a no.
std::string variable_value(const Option& option, const std::string& text) {
  if (!option.is_flag()) return text;
  return text == "0" || text == "false" || text == "no" ? "false" : "true";
}

/// The language is not filled in like the others: GOVCLOUD_LANG may be a locale's name, and only
/// --lang itself changes the language of reports.
bool is_language(const Settable& settable) { return std::string_view(settable.name) == "lang"; }

/// What was asked for in general, and this verb does not have.
bool lacks(const Option& option, const std::string& word) {
  return std::find(option.lacking.begin(), option.lacking.end(), word) != option.lacking.end();
}

std::optional<UsageError> settle_one(const Settable& settable, const Option& option,
                                     const std::vector<ConfigFile>& files, const Desk& desk,
                                     Setting& setting) {
  if (const auto text = desk.variable(settable.variable); !text.empty() && !lacks(option, text)) {
    setting.origin = settable.variable;
    setting.value = variable_value(option, text);
    return is_language(settable) ? std::nullopt : fill(option, setting.value, settable.variable);
  }
  for (const auto& file : files) {
    for (const auto& member : file.table.members) {
      if (member.key != settable.name) continue;
      const auto value = text_of(member, file.path);
      if (lacks(option, value)) return std::nullopt;
      setting.origin = fmt::format("{}:{}", file.path, member.line);
      setting.value = value;
      std::string aside;
      Option target = option;
      if (is_language(settable)) target.target = &aside;
      const auto place = fmt::format("{} line {}: {}", file.path, member.line, member.key);
      const auto error = fill(target, setting.value, place);
      if (error) throw InputError(78, error->what, error->hint);
      return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<UsageError> apply_settings(const Words& words, const std::vector<Given>& given,
                                         Common& common, const Desk& desk) {
  const auto files = config_files(common, desk);
  const auto& options = words.options();
  for (const auto& settable : kSettable) {
    const auto option = std::find_if(options.begin(), options.end(), [&](const Option& one) {
      return one.common && one.long_name() == std::string("--") + settable.name;
    });
    if (option == options.end()) continue;  // The verb has an option of its own by that name.
    const auto place = static_cast<std::size_t>(option - options.begin());
    const bool typed = std::any_of(given.begin(), given.end(),
                                   [place](const Given& one) { return one.option == place; });
    Setting setting{settable.name, "", typed ? option->long_name() : "default"};
    if (!typed)
      if (auto error = settle_one(settable, *option, files, desk, setting)) return error;
    if (typed || setting.origin == "default") setting.value = shown(*option);
    common.settings.push_back(std::move(setting));
  }
  return std::nullopt;
}

}  // namespace govcloud
