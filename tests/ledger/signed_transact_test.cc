// transact() in a signed ledger: signatures, races for the head, tokens, and what is recorded of those
// who may not.
#include <doctest/doctest.h>

#include "core/ledger/key_request.h"
#include "core/ledger/sodium.h"
#include "core/ledger/verify.h"
#include "tests/ledger/paper_agent.h"
#include "tests/ledger/paper_ledger.h"

using namespace govcloud;
using namespace govcloud::testing;
using Manner = PaperAgent::Manner;

namespace {

AddUnit unit(const std::string& id) { return {{id, 0, "单位"}}; }

/// A signed ledger whose founder's and one applicant's keys are with an agent.
struct SignedLedger {
  Folder folder;
  PaperKey root, zhang;
  PaperAgent agent;
  std::string path;

  explicit SignedLedger(std::string_view alg = kEd25519)
      : root('r', alg), zhang('z'), agent(folder.file("agent"), {root, zhang}), path(folder.file("l.db")) {
    auto created = founding("zhejiang", true);
    created.root_key = root.key.line();
    create_ledger(path, created, {"policy", "zhejiang.toml", file_bytes("examples/policies/zhejiang.toml")},
                  {"calendar", "cn.csv", file_bytes("examples/calendars/cn.csv")}, morning(day("2026-03-02")),
                  signer());
  }
  Signer signer() const { return {"", folder.file("agent"), folder.file("."), false}; }
  Pen pen(const std::string& who = "root") const {
    Pen made(path);
    made.act.signer = signer();
    made.as(who);
    return made;
  }
  void add_zhang() const {
    auto by_root = pen();
    must(by_root(unit("czj")), "unit_added");
    must(by_root(AddPerson{{"zhang", 0, "张明", "czj", {Role::applicant}}}), "person_added");
    Signer own = signer();
    own.sign_with = folder.write("zhang.pub", zhang.key.line());
    const auto request = make_key_request("00112233445566778899aabbccddeeff", "zhang", own);
    must(by_root(EnrolKey{"zhang", request.key.line(), base64(request.proof)}), "key_enrolled");
  }
  Verification verified(const Outside& outside = {}) const {
    auto db = Database::open(path, Database::Mode::read, 0);
    return verify(db, outside);
  }
};

std::uint64_t head(Pen& pen) { return read_head(pen.ledger.db()).seq; }

/// The outcome, or the exit code of the error.
template <class Command>
std::string told(Pen& pen, const Command& command) {
  try {
    return pen(command);
  } catch (const LedgerError& e) {
    return std::to_string(e.exit);
  }
}

}  // namespace

TEST_CASE("signed: every act carries its person's signature, and verification counts it") {
  SignedLedger ledger;
  ledger.add_zhang();
  for (const unsigned threads : {1U, 2U, 5U}) {
    const auto result = ledger.verified({ledger.root.key.fingerprint(), threads});
    CHECK(result.holds());
    CHECK(result.rooted);
    CHECK(result.verdict == "unproven");  // no seal
    for (const auto& check : result.checks)
      if (check.name == "signatures") CHECK(check.count == 4);
  }
  const auto other = ledger.verified({"SHA256:" + std::string(43, 'A'), 1});
  CHECK(other.verdict == "forged");
  CHECK(other.first_bad == 1);
}

TEST_CASE("signed: without the key's signature nothing is recorded") {
  SignedLedger ledger;
  ledger.add_zhang();
  auto pen = ledger.pen();
  const auto before = head(pen);
  for (const auto manner : {Manner::refuses, Manner::lies, Manner::babbles, Manner::hangs_up}) {
    CAPTURE(static_cast<int>(manner));
    ledger.agent.manner = manner;
    CHECK(told(pen, unit("new")) == "14");
  }
  ledger.agent.manner = Manner::signs;
  pen.act.signer.agent_socket = ledger.folder.file("nobody");
  CHECK(told(pen, unit("new")) == "14");
  CHECK(head(pen) == before);
  pen.act.dry_run = true;
  CHECK(told(pen, unit("new")) == "unit_added");  // nothing is signed in a dry run
  CHECK(head(pen) == before);
}

TEST_CASE("signed: a writer that loses the race signs anew, and under the lock after the third") {
  SignedLedger ledger;
  auto pen = ledger.pen();
  Pen other = ledger.pen();
  struct Row { int lost; int signatures; };
  for (const auto& row : {Row{0, 1}, Row{1, 2}, Row{2, 3}, Row{3, 4}, Row{50, 4}}) {
    CAPTURE(row.lost);
    int left = row.lost;
    const auto first = ledger.agent.signatures.load();
    ledger.agent.before_signing = [&] {
      if (left <= 0) return;
      --left;
      // Another connection takes the head; while the lock is held by the writer itself it cannot.
      auto& db = other.ledger.db();
      try {
        Transaction tx(db, Transaction::Kind::write);
        ActHeader header;
        header.ledger = other.ledger.info().id, header.person = "root", header.verb = "race";
        header.recorded = morning(day("2026-03-02")), header.program = program_version();
        append(db, read_head(db), draft(read_head(db), header, {{UnitAdded{{"race" + std::to_string(left), 0, "抢先"}}, {}}}));
        tx.commit();
      } catch (const LedgerError& e) {
        if (e.exit != 75) throw;
      }
    };
    CHECK(told(pen, unit("own" + std::to_string(row.lost))) == "unit_added");
    CHECK(ledger.agent.signatures - first == row.signatures);
    CHECK(left == std::max(0, row.lost - 4));
  }
}

TEST_CASE("signed: a token's touch never holds the write lock") {
  SignedLedger ledger(kHardwareEd25519);
  auto pen = ledger.pen();
  CHECK(told(pen, unit("quiet")) == "unit_added");
  CHECK(ledger.verified({ledger.root.key.fingerprint(), 2}).holds());
  Pen other = ledger.pen();
  int races = 0;
  ledger.agent.before_signing = [&] {
    // The lock is free at each touch, so that somebody else can write meanwhile.
    auto& db = other.ledger.db();
    Transaction tx(db, Transaction::Kind::write);
    ActHeader header;
    header.ledger = other.ledger.info().id, header.person = "root", header.verb = "race";
    header.recorded = morning(day("2026-03-02")), header.program = program_version();
    append(db, read_head(db), draft(read_head(db), header, {{UnitAdded{{"race" + std::to_string(++races), 0, "抢先"}}, {}}}));
    tx.commit();
  };
  const auto signatures = ledger.agent.signatures.load();
  CHECK(told(pen, unit("late")) == "75");
  CHECK(ledger.agent.signatures - signatures == 3);
  ledger.agent.before_signing = [] {};
  CHECK(told(pen, unit("late")) == "unit_added");
}

TEST_CASE("signed: who may not is recorded once it is signed, without its key and papers") {
  SignedLedger ledger;
  ledger.add_zhang();
  auto pen = ledger.pen("zhang");
  const auto before = head(pen);
  CHECK(told(pen.key("k"), unit("new")) == "role_missing");
  CHECK(head(pen) == before + 1);
  CHECK(pen.ledger.db().text("SELECT kind FROM event ORDER BY seq DESC LIMIT 1") == "denied");
  CHECK(pen.ledger.db().integer("SELECT count(*) FROM act WHERE key IS NOT NULL") == 0);
  SUBCASE("not in a dry run") {
    pen.act.dry_run = true;
    CHECK(told(pen, unit("new")) == "role_missing");
  }
  SUBCASE("not without a signature: the refusal stands all the same") {
    ledger.agent.manner = Manner::refuses;
    CHECK(told(pen, unit("new")) == "role_missing");
  }
  SUBCASE("not in the name of somebody who has no key") {
    CHECK(told(pen.as("nobody"), unit("new")) == "person_unknown");
  }
  CHECK(head(pen) == before + 1);
  CHECK(ledger.verified({ledger.root.key.fingerprint(), 1}).holds());
}
