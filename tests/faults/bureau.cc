#include "tests/faults/bureau.h"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <sstream>

#include "cli/app.h"
#include "core/usage/import.h"

namespace govcloud::testing {
namespace {

const char* const kMonday = "2026-03-02T09:00:00+08:00";
const char* const kTested = "2026-03-20T09:00:00+08:00";
const char* const kOver = "2026-04-20T09:00:00+08:00";

const std::string kNeed = " --need host:cpu=2,memory_gib=4";

}  // namespace

const std::vector<Step>& opening_steps() {
  static const std::vector<Step> kSteps{
      {kMonday, "unit add czj --name 市财政局 --kind using --as root"},
      {kMonday, "unit add dsj --name 数据局 --kind authority --as root"},
      {kMonday, "unit add yun --name 云公司 --kind provider --as root"},
      {kMonday, "person add zhang --name 张明 --unit czj --role applicant --as root"},
      {kMonday, "person add wang --name 王芳 --unit dsj --role reviewer,chief --as root"},
      {kMonday, "person add sun --name 孙立 --unit yun --role operator --as root"}};
  return kSteps;
}

const std::vector<Step>& life_cycle() {
  static const std::vector<Step> kSteps{
      {kMonday, "submit budget --unit czj --name 预算系统 --level 2" + kNeed +
                    ",count=2 --attach plan=@ --attach self_test=@ --as zhang"},
      {kMonday, "review accept R-2026-0001 --as wang"},
      {kMonday, "review approve R-2026-0001 --days 15 --as wang"},
      {kMonday, "provision R-2026-0001 --cloud-id budget/host-1=i-1 --cloud-id budget/host-2=i-2 --as sun"},
      {kTested, "attach R-2026-0001 function_test=@ performance_test=@ security_test=@ --result pass --as zhang"},
      {kTested, "review open R-2026-0001 --as wang"},
      {kTested, "change budget --set budget/host-1.cpu=3 --reason 高峰 --as zhang"},
      {kTested, "review approve R-2026-0002 --as wang"},
      {kTested, "provision R-2026-0002 --as sun"},
      {kOver, "usage import %/usage.csv --as sun"},
      {kOver, "check import %/scan.xml --system budget --as sun"},
      {kOver, "submit other --unit czj --name 其他系统 --level 2" + kNeed +
                  " --attach plan=@ --attach self_test=@ --as zhang"},
      {kOver, "withdraw R-2026-0003 --reason 误填 --as zhang"},
      {kOver, "decommission budget --offline-on 2026-04-19 --reason 停用 --attach offline_record=@ "
              "--attach migration_record=@ --attach backup_record=@ --as zhang"},
      {kOver, "review approve R-2026-0004 --as wang"},
      {kOver, "provision R-2026-0004 --attach reclaim_proof=@ --as sun"}};
  return kSteps;
}

const std::vector<Step>& reading_steps() {
  static const std::vector<Step> kSteps{{kOver, "list requests"},
                                        {kOver, "show R-2026-0001"},
                                        {kOver, "log budget"},
                                        {kOver, "due"},
                                        {kOver, "explain R-2026-0001"},
                                        {kOver, "usage show"},
                                        {kOver, "check list --state all"},
                                        {kOver, "check run"},
                                        {kOver, "report monthly 2026-03"},
                                        {kOver, "list resources --as-of 2026-03-10"},
                                        {kOver, "audit verify"}};
  return kSteps;
}

namespace {

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

}  // namespace

Bureau::Bureau() {
  folder_.write("paper.pdf", "invented paper\n");
  folder_.write("usage.csv",
                "resource,time,cpu_percent,memory_percent\n"
                "i-1,2026-03-20T00:00:00+08:00,5,50\ni-1,2026-03-20T00:05:00+08:00,6,51\n"
                "i-2,2026-03-20T00:00:00+08:00,7,52\ni-2,2026-04-01T00:05:00+08:00,8,53\n");
  folder_.write("scan.xml",
                "<TestResult xmlns='http://checklists.nist.gov/xccdf/1.2' id='t' "
                "start-time='2026-04-18T08:00:00+08:00' end-time='2026-04-18T09:00:00+08:00'>"
                "<target>host-1</target><rule-result idref='r1' severity='high'>"
                "<result>fail</result></rule-result></TestResult>");
  environment_["GOVCLOUD_LEDGER"] = ledger();
  environment_["HOME"] = folder_.file("");
}

Answer Bureau::ask(const Step& step, const std::string& key) const {
  auto text = step.words;
  replace_all(text, "@", folder_.file("paper.pdf"));
  replace_all(text, "%", folder_.file("").substr(0, folder_.file("").size() - 1));
  auto words = words_of(text);
  if (!key.empty()) words.insert(words.end(), {"--key", key, "-o", "value"});
  words.insert(words.end(), {"--wait", "0"});
  auto environment = environment_;
  environment["GOVCLOUD_NOW"] = step.now;
  std::istringstream in;
  std::ostringstream out, err;
  Desk desk{in, out, err, [] { return Instant{}; }, environment, false, false, false};
  before();
  const int exit = run(desk, words);
  after();
  return {exit != 0 || out.good() ? exit : 74, out.str(), err.str()};  // as main() has it
}

void Bureau::play(const std::vector<Step>& steps, const std::string& prefix) const {
  int number = 0;
  for (const auto& step : steps)
    if (const auto answer = ask(step, prefix + std::to_string(++number)); answer.exit != 0)
      throw std::runtime_error(step.words + ": " + answer.err);
}

std::string faults_of(Database& db, Database* twin) {
  const auto verification = verify(db, {"", twin != nullptr ? 2u : 1u, {}}, {}, twin);
  auto checks = verification.checks;
  if (verification.holds())
    for (auto& check : verify_usage(db, verification.books)) checks.push_back(std::move(check));
  std::string all;
  for (const auto& check : checks)
    if (!check.holds) all += check.name + ": " + check.message + "; ";
  return all;
}

std::int64_t acts_by_key(Database& db, const std::string& key) {
  Statement row(db, "SELECT count(*) FROM act WHERE key = ?1");
  row.bind(key);
  row.step();
  return row.integer(0);
}

std::uint64_t test_seed() {
  static const std::uint64_t kSeed = [] {
    const char* given = std::getenv("GOVCLOUD_SEED");
    const auto chance = std::chrono::system_clock::now().time_since_epoch().count() % 1000000;
    const auto seed = given != nullptr ? std::strtoull(given, nullptr, 10)
                                       : static_cast<unsigned long long>(is_long() ? chance : 1);
    std::cout << "seed " << seed << "; again with GOVCLOUD_SEED=" << seed << std::endl;
    return static_cast<std::uint64_t>(seed);
  }();
  return kSeed;
}

bool is_long() {
  const char* given = std::getenv("GOVCLOUD_LONG");
  return given != nullptr && *given != '\0';
}

}  // namespace govcloud::testing
