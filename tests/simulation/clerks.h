// Clerks who do anything at all: mostly what a case waits for, by whoever it is for, and now and then what
// nobody may. They look at the model only. The seed is all that decides.
#pragma once
#include <random>

#include "tests/simulation/model.h"

namespace govcloud::simulation {

class Clerks {
 public:
  Clerks(unsigned seed, bool several) : dice_(seed), several_(several), today_(first_day()) {}
  Act next(const Model& model);
  Day today() const { return today_; }

 private:
  int up_to(int n) { return static_cast<int>(dice_() % static_cast<unsigned>(n)); }  // 0 … n-1
  bool in(int percent) { return up_to(100) < percent; }
  template <class T>
  T one_of(std::initializer_list<T> all) { return *(all.begin() + up_to(static_cast<int>(all.size()))); }
  Day first_day();
  void tick();

  // By whom and with what: clerks_hands.cc.
  std::string anybody(const Model& model);
  void by(const Model& model, Act& act, std::initializer_list<const char*> roles, const std::string& unit = "");
  void bring(Act& act, std::initializer_list<const char*> kinds, const std::string& result = "");
  void bring_tests(const Model& model, Act& act, const Request& request);
  void bring_leaving(Act& act);
  Range some(int most);
  Wish some_wish(const Model& model);
  Amounts some_amounts(const Amounts& of, int spread);

  // What: clerks.cc.
  const Request* open_request(const Model& model);
  const Request* any_request(const Model& model);
  std::string any_system(const Model& model);
  std::vector<std::string> resources_of(const Model& model, const std::string& system, bool live);
  Act submit(const Model& model);
  Act go_on(const Model& model);
  Act in_trial(const Model& model, const Request& request);
  Act review(const Model& model, Verb verb, const Request& request);
  Act provide(const Model& model, const Request& request);
  Act change(const Model& model);
  Act decommission(const Model& model);
  Act attach(const Model& model);
  Act people(const Model& model);
  Act record(const Model& model);
  Act check(const Model& model);

  std::mt19937 dice_;
  bool several_;
  Day today_;
  int minute_ = 120;  // the office was made at ten in the morning
};

}  // namespace govcloud::simulation
