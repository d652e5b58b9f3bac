// Replies of Prometheus to query_range.
#include "tests/usage/read_text.h"

using namespace govcloud;
using namespace govcloud::testing;

namespace {

TextRead read(const std::string& text, const std::string& name = "cpu_percent.json", ReadOptions options = {}) {
  return read_text(text, *built_in_mapping("prometheus"), options, name);
}
std::string reply(const std::string& series, const std::string& rest = "") {
  return R"({"status":"success",)" + rest + R"("data":{"resultType":"matrix","result":[)" + series + "]}}\n";
}
std::string series(const std::string& labels, const std::string& points) {
  return R"({"metric":{)" + labels + R"(},"values":[)" + points + "]}";
}
const std::string kVm = R"("instance":"vm-1:9100")";

}  // namespace

TEST_CASE("prometheus: the points of each series, by the file's name") {
  const auto taken = read(reply(series(kVm, R"([1790812800,"5.25"],[1790812815.781,"1e1"])") + "," +
                                series(R"("instance":"vm-政务-02")", R"([1790812800,"0.5"])")));
  REQUIRE(taken.error == "");
  REQUIRE(taken.rows.size() == 3);
  CHECK(taken.rows[0].resource == "vm-1");
  CHECK(taken.rows[0].at == 1790812800);
  CHECK(taken.rows[0][Metric::cpu_percent] == 525);
  CHECK(taken.rows[1].at == 1790812815);
  CHECK(taken.rows[1][Metric::cpu_percent] == 1000);
  CHECK(taken.rows[2].resource == "vm-政务-02");
  CHECK(read(reply("")).error == "");
  const auto memory = read(reply(series(kVm, R"([1790812800,"1048576"])")), "folder/memory_used-2026-10.json");
  CHECK(memory.rows.at(0)[Metric::memory_used_mib] == 1024);
}

TEST_CASE("prometheus: a metric by its labels, or said before the replies") {
  const auto mapping = read_mapping(
      "name = \"x\"\nformat = \"prometheus\"\nresource_label = \"vm\"\n"
      "[metrics.cpu_percent]\nunit = \"fraction\"\nlabels = { __name__ = \"cpu\", mode = \"all\" }\n"
      "[metrics.memory_used_mib]\nunit = \"mib\"\nlabels = { __name__ = \"mem\" }\n", "x.toml");
  const auto taken = read_text(reply(series(R"("__name__":"cpu","mode":"all","vm":"a")", R"([1790812800,"0.5"])") + "," +
                                     series(R"("__name__":"mem","vm":"a")", R"([1790812800,"7"])")), mapping);
  REQUIRE(taken.rows.size() == 2);
  CHECK(taken.rows[0][Metric::cpu_percent] == 5000);
  CHECK(taken.rows[1][Metric::memory_used_mib] == 7168);
  CHECK(read_text(reply(series(R"("__name__":"cpu","mode":"idle","vm":"a")", "")), mapping).error.find(
            "FILE line 1: no metric of the mapping takes the series '{\"__name__\":\"cpu\"") == 0);
  const auto said = read_text("{\"metric\":\"memory_used_mib\"}\n" + reply(series(R"("vm":"a")", R"([1790812800,"7"])")) +
                              "{\"metric\":\"cpu_percent\"}\n" + reply(series(R"("vm":"a")", R"([1790812800,"1"])")), mapping);
  REQUIRE(said.rows.size() == 2);
  CHECK(said.rows[0][Metric::memory_used_mib] == 7168);
  CHECK(said.rows[1][Metric::cpu_percent] == 10000);
  CHECK(read_text("{\"metric\":\"disk\"}", mapping).error == "FILE line 1: the mapping has no metric 'disk'.");
}

TEST_CASE("prometheus: what is no number was not measured, and warnings are kept") {
  const auto taken = read(reply(series(kVm, R"([1790812800,"NaN"],[1790812815,"+Inf"],[1790812830,"-Inf"],[1790812845,"-0.000001"],[1790812860,"3"])"),
                                R"("warnings":["slow store"],"infos":["a hint"],)"));
  REQUIRE(taken.error == "");
  REQUIRE(taken.rows.size() == 5);
  for (const std::size_t i : {0U, 1U, 2U}) CHECK(taken.rows[i][Metric::cpu_percent] == kMissing);
  CHECK(taken.rows[3][Metric::cpu_percent] == 0);
  CHECK(taken.rows[4][Metric::cpu_percent] == 300);
  REQUIRE(taken.report.warnings.size() == 3);
  CHECK(say(Lang::en, taken.report.warnings[0]) == "the server says: slow store");
  CHECK(say(Lang::en, taken.report.warnings[2]) == "3 points are NaN or infinite, and count as not measured");
}

TEST_CASE("prometheus: what is refused") {
  struct Row {
    std::string text, error;
  };
  const Row rows[] = {
      {"", "cpu_percent.json line 1: nothing is in it."},
      {"{}", "cpu_percent.json: it is no reply of query_range."},
      {R"({"status":"error","errorType":"bad_data","error":"parse error"})", "cpu_percent.json line 1: the server refused the query: 'parse error'."},
      {R"({"status":"success","data":{"resultType":"vector","result":[]}})", "cpu_percent.json line 1: the reply is a 'vector' and not a matrix."},
      {reply(series(kVm, R"([1790812800,"5"],)")), "cpu_percent.json line 1: not well-formed JSON after"},
      {reply(series(kVm, R"([1790812800,"abc"])")), "cpu_percent.json line 1, 'cpu_percent': 'abc' is not a number."},
      {reply(series(kVm, R"([1790812800,"-3"])")), "cpu_percent.json line 1, 'cpu_percent': '-3' is below zero."},
      {reply(series(kVm, R"([1790812800,"1e99"])")), "cpu_percent.json line 1, 'cpu_percent': '1e99' is too large."},
      {reply(series(kVm, R"([1790812800])")), "cpu_percent.json line 1, 'vm-1:9100': a point is not a time and a value."},
      {reply(series(kVm, R"([-1,"5"])")), "cpu_percent.json line 1, 'vm-1:9100': '-1' is not a time of the years 1970 to 9999."},
      {reply(series(R"("job":"x")", R"([1790812800,"5"])")), "cpu_percent.json line 1, 'instance': the series has no such label."},
      {reply(R"({"values":[[1790812800,"5"]],"metric":{}})"), "cpu_percent.json line 1: the values stand before the labels."},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto taken = read(row.text);
    CAPTURE(taken.error);
    CHECK(taken.error.find(row.error) == 0);
  }
}
