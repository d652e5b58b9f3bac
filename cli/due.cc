// govcloud due: what is owed, overdue first.
#include <algorithm>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "cli/views.h"

namespace govcloud {
namespace {

struct Args {
  std::optional<std::int64_t> within;
  std::string role;
};

void declare(Words& words, Args& args) {
  words.number("--within N", args.within, N_("only what falls due in the next N working days, or is overdue"));
  words.text("--role ROLE", args.role, N_("only what this role owes"));
}

std::string owner_of_role(const std::string& role) {
  if (role == "reviewer" || role == "chief") return "authority";
  if (role == "operator") return "provider";
  if (role == "applicant") return "using";
  if (role == "inspector") return "security";
  if (named<Role>(role)) return role;
  bad_words(message(N_("--role: there is no role '{0}'"), role));
}

Json due_item(const Deadline& deadline, const Request& request, const Today& today) {
  Json item = Json::object();
  item.set("subject", request.id).set("system", request.system).set("unit", request.unit);
  const Json clock = deadline_json(deadline, today);
  for (const auto& [key, value] : *clock.members()) item.set(key, value);
  return item;
}

Json finding_due(const Finding& finding, const Today& today) {
  Deadline deadline;
  deadline.rule = "finding", deadline.article = finding.article, deadline.owner = finding.owner;
  deadline.started_on = finding.found_on, deadline.due_on = finding.due_on;
  Request as_if;
  as_if.id = finding.id, as_if.system = finding.system;
  return due_item(deadline, as_if, today);
}

Json duty_due(const DutyOwed& owed, const Today& today) {
  Deadline deadline;
  deadline.rule = owed.rule->id, deadline.label = owed.period, deadline.article = owed.rule->basis.article;
  deadline.owner = owed.rule->owner, deadline.started_on = owed.due_on, deadline.due_on = owed.due_on;
  Request as_if;
  as_if.id = owed.about + " " + owed.period;
  return due_item(deadline, as_if, today);
}

/// Overdue first, then by due date; what has no date comes last.
bool earlier(const Json& a, const Json& b) {
  const auto key = [](const Json& item) {
    const auto* due = item.find("due_on")->text();
    return std::tuple(due == nullptr, due != nullptr ? *due : "", *item.find("subject")->text());
  };
  return key(a) < key(b);
}

std::vector<Json> owed(Counter& counter, const Args& args) {
  auto& db = counter.ledger.db();
  Transaction snapshot(db, Transaction::Kind::read);
  const Today today = today_of(counter);
  std::optional<Date> until;
  if (args.within)
    until = working_days_after(today.calendar(), today.date, static_cast<int>(*args.within)).due_on;
  const auto owner = args.role.empty() ? "" : owner_of_role(args.role);
  const auto keep = [&](const std::string& whose, const std::optional<Date>& due_on) {
    return (owner.empty() || owner == whose) && (!until || (due_on && *due_on <= *until));
  };
  Books books;
  fetch_owing(db, books);
  std::vector<Json> items;
  for (const auto& [id, request] : books.requests)
    for (const auto& deadline : request.deadlines)
      if (deadline.is_open() && keep(deadline.owner, deadline.due_on))
        items.push_back(due_item(deadline, request, today));
  for (const auto& [id, finding] : books.findings)
    if (finding.state == FindingState::open && finding.due_on && keep(finding.owner, finding.due_on))
      items.push_back(finding_due(finding, today));
  fetch_duties(db, books);
  for (const auto& duty : duties_owed({books, counter.ledger.policy(), today.calendar()}, today.date))
    if (duty.is_open() && keep(duty.rule->owner, duty.due_on)) items.push_back(duty_due(duty, today));
  std::sort(items.begin(), items.end(), earlier);
  return items;
}

int run_due(Desk& desk, const Common& common, const Args& args) {
  if (args.within && (*args.within < 0 || *args.within > 1000))
    bad_words(message(N_("--within: {0} is not between 0 and 1000"), *args.within));
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto items = owed(counter, args);
  const bool overdue = std::any_of(items.begin(), items.end(),
                                   [](const Json& item) { return *item.find("overdue")->boolean(); });
  if (items.empty() && form_of(common) == "table") return 0;  // cron stays quiet
  const int exit = print_items(desk, common, {"due", stamp(counter.ledger)},
                               table_of(items, {"due_on", "subject", "system", "rule", "owner", "article",
                                                "overdue", "working_days_late", "provisional"}));
  return exit != 0 ? exit : overdue ? 1 : 0;
}

}  // namespace

const Verb kDue = verb<Args>("due", N_("list what is owed, overdue first"), Access::reads, declare, run_due,
                             {{1, 10, 78}, {"govcloud due --within 2", "govcloud due --role reviewer -o json"}});

}  // namespace govcloud
