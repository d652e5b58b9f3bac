#include "core/report/yearly_sections.h"

#include "core/format/width.h"
#include "core/report/figures.h"
#include "core/report/labels.h"

namespace govcloud {
namespace {

std::string text_of(Lang lang, std::string_view key) { return std::string(label(lang, key)); }

Cell count_cell(std::int64_t count, Tone tone = Tone::plain) {
  Cell cell{std::to_string(count)};
  cell.number = Json::Decimal{count, 0};
  if (count > 0) cell.tone = tone;
  return cell;
}

/// Used over provisioned, with its bar.
Cell ratio_cell(const std::optional<std::int64_t>& thousandths) {
  Cell cell{percent_of_thousandths(thousandths)};
  if (!thousandths) return cell;
  cell.bar = (*thousandths + 5) / 10, cell.number = Json::Decimal{*cell.bar, 2};
  return cell;
}

ReportColumn figure(Lang lang, std::string_view key, std::string_view group = {}) {
  return {text_of(lang, key), group.empty() ? "" : text_of(lang, group), true};
}

std::int64_t amount_of(const std::map<std::string, std::int64_t>& quantities, const char* key) {
  const auto found = quantities.find(key);
  return found == quantities.end() ? 0 : found->second;
}

Cell month_cell(const YearMonth& month) { return {to_text(month.month)}; }

/// Rows of the months that began, and one with their sums.
template <class RowOf, class Sum>
void add_months(Section& section, const YearlyReport& report, Lang lang, RowOf row_of, Sum sum) {
  YearMonth all;
  for (const auto& month : report.months) {
    if (!month.began) continue;
    Row row{"", "", {month_cell(month)}};
    row_of(row.cells, month);
    section.rows.push_back(std::move(row));
    sum(all, month);
  }
  if (section.rows.empty()) return;
  Row row{"", "", {{text_of(lang, "year.whole")}}};
  row_of(row.cells, all);
  section.rows.push_back(std::move(row));
}

void add_verdicts(std::vector<Cell>& cells, const VerdictCounts& counts) {
  cells.insert(cells.end(), {count_cell(counts.idle, Tone::idle), count_cell(counts.oversized, Tone::watch), count_cell(counts.tight, Tone::bad)});
}

constexpr const char* kCapacityKeys[] = {"cpu", "memory_gib", "size_gib"};

}  // namespace

std::string give_back_text(const std::map<std::string, std::int64_t>& quantities) {
  std::map<std::string, long long> size;
  for (const auto& [key, amount] : quantities)
    if (amount > 0) size[key] = amount;
  return size.empty() ? std::string(kNoFigure) : size_text(size);
}

Section months_section(const YearlyReport& report, Lang lang) {
  Section section{"months", text_of(lang, "year.section.months")};
  section.intro = label(lang, "year.intro.months"), section.empty = label(lang, "year.empty.months");
  section.columns = {{text_of(lang, "year.col.month")}, figure(lang, "col.resources"), figure(lang, "col.cpu_cores"),
                     figure(lang, "col.memory_gib"), figure(lang, "col.size_gib"), figure(lang, "year.col.cpu"), figure(lang, "year.col.memory"),
                     figure(lang, "verdict.idle"), figure(lang, "verdict.oversized"), figure(lang, "verdict.tight")};
  for (const auto& month : report.months) {
    if (!month.began) continue;
    Row row{"", "", {month_cell(month), count_cell(month.use.resources)}};
    for (const auto* key : kCapacityKeys) row.cells.push_back(count_cell(amount_of(month.use.allocated, key)));
    row.cells.insert(row.cells.end(), {ratio_cell(month.use.used.cpu_percent), ratio_cell(month.use.used.memory_percent)});
    add_verdicts(row.cells, month.use.verdicts);
    section.rows.push_back(std::move(row));
  }
  return section;
}

Section units_section(const YearlyReport& report, Lang lang) {
  Section section{"by-unit", text_of(lang, "year.section.units")};
  section.intro = label(lang, "year.intro.units"), section.empty = label(lang, "year.empty.units");
  section.columns = {{text_of(lang, "col.unit")}, figure(lang, "year.col.systems"), figure(lang, "col.resources"), figure(lang, "col.cpu_cores"),
                     figure(lang, "col.memory_gib"), figure(lang, "col.size_gib"), figure(lang, "year.col.cpu"), figure(lang, "year.col.memory")};
  for (const auto& unit : report.units) {
    Row row{"", "", {{named_text(lang, unit.name, unit.id)}, count_cell(unit.systems), count_cell(unit.resources)}};
    for (const auto* key : kCapacityKeys) row.cells.push_back(count_cell(amount_of(unit.allocated, key)));
    row.cells.insert(row.cells.end(), {ratio_cell(unit.used.cpu_percent), ratio_cell(unit.used.memory_percent)});
    section.rows.push_back(std::move(row));
  }
  return section;
}

Section limits_section(const YearlyReport& report, Lang lang) {
  Section section{"limits", text_of(lang, "section.requests")};
  section.intro = label(lang, "year.intro.limits"), section.empty = label(lang, "year.empty.months");
  section.columns = {{text_of(lang, "year.col.month")}};
  for (const auto kind : kRequestKinds) section.columns.push_back(figure(lang, "kind." + std::string(kind), "year.group.asked"));
  for (const auto* key : {"chart.kept", "chart.late", "chart.overdue", "chart.open"}) section.columns.push_back(figure(lang, key, "year.group.limits"));
  add_months(
      section, report, lang,
      [](std::vector<Cell>& cells, const YearMonth& month) {
        for (const auto kind : kRequestKinds) cells.push_back(count_cell(amount_of(month.asked, std::string(kind).c_str())));
        const auto& d = month.deadlines;
        cells.insert(cells.end(), {count_cell(d.kept), count_cell(d.late, Tone::watch), count_cell(d.overdue, Tone::bad), count_cell(d.open)});
      },
      [](YearMonth& all, const YearMonth& month) {
        for (const auto& [kind, number] : month.asked) all.asked[kind] += number;
        all.deadlines.kept += month.deadlines.kept, all.deadlines.late += month.deadlines.late;
        all.deadlines.overdue += month.deadlines.overdue, all.deadlines.open += month.deadlines.open;
      });
  return section;
}

Section give_back_section(const YearlyReport& report, Lang lang) {
  Section section{"advice", text_of(lang, "section.advice")};
  section.empty = label(lang, "year.empty.advice");
  if (!report.advice.empty()) section.intro = label(lang, "year.intro.advice", {give_back_text(report.give_back)});
  section.columns = {{text_of(lang, "col.resource")}, {text_of(lang, "col.unit")}, {text_of(lang, "col.allocated")},
                     figure(lang, "verdict.idle", "year.group.months"), figure(lang, "verdict.oversized", "year.group.months"),
                     figure(lang, "verdict.tight", "year.group.months"), {text_of(lang, "col.verdict")}, {text_of(lang, "col.advice")}};
  for (const auto& row : report.advice) {
    Cell verdict{word(report, lang, "verdict", row.advice.verdict)};
    verdict.tone = tone_of_verdict(row.advice.verdict);
    Row line{"", "", {{printable(row.advice.resource)}, {printable(row.advice.unit)}, {give_back_text(row.allocated)}}};
    add_verdicts(line.cells, row.months);
    line.cells.insert(line.cells.end(), {verdict, {advice_text(report, lang, row.advice)}});
    section.rows.push_back(std::move(line));
  }
  return section;
}

Section year_findings_section(const YearlyReport& report, Lang lang) {
  Section section{"findings", text_of(lang, "year.section.findings")};
  section.intro = label(lang, "year.intro.findings", {severities_text(report, report.open_by_severity, lang), std::to_string(report.findings_overdue)});
  section.empty = label(lang, "year.empty.months");
  section.columns = {{text_of(lang, "year.col.month")}, figure(lang, "year.col.found"), figure(lang, "year.col.closed"), figure(lang, "year.col.open")};
  for (const auto& month : report.months)
    if (month.began)
      section.rows.push_back({"", "", {month_cell(month), count_cell(month.findings_found), count_cell(month.findings_closed), count_cell(month.findings_open)}});
  return section;
}

Section year_duties_section(const YearlyReport& report, Lang lang) {
  Section section{"duties", text_of(lang, "section.duties")};
  section.empty = label(lang, "empty.duties");
  if (!report.duties.empty()) section.intro = label(lang, "intro.duties");
  section.columns = {{text_of(lang, "col.duty"), "", false, false, 44}, {text_of(lang, "col.period")}, {text_of(lang, "col.owner")},
                     {text_of(lang, "col.article")}, figure(lang, "year.col.owed"), figure(lang, "chart.kept"), figure(lang, "chart.late"),
                     figure(lang, "year.col.missing")};
  for (const auto& duty : report.duties) {
    const auto& says = lang == Lang::zh ? duty.says.zh : duty.says.en;
    section.rows.push_back({"", "", {{printable(says.empty() ? duty.id : says), printable(duty.id), printable(duty.id)},
                                     {word(report, lang, "period", duty.period)}, {word(report, lang, "owner", duty.owner)},
                                     {duty.article.empty() ? std::string(kNoFigure) : label(lang, "word.article", {printable(duty.article)})},
                                     count_cell(duty.owed), count_cell(duty.kept), count_cell(duty.late, Tone::watch), count_cell(duty.missing, Tone::bad)}});
  }
  return section;
}

Section changes_section(const YearlyReport& report, Lang lang) {
  Section section{"changes", text_of(lang, "year.section.changes")};
  section.empty = label(lang, "year.empty.months");
  section.columns = {{text_of(lang, "year.col.month")}, figure(lang, "year.col.opened", "year.group.systems"), figure(lang, "year.col.ended", "year.group.systems"),
                     figure(lang, "year.col.delivered", "year.group.resources"), figure(lang, "year.col.reclaimed", "year.group.resources"),
                     figure(lang, "year.col.changed")};
  add_months(
      section, report, lang,
      [](std::vector<Cell>& cells, const YearMonth& m) {
        cells.insert(cells.end(), {count_cell(m.systems_opened), count_cell(m.systems_ended), count_cell(m.delivered), count_cell(m.reclaimed), count_cell(m.changed)});
      },
      [](YearMonth& all, const YearMonth& m) {
        all.systems_opened += m.systems_opened, all.systems_ended += m.systems_ended;
        all.delivered += m.delivered, all.reclaimed += m.reclaimed, all.changed += m.changed;
      });
  return section;
}

}  // namespace govcloud
