#include "cli/error.h"

#include "cli/color.h"
#include "cli/exit_codes.h"
#include "core/format/json.h"
#include "core/format/width.h"

namespace govcloud {
namespace {

constexpr int kRefused = 12, kNotAuthorised = 14;

std::string headline(const ErrorInfo& error, Lang lang) {
  const bool begins_with_code = error.message.rfind(error.code, 0) == 0;
  std::string what = error.message;
  if ((error.exit == kRefused || error.exit == kNotAuthorised) && !begins_with_code)
    what = what.empty() ? error.code : say(lang, N_("{0}: {1}"), error.code, what);
  const auto kind = kind_of_exit(error.exit);
  if (kind.empty()) return say(lang, N_("govcloud: {0}"), what);
  return say(lang, N_("govcloud: {0}: {1}"), say(lang, kind), what);
}

std::string reason(const ErrorInfo& error, Lang lang) {
  if (!error.house_rule.empty())
    return say(lang, N_("house rule {0}: the measures are silent; rule of this ledger: {1}"),
               error.house_rule, error.says);
  if (error.article.empty()) return error.says;
  if (error.line == 0)
    return say(lang, N_("{0} article {1}: {2}"), error.policy, error.article, error.says);
  return say(lang, N_("{0} article {1} (policy {0}, line {2}): {3}"), error.policy, error.article,
             error.line, error.says);
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

void cite(ErrorInfo& error, const Citation& citation, Lang lang) {
  error.policy = citation.policy();
  error.article = citation.article();
  error.line = citation.line();
  error.house_rule = citation.house_rule();
  error.says = lang == Lang::zh ? citation.says().zh : citation.says().en;
}

ErrorInfo error_of(const UsageError& error, Lang lang) {
  ErrorInfo info{"usage", 64, say(lang, error.what)};
  info.hint = say(lang, error.hint);
  return info;
}

ErrorInfo error_of(const InputError& error, Lang lang) {
  ErrorInfo info{std::string(code_of_exit(error.exit)), error.exit, error.told(lang)};
  info.hint = error.mend(lang);
  return info;
}

std::string error_json(const ErrorInfo& error) {
  Json json;
  json.set("schema", "govcloud.error/1").set("code", error.code).set("exit", error.exit);
  json.set("message", error.message).set("object", or_null(error.object));
  json.set("rule", or_null(error.rule)).set("article", or_null(error.article));
  json.set("house_rule", or_null(error.house_rule)).set("hint", or_null(error.hint));
  return json.dump();
}

int report_error(Desk& desk, const Common& common, const ErrorInfo& error) {
  if (common.output == "json" || common.output == "jsonl") {
    desk.err << error_json(error) << '\n' << std::flush;
    return error.exit;
  }
  std::string text = printable(headline(error, common.lang)) + "\n";
  if (is_colored(desk, common, desk.err_is_terminal)) text = red_line(text);
  for (const auto& line : {reason(error, common.lang), error.hint})
    if (!line.empty()) text += "  " + printable(line) + "\n";
  desk.err << text << std::flush;
  return error.exit;
}

}  // namespace govcloud
