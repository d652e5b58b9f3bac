// The program at the model's side: the same acts given to decide() and evolve(), and both states told in
// the same words.
#pragma once
#include "tests/law/clerk.h"
#include "tests/simulation/model.h"

namespace govcloud::simulation {

class Program {
 public:
  Program(const std::string& policy, Day first) : office(policy, testing::wall()[static_cast<std::size_t>(first)].text) {}
  Verdict take(const Act& act);
  testing::Office office;

 private:
  std::string give(const Act& act);
};

/// Units and persons of both: two authorities and two providers, or one of each.
void settle_in(Program& program, Model& model, bool several);

/// What both must have alike: a system with its requests and resources; or a person; all records; all
/// findings.
std::string tell_system(const Model& model, const std::string& id);
std::string tell_system(const Books& books, const std::string& id);
std::string tell_person(const Model& model, const std::string& id);
std::string tell_person(const Books& books, const std::string& id);
std::string tell_rest(const Model& model);
std::string tell_rest(const Books& books);

}  // namespace govcloud::simulation
