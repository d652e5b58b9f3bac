#include "cli/shortfalls.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "core/format/embedded.h"

namespace govcloud {
namespace {

struct Rule {
  std::string_view id;
  Sentence says;
};

/// What each check asks, in the order of kChecks.
constexpr Rule kRules[] = {
    {"overdue", N_("what is owed is done in time")},
    {"trial_ended", N_("a trial that ended is decided")},
    {"alive_after_end", N_("what was terminated is taken back")},
    {"not_measured", N_("each resource in use has measurements of the month")},
    {"papers_missing", N_("what opened a system still holds")},
    {"finding_overdue", N_("a finding is mended in time")},
    {"order_overdue", N_("an order is carried out in time")},
    {"incident_overdue", N_("an incident is responded to and resolved in time")},
    {"expiring", N_("what expires is renewed before")},
    {"duty_missing", N_("what is owed each period is recorded")},
    {"access_unauthorised", N_("nobody is in a unit's resources without an authorisation")},
    {"zones_mixed", N_("tenants and systems keep to their zones")},
    {"persons_missing", N_("a system has its named persons")},
    {"retest_due", N_("the level of a system is evaluated again in time")},
    {"consent_missing", N_("a backup has the unit's consent")},
    {"recovery_not_started", N_("a recovery that was asked for begins at once")}};
static_assert(std::size(kRules) == std::size(kChecks));

Json text(std::string words) { return Json::object().set("text", std::move(words)); }

/// "zhejiang art. 17" or "H-45".
std::string rests_on(const Citation& citation) {
  return citation.is_article() ? citation.policy() + " art. " + citation.article() : citation.house_rule();
}

Json rules_json(Lang lang) {
  Json rules = Json::array();
  for (const auto& rule : kRules) {
    Json one = Json::object();
    one.set("id", std::string(rule.id)).set("shortDescription", text(say(lang, rule.says)));
    rules.push(one.set("defaultConfiguration", Json::object().set("level", "error")));
  }
  return rules;
}

Json result_json(const Shortfall& shortfall, Lang lang) {
  const auto at = std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& rule) { return rule.id == shortfall.check; });
  const auto message = say(lang, shortfall.message.id.c_str(), shortfall.message.args);
  Json place = Json::object(), locations = Json::array(), logical = Json::array(), result = Json::object();
  logical.push(Json::object().set("name", shortfall.subject).set("fullyQualifiedName", shortfall.subject));
  locations.push(place.set("logicalLocations", std::move(logical)));
  result.set("ruleId", shortfall.check).set("ruleIndex", static_cast<std::int64_t>(at - std::begin(kRules)));
  result.set("kind", "fail").set("level", "error").set("message", text(shortfall.subject + ": " + message));
  result.set("locations", std::move(locations));
  const auto fingerprint = fmt::format("{}/{}/{}", shortfall.check, shortfall.subject, shortfall.what);
  result.set("partialFingerprints", Json::object().set("govcloud/v1", fingerprint));
  return result.set("properties", Json::object().set("owner", shortfall.owner).set("restsOn", rests_on(shortfall.citation)).set("mend", shortfall.mend));
}

}  // namespace

Json shortfall_json(const Shortfall& shortfall, Lang lang) {
  const auto& citation = shortfall.citation;
  Json item = Json::object();
  item.set("check", shortfall.check).set("subject", shortfall.subject).set("owner", shortfall.owner);
  item.set("article", citation.is_article() ? Json(citation.article()) : Json());
  item.set("house_rule", citation.is_article() ? Json() : Json(citation.house_rule()));
  return item.set("message", say(lang, shortfall.message.id.c_str(), shortfall.message.args)).set("mend", shortfall.mend);
}

std::string sarif_of(const std::vector<Shortfall>& all, Lang lang, const LedgerStamp& ledger) {
  Json driver = Json::object(), run = Json::object(), runs = Json::array(), results = Json::array(), log = Json::object();
  driver.set("name", "govcloud").set("version", std::string(embedded::version())).set("rules", rules_json(lang));
  for (const auto& shortfall : all) results.push(result_json(shortfall, lang));
  run.set("tool", Json::object().set("driver", std::move(driver))).set("results", std::move(results));
  run.set("language", lang == Lang::zh ? "zh-CN" : "en-US");
  run.set("properties", Json::object().set("ledger", ledger.id).set("seq", ledger.seq).set("head", ledger.head));
  runs.push(std::move(run));
  log.set("$schema", "https://json.schemastore.org/sarif-2.1.0.json").set("version", "2.1.0").set("runs", std::move(runs));
  return log.dump(2) + "\n";
}

}  // namespace govcloud
