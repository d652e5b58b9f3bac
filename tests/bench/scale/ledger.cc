// Makes a lawful unsigned ledger in which only what is finished grows.
//   bench_scale FILE EVENTS   systems that were opened, one in four of them ended again, until there are
//                             EVENTS events, the last of which are as many open applications in any such
//                             ledger; prints the first one's number
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "core/ledger/codec.h"
#include "core/ledger/ledger.h"
#include "core/ledger/store.h"
#include "core/law/decide.h"

using namespace govcloud;

namespace {

constexpr int kUnits = 100, kOpen = 200, kFindings = 3;

std::string bytes_of_file(const std::string& name) {
  std::ifstream file(std::string(GOVCLOUD_SOURCE_DIR) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Instant morning(const char* day) { return Instant{parse_date(day).value()} + std::chrono::hours{2}; }

/// An office that decides in memory and appends what it decided.
class Office {
 public:
  explicit Office(const std::string& path) {
    LedgerCreated created{"00112233445566778899aabbccddeeff", "测速台账", "zh", "root", "周密", "zhejiang"};
    created.test = true;
    create_ledger(path, created, {"policy", "zhejiang.toml", bytes_of_file("examples/policies/zhejiang.toml")},
                  {"calendar", "cn.csv", bytes_of_file("examples/calendars/cn.csv")}, now_);
    ledger_.emplace(Ledger::open(path, Database::Mode::write, 60));
    books_ = replay(ledger_->db());
    books_.notes_touched = false;
    head_ = read_head(ledger_->db());
    tx_.emplace(ledger_->db(), Transaction::Kind::write);
  }

  template <class Command>
  void act(const std::string& person, const Command& command, std::vector<Paper> papers = {}) {
    Acting acting{person, "", now_, now_};
    acting.papers = std::move(papers);
    auto decision = decide({books_, ledger_->policy(), ledger_->calendar()}, command, acting);
    if (!std::holds_alternative<std::vector<Fact>>(decision)) {
      const auto* refusal = std::get_if<Refusal>(&std::get<No>(decision));
      fmt::print(stderr, "refused: {}\n", refusal != nullptr ? refusal->object + " " + refusal->detail : "not found");
      std::exit(70);
    }
    std::vector<Event> events;
    for (auto& fact : std::get<std::vector<Fact>>(decision)) events.push_back({std::move(fact), {}});
    ActHeader header;
    header.ledger = books_.ledger.id, header.person = person, header.verb = "bench";
    header.recorded = now_, header.program = program_version();
    const auto before = head_.seq;
    head_ = append(ledger_->db(), head_, draft(head_, header, events)).value();
    for (std::size_t i = 0; i < events.size(); ++i) evolve(books_, events[i], {before + i + 1, person, "", now_});
  }

  void on(const char* day) { now_ = morning(day); }
  std::int64_t events() const { return static_cast<std::int64_t>(head_.seq); }
  void finish() {
    tx_->commit();
    tx_.reset();
    rebuild(ledger_->db());
  }

 private:
  Instant now_ = morning("2026-01-05");
  std::optional<Ledger> ledger_;
  Books books_;
  Head head_;
  std::optional<Transaction> tx_;
};

std::vector<Paper> papers(const std::string& of, const std::vector<std::string>& kinds, const std::string& result = "") {
  std::vector<Paper> all;
  for (const auto& kind : kinds) {
    all.push_back({kind, kind + ".pdf", hex(sha256(of + kind)), 4096});
    all.back().result = result;
  }
  return all;
}

void apply(Office& office, std::int64_t number) {
  const auto system = fmt::format("s{}", number);
  Submit submit{system, fmt::format("u{}", number % kUnits), "系统" + system, "", "", "", 2};
  Line line;
  line.item = "host", line.zone = "dedicated", line.count = 6, line.asked = {{"cpu", {4, {}}}, {"memory_gib", {16, {}}}};
  submit.lines.push_back(line);
  office.act(fmt::format("p{}", number % kUnits), submit, papers(system, {"plan", "self_test", "grading", "filing"}));
}

ImportScan scan_of(const std::string& system) {
  ImportScan scan;
  scan.scan.digest = hex(sha256(system)), scan.scan.system = system, scan.scan.format = "xccdf";
  scan.scan.tool = "bench 1.0", scan.scan.complete = true, scan.scan.results = kFindings;
  for (int i = 0; i < kFindings; ++i) {
    Finding finding;
    finding.identity = hex(sha256(system + std::to_string(i))), finding.rule = fmt::format("rule_{}", i);
    finding.title = "弱口令未禁用", finding.asset = "10.0.0.8", finding.severity = Severity::info;
    finding.source_severity = "info";
    scan.found.push_back(std::move(finding));
  }
  return scan;
}

/// A system from its application to its opening, with findings that are never due.
void live(Office& office, std::int64_t number, std::int64_t request) {
  const auto system = fmt::format("s{}", number), id = fmt::format("R-2026-{:04}", request);
  apply(office, number);
  office.act("wang", Review{ReviewKind::accept, id, "材料齐全"});
  office.act("wang", Review{ReviewKind::approve, id, "同意"});
  office.act("sun", Provision{id, {}, {}, {}});
  office.act(fmt::format("p{}", number % kUnits), Attach{id},
             papers(id, {"function_test", "performance_test", "security_test"}, "pass"));
  Review open{ReviewKind::open, id, "同意开通"};
  open.waive = {"trial_min"};
  office.act("wang", open);
  office.act("wang", scan_of(system));
}

/// Its end, with all its resources taken back.
void end(Office& office, std::int64_t number, std::int64_t request) {
  const auto system = fmt::format("s{}", number), id = fmt::format("R-2026-{:04}", request);
  office.act(fmt::format("p{}", number % kUnits), Decommission{system, "业务终止", {}, {}},
             papers(id, {"offline_record", "migration_record", "backup_record"}));
  office.act("wang", Review{ReviewKind::approve, id, "同意"});
  office.act("sun", Provision{id, {}, {}, {}}, papers(id, {"reclaim_proof"}));
}

void settle_in(Office& office) {
  office.act("root", AddUnit{{"dsj", 0, "数据局", UnitKind::authority}});
  office.act("root", AddUnit{{"yun", 0, "云公司", UnitKind::provider}});
  office.act("root", AddPerson{{"wang", 0, "王芳", "dsj", {Role::reviewer, Role::chief, Role::inspector}}});
  office.act("root", AddPerson{{"sun", 0, "孙立", "yun", {Role::operator_}}});
  for (int i = 0; i < kUnits; ++i) {
    office.act("root", AddUnit{{fmt::format("u{}", i), 0, fmt::format("第{}局", i)}});
    office.act("root", AddPerson{{fmt::format("p{}", i), 0, "某人", fmt::format("u{}", i), {Role::applicant}}});
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_scale FILE EVENTS\n");
    return 64;
  }
  Office office(argv[1]);
  settle_in(office);
  office.on("2026-02-02");
  const auto events = std::atoll(argv[2]) - kOpen * 5;
  std::int64_t number = 1, request = 1;
  for (; office.events() < events; ++number) {
    live(office, number, request++);
    if (number % 4 == 0) end(office, number, request++);
  }
  office.on("2026-03-02");
  fmt::print("{}\n", request);  // the first open application's
  for (int i = 0; i < kOpen; ++i) apply(office, number++);
  office.finish();
  fmt::print(stderr, "{} events\n", office.events());
  return 0;
}
