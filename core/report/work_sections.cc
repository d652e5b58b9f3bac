// Sections on the work of the month: requests, findings, papers, duties.
#include <algorithm>

#include "core/format/width.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/sections.h"

namespace govcloud {
namespace {

std::string text_of(Lang lang, std::string_view key) { return std::string(label(lang, key)); }

Cell toned(std::string text, Tone tone) {
  Cell cell{std::move(text)};
  cell.tone = tone;
  return cell;
}

Cell day_cell(const std::optional<Date>& day) {
  Cell cell{date_text(day)};
  cell.day = day;
  return cell;
}

/// A remark that no rendering may leave out: beneath the text in HTML, behind it in text.
void mark(Lang lang, Cell& cell, std::string_view key) {
  cell.small = label(lang, key);
  cell.brief = label(lang, "word.brackets", {cell.text, cell.small});
}

std::string article_text(const MonthlyReport& report, Lang lang, const std::string& policy,
                         const std::string& article) {
  if (article.empty()) return kNoFigure;
  if (policy.empty() || policy == report.policy_id)
    return label(lang, "word.article", {printable(article)});
  return label(lang, "word.article_of", {printable(policy), printable(article)});
}

Cell result_cell(Lang lang, const ReportDeadline& row) {
  Cell cell{label(lang, "status." + row.status, {std::to_string(row.working_days_late)})};
  if (row.status == "overdue") cell.tone = Tone::bad;
  if (row.status == "late") cell.tone = Tone::watch;
  if (row.status == "kept") cell.tone = Tone::good;
  if (row.status == "done" || row.status == "ended") cell.tone = Tone::quiet;
  return cell;
}

std::string days_text(const ReportDeadline& row) {
  return std::to_string(row.working_days_used) + " / " +
         (row.limit_working_days ? std::to_string(*row.limit_working_days) : kNoFigure);
}

/// One row a clock: a request with several has several.
Row request_row(const MonthlyReport& report, Lang lang, const ReportRequest& request,
                const ReportDeadline& row) {
  const std::string stage = word(report, lang, "stage", request.stage);
  Cell due = day_cell(row.due_on);
  if (row.provisional) mark(lang, due, "status.provisional");
  Cell step{word(report, lang, "rule", row.rule), word(report, lang, "owner", row.owner)};
  Cell article{article_text(report, lang, request.policy, row.article)};
  if (request.not_in_force) mark(lang, article, "word.not_in_force");
  Row line;
  line.cells = {{printable(request.id), word(report, lang, "kind", request.kind) + " · " + stage},
                {printable(request.system), printable(request.unit)},
                std::move(step), std::move(article), {days_text(row)}, std::move(due),
                day_cell(row.done_on), result_cell(lang, row)};
  return line;
}

Tone tone_of_severity(std::string_view severity) {
  if (severity == "critical" || severity == "high") return Tone::bad;
  return severity == "medium" ? Tone::watch : Tone::quiet;
}

Row finding_row(const MonthlyReport& report, Lang lang, const ReportFinding& finding) {
  const std::string system =
      finding.system.empty() ? text_of(lang, "word.platform") : printable(finding.system);
  Cell state = finding.overdue ? toned(text_of(lang, "finding.overdue"), Tone::bad)
                               : toned(word(report, lang, "finding", finding.state),
                                       finding.state == "fixed" ? Tone::watch : Tone::plain);
  Row row;
  row.cells = {{printable(finding.id), to_text(finding.found_on)},
               toned(word(report, lang, "severity", finding.severity),
                     tone_of_severity(finding.severity)),
               {printable(finding.title), printable(finding.asset)},
               {system, word(report, lang, "owner", finding.owner)},
               day_cell(finding.due_on), std::move(state)};
  return row;
}

Tone tone_of_duty(std::string_view state) {
  if (state == "this_report" || state == "done") return Tone::good;
  return state == "no_record" ? Tone::watch : Tone::quiet;
}

}  // namespace

std::string severities_text(const ReportHead& report, const std::map<std::string, std::int64_t>& counts, Lang lang) {
  std::string text;
  for (const auto severity : kSeverities) {
    const auto found = counts.find(std::string(severity));
    if (!text.empty()) text += lang == Lang::zh ? "，" : ", ";
    text += word(report, lang, "severity", severity) + " " +
            std::to_string(found == counts.end() ? 0 : found->second);
  }
  return text + (lang == Lang::zh ? "。" : ".");
}

Section requests_section(const MonthlyReport& report, Lang lang) {
  Section section{"requests", text_of(lang, "section.requests")};
  const auto& counts = report.deadlines;
  section.intro = label(lang, "intro.requests",
                        {std::to_string(counts.overdue), std::to_string(counts.kept),
                         std::to_string(counts.late), std::to_string(counts.open)});
  section.empty = label(lang, "empty.requests");
  section.columns = {{text_of(lang, "col.request")},
                     {text_of(lang, "col.system"), "", false, false, 16},
                     {text_of(lang, "col.step")}, {text_of(lang, "col.article")},
                     {text_of(lang, "col.days"), "", true}, {text_of(lang, "col.due")},
                     {text_of(lang, "col.done")}, {text_of(lang, "col.result")}};
  for (const bool overdue : {true, false})
    for (const auto& request : report.requests)
      for (const auto& row : request.deadlines)
        if ((row.status == "overdue") == overdue)
          section.rows.push_back(request_row(report, lang, request, row));
  if (report.requests.empty()) section.intro.clear();
  return section;
}

Section findings_section(const MonthlyReport& report, Lang lang) {
  Section section{"findings", text_of(lang, "section.findings")};
  section.empty = label(lang, "empty.findings");
  if (!report.findings.empty()) section.intro = severities_text(report, report.open_by_severity, lang);
  section.columns = {{text_of(lang, "col.finding")}, {text_of(lang, "col.severity")},
                     {text_of(lang, "col.title"), "", false, false, 30},
                     {text_of(lang, "col.system"), "", false, false, 16},
                     {text_of(lang, "col.due")}, {text_of(lang, "col.state")}};
  for (const auto& finding : report.findings)
    section.rows.push_back(finding_row(report, lang, finding));
  return section;
}

Section papers_section(const MonthlyReport& report, Lang lang) {
  Section section{"papers", text_of(lang, "section.papers")};
  section.empty = label(lang, "empty.papers", {std::to_string(kExpiryDays)});
  section.columns = {{text_of(lang, "col.paper")}, {text_of(lang, "col.kind")},
                     {text_of(lang, "col.subject"), "", false, false, 24},
                     {text_of(lang, "col.expires")}, {text_of(lang, "col.state")}};
  for (const auto& paper : report.papers) {
    Row row;
    row.cells = {{paper.id.empty() ? kNoFigure : printable(paper.id)},
                 {word(report, lang, "paper", paper.kind)}, {printable(paper.subject)},
                 day_cell(paper.expires),
                 paper.expired ? toned(text_of(lang, "paper.expired"), Tone::bad)
                               : toned(text_of(lang, "paper.expiring"), Tone::watch)};
    section.rows.push_back(std::move(row));
  }
  return section;
}

Section duties_section(const MonthlyReport& report, Lang lang) {
  Section section{"duties", text_of(lang, "section.duties")};
  section.empty = label(lang, "empty.duties");
  if (!report.duties.empty()) section.intro = label(lang, "intro.duties");
  section.columns = {{text_of(lang, "col.duty"), "", false, false, 44},
                     {text_of(lang, "col.period")}, {text_of(lang, "col.owner")},
                     {text_of(lang, "col.article")}, {text_of(lang, "col.state")}};
  for (const auto& duty : report.duties) {
    const auto& says = lang == Lang::zh ? duty.says.zh : duty.says.en;
    Row row;
    row.cells = {{printable(says.empty() ? duty.id : says), printable(duty.id), printable(duty.id)},
                 {word(report, lang, "period", duty.period)},
                 {word(report, lang, "owner", duty.owner)},
                 {article_text(report, lang, "", duty.article)},
                 toned(word(report, lang, "duty", duty.state), tone_of_duty(duty.state))};
    section.rows.push_back(std::move(row));
  }
  return section;
}

}  // namespace govcloud
