// Looking words up in the report's table of labels.
#include <algorithm>
#include <stdexcept>

#include "core/format/width.h"
#include "core/report/labels.h"

namespace govcloud {
namespace {

const Label* look_up(std::string_view key) {
  const auto all = labels();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Label& one) { return one.key == key; });
  return found == all.end() ? nullptr : &*found;
}

std::string_view in(Lang lang, const Label& label) {
  return lang == Lang::zh ? label.zh : label.en;
}

}  // namespace

std::string_view label(Lang lang, std::string_view key) {
  const auto* found = look_up(key);
  if (found == nullptr) throw std::logic_error("the report has no label " + std::string(key));
  return in(lang, *found);
}

std::string label(Lang lang, std::string_view key, const std::vector<std::string>& args) {
  std::string text;
  const std::string_view sentence = label(lang, key);
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    // Places are one digit in braces, as the test over the whole table makes sure.
    if (sentence[at] == '{') {
      text += args.at(static_cast<std::size_t>(sentence[at + 1] - '0'));
      at += 2;
    } else {
      text += sentence[at];
    }
  }
  return text;
}

std::string word(const ReportHead& report, Lang lang, std::string_view group,
                 std::string_view code) {
  const std::string key = std::string(group) + "." + std::string(code);
  if (const auto own = report.policy_words.find(key); own != report.policy_words.end()) {
    const auto& name = lang == Lang::zh ? own->second.zh : own->second.en;
    if (!name.empty()) return printable(name);
  }
  const auto* found = look_up(key);
  return found != nullptr ? std::string(in(lang, *found)) : printable(code);
}

}  // namespace govcloud
