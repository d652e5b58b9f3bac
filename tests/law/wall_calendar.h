// A wall calendar, written a second time and apart from core/law/calendar: days in a row with leap
// years, weekdays and the notices' rows told anew. Only the bytes of the shipped calendar are shared.
#pragma once
#include <array>
#include <cstddef>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace govcloud::testing {

struct WallDay {
  std::string text;  // 2016-01-01
  bool works = false;
  bool noticed = false;  // its year has a notice
};

/// The rows of the shipped file: date and whether it is worked.
inline std::map<std::string, bool> notices() {
  std::map<std::string, bool> rows;
  std::ifstream lines(GOVCLOUD_SOURCE_DIR "/examples/calendars/cn.csv");
  std::string row;
  for (std::getline(lines, row); std::getline(lines, row);) rows[row.substr(0, 10)] = row[11] == '1';
  return rows;
}

/// From the first of January 2016, a Friday, to the end of June 2027, which no notice has arranged.
inline std::vector<WallDay> hang_up() {
  constexpr std::array<int, 12> kLengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const auto rows = notices();
  std::vector<WallDay> days;
  int weekday = 5;  // Monday is 1
  for (int year = 2016; year <= 2027; ++year)
    for (int month = 1; month <= (year == 2027 ? 6 : 12); ++month) {
      const int length = kLengths[static_cast<std::size_t>(month - 1)] + (month == 2 && year % 4 == 0 ? 1 : 0);
      for (int d = 1; d <= length; ++d, weekday = weekday % 7 + 1) {
        const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
        WallDay cell{std::to_string(year) + "-" + two(month) + "-" + two(d), weekday <= 5, year < 2027};
        if (const auto row = rows.find(cell.text); row != rows.end()) cell.works = row->second;
        days.push_back(std::move(cell));
      }
    }
  return days;
}

inline const std::vector<WallDay>& wall() {
  static const auto days = hang_up();
  return days;
}

}  // namespace govcloud::testing
