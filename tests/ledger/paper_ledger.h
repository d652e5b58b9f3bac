// A ledger on paper: in a folder that goes away with the test, filled with one small case so that
// every table holds something.
#pragma once
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "core/ledger/codec.h"
#include "core/ledger/facts.h"
#include "core/ledger/ledger.h"
#include "core/ledger/ledger_error.h"
#include "tests/law/books_text.h"
#include "tests/law/clerk.h"
#include "tests/ledger/stored_rows.h"

namespace govcloud::testing {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "govcloud-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(file(name), std::ios::binary) << bytes;
    return file(name);
  }

 private:
  std::string path_;
};

inline std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline LedgerCreated founding(const std::string& policy, bool test) {
  LedgerCreated created{"00112233445566778899aabbccddeeff", "省政务云", "zh", "root", "周密", policy};
  created.test = test;
  return created;
}

inline void found_ledger(const std::string& path, const std::string& policy = "zhejiang",
                         bool test = true, const std::string& today = "2026-03-02") {
  create_ledger(path, founding(policy, test),
                {"policy", policy + ".toml", file_bytes("examples/policies/" + policy + ".toml")},
                {"calendar", "cn.csv", file_bytes("examples/calendars/cn.csv")},
                morning(day(today)));
}

inline std::string outcome(const Outcome& out) {
  if (const auto* no = std::get_if<No>(&out)) return outcome(Decision(*no));
  if (std::holds_alternative<Conflict>(out)) return "conflict";
  const auto& recorded = std::get<Recorded>(out);
  if (recorded.replayed) return "replayed";
  std::vector<Fact> facts;
  for (const auto& event : recorded.events) facts.push_back(event.fact);
  return outcome(Decision(std::move(facts)));
}

// What each command's loader fetches.
inline void fetch_for(Database& db, Books& books, const Submit& c) {
  fetch_unit(db, books, c.unit), fetch_evidence_of(db, books, c.unit),
      fetch_system_case(db, books, c.system), fetch_case(db, books, c.resubmits);
}
inline void fetch_for(Database& db, Books& books, const Review& c) {
  fetch_case(db, books, c.request);
}
inline void fetch_for(Database& db, Books& books, const Provision& c) {
  fetch_case(db, books, c.request);
}
inline void fetch_for(Database& db, Books& books, const Withdraw& c) {
  fetch_case(db, books, c.request);
}
inline void fetch_for(Database& db, Books& books, const Change& c) {
  fetch_system_case(db, books, c.system);
}
inline void fetch_for(Database& db, Books& books, const Decommission& c) {
  fetch_system_case(db, books, c.system);
}
inline void fetch_for(Database& db, Books& books, const Attach& c) {
  fetch_item(db, books, c.subject);
}
inline void fetch_for(Database& db, Books& books, const AddUnit& c) {
  fetch_unit(db, books, c.unit.id);
}
inline void fetch_for(Database& db, Books& books, const AddPerson& c) {
  fetch_person(db, books, c.person.id), fetch_unit(db, books, c.person.unit);
}
inline void fetch_for(Database& db, Books& books, const EnrolKey&) {
  for (const char* kind : {"keys", "signatories", "persons"}) fetch_kind(db, books, kind);
}
inline void fetch_for(Database&, Books&, const ImportUsage&) {}
inline void fetch_for(Database& db, Books& books, const ImportScan& c) {
  fetch_system(db, books, c.scan.system);
  for (const auto& id : c.seen) fetch_finding(db, books, id);
  for (const auto& id : c.closed) fetch_finding(db, books, id);
}
inline void fetch_for(Database& db, Books& books, const FixFinding& c) {
  fetch_item(db, books, c.finding);
}
inline void fetch_for(Database& db, Books& books, const VerifyFinding& c) {
  fetch_item(db, books, c.finding);
}

/// Acts on a ledger as a clerk does: one command, one transaction.
struct Pen {
  Ledger ledger;
  Act act;  // of the next command; its papers, key and such are for that one only

  explicit Pen(const std::string& path) : ledger(Ledger::open(path, Database::Mode::write, 0)) {
    on("2026-03-02");
  }
  Pen& on(const std::string& date) { return at(morning(day(date))); }
  Pen& at(Instant instant) { return act.acting.recorded = act.acting.effective = instant, *this; }
  Pen& as(const std::string& person) { return act.acting.person = person, *this; }
  Pen& with(std::vector<Paper> papers) { return act.acting.papers = std::move(papers), *this; }
  Pen& key(const std::string& k) { return act.key = k, *this; }

  template <class Command>
  Outcome take(const Command& command) {
    Act now = act;
    act.acting.papers.clear(), act.key.clear(), act.expect_seq.reset(),
        act.dry_run = act.yes = false;
    now.verb = "test", now.content = encode(command);
    return transact(
        ledger, now,
        [&](Database& db, Books& books) {
          fetch_actors(db, books, now.acting.person, now.acting.for_person);
          fetch_for(db, books, command);
        },
        [&](const Facts& facts) { return decide(facts, command, now.acting); });
  }
  template <class Command>
  std::string operator()(const Command& command) { return outcome(take(command)); }
};

/// Appends an act as it is, whatever the law says to it, with hashes that hold; gives its first event.
inline std::uint64_t append_act(Database& db, const Acting& acting, const std::vector<Event>& events,
                                const std::string& program = program_version()) {
  ActHeader header;
  header.ledger = founding("", true).ledger, header.person = acting.person;
  header.for_person = acting.for_person, header.verb = "test", header.recorded = acting.recorded;
  header.program = program;
  const auto head = read_head(db);
  if (!append(db, head, draft(head, header, events))) throw std::runtime_error("the head has moved");
  return head.seq + 1;
}

/// The journal of an office on paper as a ledger's file.
inline void write_journal(const std::string& path, const Office& office) {
  found_ledger(path, office.policy.id, true, to_text(local_date(office.journal.front().second.recorded, Offset{480})));
  auto db = Database::open(path, Database::Mode::write, 0);
  Transaction tx(db, Transaction::Kind::write);
  for (std::size_t i = 1; i < office.acts.size(); ++i) {  // the first act makes the ledger
    const auto end = i + 1 < office.acts.size() ? office.acts[i + 1] : office.journal.size();
    const auto& stamp = office.journal[office.acts[i]].second;
    std::vector<Event> events;
    for (auto at = office.acts[i]; at < end; ++at) events.push_back(office.journal[at].first);
    append_act(db, {stamp.person, stamp.for_person, stamp.recorded}, events);
  }
  tx.commit();
  rebuild(db);
}

inline void must(const std::string& got, const std::string& want) {
  if (got != want) throw std::runtime_error("the ledger's case took another way: " + got);
}

/// The story: an application from submission to opening, a finding mended, a month measured.
inline void write_story(const std::string& path) {
  found_ledger(path);
  Pen pen(path);
  pen.as("root");
  const std::pair<const char*, UnitKind> units[] = {{"czj", UnitKind::using_unit},
                                                    {"dsj", UnitKind::authority},
                                                    {"yun", UnitKind::provider},
                                                    {"wxb", UnitKind::security}};
  for (const auto& [id, kind] : units) must(pen(AddUnit{{id, 0, "某单位", kind}}), "unit_added");
  const std::tuple<const char*, const char*, Role> persons[] = {{"zhang", "czj", Role::applicant},
                                                                {"wang", "dsj", Role::reviewer},
                                                                {"zhao", "dsj", Role::chief},
                                                                {"sun", "yun", Role::operator_},
                                                                {"he", "wxb", Role::inspector}};
  for (const auto& [id, unit, role] : persons)
    must(pen(AddPerson{{id, 0, id, unit, {role}}}), "person_added");
  const std::string id = "R-2026-0001";
  pen.as("zhang").with(papers({"plan", "self_test"}));
  must(pen(submission("budget", "czj", 1, pen.ledger.policy())), "submitted");
  must(pen.as("wang")(review(ReviewKind::accept, id)), "accepted");
  must(pen(review(ReviewKind::approve, id)), "approved");
  must(pen.as("sun").on("2026-03-03")(Provision{id, {}, {{"budget/host-1", "i-81"}}}),
       "trial_started");
  pen.as("zhang")
      .on("2026-03-18")
      .with(papers({"function_test", "performance_test", "security_test"}, "pass"));
  must(pen(Attach{id}), "attached");
  must(pen.as("zhao").on("2026-03-19")(review(ReviewKind::open, id, "同意")), "opened");
  ImportScan scan;
  scan.scan.digest = std::string(64, 'c'), scan.scan.system = "budget", scan.found.resize(1);
  scan.found[0].identity = "ssh-weak";
  must(pen.as("he")(scan), "found");
  must(pen.as("zhang").with(papers({"vulnerability_scan"}))(FixFinding{"F-2026-0001", "补丁"}),
       "fixed");
  ImportUsage usage;
  usage.what.name = "vm.csv", usage.what.digest = std::string(64, 'd'),
  usage.what.months = {"2026-03"};
  must(pen.as("sun")(usage), "usage_imported");
}

}  // namespace govcloud::testing
