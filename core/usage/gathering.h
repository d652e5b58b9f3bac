// The rows of an import, gathered by resource and month in bounded memory.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/law/date.h"
#include "core/usage/packed_rows.h"
#include "core/usage/reader.h"
#include "core/usage/series.h"

namespace govcloud {

/// Memory: one to two bytes for each value, some hundred for each resource and month, and what is not
/// packed yet; while a month of a resource
/// is given out, 8 bytes for each of its values and times besides.
class Gathering {
 public:
  /// So many values and times, of 8 bytes each, may wait unpacked.
  static constexpr std::size_t kLooseMax = 3'000'000;
  /// Instants that come again are laid over each other whenever a month has so many rows: more than
  /// it has seconds.
  static constexpr std::size_t kRowsMax = 4'000'000;

  /// A month is a calendar month at `offset`. The limits are for tests.
  explicit Gathering(Offset offset, std::size_t loose_max = kLooseMax, std::size_t rows_max = kRowsMax)
      : offset_(offset), loose_max_(loose_max), rows_max_(rows_max) {}

  /// A row without any value is passed over.
  void add(const Measured& row);

  /// Gives what was gathered, settled, by resource in order of first appearance, then by month, and
  /// begins again. The counts of repeated rows and conflicts stand with the month in which they are.
  using Visit = std::function<void(const std::string& resource, Month month, Samples samples)>;
  void take(std::int64_t interval_seconds, const Visit& visit);

 private:
  struct Rows {
    Month month;
    std::int64_t from = 0, to = 0;  // UTC seconds, to excluded
    Samples loose;
    PackedRows packed;
    std::int64_t repeated = 0, conflicts = 0;  // of what was laid over each other before
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  std::size_t place_of(std::string_view resource);
  Rows& rows_at(std::vector<Rows>& months, std::int64_t at_seconds) const;
  void pack_all();
  static Samples settled(Rows& rows);

  Offset offset_;
  std::size_t loose_max_, rows_max_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> places_;
  std::vector<std::string> names_;
  std::vector<std::vector<Rows>> months_;  // of each resource, the one last added to at the end
  std::size_t last_ = 0, loose_ = 0;
};

}  // namespace govcloud
