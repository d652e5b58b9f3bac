// Orders to mend in the monthly report: what was ordered, who is late.
#include <algorithm>
#include <tuple>

#include "core/format/width.h"
#include "core/report/figures.h"
#include "core/report/labels.h"
#include "core/report/parts.h"
#include "core/report/sections.h"

namespace govcloud {
namespace {

/// What is open, and what was closed in the month.
bool is_told(const ReportView& view, const Order& order) {
  if (order.on >= view.end || !view.shows(order.to)) return false;
  return order.state != FindingState::closed || view.in_month(order.closed_on);
}

ReportOrder row_of(const ReportView& view, const Order& order) {
  ReportOrder row{order.id, order.to, order.scope, std::string(name_of(order.state)), order.on, order.due_on};
  row.findings = static_cast<std::int64_t>(order.findings.size()), row.items = static_cast<std::int64_t>(order.items.size());
  row.closed_on = order.closed_on;
  if (!order.is_in_force()) row.state = "pending";
  row.overdue = row.state == "open" && order.due_on < view.today;
  return row;
}

Row line_of(const MonthlyReport& report, Lang lang, const ReportOrder& order) {
  Cell state{order.overdue ? std::string(label(lang, "finding.overdue")) : word(report, lang, "order", order.state)};
  state.tone = order.overdue ? Tone::bad : order.state == "closed" ? Tone::good : Tone::plain;
  Cell due{date_text(order.due_on)};
  due.day = order.due_on;
  Row row;
  row.cells = {{printable(order.id), to_text(order.on)}, {printable(order.unit)}, {printable(order.scope)},
               {std::to_string(order.findings + order.items)}, std::move(due), std::move(state)};
  return row;
}

}  // namespace

void add_orders(MonthlyReport& report, const ReportView& view) {
  for (const auto& [id, order] : view.books.orders)
    if (is_told(view, order)) report.orders.push_back(row_of(view, order));
  std::sort(report.orders.begin(), report.orders.end(),
            [](const auto& a, const auto& b) { return std::tuple(!a.overdue, a.due_on, a.id) < std::tuple(!b.overdue, b.due_on, b.id); });
}

Section orders_section(const MonthlyReport& report, Lang lang) {
  const auto name = [&](std::string_view key) { return std::string(label(lang, key)); };
  Section section{"orders", name("section.orders")};
  section.columns = {{name("col.order")}, {name("col.unit"), "", false, false, 16}, {name("col.title"), "", false, false, 30},
                     {name("col.items"), "", true}, {name("col.due")}, {name("col.state")}};
  for (const auto& order : report.orders) section.rows.push_back(line_of(report, lang, order));
  return section;
}

}  // namespace govcloud
