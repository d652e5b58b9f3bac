// An office to test the law with: units, persons, a clock that the test moves, and the shipped
// policies and calendar. Each step is one line, and its answer one word: what was recorded
// ("submitted", "trial_started"), the reason of a refusal ("paper_missing"), or "not_found".
#pragma once
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/law/decide.h"
#include "core/law/keyring.h"
#include "core/ledger/ledger.h"
#include "core/ledger/policy_file.h"
#include "core/ledger/sha256.h"
#include "tests/law/again.h"

namespace govcloud::testing {

inline std::string file_bytes(const std::string& name) {
  std::ifstream file(std::string(GOVCLOUD_SOURCE_DIR) + "/" + name, std::ios::binary);
  if (!file) throw std::runtime_error(name + " is not in the source folder");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A shipped policy, read once.
inline const Policy& shipped_policy(const std::string& id) {
  static std::map<std::string, Policy> read;
  if (const auto at = read.find(id); at != read.end()) return at->second;
  const auto bytes = file_bytes("examples/policies/" + id + ".toml");
  auto policy = read_policy(bytes, id + ".toml");
  policy.digest = hex(sha256(bytes));
  return read.emplace(id, std::move(policy)).first->second;
}

inline const Calendar& shipped_calendar() {
  static const Calendar calendar = read_calendar(file_bytes("examples/calendars/cn.csv"), "cn.csv");
  return calendar;
}

inline Date day(const std::string& text) { return parse_date(text).value(); }
/// Ten in the morning in China.
inline Instant morning(Date date) {
  return start_of(date, std::chrono::minutes{480}) + std::chrono::hours{10};
}

inline Paper paper(const std::string& kind, const std::string& result = "") {
  Paper p{kind, kind + ".pdf", std::string(64, 'a'), 1};
  p.result = result;
  return p;
}
inline std::vector<Paper> papers(const std::vector<std::string>& kinds,
                                 const std::string& result = "") {
  std::vector<Paper> all;
  for (const auto& kind : kinds) all.push_back(paper(kind, result));
  return all;
}
inline Paper third_party(const std::string& accreditation, const std::string& issuer = "某测评机构") {
  Paper p = paper("third_party_test", "pass");
  p.accreditation = accreditation, p.issuer = issuer;
  return p;
}

inline Line line(const std::string& item, Quantities asked, std::int64_t count = 1) {
  Line l;
  l.item = item, l.asked = std::move(asked), l.count = count;
  return l;
}
inline Line host(std::int64_t cpu, std::int64_t memory_gib, std::int64_t count = 1) {
  return line("host", {{"cpu", {cpu, {}}}, {"memory_gib", {memory_gib, {}}}}, count);
}
inline Line set(const std::string& resource, const std::string& key, Quantity to) {
  Line l;
  l.action = LineAction::set, l.resource = resource, l.asked = {{key, to}};
  return l;
}
inline Line drop(const std::string& resource) {
  Line l;
  l.action = LineAction::drop, l.resource = resource;
  return l;
}

/// The word for a decision.
inline std::string outcome(const Decision& decision) {
  if (const auto* no = std::get_if<No>(&decision)) {
    const auto* refusal = std::get_if<Refusal>(no);
    return refusal != nullptr ? std::string(name_of(refusal->reason)) : "not_found";
  }
  std::string word = "attached";  // unless something else happened with the papers
  for (const auto& fact : std::get<std::vector<Fact>>(decision)) {
    const auto* withdrawn = std::get_if<Withdrawn>(&fact);
    const bool aside = std::holds_alternative<Attached>(fact) ||
                       (withdrawn != nullptr && !withdrawn->cancelled_by.empty());
    if (!aside) word = kind_of(fact);
  }
  return word;
}

class Office {
 public:
  explicit Office(const std::string& policy, const std::string& today = "2026-03-02");

  // The next steps are taken at this time, by this person, with these papers.
  Office& on(const std::string& date) { return at(morning(day(date))); }
  Office& at(Instant instant) { return now_ = instant, *this; }
  Office& as(std::string person, std::string for_person = "");
  /// With papers in hand, for the next step only.
  Office& with(std::vector<Paper> papers);
  /// The next step happened on this day already and is entered late.
  Office& happened_on(const std::string& date);

  /// Decides and records; gives the outcome's word.
  template <class Command>
  std::string operator()(const Command& command) {
    const Acting acting = std::exchange(next_, Acting{});
    return take(acting, judged(facts(), command, acting_now(acting)));
  }

  Facts facts() const { return {books, policy, calendar}; }
  const Refusal& refusal() const { return std::get<Refusal>(std::get<No>(last)); }
  const Request& request(const std::string& id) const { return books.requests.at(id); }
  const Resource& resource(const std::string& id) const { return books.resources.at(id); }
  const Deadline& clock(const std::string& request, std::string_view rule) const;
  /// "2026-03-05", or "none" where the policy sets no limit.
  std::string due(const std::string& request, std::string_view rule) const;

  /// Brings the application of "budget" by zhang to a stage: submitted on 2026-03-02, and a day
  /// later for each stage up to the trial from 2026-03-05; opened on 2026-03-24. Two hosts of 4
  /// vCPU and 16 GiB, and a storage of 500 GiB. Gives R-2026-0001.
  std::string bring_to(Stage stage, std::int64_t level = 3);
  /// From here on as in a signed ledger: root has the key K-2026-0001.
  void found_root();
  /// All papers and tests that either policy can ask for before the opening.
  std::vector<Paper> all_tests() const;

  Policy policy;
  Calendar calendar = shipped_calendar();
  Books books;
  Decision last;
  std::vector<std::pair<Event, Stamp>> journal;
  std::vector<std::size_t> acts;  // where in the journal each begins

 private:
  Acting acting_now(Acting acting) const;
  std::string take(const Acting& acting, Decision decision);
  void record(const Event& event, const std::string& person, const std::string& for_person);

  Instant now_;
  std::string person_ = "root", for_person_;
  Acting next_;
};

inline Office::Office(const std::string& policy_id, const std::string& today)
    : policy(shipped_policy(policy_id)), now_(morning(day(today))) {
  LedgerCreated created{"0123", "测试",    "zh",          "root",
                        "周密", policy.id, policy.digest, calendar.digest};
  created.test = true;
  acts.push_back(0), record({created, {}}, "root", "");
  const auto unit = [&](const char* id, const char* name, UnitKind kind) {
    acts.push_back(journal.size());
    record({UnitAdded{{id, 0, name, kind}}, {}}, "root", "");
  };
  unit("czj", "市财政局", UnitKind::using_unit), unit("rsj", "人社局", UnitKind::using_unit);
  unit("dsj", "数据局", UnitKind::authority), unit("yun", "云公司", UnitKind::provider);
  unit("wxb", "网信办", UnitKind::security);
  const auto person = [&](const char* id, const char* of, std::vector<Role> roles) {
    acts.push_back(journal.size());
    record({PersonAdded{{id, 0, id, of, std::move(roles)}}, {}}, "root", "");
  };
  person("zhang", "czj", {Role::applicant}), person("li", "rsj", {Role::applicant});
  person("wang", "dsj", {Role::reviewer}), person("zhao", "dsj", {Role::chief});
  person("qian", "dsj", {Role::applicant, Role::reviewer});
  person("sun", "yun", {Role::operator_}), person("he", "wxb", {Role::inspector});
}

inline Office& Office::as(std::string person, std::string for_person) {
  person_ = std::move(person), for_person_ = std::move(for_person);
  return *this;
}

inline Office& Office::with(std::vector<Paper> in_hand) {
  next_.papers.insert(next_.papers.end(), in_hand.begin(), in_hand.end());
  return *this;
}

inline Office& Office::happened_on(const std::string& date) {
  next_.is_late = true, next_.effective = morning(day(date)), next_.late_reason = "停电";
  return *this;
}

inline Acting Office::acting_now(Acting acting) const {
  acting.person = person_, acting.for_person = for_person_, acting.recorded = now_;
  if (!acting.is_late) acting.effective = now_;
  return acting;
}

inline std::string Office::take(const Acting& acting, Decision decision) {
  last = std::move(decision);
  if (const auto* recorded = std::get_if<std::vector<Fact>>(&last)) {
    std::vector<Event> events;
    for (const auto& fact : *recorded) events.push_back({fact, late_of(acting)});
    const ActOnRecord act{person_, for_person_, now_, events};
    if (const auto other = events.empty() ? "" : judged_again(facts(), act); !other.empty())
      throw std::runtime_error("an act is judged otherwise when it is read back: " + other);
    if (!events.empty()) acts.push_back(journal.size());
    for (const auto& event : events) record(event, person_, for_person_);
  }
  return outcome(last);
}

inline void Office::record(const Event& event, const std::string& person,
                           const std::string& for_person) {
  journal.emplace_back(event, Stamp{journal.size() + 1, person, for_person, now_});
  evolve(books, event, journal.back().second);
}

inline void Office::found_root() {
  LedgerCreated created{"0123", "测试", "zh", "root"};
  created.root_key = books.ledger.root_key = "ssh-ed25519 ROOT";
  govcloud::found_root(books, created, {1, "root", "", now_});
  books.ledger.counters["K-2026"] = 1;
}

inline const Deadline& Office::clock(const std::string& id, std::string_view rule) const {
  const Deadline* found = nullptr;
  for (const auto& deadline : request(id).deadlines)
    if (deadline.rule == rule) found = &deadline;
  if (found == nullptr) throw std::runtime_error(id + " has no clock " + std::string(rule));
  return *found;
}

inline std::string Office::due(const std::string& id, std::string_view rule) const {
  const auto& on = clock(id, rule).due_on;
  return on ? to_text(*on) : "none";
}

inline Submit submission(const std::string& system, const std::string& unit, std::int64_t level,
                         const Policy& policy) {
  Submit command{system, unit, system, "", "", "", level, {host(4, 16, 2)}};
  command.lines.push_back(line("storage", {{"size_gib", {500, {}}}}));
  for (auto& l : command.lines) l.zone = policy.zone_default;
  return command;
}
inline Review review(ReviewKind kind, const std::string& request, const std::string& opinion = "") {
  return {kind, request, opinion};
}

inline std::vector<Paper> Office::all_tests() const {
  auto all = papers({"function_test", "performance_test", "security_test", "self_test",
                     "vulnerability_scan", "malware_scan"}, "pass");
  all.push_back(third_party("CNAS L1234")), all.push_back(paper("security_agreement"));
  return all;
}

inline std::string Office::bring_to(Stage stage, std::int64_t level) {
  const std::string id = "R-2026-0001";
  const auto must = [](const std::string& got, const std::string& want) {
    if (got != want) throw std::runtime_error("the office could not bring it there: " + got);
  };
  as("zhang").on("2026-03-02").with(papers({"plan", "self_test"}));
  must((*this)(submission("budget", "czj", level, policy)), "submitted");
  if (stage == Stage::submitted) return id;
  must(as("wang").on("2026-03-03")(review(ReviewKind::accept, id)), "accepted");
  if (stage == Stage::accepted) return id;
  must(on("2026-03-04")(review(ReviewKind::approve, id)), "approved");
  if (stage == Stage::approved) return id;
  must(as("sun").on("2026-03-05")(Provision{id}), "trial_started");
  if (stage == Stage::trial) return id;
  must(as("zhang").on("2026-03-23").with(all_tests())(Attach{id}), "attached");
  must(as("zhao").on("2026-03-24")(review(ReviewKind::open, id)), "opened");
  return id;
}

}  // namespace govcloud::testing
