#include "core/report/page.h"

#include <array>

#include "core/format/width.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/render.h"

namespace govcloud {
namespace {

std::string text_of(std::int64_t number) { return std::to_string(number); }

std::string unit_name(const MonthlyReport& report) {
  for (const auto& unit : report.units)
    if (unit.id == report.unit) return unit.name;
  return "";
}

Card papers_card(const MonthlyReport& report, Lang lang) {
  std::int64_t expired = 0;
  for (const auto& paper : report.papers) expired += paper.expired ? 1 : 0;
  const auto all = static_cast<std::int64_t>(report.papers.size());
  return {std::string(label(lang, "card.papers")), text_of(all),
          label(lang, "card.paper_counts",
                {text_of(expired), std::to_string(kExpiryDays), text_of(all - expired)}),
          expired > 0 ? Tone::bad : Tone::plain};
}

}  // namespace

Tone tone_of_verdict(std::string_view verdict) {
  if (verdict == "fit") return Tone::good;
  if (verdict == "oversized") return Tone::watch;
  if (verdict == "tight") return Tone::bad;
  return verdict == "idle" ? Tone::idle : Tone::quiet;
}

std::string ratio_text(Lang lang, const std::optional<std::int64_t>& thousandths) {
  if (!thousandths) return std::string(label(lang, "verdict.no_data"));
  return percent_of_thousandths(thousandths) + (lang == Lang::zh ? "%" : " %");
}

std::string numbered(Lang lang, std::size_t number, std::string_view title) {
  constexpr std::array<const char*, 10> kNumerals{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (lang == Lang::en) return std::to_string(number) + ". " + std::string(title);
  const auto tens = number / 10;  // below a hundred: 十, 十一, 二十
  return std::string(tens > 1 ? kNumerals.at(tens) : "") + (tens > 0 ? "十" : "") + kNumerals[number % 10] + "、" + std::string(title);
}

Card ratio_card(Lang lang, std::string_view name, const std::optional<std::int64_t>& percent,
                const std::string& basis) {
  Card card{std::string(label(lang, name)), ratio_text(lang, percent)};
  if (!percent) {
    card.tone = Tone::quiet;
    return card;
  }
  card.note = label(lang, "word.joined", {std::string(label(lang, "card.ratio_note")),
                                          std::string(label(lang, "basis." + basis))});
  return card;
}

std::vector<VerdictPart> verdicts_of(const ReportHead& head, const VerdictCounts& counts, Lang lang) {
  std::vector<VerdictPart> parts{{"idle", "", counts.idle}, {"oversized", "", counts.oversized},
                                 {"tight", "", counts.tight}, {"fit", "", counts.fit},
                                 {"no_data", "", counts.no_data}};
  for (auto& part : parts) {
    part.name = word(head, lang, "verdict", part.code);
    part.tone = tone_of_verdict(part.code);
  }
  return parts;
}

std::vector<Card> cards_of(const MonthlyReport& report, Lang lang) {
  const auto name = [&](std::string_view key) { return std::string(label(lang, key)); };
  std::size_t systems = 0;
  for (const auto& unit : report.units) systems += unit.systems.size();
  const auto& deadlines = report.deadlines;
  return {
      {name("card.resources"), text_of(report.resources),
       label(lang, "card.units", {std::to_string(report.units.size()), std::to_string(systems)})},
      ratio_card(lang, "card.cpu", report.used.cpu_percent, report.used.cpu_basis),
      ratio_card(lang, "card.memory", report.used.memory_percent, report.used.memory_basis),
      {name("card.samples"), text_of(report.samples)},
      {name("card.requests"), std::to_string(report.requests.size())},
      {name("card.deadlines"), text_of(deadlines.overdue),
       label(lang, "card.deadline_counts",
             {text_of(deadlines.kept), text_of(deadlines.late), text_of(deadlines.open)}),
       deadlines.overdue > 0 ? Tone::bad : Tone::plain},
      {name("card.findings"), std::to_string(report.findings.size()),
       label(lang, "card.finding_counts",
             {text_of(report.findings_found), text_of(report.findings_closed)})},
      papers_card(report, lang)};
}

std::vector<Section> numbered_sections(const ReportPage& page) {
  auto sections = page.sections;
  // What has neither rows nor words for having none is left out.
  std::erase_if(sections, [](const Section& one) { return one.is_void(); });
  std::size_t number = 1;
  for (auto& section : sections)
    if (section.level == 2) section.title = numbered(page.lang, ++number, section.title);
  return sections;
}

ReportPage page_of(const MonthlyReport& report, Lang lang) {
  auto page = page_for(report, lang, to_text(report.period), unit_name(report));
  page.title = label(lang, "title"), page.numbers = label(lang, "section.numbers");
  if (!report.complete) page.warnings.push_back(label(lang, "note.running", {to_text(report.prepared_on)}));
  page.cards = cards_of(report, lang), page.verdicts = verdicts_of(report, report.verdicts, lang);
  page.verdicts_title = label(lang, "col.verdict");
  page.charts = charts_of(report, lang), page.sections = use_sections(report, lang);
  for (const auto make : {requests_section, findings_section, orders_section, incidents_section, availability_section, papers_section,
                          duties_section, capacity_section, advice_section})
    page.sections.push_back(make(report, lang));
  page.sections.push_back(definitions_section(report, lang));
  return page;
}

std::string render_text(const MonthlyReport& report, Lang lang) { return text_of(page_of(report, lang)); }
std::string render_html(const MonthlyReport& report, Lang lang, std::string_view version) {
  return html_of(page_of(report, lang), version);
}
std::string render_markdown(const MonthlyReport& report, Lang lang) { return markdown_of(page_of(report, lang)); }

}  // namespace govcloud
