// Makes a lawful ledger of many events, and measures what verifying one costs.
//   bench_verify make FILE EVENTS   acts of one to thirty events, nine on average, in large transactions
//   bench_verify shares FILE        microseconds an event, and the share of each part
//   bench_verify ratio FILE         a bare pass that reads, hashes and checks the same signatures, over
//                                   the whole verification with one thread, and one thread over two
// The ledger is signed: every act by its person's key, made from a seed.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>

#include <fmt/format.h>

#include "core/ledger/codec.h"
#include "core/ledger/key_request.h"
#include "core/ledger/legality.h"
#include "core/ledger/signature.h"
#include "core/ledger/sodium.h"
#include "core/ledger/audit_copy.h"
#include "core/ledger/verify.h"
#include "tests/ledger/paper_agent.h"

using namespace govcloud;

namespace {

constexpr int kUnits = 100;
constexpr std::int64_t kEventsOfSystem = 61;

std::string bytes_of_file(const std::string& name) {
  std::ifstream file(std::string(GOVCLOUD_SOURCE_DIR) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// An office that decides in memory and appends what it decided.
class BusyOffice {
 public:
  explicit BusyOffice(const std::string& path) : agent_(path + ".agent", {key_of("root")}) {
    LedgerCreated created{"00112233445566778899aabbccddeeff", "测速台账", "zh", "root", "周密", "zhejiang"};
    created.test = true, created.root_key = key_of("root").key.line();
    create_ledger(path, created, {"policy", "zhejiang.toml", bytes_of_file("examples/policies/zhejiang.toml")},
                  {"calendar", "cn.csv", bytes_of_file("examples/calendars/cn.csv")}, now(),
                  {"", path + ".agent", "", false});
    ledger_.emplace(Ledger::open(path, Database::Mode::write, 60));
    books_ = replay(ledger_->db());
    head_ = read_head(ledger_->db());
    tx_.emplace(ledger_->db(), Transaction::Kind::write);
  }

  template <class Command>
  void act(const std::string& person, const Command& command, std::vector<Paper> papers = {}) {
    Acting acting{person, "", now(), now()};
    acting.papers = std::move(papers);
    auto decision = decide({books_, ledger_->policy(), ledger_->calendar()}, command, acting);
    if (!std::holds_alternative<std::vector<Fact>>(decision)) {
      const auto& no = std::get<No>(decision);
      const auto* refusal = std::get_if<Refusal>(&no);
      fmt::print(stderr, "refused: {}\n", refusal != nullptr ? refusal->object + " " + refusal->detail : "not found");
      std::exit(70);
    }
    std::vector<Event> events;
    for (auto& fact : std::get<std::vector<Fact>>(decision)) events.push_back({std::move(fact), {}});
    ActHeader header;
    header.ledger = books_.ledger.id, header.person = person, header.verb = "bench";
    header.recorded = now(), header.program = program_version();
    const auto before = head_.seq;
    auto made = draft(head_, header, events);
    const auto& key = key_of(person);
    made.act.signature = {std::string(kEd25519), books_.signatories.at(person).key, raw(key, kActNamespace, act_message(made.last_hash()))};
    head_ = append(ledger_->db(), head_, made).value();
    for (std::size_t i = 0; i < events.size(); ++i) evolve(books_, events[i], {before + i + 1, person, "", now()});
  }

  /// Enrols a person's key; another's confirms it where that is needed.
  void enrol(const std::string& person, const std::string& second = "") {
    const auto& key = key_of(person);
    KeyRequest request{books_.ledger.id, person, key.key, ""};
    request.proof = raw(key, kKeyNamespace, request.signed_text());
    act("root", EnrolKey{person, key.key.line(), base64(request.proof)});
    if (!second.empty()) act(second, Cosign{fmt::format("K-2026-{:04}", books_.ledger.counters.at("K-2026"))});
  }

  std::uint64_t finish() {
    tx_->commit();
    tx_.reset();
    rebuild(ledger_->db());
    return head_.seq;
  }

 private:
  static Instant now() { return Instant{parse_date("2026-01-05").value()} + std::chrono::hours{2}; }

  const testing::PaperKey& key_of(const std::string& person) {
    return keys_.try_emplace(person, static_cast<char>(keys_.size() + 1)).first->second;
  }
  static std::string raw(const testing::PaperKey& key, std::string_view name_space, std::string_view message) {
    return raw_signature(key.key, key.blob(signed_bytes(name_space, message))).value();
  }

  std::map<std::string, testing::PaperKey> keys_;
  testing::PaperAgent agent_;
  std::optional<Ledger> ledger_;
  Books books_;
  Head head_;
  std::optional<Transaction> tx_;
};

std::vector<Paper> papers(const std::vector<std::string>& kinds, const std::string& result = "") {
  std::vector<Paper> all;
  for (const auto& kind : kinds) {
    all.push_back({kind, kind + ".pdf", hex(sha256(kind + std::to_string(std::rand()))), 4096});
    all.back().result = result;
  }
  return all;
}

Submit application(const std::string& system, const std::string& unit) {
  Submit submit{system, unit, "系统" + system, "", "", "", 2};
  for (const auto& [item, count] : {std::pair("host", 6), {"storage", 2}}) {
    Line line;
    line.item = item, line.zone = "dedicated", line.count = count;
    if (line.item == "host") line.asked = {{"cpu", {4, {}}}, {"memory_gib", {16, {}}}};
    else line.asked = {{"size_gib", {500, {}}}};
    submit.lines.push_back(std::move(line));
  }
  return submit;
}

ImportScan scan_of(const std::string& system, int findings) {
  ImportScan scan;
  scan.scan.digest = hex(sha256(system)), scan.scan.system = system, scan.scan.format = "xccdf";
  scan.scan.tool = "bench 1.0", scan.scan.complete = true, scan.scan.results = findings;
  for (int i = 0; i < findings; ++i) {
    Finding finding;
    finding.identity = hex(sha256(system + std::to_string(i))), finding.rule = fmt::format("rule_{}", i);
    finding.title = "弱口令未禁用", finding.asset = "10.0.0.8", finding.severity = Severity::medium;
    finding.source_severity = "medium";
    scan.found.push_back(std::move(finding));
  }
  return scan;
}

int make(const std::string& path, std::int64_t events) {
  BusyOffice office(path);
  office.act("root", AddUnit{{"dsj", 0, "数据局", UnitKind::authority}});
  office.act("root", AddUnit{{"yun", 0, "云公司", UnitKind::provider}});
  office.act("root", AddPerson{{"wang", 0, "王芳", "dsj", {Role::reviewer, Role::chief, Role::inspector}}});
  office.act("root", AddPerson{{"sun", 0, "孙立", "yun", {Role::operator_}}});
  office.enrol("sun"), office.enrol("wang", "sun");
  for (int i = 0; i < kUnits; ++i) {
    office.act("root", AddUnit{{fmt::format("u{}", i), 0, fmt::format("第{}局", i)}});
    office.act("root", AddPerson{{fmt::format("p{}", i), 0, "某人", fmt::format("u{}", i), {Role::applicant}}});
    office.enrol(fmt::format("p{}", i));
  }
  const auto systems = events / kEventsOfSystem + 1, batch = std::max<std::int64_t>(50, systems / 30);
  for (std::int64_t from = 0; from < systems; from += batch) {
    const auto each = [&](const std::function<void(std::string, std::string, std::string)>& step) {
      for (auto i = from; i < std::min(from + batch, systems); ++i)
        step(fmt::format("s{}", i), fmt::format("p{}", i % kUnits), fmt::format("R-2026-{:04}", i + 1));
    };
    each([&](auto system, auto person, auto) {
      office.act(person, application(system, "u" + person.substr(1)),
                 papers({"plan", "self_test", "grading", "filing", "mlps_report", "plan", "self_test", "plan", "filing"}));
    });
    each([&](auto, auto, auto id) { office.act("wang", Review{ReviewKind::accept, id, "材料齐全"}); });
    each([&](auto, auto, auto id) { office.act("wang", Review{ReviewKind::approve, id, "同意"}); });
    each([&](auto, auto, auto id) { office.act("sun", Provision{id, {}, {}, {}}); });
    each([&](auto, auto person, auto id) {
      office.act(person, Attach{id},
                 papers({"function_test", "performance_test", "security_test", "self_test", "vulnerability_scan",
                         "malware_scan", "security_agreement", "third_party_test"}, "pass"));
    });
    each([&](auto, auto, auto id) {
      Review open{ReviewKind::open, id, "同意开通"};
      open.waive = {"trial_min"};
      office.act("wang", open);
    });
    each([&](auto system, auto, auto) { office.act("wang", scan_of(system, 30)); });
  }
  fmt::print("{} events\n", office.finish());
  return 0;
}

/// Of processor time, so that a busy machine does not count.
double seconds(const std::function<void()>& work) {
  const auto from = std::clock();
  work();
  return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

long peak_mib() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return use.ru_maxrss / 1024;
}

double wall_seconds(const std::function<void()>& work) {
  const auto from = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

/// What the least that proves anything costs: every row read and hashed, every act's signature checked.
void bare(Database& db) {
  Books keys;
  fetch_kind(db, keys, "keys");
  std::map<std::string, PublicKey> public_keys;
  for (const auto& [id, key] : keys.keys) public_keys.emplace(id, read_key_line(key.public_key).value());
  read_from(db, 1, [&](const ActRow& act, const EventRow& row) {
    const bool first = row.seq == act.first, last = row.seq + 1 == act.first + act.header.events;
    bool good = hash_of(row, first ? &act.header : nullptr) == row.hash;
    if (last)
      good = good && signature_holds(public_keys.at(act.signature.key_id), kActNamespace, act_message(row.hash), act.signature.bytes);
    if (!good) std::exit(15);
    return true;
  });
}

int ratio(const std::string& path) {
  auto opened = open_audit_file(path, 60);
  auto& db = opened.db;
  const auto whole = [&](unsigned threads) {
    return wall_seconds([&] {
      if (!verify(db, {"", threads, {}}, {}, opened.twin.get()).holds()) std::exit(15);
    });
  };
  double least[3] = {1e9, 1e9, 1e9};
  for (int round = 0; round < 3; ++round) {
    least[0] = std::min(least[0], wall_seconds([&] { bare(db); }));
    least[1] = std::min(least[1], whole(1));
    least[2] = std::min(least[2], whole(2));
  }
  fmt::print("bare pass over verification as it is by default, two threads: {:.2f} (goal 0.8)\n", least[0] / least[2]);
  fmt::print("bare pass over verification with one thread: {:.2f}\n", least[0] / least[1]);
  fmt::print("  bare pass {:.2f} us an event\n", least[0] * 1e6 / static_cast<double>(db.integer("SELECT count(*) FROM event")));
  fmt::print("one thread over two: {:.2f} (goal 1.8)\n", least[1] / least[2]);
  fmt::print("  peak memory {} MiB\n", peak_mib());
  return 0;
}

int shares(const std::string& path) {
  auto db = open_for_audit(path);
  const auto events = static_cast<double>(db.integer("SELECT count(*) FROM event"));
  double before = 0;
  const auto tell = [&](const char* part, double taken) {
    fmt::print("{:<22} {:6.2f} us an event\n", part, taken * 1e6 / events);
  };
  // Each pass does what the one before it did and one thing more.
  const auto pass = [&](const char* part, const std::function<void(const ActRow&, const EventRow&)>& work) {
    const auto taken = seconds([&] {
      read_from(db, 1, [&](const ActRow& act, const EventRow& row) { return work(act, row), true; });
    });
    tell(part, taken - before);
    before = taken;
  };
  pass("reading", [](const ActRow&, const EventRow&) {});
  const auto read = [](const ActRow& act, const EventRow& row) {
    (void)hash_of(row, row.seq == act.first ? &act.header : nullptr);
  };
  pass("hashing", read);
  pass("decoding", [&](const ActRow& act, const EventRow& row) { read(act, row), (void)decode_body(row.kind, row.body); });
  Books books;
  pass("evolving", [&](const ActRow& act, const EventRow& row) {
    read(act, row), evolve(books, decode_body(row.kind, row.body), stamp_of(act, row.seq));
  });
  fmt::print("  peak memory {} MiB\n", peak_mib());
  books = {};
  Books again;
  Legality legality(db);
  ReadAct one;
  pass("judging", [&](const ActRow& act, const EventRow& row) {
    read(act, row);
    if (one.rows.empty()) one.act = act;
    one.rows.push_back(row), one.events.push_back(decode_body(row.kind, row.body));
    if (one.rows.size() < act.header.events) return;
    if (!legality.judge(again, one).same) fmt::print("event {} is judged otherwise\n", row.seq);
    for (std::size_t i = 0; i < one.rows.size(); ++i) evolve(again, one.events[i], stamp_of(one.act, one.rows[i].seq));
    one = {};
  });
  again = {};
  const auto total = seconds([&] {
    const auto verification = verify(db);
    fmt::print("  verdict {}, peak memory {} MiB\n", verification.verdict, peak_mib());
  });
  tell("all the rest", total - before);
  tell("audit verify", total);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 2 ? argv[1] : "";
  if (mode == "make" && argc == 4) return make(argv[2], std::atoll(argv[3]));
  if (mode == "shares") return shares(argv[2]);
  if (mode == "ratio") return ratio(argv[2]);
  fmt::print(stderr, "usage: bench_verify make FILE EVENTS | bench_verify shares|ratio FILE\n");
  return 64;
}
