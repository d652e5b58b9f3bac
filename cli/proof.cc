#include "cli/proof.h"

#include <algorithm>
#include <utility>

#include "cli/error.h"
#include "cli/progress.h"
#include "core/usage/import.h"

namespace govcloud {
Verification prove(Desk& desk, const Common& common, AuditFile& file, const Outside& outside) {
  auto& db = file.db;
  const auto events = static_cast<std::uint64_t>(db.integer("SELECT coalesce(max(seq), 0) FROM event"));
  Progress progress(desk, common, say(common.lang, N_("verifying events")), events);
  auto verification = verify(db, outside, [&](std::uint64_t seq) { progress.at(seq); }, file.twin.get());
  if (!verification.holds()) return verification;
  db.bound_values(kValueBytesMax);
  for (auto& check : verify_usage(db, verification.books)) verification.add(std::move(check));
  return verification;
}

Json checks_json(const Verification& verification) {
  Json all = Json::array();
  const auto or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  for (const auto& check : verification.checks) {
    Json item = Json::object();
    item.set("check", check.name).set("holds", check.holds).set("verdict", check.holds ? "good" : verdict_of(check.name));
    item.set("count", check.count);
    item.set("first_bad", check.first_bad != 0 ? Json(check.first_bad) : Json());
    item.set("message", or_null(check.message)).set("note", or_null(check.note));
    item.set("differs", check.differs);
    all.push(std::move(item));
  }
  return all;
}

int tell_damage(Desk& desk, const Common& common, const Verification& verification) {
  ErrorInfo error;
  error.code = "integrity", error.exit = 15;
  const auto first = [&](auto is_bad) {
    return std::find_if(verification.checks.begin(), verification.checks.end(), is_bad);
  };
  // A check that names an event says more than one that does not.
  auto bad = first([](const Check& check) { return !check.holds && check.first_bad != 0; });
  if (bad == verification.checks.end()) bad = first([](const Check& check) { return !check.holds; });
  if (bad != verification.checks.end())
    error.message = bad->first_bad != 0
                        ? say(common.lang, N_("event {0}: {1} ({2})"), bad->first_bad, bad->message, bad->name)
                        : say(common.lang, N_("{0} ({1})"), bad->message, bad->name);
  if (verification.first_bad != 0) error.object = std::to_string(verification.first_bad);
  error.hint = say(common.lang, N_("stop writing to this file and keep it as it is"));
  return report_error(desk, common, error);
}

}  // namespace govcloud
