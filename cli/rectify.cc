#include "cli/rectify.h"

#include "cli/settle.h"
#include "core/law/rectify.h"

namespace govcloud {
namespace {

struct Args {
  std::string about, scope, with, note, to, due, answers, until, reason, finding;
  std::vector<std::string> items, found, findings;
};

const std::vector<int> kExits{10, 12, 13, 14, 16, 66, 75, 78};

// -- hold ----------------------------------------------------------------------------------------

void declare_hold(Words& words, Args& args) {
  words.word("ABOUT", args.about, true, N_("platform, or the system that was checked"));
  words.text("--scope TEXT", args.scope, N_("what the check covered"));
  words.list("--item TEXT", args.items, N_("what was looked at; may be repeated"));
  words.list("--find SEVERITY=TITLE", args.found, N_("what was found; may be repeated; without any, the check is passed"));
  words.text("--with UNIT", args.with, N_("the other office that took part"));
  words.text("--note TEXT", args.note, N_("what else there is to say"));
}

/// "high=弱口令" as a finding.
Finding read_found(const std::string& word) {
  const auto [rank, title] = key_value(word, "--find");
  const auto severity = named<Severity>(rank);
  if (!severity)
    bad_words(message(N_("--find: there is no severity '{0}'"), rank), message(N_("there are: {0}"), "critical, high, medium, low, info"));
  want_name(title, "--find");
  Finding finding;
  finding.severity = *severity, finding.title = title;
  return finding;
}

int run_hold(Desk& desk, const Common& common, const Args& args) {
  HoldCheck command{args.about, args.scope, args.note, args.with, args.items, {}};
  want_line(args.scope, "--scope"), want_text(args.note, "--note");
  for (const auto& item : args.items) want_name(item, "--item");
  for (const auto& word : args.found) command.found.push_back(read_found(word));
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "check hold");
  return carry_out(desk, common, counter, foil, command, command.about, [=](Database& db, Books& books) {
    fetch_kind(db, books, "units");
    fetch_records_of(db, books, command.about);
    fetch_system_life(db, books, command.about);
  });
}

// -- order ---------------------------------------------------------------------------------------

void declare_order(Words& words, Args& args) {
  words.words("FINDING", args.findings, 0, N_("the findings that are to be mended"));
  words.text("--to UNIT", args.to, N_("who is to mend it; without it, the unit that owes the findings' mending"));
  words.text("--scope TEXT", args.scope, N_("what the order is about"));
  words.list("--item TEXT", args.items, N_("what else is to be mended, in words; may be repeated"));
  words.text("--due DATE", args.due, N_("the day until which it is to be mended"));
}

int run_order(Desk& desk, const Common& common, const Args& args) {
  const auto due = read_date(args.due, "--due");
  if (!due) bad_words(message(N_("{0} is missing"), "--due"));
  want_line(args.scope, "--scope");
  for (const auto& item : args.items) want_name(item, "--item");
  const OrderMending command{args.to, args.scope, args.findings, args.items, *due};
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "check order");
  return carry_out(desk, common, counter, foil, command, args.to, [=](Database& db, Books& books) {
    fetch_kind(db, books, "units");
    for (const auto& id : command.findings) fetch_finding_case(db, books, id);
  });
}

// -- accept --------------------------------------------------------------------------------------

void declare_accept(Words& words, Args& args) {
  words.word("FINDING", args.finding, true, N_("the finding's number"));
  words.text("--until DATE", args.until, N_("the last day for which the risk is borne"));
  words.text("--answers PERSON", args.answers, N_("who answers for it, of the unit that owes the mending"));
  words.text("--reason TEXT", args.reason, N_("why it is borne"));
}

int run_accept(Desk& desk, const Common& common, const Args& args) {
  const auto until = read_date(args.until, "--until");
  if (!until) bad_words(message(N_("{0} is missing"), "--until"));
  if (args.answers.empty()) bad_words(message(N_("{0} is missing"), "--answers"));
  want_text(args.reason, "--reason");
  const AcceptFinding command{args.finding, args.reason, args.answers, *until};
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "check accept");
  return carry_out(desk, common, counter, foil, command, command.finding, [=](Database& db, Books& books) {
    fetch_finding_case(db, books, command.finding);
    fetch_person(db, books, command.answers);
  });
}

}  // namespace

std::vector<Action> rectify_actions() {
  return {action<Args>("hold", N_("record a check of the platform or a system"), Access::writes, declare_hold, run_hold,
                       {kExits, {"govcloud check hold platform --scope 口令和补丁 --item 管理口令 --item 补丁 --find high=弱口令 --with wxb",
                                 "govcloud check hold budget --scope 年度检查 --item 备份 --attach paper=检查记录.pdf"}}),
          action<Args>("order", N_("order a unit to mend something until a day"), Access::writes, declare_order, run_order,
                       {kExits, {"govcloud check order F-2026-0001 F-2026-0002 --scope 弱口令 --due 2026-05-20",
                                 "govcloud check order --to yun --scope 服务响应 --item 提交应急预案 --due 2026-05-20"}}),
          action<Args>("accept", N_("accept the risk of a finding for a time"), Access::rows, declare_accept, run_accept,
                       {kExits, {"govcloud check accept F-2026-0001 --until 2026-08-31 --answers zhang --reason 系统年内下线",
                                 "govcloud check accept F-2026-0001 --until 2026-11-30 --answers zhang --reason 下线推迟 --as zhao"}})};
}

}  // namespace govcloud
