// govcloud measure: staff is moved or dismissed, the matter is handled by law, the cooperation ends; and a
// measure is lifted.
#include "cli/measures.h"
#include "cli/verbs.h"

namespace govcloud {

const std::vector<int> kMeasureExits{10, 12, 13, 14, 16, 66, 75, 78};

void declare_measure(Words& words, MeasureArgs& args) {
  words.word("PROVIDER", args.provider, false, N_("the provider; may be left out where there is one"));
  words.list("--because ID", args.because, N_("the breach that it answers: an order, an incident, a finding, a measure, or a duty as bulletin:platform:2026-03; may be repeated"));
  words.text("--reason TEXT", args.reason, N_("why"));
}

void fetch_fee_case(Database& db, Books& books, const Policy& policy, const std::vector<std::string>& because) {
  for (const char* kind : {"units", "measures", "settlements", "resources"}) fetch_kind(db, books, kind);
  for (const auto& id : because) {
    fetch_order(db, books, id);
    fetch_incident(db, books, id);
    fetch_finding(db, books, id);
    if (const auto* finding = find(books.findings, id)) fetch_system_life(db, books, std::string(finding->system));
    if (id.find(':') != std::string::npos) fetch_duties(db, books, policy);
  }
}

int run_measure(Desk& desk, const Common& common, const MeasureArgs& args, MeasureStep step, const std::string& verb, const char* day_option) {
  want_text(args.reason, "--reason"), want_text(args.detail, "--whom, --to");
  TakeMeasure command{step, args.provider, args.because, args.reason, args.period, {}, read_date(args.day, day_option), args.detail};
  if (step == MeasureStep::deduct) command.deduct_fen = args.fen;
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, verb);
  const auto* policy = &counter.ledger.policy();
  return carry_out(desk, common, counter, foil, command, "",
                   [command, policy](Database& db, Books& books) { fetch_fee_case(db, books, *policy, command.because); });
}

namespace {

void declare_staff(Words& words, MeasureArgs& args) {
  declare_measure(words, args);
  words.text("--whom TEXT", args.detail, N_("who is moved or dismissed"));
}
void declare_law(Words& words, MeasureArgs& args) {
  declare_measure(words, args);
  words.text("--to TEXT", args.detail, N_("to whom the matter is handed"));
}
void declare_end(Words& words, MeasureArgs& args) {
  declare_measure(words, args);
  words.text("--from-day DATE", args.day, N_("the first day without the cooperation; the day of the act unless given"));
}
void declare_lift(Words& words, MeasureArgs& args) {
  words.word("MEASURE", args.measure, true, N_("the measure's number"));
  words.text("--reason TEXT", args.reason, N_("why it holds no longer"));
}

int run_staff(Desk& desk, const Common& common, const MeasureArgs& args) {
  return run_measure(desk, common, args, MeasureStep::staff, "measure staff", "");
}
int run_law(Desk& desk, const Common& common, const MeasureArgs& args) {
  return run_measure(desk, common, args, MeasureStep::law, "measure law", "");
}
int run_end(Desk& desk, const Common& common, const MeasureArgs& args) {
  return run_measure(desk, common, args, MeasureStep::end, "measure end", "--from-day");
}

int run_lift(Desk& desk, const Common& common, const MeasureArgs& args) {
  want_text(args.reason, "--reason");
  auto counter = open_counter(desk, common, Database::Mode::write);
  Counterfoil foil(counter, common, "measure lift");
  return carry_out(desk, common, counter, foil, LiftMeasure{args.measure, args.reason}, args.measure, [](Database& db, Books& books) {
    for (const char* kind : {"units", "measures"}) fetch_kind(db, books, kind);
  });
}

}  // namespace

const Verb kMeasure = verb(
    "measure", N_("measures against a provider: staff, by law, end of the cooperation"),
    {action<MeasureArgs>("staff", N_("have staff moved or dismissed"), Access::rows, declare_staff, run_staff,
                         {kMeasureExits, {"govcloud measure staff yun --because I-2026-0001 --whom 值班经理 --reason 处置不当致业务中断",
                                          "govcloud measure staff --because O-2026-0002 --whom 运维组长 --reason 逾期未整改"}}),
     action<MeasureArgs>("law", N_("have the matter handled by law"), Access::rows, declare_law, run_law,
                         {kMeasureExits, {"govcloud measure law yun --because I-2026-0001 --to 市公安局 --reason 后果严重",
                                          "govcloud measure law --because M-2026-0002 --to 市司法局 --reason 拒不处理 --attach paper=移送函.pdf"}}),
     action<MeasureArgs>("end", N_("end the cooperation with a provider"), Access::rows, declare_end, run_end,
                         {kMeasureExits, {"govcloud measure end yun --because M-2026-0003 --reason 涉嫌犯罪,已移送",
                                          "govcloud measure end yun --because M-2026-0003 --from-day 2026-07-01 --reason 涉嫌犯罪,已移送"}}),
     action<MeasureArgs>("lift", N_("lift a measure: what it answered is mended, or it was wrong"), Access::rows, declare_lift, run_lift,
                         {kMeasureExits, {"govcloud measure lift M-2026-0001 --reason 已整改到位", "govcloud measure lift M-2026-0002 --reason 复核撤销 --as zhao"}})});

}  // namespace govcloud
