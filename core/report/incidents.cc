// Incidents and availability in the monthly report.
#include <algorithm>

#include "core/format/width.h"
#include "core/law/availability.h"
#include "core/law/incident.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/parts.h"
#include "core/report/sections.h"

namespace govcloud {
namespace {

bool concerns(const ReportView& view, const Incident& incident) {
  return incident.systems.empty() || std::any_of(incident.systems.begin(), incident.systems.end(), [&](const std::string& id) {
           const auto* system = find(view.books.systems, id);
           return system != nullptr && view.shows(system->unit);
         });
}

/// What lasted in the month, or is still open.
bool is_told(const ReportView& view, Offset offset, const Incident& incident) {
  if (incident.began >= start_of(view.end, offset) || !concerns(view, incident)) return false;
  return !incident.restored || incident.restored->told >= start_of(view.begin, offset);
}

/// A unit's report names no other unit's systems.
ReportIncident row_of(const ReportView& view, Instant now, const Incident& incident) {
  ReportIncident row{incident.id, incident.title, incident.level, std::string(name_of(incident.state)),
                     incident.planned, incident.outage, incident.systems, incident.began};
  std::erase_if(row.systems, [&](const std::string& id) { return !view.shows(unit_of_system(view, id)); });
  if (incident.restored) row.restored = incident.restored->told;
  for (const auto& clock : clocks_of(incident)) {
    if (incident.began > now) continue;
    row.late = row.late || clock.is_late(now);
    row.overdue = row.overdue || (clock.is_open() && clock.is_late(now));
  }
  return row;
}

std::string time_text(const std::optional<Instant>& instant, Offset offset) {
  if (!instant) return kNoFigure;
  auto text = to_text(*instant, offset).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string systems_text(Lang lang, const std::vector<std::string>& systems) {
  if (systems.empty()) return std::string(label(lang, "word.platform"));
  std::string text;
  for (const auto& id : systems) text += (text.empty() ? "" : ", ") + printable(id);
  return text;
}

Row line_of(const MonthlyReport& report, Lang lang, const ReportIncident& incident) {
  const std::string kind = incident.planned ? std::string(label(lang, "incident.maintenance")) : word(report, lang, "incident", incident.level);
  Cell state{incident.overdue ? std::string(label(lang, "finding.overdue")) : std::string(label(lang, incident.late ? "incident.late" : "incident." + incident.state))};
  state.tone = incident.overdue ? Tone::bad : incident.late ? Tone::watch : Tone::plain;
  Row row;
  row.cells = {{printable(incident.id)}, {kind}, {printable(incident.title)}, {systems_text(lang, incident.systems)},
               {time_text(incident.began, report.offset)}, {time_text(incident.restored, report.offset)}, std::move(state)};
  return row;
}

}  // namespace

void add_incidents(MonthlyReport& report, const ReportView& view) {
  report.offset = Offset{view.books.ledger.offset_minutes};
  // Whole days up to the report's own, so that the same ledger gives the same report.
  const auto now = start_of(view.today, report.offset);
  for (const auto& [id, incident] : view.books.incidents)
    if (is_told(view, report.offset, incident)) report.incidents.push_back(row_of(view, now, incident));
  std::stable_sort(report.incidents.begin(), report.incidents.end(), [](const auto& a, const auto& b) { return a.overdue > b.overdue; });
  for (const auto& one : availability(view.books, month_of(view.begin), now)) {
    const auto* system = find(view.books.systems, one.system);
    if (system == nullptr || !view.shows(system->unit)) continue;
    report.availability.push_back({one.system, one.minutes, one.down, one.excluded, one.incidents, one.hundredths()});
  }
}

Section incidents_section(const MonthlyReport& report, Lang lang) {
  const auto name = [&](std::string_view key) { return std::string(label(lang, key)); };
  Section section{"incidents", name("section.incidents")};
  section.columns = {{name("col.incident")}, {name("col.class")}, {name("col.title"), "", false, false, 30}, {name("col.system"), "", false, false, 16},
                     {name("col.began")}, {name("col.restored")}, {name("col.state")}};
  for (const auto& incident : report.incidents) section.rows.push_back(line_of(report, lang, incident));
  return section;
}

Section availability_section(const MonthlyReport& report, Lang lang) {
  const auto name = [&](std::string_view key) { return std::string(label(lang, key)); };
  Section section{"availability", name("section.availability")};
  // Where nothing happened every system was there all the time, and the table would only repeat it.
  if (std::none_of(report.availability.begin(), report.availability.end(), [](const auto& one) { return one.incidents > 0; })) return section;
  section.intro = name("intro.availability");
  section.columns = {{name("col.system")}, {name("col.availability"), "", true}, {name("col.down"), "", true}, {name("col.excluded"), "", true}, {name("col.incidents"), "", true}};
  for (const auto& one : report.availability) {
    Row row;
    Cell share{percent_of_hundredths(one.hundredths)};
    if (one.hundredths) share.number = Json::Decimal{*one.hundredths, 2};
    const auto count = [](std::int64_t n) { Cell cell{std::to_string(n)}; cell.number = Json::Decimal{n, 0}; return cell; };
    row.cells = {{printable(one.system)}, std::move(share), count(one.down), count(one.excluded), count(one.incidents)};
    section.rows.push_back(std::move(row));
  }
  return section;
}

}  // namespace govcloud
