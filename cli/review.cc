// govcloud review: the authority decides.
#include "cli/settle.h"
#include "cli/verbs.h"

namespace govcloud {
namespace {

struct Args {
  std::vector<std::string> requests, grants, waive;
  std::string opinion;
  std::optional<std::int64_t> days;
  bool major = false;
};

void declare_decision(Words& words, Args& args) {
  words.words("REQUEST", args.requests, 1, N_("the requests' numbers"));
  words.text("--opinion TEXT", args.opinion, N_("the authority's opinion"));
}

void declare_approval(Words& words, Args& args) {
  declare_decision(words, args);
  words.list("--grant LINE.KEY=VALUE", args.grants, N_("grant less than was asked; may be repeated"));
  words.number("--days DAYS", args.days, N_("the length of the trial"));
  words.flag("--major", args.major, N_("declare the change a major one"));
}

void declare_opening(Words& words, Args& args) {
  declare_decision(words, args);
  words.list("--waive RULE", args.waive, N_("record a waiver: trial_min"));
}

void declare_extension(Words& words, Args& args) {
  declare_decision(words, args);
  words.number("--days DAYS", args.days, N_("grant fewer days than were asked"));
}

Review read_command(const Args& args, ReviewKind kind, const std::string& request) {
  Review command;
  command.kind = kind, command.request = request, command.opinion = args.opinion;
  want_text(args.opinion, "--opinion");
  for (const auto& word : args.grants) read_setting(word, "--grant", command.grants);
  if (args.days && *args.days < 1) bad_words(message(N_("--days: {0} is less than 1"), *args.days));
  command.days = args.days, command.major = args.major;
  for (const auto& rule : args.waive)
    if (rule != "trial_min")
      bad_words(message(N_("--waive: '{0}' cannot be waived"), rule), message(N_("only trial_min can")));
  command.waive = args.waive;
  return command;
}

int run_one(Desk& desk, const Common& common, Counter& counter, const Args& args, ReviewKind kind, const std::string& request) {
  const auto command = read_command(args, kind, request);
  Counterfoil foil(counter, common, "review " + std::string(name_of(kind)));
  return carry_out(desk, common, counter, foil, command, request,
                   [=](Database& db, Books& books) { fetch_case(db, books, request); });
}

/// Several requests are the rows of one act; a key is then that of the first, and KEY/2, KEY/3 … of the rest.
int run_several(Desk& desk, const Common& common, Counter& counter, const Args& args, ReviewKind kind) {
  Bulk bulk{&counter, {}, {}};
  Desk inner = desk;
  inner.bulk = &bulk;
  for (std::size_t i = 0; i < args.requests.size(); ++i) {
    Common one = common;
    if (i > 0 && !one.key.empty()) one.key += "/" + std::to_string(i + 1);
    run_one(inner, one, counter, args, kind, args.requests[i]);
    bulk.rows.back().number = static_cast<std::int64_t>(i + 1);
  }
  const auto act = act_of_rows(counter, common, "review " + std::string(name_of(kind)));
  const auto outcome = transact_rows(counter.ledger, act, bulk.rows, false);
  std::vector<RowResult> results;
  for (std::size_t i = 0; i < outcome.rows.size(); ++i) {
    auto done = settled(common, counter, bulk.rows[i].act, outcome.rows[i]);
    results.push_back({args.requests[i], std::move(done.error), std::move(done.receipts)});
  }
  return tell_rows(desk, common, stamp(counter.ledger), results);
}

template <ReviewKind kKind>
int run_review(Desk& desk, const Common& common, const Args& args) {
  auto counter = open_counter(desk, common, Database::Mode::write);
  if (args.requests.size() > 1) {
    if (desk.bulk != nullptr) bad_words(message(N_("a row names one request")));
    return run_several(desk, common, counter, args, kKind);
  }
  return run_one(desk, common, counter, args, kKind, args.requests.front());
}

const std::vector<int> kExits{3, 10, 12, 13, 14, 16, 66, 75, 78};

}  // namespace

const Verb kReview = verb(
    "review", N_("decide on a request"),
    {action<Args>("accept", N_("accept an application"), Access::rows, declare_decision, run_review<ReviewKind::accept>,
                  {kExits, {"govcloud review accept R-2026-0001", "govcloud review accept R-2026-0001 R-2026-0002 --as wang"}}),
     action<Args>("refuse", N_("refuse an application, with an opinion"), Access::rows, declare_decision, run_review<ReviewKind::refuse>,
                  {kExits, {"govcloud review refuse R-2026-0001 --opinion 缺少自测报告", "govcloud review refuse R-2026-0001 --opinion 材料不全 --key 17"}}),
     action<Args>("approve", N_("approve what was accepted, in full or in part"), Access::rows, declare_approval, run_review<ReviewKind::approve>,
                  {kExits, {"govcloud review approve R-2026-0001 --days 30", "govcloud review approve R-2026-0001 --grant R-2026-0001/1.cpu=2"}}),
     action<Args>("reject", N_("reject a request or end a failed trial, with an opinion"), Access::rows, declare_decision, run_review<ReviewKind::reject>,
                  {kExits, {"govcloud review reject R-2026-0001 --opinion 需求不合理", "govcloud review reject R-2026-0001 --opinion 试用未通过"}}),
     action<Args>("extend", N_("grant an extension of a trial"), Access::rows, declare_extension, run_review<ReviewKind::extend>,
                  {kExits, {"govcloud review extend R-2026-0004", "govcloud review extend R-2026-0004 --days 7 --opinion 同意"}}),
     action<Args>("open", N_("final review: open the system"), Access::rows, declare_opening, run_review<ReviewKind::open>,
                  {kExits, {"govcloud review open R-2026-0001 --as zhao", "govcloud review open R-2026-0001 --waive trial_min --opinion 测试提前通过"}})});

}  // namespace govcloud
