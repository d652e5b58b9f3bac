// What the ledger judges of the measures of Changde, obligation by obligation.
#include <doctest/doctest.h>

#include "core/law/availability.h"
#include "core/law/compliance.h"
#include "core/law/duty.h"
#include "core/law/incident.h"
#include "core/law/well_formed.h"
#include "tests/law/obligations.h"
#include "tests/law/three_offices.h"

namespace govcloud::testing {
namespace {

using enum ReviewKind;
const std::string kId = "R-2026-0001", kNext = "R-2026-0002";

Step decides(const std::string& by, Review command) {
  return [=](Office& o) { return o.as(by)(command); };
}

/// An opening with these papers in hand.
Step opens_with(std::vector<Paper> in_hand) {
  return [in_hand = std::move(in_hand)](Office& o) { return o.as("zhao").on("2026-03-24").with(in_hand)(review(open, kId)); };
}

/// All that a system below level 2 needs, without one kind.
std::vector<Paper> small_system(const std::string& without = "") {
  std::vector<Paper> all;
  for (const std::string kind : {"self_test", "vulnerability_scan", "malware_scan", "security_agreement"})
    if (kind != without) all.push_back(paper(kind, "pass"));
  return all;
}

/// An opening in which the agreement is a record from a day on, signed by both parties or by one.
Step opens_by_agreement(const std::string& from, bool cosigned) {
  return [=](Office& o) {
    o.on("2026-03-24").as("zhang")(entry("security_agreement", "budget", {{"valid_from", from}}));
    if (cosigned) o.as("sun")(Cosign{"D-2026-0001"});
    return o.as("zhao").with(small_system("security_agreement"))(review(open, kId));
  };
}

Step at_level(std::int64_t level) {
  return [=](Office& o) {
    auto command = submission("other", "czj", level, o.policy);
    const auto fault = ill_formed(command);
    return fault.empty() ? o.as("zhang")(command) : fault;
  };
}

Step of_item(const std::string& item) {
  return [=](Office& o) {
    auto command = submission("other", "czj", 1, o.policy);
    command.lines[0].item = item;
    return o.as("zhang")(command);
  };
}

/// The operator enters a host for which one person is authorised, or for which nobody is.
Step enters(bool authorised) {
  return [=](Office& o) {
    o.on("2026-04-20");
    if (authorised)
      o.as("zhang")(entry("access_authorisation", "budget/host-1", {{"person", "李维"}, {"valid_from", "2026-04-20"}, {"valid_to", "2026-04-21"}}));
    return o.as("sun")(entry("access", "budget/host-1", {{"person", "李维"}, {"purpose", "排障"}, {"began", "2026-04-20T09:00:00+08:00"}}));
  };
}

Step authorises(const std::string& by) {
  return [=](Office& o) {
    return o.as(by)(entry("access_authorisation", "budget/host-1", {{"person", "李维"}, {"valid_from", "2026-04-20"}}));
  };
}

Step backs_up(bool agreed) {
  return [=](Office& o) {
    o.on("2026-04-20");
    if (agreed) o.as("zhang")(entry("backup_consent", "budget/host-1", {{"signer", "张明"}, {"dated", "2026-04-20"}}));
    return o.as("sun")(entry("backup_run", "budget/host-1", {{"done_on", "2026-04-20"}, {"scope", "全部"}}));
  };
}

/// An update of the platform is asked, approved by the authority on a day or not at all, and recorded as
/// done on 20 April.
Step updates(const std::string& approved_on) {
  return [=](Office& o) {
    o.on("2026-04-01").as("sun")(entry("platform_update", "platform", {{"subject", "核心交换机"}}));
    if (!approved_on.empty()) o.on(approved_on).as("wang")(Cosign{"D-2026-0001"});
    return o.on("2026-04-22").as("sun")(entry("platform_update_done", "platform", {{"subject", "核心交换机"}, {"done_on", "2026-04-20"}}));
  };
}

Step duty(const std::string& id, const std::string& period, const std::string& today, bool done) {
  return [=](Office& o) {
    o.on(today).as("sun");
    if (done) o(entry(id, "platform", {{"period", period}}));
    for (const auto& owed : duties_owed(o.facts(), day(today)))
      if (owed.rule->id == id && owed.period == period) return std::string(owed.is_overdue(day(today)) ? "overdue" : "done");
    return std::string("not owed");
  };
}

/// What fell short is ordered to be mended by 16 April; told on the 17th unless it was.
Step ordered(bool mended) {
  return [=](Office& o) {
    ImportScan scan;
    scan.scan.digest = "s1", scan.scan.complete = true;
    scan.found.emplace_back().identity = "ups-broken";
    scan.found.back().severity = Severity::high;
    o.as("he").on("2026-04-01")(scan);
    if (mended) {
      o.as("sun").on("2026-04-10").with(papers({"paper"}))(FixFinding{"F-2026-0001", "换新"});
      o.as("he")(VerifyFinding{"F-2026-0001", "已复核"});
    }
    for (const auto& shortfall : compliance(o.facts(), morning(day("2026-04-17")), parse_month("2026-03").value(), {}))
      if (shortfall.check == "finding_overdue") return std::string("told");
    return std::string("silent");
  };
}

/// The fee of April is fixed with a deduction, and signed by these as well; told as what it waits for.
Step pays(const std::vector<std::string>& signers) {
  return [=](Office& o) {
    deduct(o);
    o.as("wang")(fixing());
    for (const auto& signer : signers) o.as(signer)(Cosign{"P-2026-0001"});
    const auto& fixed = o.books.settlements.at("P-2026-0001");
    return std::to_string(fixed.payable_fen) + (fixed.waits_for.empty() ? " payable" : " waits");
  };
}

/// A deduction because of the fault of April, which lasts or was over in an hour.
Step deducts(bool lasts) {
  return [=](Office& o) {
    break_down(o);
    if (!lasts) o.as("sun").at(parse_instant("2026-04-01T11:00:00+08:00").value())(ResolveIncident{"I-2026-0001", "光缆", "", {}});
    return o.as("wang").on("2026-05-04")(deducting({"I-2026-0001"}));
  };
}

/// An application to the provider, with which the cooperation has ended or not.
Step applies_after(bool ended) {
  return [=](Office& o) {
    deduct(o);
    o.as("wang")(by_law({"I-2026-0001"}));
    if (ended) o(ending({"M-2026-0002"}));
    auto command = submission("other", "czj", 1, o.policy);
    command.authority = "dsj";
    return o.as("zhang")(command);
  };
}

Step rules(std::map<std::string, std::string> values) {
  return [values = std::move(values)](Office& o) { return o.as("sun")(entry("facility_rule", "platform", values)); };
}

Step applied_on(const std::string& on) {
  return [=](Office& o) {
    o.as("zhang").on(on)(submission("other", "czj", 1, o.policy));
    for (const auto& [id, request] : o.books.requests)
      if (request.system == "other") return std::string(request.not_in_force ? "not in force" : "in force");
    return std::string("refused");
  };
}

Step changes_as(const std::string& by) {
  return [=](Office& o) { return o.as(by)(Change{"budget", "", {set("budget/host-1", "cpu", {6, {}})}, false}); };
}

/// An enterprise asks for resources in a zone.
Step in_zone(const std::string& zone) {
  return [=](Office& o) {
    o.as("root")(AddUnit{{"qiye", 0, "某企业", UnitKind::using_unit, Tenancy::enterprise}});
    o(AddPerson{{"wu", 0, "吴", "qiye", {Role::applicant}}});
    auto command = submission("shop", "qiye", 1, o.policy);
    for (auto& line : command.lines) line.zone = zone;
    return o.as("wu")(command);
  };
}

std::vector<Paper> third_for_level_two() {
  auto all = papers({"third_party_test", "security_agreement"}, "pass");
  all[0].issuer = "某测评机构";
  return all;
}

/// The provider with whom the cooperation ended, and the one in its place.
Step succeeded(const std::string& operated_by) {
  return [=](Office& o) {
    o.as("root")(AddUnit{{"yun2", 0, "云公司二", UnitKind::provider}});
    o(AddPerson{{"sun2", 0, "孙", "yun2", {Role::operator_}}}), o(SucceedUnit{"yun", "yun2", "停止合作"});
    return o.as(operated_by)(Provision{kId});
  };
}

/// A night of April in which the centre stood still from one o'clock on, or did not. Its end is entered at
/// ten in the morning, and what is entered so late counts from its entry.
Step ran_all_night(bool ran) {
  return [=](Office& o) {
    const auto one = parse_instant("2026-04-03T01:00:00+08:00").value();
    o.on("2026-04-03").as("sun");
    if (!ran) o(OpenIncident{"核心交换机故障", "general", false, true, {}, one, {}}), o(ResolveIncident{"I-2026-0001", "电源", "", one + std::chrono::minutes{90}});
    const auto all = availability(o.books, {2026, 4}, morning(day("2026-05-02")));
    return all.size() == 1 && all.front().hundredths() ? std::to_string(*all.front().hundredths()) : std::string("not known");
  };
}

/// A version of the catalogue holds from a day on and never backwards.
Step catalogue_from(const std::string& from) {
  return [=](Office& o) { return o.as("root")(LoadCatalog{std::string(64, 'e'), "catalog.toml", day(from)}); };
}

}  // namespace

std::vector<Judged> judged_in_changde() {
  const auto submit_for = [](const std::string& unit) {
    return [=](Office& o) { return o.as("zhang")(submission("other", unit, 1, o.policy)); };
  };
  return {
      {"CD-02.2", Stage::submitted, 1, in_zone("enterprise"), "submitted", in_zone("government"), "beyond_catalogue"},
      {"CD-04.3", Stage::submitted, 1, decides("wang", review(accept, kId)), "accepted", decides("sun", review(accept, kId)), "role_missing"},
      {"CD-05.2", Stage::submitted, 1, of_item("host"), "submitted", of_item("application_operation"), "item_excluded"},
      {"CD-07.1", Stage::submitted, 1, submit_for("czj"), "submitted", submit_for("rsj"), "unit_foreign"},
      {"CD-07.2", Stage::submitted, 1, decides("wang", review(accept, kId)), "accepted", decides("wang", review(approve, kId)), "stage_wrong"},
      {"CD-07.3", Stage::submitted, 1, at_level(1), "submitted", at_level(0), "level 0"},
      {"CD-07.4", Stage::trial, 2, opens_with(third_for_level_two()), "opened", opens_with(small_system()), "gate_closed"},
      {"CD-07.5", Stage::trial, 1, opens_with(small_system()), "opened", opens_with(small_system("self_test")), "gate_closed"},
      {"CD-07.6", Stage::trial, 1, opens_with(small_system()), "opened", opens_with(small_system("vulnerability_scan")), "gate_closed"},
      {"CD-07.6", Stage::trial, 1, opens_with(small_system()), "opened", opens_with(small_system("malware_scan")), "gate_closed"},
      {"CD-07.7", Stage::trial, 1, opens_by_agreement("2026-03-01", true), "opened", opens_by_agreement("2026-03-01", false), "gate_closed"},
      {"CD-07.7", Stage::trial, 1, opens_by_agreement("2026-03-24", true), "opened", opens_by_agreement("2026-03-25", true), "gate_closed"},
      {"CD-08.2", Stage::open, 1, ran_all_night(true), "10000", ran_all_night(false), "9875"},
      {"CD-09.3", Stage::open, 1, catalogue_from("2026-07-01"), "catalog_loaded", catalogue_from("2026-01-01"), "date_order"},
      {"CD-10.1", Stage::open, 1, changes_as("zhang"), "submitted", changes_as("li"), "unit_foreign"},
      {"CD-10.2", Stage::open, 1, authorises("zhang"), "record_made", authorises("sun"), "role_missing"},
      {"CD-12.1", Stage::open, 1, enters(true), "record_made", enters(false), "record_missing"},
      {"CD-14.2", Stage::open, 1, rules({{"subject", "消防"}, {"person", "吴安"}, {"valid_from", "2026-03-01"}}), "record_made",
       rules({{"subject", "消防"}, {"valid_from", "2026-03-01"}}), "field_wrong"},
      {"CD-15.4", Stage::open, 1, duty("bulletin", "2026-04", "2026-05-11", true), "done", duty("bulletin", "2026-04", "2026-05-11", false), "overdue"},
      {"CD-15.5", Stage::open, 1, duty("drill", "2027", "2028-01-05", true), "done", duty("drill", "2027", "2028-01-05", false), "overdue"},
      {"CD-16.3", Stage::open, 1, backs_up(true), "record_made", backs_up(false), "record_missing"},
      {"CD-17.1", Stage::open, 1, updates("2026-04-20"), "record_made", updates(""), "record_missing"},
      {"CD-17.1", Stage::open, 1, updates("2026-04-20"), "record_made", updates("2026-04-21"), "record_missing"},
      {"CD-04.4", Stage::open, 1, pays({"liu", "feng"}), "111000 payable", pays({"liu", "zhao"}), "111000 waits"},
      {"CD-20.5", Stage::open, 1, deducts(true), "measure_taken", deducts(false), "field_wrong"},
      {"CD-20.8", Stage::open, 1, applies_after(false), "submitted", applies_after(true), "provider_missing"},
      {"CD-19.1", Stage::open, 1, scored("czj", "findings_in_time", "2026-04-16"), "100", scored("czj", "findings_in_time", "2026-04-20"), "0"},
      {"CD-20.2", Stage::open, 1, scored("yun", "restores_in_time", "2026-04-16"), "100", scored("yun", "restores_in_time", "2026-04-20"), "0"},
      {"CD-20.4", Stage::open, 1, ordered(true), "silent", ordered(false), "told"},
      {"CD-20.8", Stage::approved, 1, succeeded("sun2"), "trial_started", succeeded("sun"), "role_missing"},
      {"CD-23.1", Stage::submitted, 1, applied_on("2016-07-01"), "in force", applied_on("2016-06-30"), "not in force"}};
}

}  // namespace govcloud::testing
