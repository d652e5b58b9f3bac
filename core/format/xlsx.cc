#include "core/format/xlsx.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <stdexcept>

#include "core/format/input_error.h"
#include "core/format/width.h"

namespace govcloud {
namespace {

// The library's functions that are used here, each found by its name when the library is loaded.
#define GOVCLOUD_XLSX_FUNCTIONS(X)                                                              \
  X(workbook_new_opt) X(workbook_set_properties) X(workbook_add_worksheet)                      \
  X(workbook_add_format) X(workbook_add_chart) X(workbook_close)                                \
  X(format_set_font_name) X(format_set_font_size) X(format_set_font_color) X(format_set_bold)   \
  X(format_set_num_format) X(format_set_align) X(format_set_text_wrap) X(format_set_bg_color)   \
  X(format_set_border) X(format_set_border_color)                                               \
  X(worksheet_write_string) X(worksheet_write_number) X(worksheet_write_blank)                  \
  X(worksheet_merge_range) X(worksheet_set_column) X(worksheet_set_row) X(worksheet_freeze_panes)                    \
  X(worksheet_autofilter) X(worksheet_repeat_rows) X(worksheet_set_landscape)                   \
  X(worksheet_set_paper) X(worksheet_fit_to_pages) X(worksheet_set_footer)                      \
  X(worksheet_insert_chart_opt) X(chart_add_series) X(chart_series_set_name_range)              \
  X(chart_series_set_categories) X(chart_series_set_values) X(chart_series_set_fill)            \
  X(chart_series_set_line) X(chart_title_set_name) X(chart_axis_set_name)                       \
  X(chart_axis_set_reverse) X(chart_legend_set_position)

struct Library {
#define X(name) decltype(&::name) name = nullptr;
  GOVCLOUD_XLSX_FUNCTIONS(X)
#undef X
};

const Library& library() {
  static const Library loaded = [] {
    void* handle = ::dlopen("libxlsxwriter.so.4", RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr)
      throw InputError(78, message(N_("a workbook needs the library libxlsxwriter, which is not installed")),
                       message(N_("install the package libxlsxwriter4, or choose another form")));
    Library made;
    // dlsym() gives an object's address; POSIX says that it may be taken for a function's.
#define X(name) made.name = reinterpret_cast<decltype(&::name)>(::dlsym(handle, #name));
    GOVCLOUD_XLSX_FUNCTIONS(X)
#undef X
    return made;
  }();
  return loaded;
}

[[noreturn]] void cannot_be_made() {
  throw InputError(74, message(N_("the workbook's temporary files cannot be written")),
                   message(N_("see that /tmp has room")));
}

/// A file in memory: the library writes to a path, and nothing should be left behind if it is killed.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("workbook", MFD_CLOEXEC)) {
    if (descriptor_ < 0) cannot_be_made();
  }
  ~MemoryFile() { ::close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
  std::string bytes() const {
    const auto size = ::lseek(descriptor_, 0, SEEK_END);
    std::string all(static_cast<std::size_t>(std::max<off_t>(size, 0)), '\0');
    if (::pread(descriptor_, all.data(), all.size(), 0) != size) cannot_be_made();
    return all;
  }

 private:
  int descriptor_;
};

struct Colours {
  std::uint32_t ink, paper;
};
/// As in the report's page: the words of a tone are coloured, and stand on a pale ground.
Colours colours_of(SheetLook look) {
  switch (look) {
    case SheetLook::title: return {0x1f4e79, 0xffffff};
    case SheetLook::note: return {0x57606a, 0xffffff};
    case SheetLook::head: return {0x1d232b, 0xdfe7ef};
    case SheetLook::group: return {0x1f4e79, 0xf4f7fa};
    case SheetLook::good: return {0x1c6b3a, 0xe3f3e8};
    case SheetLook::watch: return {0x7a4b00, 0xfdf0d5};
    case SheetLook::bad: return {0xa01c1c, 0xfbe4e2};
    case SheetLook::idle: return {0x3b3f8f, 0xe7e8f8};
    case SheetLook::quiet: return {0x57606a, 0xeceff2};
    case SheetLook::card:
    case SheetLook::plain: break;
  }
  return {0x1d232b, 0xffffff};
}

/// Makes each format once: by look and by the form of the value.
class Formats {
 public:
  Formats(lxw_workbook* workbook, const std::string& font) : workbook_(workbook), font_(font) {}

  lxw_format* of(const SheetCell& cell) {
    std::string form;
    if (const auto* number = std::get_if<Json::Decimal>(&cell.value))
      form = number->places > 0 ? "0." + std::string(static_cast<std::size_t>(number->places), '0') : "0";
    else if (std::holds_alternative<Date>(cell.value)) form = "yyyy-mm-dd";
    auto& made = made_[{cell.look, form}];
    if (made == nullptr) made = make(cell.look, form);
    return made;
  }

 private:
  lxw_format* make(SheetLook look, const std::string& form) {
    const auto& lib = library();
    auto* format = lib.workbook_add_format(workbook_);
    const auto [ink, paper] = colours_of(look);
    const bool framed = look != SheetLook::title && look != SheetLook::note && look != SheetLook::card;
    lib.format_set_font_name(format, font_.c_str());
    lib.format_set_font_size(format, look == SheetLook::title ? 16 : look == SheetLook::note ? 9 : 10);
    lib.format_set_font_color(format, ink);
    lib.format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (look == SheetLook::title) lib.format_set_align(format, LXW_ALIGN_CENTER);
    if (look == SheetLook::title || look == SheetLook::head || look == SheetLook::group) lib.format_set_bold(format);
    if (paper != 0xffffff) lib.format_set_bg_color(format, paper);
    if (framed) lib.format_set_border(format, LXW_BORDER_THIN), lib.format_set_border_color(format, 0xd5dae1);
    if (form.empty()) {
      if (look != SheetLook::title) lib.format_set_text_wrap(format);
    } else {
      lib.format_set_num_format(format, form.c_str());
    }
    return format;
  }

  lxw_workbook* workbook_;
  std::string font_;
  std::map<std::pair<SheetLook, std::string>, lxw_format*> made_;
};

/// Days since 1899-12-30, as spreadsheets count them.
double serial(Date day) { return static_cast<double>((day - Date{std::chrono::year{1899} / 12 / 30}).count()); }

double number_of(const Json::Decimal& decimal) {
  double divisor = 1;
  for (int i = 0; i < decimal.places; ++i) divisor *= 10;
  return static_cast<double>(decimal.units) / divisor;
}

/// Cut to what a cell of a spreadsheet can hold; a longer text would leave it empty.
std::string cell_text(const std::string& text) {
  constexpr std::size_t kCharactersMax = 32767;
  return text.size() <= kCharactersMax ? text : cut(text, kCharactersMax);
}

std::string sheet_name(std::string name) {
  for (auto& c : name)
    if (std::strchr("[]:*?/\\", c) != nullptr) c = ' ';
  return cut(name, LXW_SHEETNAME_MAX);
}

void write_cell(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column, const SheetCell& cell,
                lxw_format* format) {
  const auto& lib = library();
  if (const auto* text = std::get_if<std::string>(&cell.value))
    lib.worksheet_write_string(sheet, row, column, cell_text(*text).c_str(), format);
  else if (const auto* number = std::get_if<Json::Decimal>(&cell.value))
    lib.worksheet_write_number(sheet, row, column, number_of(*number), format);
  else if (const auto* day = std::get_if<Date>(&cell.value))
    lib.worksheet_write_number(sheet, row, column, serial(*day), format);
  else if (cell.look != SheetLook::plain)
    lib.worksheet_write_blank(sheet, row, column, format);
}

void merge_cells(lxw_worksheet* sheet, const Sheet& from, Formats& formats) {
  for (const auto& merge : from.merges) {
    const auto& cell = from.rows.at(merge.row).at(merge.from);
    auto* format = formats.of(cell);
    library().worksheet_merge_range(sheet, merge.row, merge.from, merge.row, merge.to, "", format);
    write_cell(sheet, merge.row, merge.from, cell, format);
  }
}

std::uint8_t chart_kind(SheetChart::Kind kind) {
  if (kind == SheetChart::Kind::lines) return LXW_CHART_LINE;
  return kind == SheetChart::Kind::bars ? LXW_CHART_BAR : LXW_CHART_BAR_STACKED;
}

void add_chart(lxw_workbook* workbook, lxw_worksheet* sheet, const SheetChart& from, const std::string& name) {
  const auto& lib = library();
  auto* chart = lib.workbook_add_chart(workbook, chart_kind(from.kind));
  for (auto column = static_cast<std::uint16_t>(from.first_column + 1); column <= from.last_column; ++column) {
    auto* series = lib.chart_add_series(chart, nullptr, nullptr);
    const auto colour = from.colours.at(static_cast<std::size_t>(column - from.first_column - 1));
    lib.chart_series_set_name_range(series, name.c_str(), from.head_row, column);
    lib.chart_series_set_categories(series, name.c_str(), from.first_row, from.first_column, from.last_row,
                                    from.first_column);
    lib.chart_series_set_values(series, name.c_str(), from.first_row, column, from.last_row, column);
    if (from.kind == SheetChart::Kind::lines) {
      lxw_chart_line line{};
      line.color = colour, line.width = 2;
      lib.chart_series_set_line(series, &line);
    } else {
      lxw_chart_fill fill{};
      fill.color = colour;
      lib.chart_series_set_fill(series, &fill);
    }
  }
  lib.chart_title_set_name(chart, from.title.c_str());
  // Of bars that lie, the names stand on the axis that is called y, and would run from below.
  const bool lines = from.kind == SheetChart::Kind::lines;
  if (!from.axis.empty()) lib.chart_axis_set_name(lines ? chart->y_axis : chart->x_axis, from.axis.c_str());
  if (!lines) lib.chart_axis_set_reverse(chart->y_axis);
  lib.chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  lxw_chart_options options{};
  options.x_scale = 1.5;
  lib.worksheet_insert_chart_opt(sheet, from.at_row, from.at_column, chart, &options);
}

/// How it is printed: A4, lying, as wide as a page, with page numbers.
void set_up_print(lxw_worksheet* sheet, const Sheet& from) {
  const auto& lib = library();
  lib.worksheet_set_landscape(sheet);
  lib.worksheet_set_paper(sheet, 9);
  lib.worksheet_fit_to_pages(sheet, 1, from.charts.empty() ? 0 : 1);  // pictures are not cut
  lib.worksheet_set_footer(sheet, "&C&P / &N");
  if (from.frozen_rows > 0) lib.worksheet_repeat_rows(sheet, 0, from.frozen_rows - 1);
}

/// The lines that a text takes when it is wrapped to a width in characters.
std::size_t lines_of(std::string_view text, std::size_t width) {
  std::size_t lines = 0;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find('\n', from), text.size());
    lines += std::max<std::size_t>(1, (display_width(text.substr(from, end - from)) + width - 1) / std::max<std::size_t>(width, 1));
    from = end + 1;
  }
  return lines;
}

/// As high as the cell of the row that has most lines; not every reader works that out itself.
double height_of(const Sheet& sheet, std::size_t row) {
  constexpr double kLine = 15;
  std::size_t most = 1;
  for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
    const auto& cell = sheet.rows[row][column];
    if (cell.look == SheetLook::title) return 2 * kLine;
    const auto* text = std::get_if<std::string>(&cell.value);
    if (text == nullptr) continue;
    std::size_t width = 0, last = column;
    for (const auto& merge : sheet.merges)
      if (merge.row == row && merge.from == column) last = merge.to;
    for (auto i = column; i <= last; ++i) width += i < sheet.widths.size() ? static_cast<std::size_t>(sheet.widths[i]) : 8;
    most = std::max(most, lines_of(*text, width));
  }
  return kLine * static_cast<double>(most);
}

void add_sheet(lxw_workbook* workbook, const Sheet& from, Formats& formats) {
  const auto& lib = library();
  const auto name = sheet_name(from.name);
  auto* sheet = lib.workbook_add_worksheet(workbook, name.c_str());
  for (std::size_t i = 0; i < from.widths.size(); ++i)
    lib.worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), from.widths[i], nullptr);
  merge_cells(sheet, from, formats);
  std::size_t width = 0;
  for (std::size_t row = 0; row < from.rows.size(); ++row) {
    width = std::max(width, from.rows[row].size());
    lib.worksheet_set_row(sheet, static_cast<lxw_row_t>(row), height_of(from, row), nullptr);
    for (std::size_t column = 0; column < from.rows[row].size(); ++column) {
      const auto& cell = from.rows[row][column];
      write_cell(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), cell, formats.of(cell));
    }
  }
  if (from.frozen_rows > 0 || from.frozen_columns > 0)
    lib.worksheet_freeze_panes(sheet, from.frozen_rows, from.frozen_columns);
  if (from.filtered_from && from.rows.size() > *from.filtered_from + 1)
    lib.worksheet_autofilter(sheet, *from.filtered_from, 0, static_cast<lxw_row_t>(from.rows.size() - 1),
                             static_cast<lxw_col_t>(width - 1));
  set_up_print(sheet, from);
  for (const auto& chart : from.charts) add_chart(workbook, sheet, chart, name);
}

}  // namespace

std::string xlsx_of(const Workbook& from) {
  std::set<std::string> names;
  for (const auto& sheet : from.sheets)
    if (!names.insert(sheet_name(sheet.name)).second)
      throw std::logic_error("a workbook has two sheets of one name: " + sheet.name);
  const auto& lib = library();
  const MemoryFile file;
  lxw_workbook_options options{};
  auto* workbook = lib.workbook_new_opt(file.path().c_str(), &options);
  if (workbook == nullptr) cannot_be_made();
  lxw_doc_properties properties{};
  std::string title = from.title, author = from.author;
  properties.title = title.data(), properties.author = author.data();
  properties.created = std::chrono::system_clock::to_time_t(std::chrono::sys_days{from.made_on});
  lib.workbook_set_properties(workbook, &properties);
  Formats formats(workbook, from.font);
  for (const auto& sheet : from.sheets) add_sheet(workbook, sheet, formats);
  if (lib.workbook_close(workbook) != LXW_NO_ERROR) cannot_be_made();
  return file.bytes();
}

}  // namespace govcloud
