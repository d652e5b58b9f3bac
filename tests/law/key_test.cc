// Keys: who may enter, confirm and revoke them, and what the books say of them afterwards.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

EnrolKey key_for(const std::string& person, const std::string& point = "") {
  return {person, "ssh-ed25519 " + (point.empty() ? person : point), "proof"};
}

std::string state_of(const Office& office, const std::string& key) {
  return std::string(name_of(office.books.keys.at(key).state));
}

std::string signs_with(const Office& office, const std::string& person) {
  const auto* signatory = find(office.books.signatories, person);
  return signatory != nullptr ? signatory->key : "";
}

/// A signed office in which root, he and wang have keys; wang's was confirmed by he.
struct SignedOffice : Office {
  SignedOffice() : Office("zhejiang") {
    found_root();
    as("root")(key_for("he")), (*this)(key_for("wang"));
    as("he")(Cosign{"K-2026-0003"}), as("root");
  }
};

}  // namespace

TEST_CASE("key: enrolling") {
  struct Row { std::string what, by; EnrolKey command; std::string want, state; };
  const Row rows[] = {
      {"an applicant's key is active at once", "root", key_for("zhang"), "key_enrolled", "active"},
      {"an operator's too", "root", key_for("sun"), "key_enrolled", "active"},
      {"a reviewer's waits", "root", key_for("qian"), "key_enrolled", "pending"},
      {"a chief's waits", "root", key_for("zhao"), "key_enrolled", "pending"},
      {"for nobody", "root", key_for("ghost"), "not_found", ""},
      {"a key that somebody has", "root", key_for("zhang", "he"), "exists_already", ""},
      {"the root's key for another", "root", key_for("zhang", "ROOT"), "exists_already", ""},
      {"by a chief", "zhao", key_for("zhang"), "role_missing", ""},
      {"by nobody", "nobody", key_for("zhang"), "person_unknown", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    SignedOffice office;
    CHECK(office.as(row.by)(row.command) == row.want);
    if (!row.state.empty()) CHECK(state_of(office, "K-2026-0004") == row.state);
  }
}

TEST_CASE("key: a second person confirms a reviewer's key") {
  struct Row { std::string what, by, key, want; };
  const Row rows[] = {
      {"another person", "he", "K-2026-0004", "key_cosigned"},
      {"the keeper who entered it", "root", "K-2026-0004", "own_request"},
      {"its own holder", "zhao", "K-2026-0004", "own_request"},
      {"nobody", "nobody", "K-2026-0004", "person_unknown"},
      {"a key that is there not", "he", "K-2026-0009", "not_found"},
      {"a key that is active", "sun", "K-2026-0003", "stage_wrong"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    SignedOffice office;
    office(key_for("zhao"));
    CHECK(signs_with(office, "zhao") == "");
    CHECK(office.as(row.by)(Cosign{row.key}) == row.want);
    CHECK(signs_with(office, "zhao") == (row.want == "key_cosigned" ? "K-2026-0004" : ""));
  }
}

TEST_CASE("key: a new key takes the place of the old one, only when it is confirmed") {
  SignedOffice office;
  CHECK(office(key_for("wang", "wang-2")) == "key_enrolled");
  CHECK(signs_with(office, "wang") == "K-2026-0003");
  CHECK(office.as("he")(Cosign{"K-2026-0004"}) == "key_cosigned");
  CHECK(signs_with(office, "wang") == "K-2026-0004");
  CHECK(state_of(office, "K-2026-0003") == "replaced");
  CHECK(office.books.keys.at("K-2026-0003").until == office.books.keys.at("K-2026-0004").from);
  CHECK(office.as("root")(key_for("root", "ROOT-2")) == "key_enrolled");
  CHECK(signs_with(office, "root") == "K-2026-0005");
}

TEST_CASE("key: revoking") {
  struct Row { std::string what, by, key, want; };
  const Row rows[] = {
      {"by a keeper", "root", "K-2026-0003", "key_revoked"},
      {"by its holder", "wang", "K-2026-0003", "key_revoked"},
      {"by another", "zhang", "K-2026-0003", "role_missing"},
      {"the last keeper's", "root", "K-2026-0001", "last_keeper"},
      {"one that is not there", "root", "K-2026-0009", "not_found"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    SignedOffice office;
    CHECK(office.as(row.by)(RevokeKey{row.key, "遗失"}) == row.want);
    CHECK(signs_with(office, "wang") == (row.want == "key_revoked" ? "" : "K-2026-0003"));
  }
  SUBCASE("a revoked key cannot be revoked again, nor confirmed, nor entered again") {
    SignedOffice office;
    office(RevokeKey{"K-2026-0003", "遗失"});
    CHECK(office(RevokeKey{"K-2026-0003", "遗失"}) == "stage_wrong");
    CHECK(office.as("he")(Cosign{"K-2026-0003"}) == "stage_wrong");
    CHECK(office.as("root")(key_for("wang")) == "exists_already");
  }
  SUBCASE("with a second keeper the first can go") {
    SignedOffice office;
    office(AddPerson{{"second", 0, "后任", "dsj", {Role::keeper}}}), office(key_for("second"));
    CHECK(office(RevokeKey{"K-2026-0001", "离任"}) == "key_revoked");
    CHECK(office.as("second")(RevokeKey{"K-2026-0004", "离任"}) == "last_keeper");
  }
}

TEST_CASE("key: an unsigned ledger has none") {
  Office office("zhejiang");
  CHECK(office(key_for("zhang")) == "ledger_unsigned");
  CHECK(office(RevokeKey{"K-2026-0001", "x"}) == "ledger_unsigned");
  CHECK(office(Cosign{"K-2026-0001"}) == "ledger_unsigned");
}

TEST_CASE("key: a cron job's person decides nothing") {
  using enum Role;
  struct Row { Role role; std::string want; };
  const Row rows[] = {{operator_, "person_added"}, {inspector, "person_added"}, {applicant, "person_added"},
                      {steward, "person_added"},   {reviewer, "roles_apart"},   {chief, "roles_apart"},
                      {keeper, "roles_apart"},     {auditor, "roles_apart"}};
  for (const auto& row : rows) {
    CAPTURE(name_of(row.role));
    Office office("changde");
    CHECK(office(AddPerson{{"cron", 0, "定时任务", "dsj", {row.role}, true}}) == row.want);
  }
}

TEST_CASE("denial: what is recorded of a refusal for lack of right") {
  SignedOffice office;
  const auto tried = [&](const std::string& by, auto command) {
    office.as(by)(command);
    return denial(office.facts(), {by, "", morning(day("2026-03-02"))}, "test", "item", std::get<No>(office.last));
  };
  CHECK(tried("wang", AddUnit{{"new"}})->reason == "role_missing");
  CHECK_FALSE(tried("root", AddUnit{{"czj"}}));        // a conflict
  CHECK_FALSE(tried("root", key_for("ghost")));        // not found
  CHECK_FALSE(tried("root", RevokeKey{"K-2026-0001"}));  // refused by a rule, not for lack of right
  SUBCASE("a hundred times a day, and not once more") {
    int recorded = 0;
    for (int i = 0; i < 120; ++i)
      if (const auto fact = tried("wang", AddUnit{{"new"}})) {
        evolve(office.books, {*fact, {}}, {999, "wang", "", {}});
        ++recorded;
      }
    CHECK(recorded == 100);
    CHECK(denial(office.facts(), {"wang", "", morning(day("2026-03-03"))}, "test", "", std::get<No>(office.last)));
  }
}
