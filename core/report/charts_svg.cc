// The report's pictures as inline SVG: figures as paths and text, coloured by the page's style. All
// coordinates are whole hundredths, so that the same chart is the same bytes everywhere.
#include <fmt/format.h>

#include <algorithm>

#include "core/format/width.h"
#include "core/report/charts.h"
#include "core/report/figures.h"
#include "core/report/html_parts.h"

namespace govcloud {
namespace {

constexpr std::int64_t kWidth = 480, kLeft = 44, kRight = 468;

/// A value in hundredths, whatever decimals it has (none or two).
std::int64_t hundredths(const Json::Decimal& value) { return value.places == 2 ? value.units : value.units * 100; }

/// A coordinate in hundredths of a unit as text.
std::string at(std::int64_t value) { return fmt::format("{}.{:02}", value / 100, value % 100); }

std::string class_of_series(const ChartSeries& series) {
  const auto name = class_of(series.tone);
  return name.empty() ? "main" : std::string(name);
}

/// The largest value, and a round number at or above it that five steps reach evenly.
std::int64_t top_of(std::int64_t largest) {
  for (std::int64_t step = 100;; step *= 10)
    for (const std::int64_t factor : {1, 2, 5})
      if (step * factor * 5 >= largest) return step * factor * 5;
}

std::string whole(std::int64_t value_hundredths) {
  return value_hundredths % 100 == 0 ? std::to_string(value_hundredths / 100) : percent_of_hundredths(value_hundredths);
}

void append_text(std::string& out, std::int64_t x, std::int64_t y, std::string_view anchor, std::string_view text) {
  out += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>", at(x * 100), at(y * 100), anchor,
                     escaped(text));
}

/// A square and a word for each series, on one line.
void append_legend(std::string& out, const Chart& chart, std::int64_t x, std::int64_t y) {
  for (const auto& series : chart.series) {
    out += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"10\" height=\"10\"/>", class_of_series(series), x, y - 9);
    append_text(out, x + 14, y, "start", series.name);
    x += 14 + 7 * static_cast<std::int64_t>(display_width(series.name)) + 16;
  }
}

// ---- Lines over the days of a month, or the months of a year ----

constexpr std::int64_t kPlotTop = 14, kPlotBottom = 190, kLinesHeight = 238;

struct Plot {
  std::size_t points;
  std::int64_t top;  // of the axis, in hundredths
  std::int64_t x(std::size_t i) const {
    const auto last = static_cast<std::int64_t>(std::max<std::size_t>(points, 2) - 1);
    return kLeft * 100 + (kRight - kLeft) * 100 * static_cast<std::int64_t>(i) / last;
  }
  std::int64_t y(std::int64_t value) const {
    return kPlotBottom * 100 - (kPlotBottom - kPlotTop) * 100 * std::min(value, top) / top;
  }
};

void append_grid(std::string& out, const Chart& chart, const Plot& plot) {
  for (int step = 0; step <= 5; ++step) {
    const auto value = plot.top * step / 5;
    out += fmt::format("<path class=\"grid\" d=\"M{} {}H{}\"/>", kLeft, at(plot.y(value)), kRight);
    append_text(out, kLeft - 6, plot.y(value) / 100 + 4, "end", whole(value) + (step == 5 ? " " + chart.unit : ""));
  }
  // The months of a year, "2026-03", or every seventh day of a month, "2026-03-08".
  constexpr std::size_t kMonthBytes = 7;
  const bool months = !chart.names.empty() && chart.names.front().size() == kMonthBytes;
  const std::size_t step = months ? 1 : 7, last = months ? 2 : 5;
  for (std::size_t i = 0; i < chart.names.size(); i += step)
    append_text(out, plot.x(i) / 100, kPlotBottom + 17, "middle", chart.names[i].substr(chart.names[i].size() - last));
}

void append_line(std::string& out, const ChartSeries& series, const Plot& plot) {
  std::string path, dots;
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    if (!series.values[i]) continue;
    const bool joins = i > 0 && series.values[i - 1];
    const bool goes_on = i + 1 < series.values.size() && series.values[i + 1];
    const auto x = at(plot.x(i)), y = at(plot.y(hundredths(*series.values[i])));
    if (joins) path += fmt::format("L{} {}", x, y);
    else if (goes_on) path += fmt::format("M{} {}", x, y);
    else dots += fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"2.5\"/>", class_of_series(series), x, y);
  }
  if (!path.empty()) out += fmt::format("<path class=\"line {}\" d=\"{}\"/>", class_of_series(series), path);
  out += dots;
}

std::int64_t append_lines(std::string& out, const Chart& chart) {
  std::int64_t largest = 0;
  for (const auto& series : chart.series)
    for (const auto& value : series.values) largest = std::max(largest, value ? hundredths(*value) : 0);
  const Plot plot{chart.names.size(), top_of(largest)};
  append_grid(out, chart, plot);
  for (const auto& series : chart.series) append_line(out, series, plot);
  append_legend(out, chart, kLeft, kLinesHeight - 8);
  return kLinesHeight;
}

// ---- Bars, each below its name ----

constexpr std::int64_t kBarStep = 36, kBarHeight = 13;

std::int64_t sum_at(const Chart& chart, std::size_t row) {
  std::int64_t sum = 0;
  for (const auto& series : chart.series) sum += series.values[row] ? hundredths(*series.values[row]) : 0;
  return sum;
}

std::string figures_at(const Chart& chart, std::size_t row) {
  std::string text;
  for (auto series = chart.series.rbegin(); series != chart.series.rend(); ++series)
    text += (text.empty() ? "" : " / ") + (series->values[row] ? whole(hundredths(*series->values[row])) : kNoFigure);
  return text + " " + chart.unit;
}

void append_bar(std::string& out, const ChartSeries& series, std::int64_t x, std::int64_t y, std::int64_t width) {
  if (width > 0)
    out += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", class_of_series(series),
                       at(x), y, at(width), kBarHeight);
}

std::int64_t append_bars(std::string& out, const Chart& chart) {
  const bool parts = chart.kind == Chart::Kind::parts;
  std::int64_t largest = 1;
  for (std::size_t row = 0; row < chart.names.size(); ++row)
    largest = std::max(largest, parts ? hundredths(*chart.series[0].values[row]) : sum_at(chart, row));
  const auto length = [&](std::int64_t value) { return std::min(value, largest) * (kRight - 2) * 100 / largest; };
  for (std::size_t row = 0; row < chart.names.size(); ++row) {
    const auto y = static_cast<std::int64_t>(row) * kBarStep;
    append_text(out, 2, y + 12, "start", cut(chart.names[row], 40));
    append_text(out, kRight, y + 12, "end", parts ? figures_at(chart, row) : whole(sum_at(chart, row)));
    std::int64_t x = 200;
    for (const auto& series : chart.series) {
      const auto width = length(hundredths(series.values[row].value_or(Json::Decimal{})));
      append_bar(out, series, x, y + 17, width);
      if (!parts) x += width;
    }
  }
  const auto height = static_cast<std::int64_t>(chart.names.size()) * kBarStep + 26;
  append_legend(out, chart, 2, height - 8);
  return height;
}

}  // namespace

std::string svg_of(const Chart& chart) {
  std::string drawing;
  const auto height =
      chart.kind == Chart::Kind::lines ? append_lines(drawing, chart) : append_bars(drawing, chart);
  return fmt::format("<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"c-{}-t c-{}-d\">"
                     "<title id=\"c-{}-t\">{}</title><desc id=\"c-{}-d\">{}</desc>{}</svg>",
                     kWidth, height, chart.id, chart.id, chart.id, escaped(chart.title), chart.id,
                     escaped(chart.says), drawing);
}

}  // namespace govcloud
