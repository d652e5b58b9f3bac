#include "core/security/collect.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "core/format/encoding.h"

namespace govcloud {
namespace {

bool says_something(std::string_view name) {
  return !name.empty() && name != "localhost" && !name.starts_with("localhost.");
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_told_apart(const std::string& asset) { return asset != kUnnamed && !is_loopback(asset) && says_something(asset); }

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// "Tue Jun  2 10:39:42 2013" as ctime(3) writes it, with however many blanks.
std::string from_ctime(std::string_view text) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  std::vector<std::string_view> words;
  while (!text.empty()) {
    words.push_back(text.substr(0, text.find(' ')));
    text = trimmed(text.substr(words.back().size()));
  }
  if (words.size() != 5 || words[1].size() != 3 || words[3].size() != 8 || !all_digits(words[2]) || !all_digits(words[4])) return {};
  const auto month = kMonths.find(words[1]);
  if (month == kMonths.npos || month % 3 != 0) return {};
  return fmt::format("{}-{:02}-{:0>2}T{}", words[4], month / 3 + 1, words[2], words[3]);
}

}  // namespace

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address == "0:0:0:0:0:0:0:1";
}

std::string machine_key(const ScanAsset& asset) {
  if (says_something(asset.name)) return asset.name;
  if (says_something(asset.fqdn)) return asset.fqdn;
  const auto own = std::find_if_not(asset.addresses.begin(), asset.addresses.end(), is_loopback);
  if (own == asset.addresses.end()) return asset.name;
  return asset.name.empty() ? *own : asset.name + "/" + *own;
}

void Collector::count(const std::string& word) {
  ++report_.results;
  ++report_.by_result[word];
}

std::string Collector::machine(ScanAsset asset) {
  asset.key = machine_key(asset);
  if (asset.key.empty()) asset.key = kUnnamed;
  if (asset.name.empty()) asset.name = asset.key;
  const std::string key = asset.key;
  if (times_.try_emplace("|" + key).second) report_.assets.push_back(std::move(asset));
  return key;
}

void Collector::found(ScanFinding finding) {
  const std::size_t times = ++times_[identity_of(finding.rule, finding.asset, finding.location)];
  if (times > 1) finding.location += fmt::format("{}#{}", finding.location.empty() ? "" : " ", times);
  finding.identity = identity_of(finding.rule, finding.asset, finding.location);
  if (finding.title.empty()) finding.title = finding.rule;
  if (finding.source_severity.empty()) finding.source_severity = "unknown";
  report_.covered.push_back(finding.identity);
  report_.findings.push_back(std::move(finding));
}

void Collector::passed(const std::string& rule, const std::string& asset, const std::string& location) {
  if (is_told_apart(asset)) report_.passed.push_back(identity_of(rule, asset, location));
}

void Collector::covers(ScanScope scope) {
  if (is_told_apart(scope.asset)) report_.scopes.push_back(std::move(scope));
}

void Collector::finish() {
  std::vector<std::string> found = report_.covered;
  std::sort(found.begin(), found.end());
  auto& passed = report_.passed;
  std::sort(passed.begin(), passed.end());
  passed.erase(std::unique(passed.begin(), passed.end()), passed.end());
  std::erase_if(passed, [&](const std::string& one) { return std::binary_search(found.begin(), found.end(), one); });
  report_.covered.insert(report_.covered.end(), passed.begin(), passed.end());
  std::sort(report_.covered.begin(), report_.covered.end());
}

std::string one_line(std::string_view text) {
  constexpr std::size_t kBytesMax = 500;
  constexpr std::string_view kMark = "…";
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  if (out.size() <= kBytesMax) return out;
  out.resize(kBytesMax - kMark.size());
  if (const auto bad = first_bad_utf8(out)) out.resize(*bad);
  return out.append(kMark);
}

std::optional<Severity> severity_of_score(std::string_view score) {
  score = trimmed(score);
  int whole = 0;
  const auto [end, fault] = std::from_chars(score.data(), score.data() + score.size(), whole);
  const auto rest = score.substr(static_cast<std::size_t>(end - score.data()));
  if (fault != std::errc{} || whole < 0 || whole > 10) return std::nullopt;
  if (!rest.empty() && (rest.front() != '.' || !all_digits(rest.substr(1)))) return std::nullopt;
  if (whole >= 9) return Severity::critical;
  if (whole >= 7) return Severity::high;
  if (whole >= 4) return Severity::medium;
  return whole > 0 || rest.find_first_of("123456789") != rest.npos ? Severity::low : Severity::info;
}

void add_cves(std::string_view text, std::vector<std::string>& references) {
  for (std::size_t at = 0; (at = std::min(text.find("CVE-", at), text.find("cve-", at))) != text.npos; at += 4) {
    std::size_t end = at + 4;
    while (end < text.size() && (is_digit(text[end]) || text[end] == '-')) ++end;
    while (end > at + 4 && text[end - 1] == '-') --end;
    std::string name = "CVE-" + std::string(text.substr(at + 4, end - at - 4));
    if (name.size() < 13 || std::find(references.begin(), references.end(), name) != references.end()) continue;
    references.push_back(std::move(name));
  }
}

std::optional<Instant> scanner_time(std::string_view text, Offset offset) {
  text = trimmed(text);
  if (all_digits(text)) {
    std::int64_t seconds = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (fault != std::errc{} || seconds == 0 || seconds > 253'402'300'799) return std::nullopt;
    return Instant{std::chrono::seconds{seconds}};
  }
  std::string iso(text);
  if (const auto made = from_ctime(text); !made.empty()) iso = made;
  if (iso.size() < 19) return std::nullopt;
  if (iso[4] == ':' && iso[7] == ':') iso[4] = iso[7] = '-';
  if (iso[10] == ' ') iso[10] = 'T';
  std::size_t places = 19;  // fractions of a second say nothing here
  if (iso.size() > places && iso[places] == '.') {
    while (++places < iso.size() && is_digit(iso[places])) {}
    iso.erase(19, places - 19);
  }
  if (const auto with_offset = parse_instant(iso)) return with_offset;
  if (const auto local = parse_instant(iso.substr(0, 19) + "Z")) return *local - offset;
  return std::nullopt;
}

void widen(ScanReport& report, std::optional<Instant> started, std::optional<Instant> finished) {
  if (started && (!report.started || *started < *report.started)) report.started = started;
  if (finished && (!report.finished || *finished > *report.finished)) report.finished = finished;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace govcloud
