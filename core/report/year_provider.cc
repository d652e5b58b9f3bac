// What was done against providers in the year, and what they are owed: for the authority and the treasury.
#include <fmt/format.h>

#include "core/format/width.h"
#include "core/law/measure.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/parts.h"
#include "core/report/yearly_sections.h"

namespace govcloud {
namespace {

std::string text_of(Lang lang, std::string_view key) { return std::string(label(lang, key)); }

/// "1160.00": yuan.
Cell yuan_cell(std::int64_t fen) {
  Cell cell{fmt::format("{}.{:02}", fen / 100, fen % 100)};
  cell.number = Json::Decimal{fen, 2};
  return cell;
}

}  // namespace

void add_provider(YearlyReport& report, const ReportView& year) {
  if (year.unit) return;
  for (const auto& [id, m] : year.books.measures)
    if (year.in_month(m.on))
      report.measures.push_back({id, std::string(name_of(m.step)), m.provider, std::string(state_of(m)), m.period, m.article, m.because, m.on, m.deduct_fen});
  for (const auto& [id, s] : year.books.settlements)
    if (s.replaced_by.empty() && s.period.starts_with(year_text(report.year)))
      report.fees.push_back({id, s.provider, s.period, s.gross_fen, s.deducted_fen, s.payable_fen, s.deferred_until, s.waits_for.empty()});
}

Section measures_section(const YearlyReport& report, Lang lang) {
  Section section{"measures", text_of(lang, "year.section.measures")};
  section.empty = label(lang, "year.empty.measures");
  section.columns = {{text_of(lang, "year.col.measure")}, {text_of(lang, "year.col.step")}, {text_of(lang, "year.col.provider")},
                     {text_of(lang, "year.col.because"), "", false, false, 30}, {text_of(lang, "col.article")},
                     {text_of(lang, "year.col.deducted"), "", true}, {text_of(lang, "col.state")}};
  for (const auto& m : report.measures) {
    Cell state{word(report, lang, "measure", m.state)};
    state.tone = m.state == "in_force" ? Tone::watch : Tone::plain;
    section.rows.push_back({"", "", {{printable(m.id), to_text(m.on)}, {word(report, lang, "step", m.step)}, {printable(m.provider)},
                                     {printable(fmt::format("{}", fmt::join(m.because, " ")))},
                                     {m.article.empty() ? std::string(kNoFigure) : label(lang, "word.article", {printable(m.article)})},
                                     m.deduct_fen ? yuan_cell(*m.deduct_fen) : Cell{std::string(kNoFigure)}, std::move(state)}});
  }
  return section;
}

Section fees_section(const YearlyReport& report, Lang lang) {
  Section section{"fees", text_of(lang, "year.section.fees")};
  section.empty = label(lang, "year.empty.fees");
  if (!report.fees.empty()) section.intro = label(lang, "year.intro.fees");
  section.columns = {{text_of(lang, "year.col.month")}, {text_of(lang, "year.col.provider")}, {text_of(lang, "year.col.statement")},
                     {text_of(lang, "year.col.gross"), "", true}, {text_of(lang, "year.col.deducted"), "", true},
                     {text_of(lang, "year.col.payable"), "", true}, {text_of(lang, "year.col.deferred")}, {text_of(lang, "col.state")}};
  std::int64_t gross = 0, deducted = 0, payable = 0;
  for (const auto& fee : report.fees) {
    gross += fee.gross_fen, deducted += fee.deducted_fen, payable += fee.payable_fen;
    section.rows.push_back({"", "", {{printable(fee.period)}, {printable(fee.provider)}, {printable(fee.id)}, yuan_cell(fee.gross_fen),
                                     yuan_cell(fee.deducted_fen), yuan_cell(fee.payable_fen), {date_text(fee.deferred_until)},
                                     {word(report, lang, "fee", fee.is_signed ? "signed" : "pending")}}});
  }
  if (!report.fees.empty())
    section.rows.push_back({"", "", {{text_of(lang, "year.whole")}, {""}, {""}, yuan_cell(gross), yuan_cell(deducted), yuan_cell(payable), {""}, {""}}});
  return section;
}

}  // namespace govcloud
