// The law once more, written from the two regulations and the design and from nothing in core: small,
// slow, and with the regulations' numbers in its own text. It says of each act whether it is taken, or
// which reason stands in its way, and keeps what the ledger must show afterwards.
#pragma once
#include <set>

#include "tests/law/wall_calendar.h"
#include "tests/simulation/act.h"

namespace govcloud::simulation {

/// What is said of an act: the word of what was recorded or of the reason, and of a refusal the article
/// or house rule that it rests on.
struct Verdict {
  std::string word, ground;
};

struct Clock {
  std::string rule;
  Day started = 0;
  std::optional<Day> due;
  bool provisional = false;
  std::optional<Day> done;
  int late = 0;
  bool ended = false;
  bool runs() const { return !done && !ended; }
};

struct Line {
  std::string id;
  Wish wish;
  int base = 0;  // the resource's version when it was asked
  Amounts granted;
  int granted_count = 0;
  std::vector<std::string> resources;
};

struct Request {
  std::string id, kind = "onboarding", stage = "submitted", case_id, system, unit, authority, provider;
  std::set<std::string> hands;  // who asked for it or carried it out, and in whose place
  Day last = 0;                 // of its last step
  int level = 1, order = 0;
  std::vector<Line> lines;
  std::optional<int> trial_days;
  std::optional<Day> trial_start, trial_min, trial_end;
  bool major = false, whole = true;
  std::vector<std::string> resources;
  std::vector<Clock> clocks;
  std::string extends, cancelled_by;
  bool is_open() const { return stage == "submitted" || stage == "accepted" || stage == "approved" || stage == "trial"; }
};

struct Resource {
  std::string id, system, item, zone, state = "granted", provider;
  int version = 0;
  Amounts granted, delivered;
};

struct System {
  std::string id, unit, state = "applying";
  int level = 1;
  std::map<std::string, int> numbered;
  Amounts tested;  // capacity when the tests were last passed
};

/// A paper that was handed in, the how-manieth, and the day.
struct Filed {
  int number = 0;
  Sheet sheet;
  Day on = 0;
};

struct Held {
  std::string role;
  std::optional<Day> since, until;  // until: the first day without it
};
struct Standing {
  std::string deputy;
  Day since = 0, until = 0;
};
struct Person {
  std::string unit;
  std::set<std::string> roles;
  std::vector<Held> past;
  std::vector<Standing> deputies;
};
struct Unit {
  std::string kind, authority, name;
  std::optional<Day> from, to;  // an assessor's accreditation
};
struct Finding {
  std::string system, state = "open";
  std::set<std::string> hands;  // who mended it, and in whose place
};
struct Entry {  // a record
  std::string kind, about, unit;
  std::map<std::string, std::string> fields;
  Day on = 0;
  std::optional<Day> from, to;
  std::set<std::string> waits;
  std::vector<Day> signed_on;
  bool in_force(Day day) const;
};

class Model {
 public:
  explicit Model(bool is_zhejiang) : zhejiang(is_zhejiang) {}
  /// Judges an act and, if it is taken, keeps what it does.
  Verdict judge(const Act& act);

  const bool zhejiang;
  std::map<std::string, Unit> units;
  std::map<std::string, Person> persons;
  std::map<std::string, System> systems;
  std::map<std::string, Request> requests;
  std::map<std::string, Resource> resources;
  std::map<std::string, Finding> findings;
  std::map<std::string, Entry> records;
  std::map<std::string, std::vector<Filed>> papers;  // by whose they are

 private:
  using Maybe = std::optional<Verdict>;
  using Names = std::vector<std::string>;
  using Words = std::set<std::string>;

  // Who may, and roles and deputies: model_people.cc.
  Words roles_of(const Act& act) const;
  Maybe stands_in(const Act& act) const;
  Maybe may(const Act& act, const std::string& what, const std::string& unit) const;
  Maybe may_attach(const Act& act, const std::string& unit, const std::string& provider) const;
  Maybe own_hands(const Act& act, const Words& hands) const;
  Maybe after_changes(const Act& act, const Person& person) const;
  Verdict grant_roles(const Act& act);
  Verdict revoke_roles(const Act& act);
  Verdict delegate(const Act& act);
  Verdict end_delegation(const Act& act);
  bool comes_back(const std::string& from, const std::string& to, Day since, Day until, Words seen) const;
  static const std::string& in_whose_right(const Act& act) { return act.instead_of.empty() ? act.by : act.instead_of; }

  // What is asked: model_asking.cc.
  Verdict submit(const Act& act);
  Verdict change(const Act& act);
  Verdict decommission(const Act& act);
  Verdict extend(const Act& act);
  Verdict withdraw(const Act& act);
  Maybe catalogue(const Wish& wish) const;
  Maybe own_zone(const Wish& wish) const;
  Request& enter(const Act& act, const std::string& kind, const std::string& system);
  std::string only(const std::string& kind) const;
  const Request* last_request(const std::string& system) const;
  std::string authority_for(const std::string& unit, const std::string& system) const;
  std::string provider_for(const std::string& system) const;
  Request* open_extension(const Request& request);

  // What is decided: model_deciding.cc.
  Verdict review(const Act& act);
  Verdict accept(const Act& act, Request& request);
  Verdict refuse(const Act& act, Request& request);
  Verdict approve(const Act& act, Request& request);
  Verdict reject(const Act& act, Request& request);
  Verdict open(const Act& act, Request& request);
  Verdict extend_trial(const Act& act, Request& extension);
  Maybe still_as_asked(const Request& request) const;
  Maybe grant(const Act& act, Request& granted) const;
  void number_resources(Request& request, Line& line);
  void take(Request& request);
  void overtake(const Request& request, const Act& act);
  void cancel(Request& request, const std::string& by, const Act& act);
  void ungrant(const Request& request);

  // What is carried out and handed in: model_carrying.cc.
  Verdict provision(const Act& act);
  Verdict deliver(const Act& act, Request& request, const Names& chosen);
  Verdict reclaim(const Act& act, Request& request, const Names& chosen);
  Verdict attach(const Act& act);
  Verdict record(const Act& act);
  Verdict cosign(const Act& act);
  Verdict scan(const Act& act);
  Verdict fix(const Act& act);
  Verdict verify(const Act& act);
  Names still_to_do(const Request& request) const;
  void carried_out(const Act& act, Request& request) const;
  bool authorised(const Act& act, Day day) const;
  bool sign(const Act& act, const std::string& provider, Entry& entry) const;
  Maybe own_system(const Act& act, const std::string& system, const Words& for_all) const;

  // Papers, clocks and capacity: model_rules.cc.
  Names missing(const std::string& step, int level, const Names& subjects, const std::string& unit, const Act& act,
                std::optional<Day> since = {}) const;
  std::optional<Filed> newest(const std::string& kind, const Names& subjects, const Act& act, std::optional<Day> since) const;
  bool good(const Filed& paper, bool passed, const std::string& unit, Day on) const;
  void file(const Act& act, const std::string& subject);
  std::string number(const std::string& letter, const Act& act);
  void start(Request& request, const std::string& rule, Day on) const;
  void keep(Request& request, const std::string& rule, const Act& act) const;
  void end_clocks(Request& request) const;
  void step(Request& request, const std::string& stage, const Act& act) const;
  Maybe in_order(const Act& act, const Request& request) const;
  Amounts capacity(const std::string& system, bool tested) const;
  bool is_major(const System& system, const Request& request, bool granted) const;

  std::map<std::string, int> numbers_;  // the last one given: "R-2026" is 7
  int filed_ = 0;
};

/// The Nth working day after a day, and whether no notice has arranged it yet.
std::pair<Day, bool> working_days_after(Day start, int n);
int working_days_late(Day due, Day done);

}  // namespace govcloud::simulation
