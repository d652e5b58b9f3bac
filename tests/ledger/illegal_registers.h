// What insiders with a patched program try with the registers of systems, units, policies and catalogues.
#pragma once
#include "tests/ledger/illegal_acts.h"

namespace govcloud::testing {

inline AddSystem taken_over(const Office& o) {
  AddSystem command{"portal", "czj", "门户", "", "", 2, true, {}, {host(4, 16)}, {}};
  command.lines[0].zone = o.policy.zone_default;
  return command;
}

inline void ask_transfer(Office& o) { o.as("zhang")(TransferSystem{"budget", "rsj", "职能划转"}); }

inline const IllegalAct kRegisters[] = {
    {"role_missing", "an applicant takes over what was never applied for", "zhejiang", Stage::open,
     [](Office& o, Patched& p) { return p.as("zhang").trusting("zhang")(taken_over(o)); }},
    {"the law gives", "a system is taken over as if it had been there before", "zhejiang", Stage::open,
     [](Office& o, Patched& p) {
       auto facts = p.as("root")(taken_over(o));
       fact<SystemTakenOver>(facts).on = day("2020-01-01");
       return facts;
     }},
    {"no counter takes resources of a system off the cloud", "one off the cloud has resources on it", "zhejiang", Stage::open,
     [](Office& o, Patched& p) {
       auto facts = p.as("root")(taken_over(o));
       fact<SystemTakenOver>(facts).on_cloud = false;
       return facts;
     }},
    {"no counter takes a unit with a past", "a unit that was called otherwise when it was added", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       Unit unit{"jyj", 0, "教育局"};
       unit.former = {{"教委", day("2026-01-01")}};
       return p.as("root")(AddUnit{unit});
     }},
    {"paper_missing", "a level is lowered without its paper", "zhejiang", Stage::open,
     [](Office& o, Patched& p) {
       auto facts = p.as("zhang").with(papers({"grading"}))(SetLevel{"budget", "评审", 2});
       facts.resize(1);
       return o.books.systems.at("budget").level == 3 ? facts : std::vector<Fact>{};
     }, 0,
     [](Office& o) { o.as("zhang")(SetLevel{"budget", "扩大范围", 3}); }},
    {"the law gives", "a raised level that wants nothing", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("zhang")(SetLevel{"budget", "扩大范围", 3});
       fact<LevelSet>(facts).wanted.clear();
       return facts;
     }},
    {"the law records nothing here", "a raised level is confirmed on a plan", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.policy.gates.clear();
       return p.as("zhang").with(papers({"plan"}))(Attach{"budget"});
     }, 1,
     [](Office& o) { o.as("zhang")(SetLevel{"budget", "扩大范围", 3}); }},
    {"unit_foreign", "another unit gives a system away", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.systems["budget"].unit = "rsj";
       return p.as("li")(TransferSystem{"budget", "dsj", "划转"});
     }},
    {"stage_wrong", "a transfer that nobody asked for is taken back", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.systems["budget"].transfer = PendingTransfer{"rsj", "划转", "zhang", day("2026-04-01")};
       return p.as("zhang")(TransferSystem{"budget", "", "暂缓"});
     }},
    {"unit_foreign", "who gives a system away also takes it", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       p.books.persons["zhang"].unit = "rsj";
       return p.as("zhang")(Cosign{"budget"});
     }, 0, ask_transfer},
    {"the law gives", "a resource stays behind", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("li")(Cosign{"budget"});
       fact<SystemTransferred>(facts).resources.pop_back();
       return facts;
     }, 0, ask_transfer},
    {"date_order", "a name that is to come", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("root")(RenameUnit{"czj", "财政厅", day("2026-04-20")});
       fact<UnitRenamed>(facts).since = day("2027-01-01");
       return facts;
     }},
    {"the law gives", "a resource is left out of the inventory", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("root")(SucceedUnit{"czj", "rsj", "合并"});
       fact<UnitSucceeded>(facts).resources.pop_back();
       return facts;
     }},
    {"the law records 'roles_revoked' after it", "the old unit's people stay", "zhejiang", Stage::open,
     [](Office&, Patched& p) {
       auto facts = p.as("root")(SucceedUnit{"czj", "rsj", "合并"});
       facts.resize(1);
       return facts;
     }},
    {"role_missing", "a policy is adopted by no keeper", "zhejiang", Stage::open,
     [](Office& o, Patched& p) {
       p.books.ledger.policy_digest = std::string(64, 'e');
       return p.as("zhang").trusting("zhang")(AdoptPolicy{"zhejiang", o.policy.digest, "zhejiang.toml", 480, day("2027-01-01")});
     }},
    {"what it says of the policy", "a policy under another's name", "zhejiang", Stage::open,
     [](Office& o, Patched& p) {
       p.books.ledger.policy_digest = std::string(64, 'e');
       return p.as("root")(AdoptPolicy{"changde", o.policy.digest, "zhejiang.toml", 480, day("2027-01-01")});
     }},
    {"the catalogue", "a policy's file as a catalogue", "zhejiang", Stage::open,
     [](Office& o, Patched& p) { return p.as("root")(LoadCatalog{o.policy.digest, "zhejiang.toml", day("2027-01-01")}); }},
};

}  // namespace govcloud::testing
