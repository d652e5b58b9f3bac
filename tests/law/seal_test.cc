// Seals: who may bring one back, and by whom it must be countersigned.
#include <doctest/doctest.h>

#include "tests/law/clerk.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

/// A signed office with an auditor, shen, who has K-2026-0002, a steward, bao, and sun, who has K-2026-0003.
struct SealedOffice : Office {
  SealedOffice() : Office("zhejiang") {
    found_root();
    as("root")(AddPerson{{"shen", 0, "沈核", "wxb", {Role::auditor}}});
    (*this)(AddPerson{{"bao", 0, "鲍管", "dsj", {Role::steward}}});
    (*this)(EnrolKey{"shen", "ssh-ed25519 shen", "proof"});
    (*this)(EnrolKey{"sun", "ssh-ed25519 sun", "proof"});
  }
};

ImportSeal seal(std::uint64_t size = 5, const std::string& person = "shen", const std::string& key = "K-2026-0002") {
  return {{size, "00ff", person, key, "ssh-ed25519 " + person, "lines\n", "signature"}};
}

}  // namespace

TEST_CASE("seal: importing") {
  struct Row { std::string what, by; ImportSeal command; std::string want; };
  const Row rows[] = {
      {"by the auditor", "shen", seal(), "seal_imported"},
      {"by a steward", "bao", seal(), "seal_imported"},
      {"by the keeper", "root", seal(), "role_missing"},
      {"by a chief", "zhao", seal(), "role_missing"},
      {"by nobody", "nobody", seal(), "person_unknown"},
      {"countersigned by somebody who is no auditor", "bao", seal(5, "sun", "K-2026-0003"), "role_missing"},
      {"countersigned with another's key", "bao", seal(5, "shen", "K-2026-0003"), "role_missing"},
      {"countersigned by nobody", "bao", seal(5, "ghost"), "role_missing"},
      {"with a key that is not there", "bao", seal(5, "shen", "K-2026-0009"), "not_found"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    SealedOffice office;
    CHECK(office.as(row.by)(row.command) == row.want);
    const auto& last = office.books.ledger.seal;
    CHECK(last.has_value() == (row.want == "seal_imported"));
    if (last) CHECK(last->size == 5);
    if (last) CHECK(last->head == "00ff");
    if (last) CHECK(last->by == "shen");
    if (last) CHECK(last->on == morning(day("2026-03-02")));
  }
}

TEST_CASE("seal: a newer one only") {
  SealedOffice office;
  office.as("bao");
  CHECK(office(seal(5)) == "seal_imported");
  CHECK(office(seal(5)) == "exists_already");
  CHECK(office(seal(4)) == "exists_already");
  CHECK(exit_of(office.refusal().reason) == 13);
  CHECK(office(seal(6)) == "seal_imported");
  CHECK(office.books.ledger.seal->size == 6);
}

TEST_CASE("seal: a key that was replaced has signed before, a key that was revoked may be anybody's") {
  SealedOffice office;
  office.as("root")(EnrolKey{"shen", "ssh-ed25519 shen-2", "proof"});
  CHECK(office.as("bao")(seal(5)) == "seal_imported");
  CHECK(office.as("root")(RevokeKey{"K-2026-0002", "遗失"}) == "stage_wrong");  // it needs no revoking
  CHECK(office.as("bao")(seal(6)) == "seal_imported");
  SealedOffice other;
  CHECK(other(RevokeKey{"K-2026-0002", "遗失"}) == "key_revoked");
  CHECK(other.as("bao")(seal(5)) == "stage_wrong");
}

TEST_CASE("seal: the policy may say who, or say that the house rule does not hold") {
  SealedOffice office;
  office.policy.roles.push_back({"seal_import", {"inspector"}, {}, {"20", 7, {"检查人员", "the inspector"}}});
  CHECK(office.as("bao")(seal()) == "role_missing");
  CHECK(office.refusal().citation.article() == "20");
  CHECK(office.as("he")(seal()) == "seal_imported");
  SealedOffice open;
  open.policy.house_rules_off = {"H-17"};
  CHECK(open.as("zhang")(seal()) == "seal_imported");
}

TEST_CASE("seal: a refusal for lack of right rests on the house rule") {
  SealedOffice office;
  CHECK(office.as("zhao")(seal()) == "role_missing");
  CHECK(office.refusal().citation.house_rule() == "H-17");
  CHECK(office.refusal().detail == "auditor, steward");
}

TEST_CASE("seal: an unsigned ledger has none that are countersigned") {
  Office office("zhejiang");
  office.as("root")(AddPerson{{"bao", 0, "鲍管", "dsj", {Role::steward}}});
  CHECK(office.as("bao")(seal()) == "ledger_unsigned");
}
