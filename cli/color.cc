#include "cli/color.h"

#include <algorithm>

namespace govcloud {
namespace {

std::string painted(const std::string& text, const char* code) {
  const auto end = std::min(text.find('\n'), text.size());
  if (end == 0) return text;
  return std::string("\x1b[") + code + "m" + text.substr(0, end) + "\x1b[0m" + text.substr(end);
}

}  // namespace

bool is_colored(const Desk& desk, const Common& common, bool is_terminal) {
  if (common.color != "auto") return common.color == "always";
  return is_terminal && desk.variable("NO_COLOR").empty() && desk.variable("TERM") != "dumb";
}

std::string bold_line(const std::string& text) { return painted(text, "1"); }
std::string red_line(const std::string& text) { return painted(text, "31"); }

}  // namespace govcloud
