// What every reader of measurements does with a sample: names it, judges it, hands it on, counts it.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/usage/bad_row.h"
#include "core/usage/reader.h"

namespace govcloud {

/// Where a sample stands in its file, to be said only if it is bad; the column may be empty.
using PlaceOf = std::function<Message(const std::string& column)>;

/// "FILE line 17", with the name of what is wrong there: for files that are no tables.
Message place_in_lines(const std::string& file, std::int64_t line, const std::string& column);

class Intake {
 public:
  Intake(const Mapping& mapping, ReadOptions options, const MeasuredSink& sink, ReadReport& report)
      : mapping_(mapping), options_(options), sink_(sink), report_(report) {}

  /// Reads one sample: `read` fills it in, or throws BadRow. Counts it as a row, and as kept or as
  /// skipped. Throws InputError 65 for a bad one, unless bad ones are passed over.
  template <class Read>
  void sample(const PlaceOf& place, const Read& read) {
    ++report_.rows;
    try {
      Measured row;
      read(row);
      hand_on(row);
      ++report_.kept;
    } catch (const BadRow& bad) {
      note(place, bad);
    }
  }

  /// Notes what is to be known besides.
  void warn(Message warning);
  const ReadOptions& options() const { return options_; }
  /// Counts a row that never became a sample because it is bad, or throws the InputError that tells it.
  void bad(const PlaceOf& place, const BadRow& bad) {
    ++report_.rows;
    note(place, bad);
  }

 private:
  /// Throws BadRow where the resource is no cloud id or the time lies ahead; else hands it on, under
  /// the name that the mapping gives the resource.
  void hand_on(Measured& row);
  /// Counts a bad row, or throws the InputError that tells it.
  void note(const PlaceOf& place, const BadRow& bad);

  const Mapping& mapping_;
  ReadOptions options_;
  const MeasuredSink& sink_;
  ReadReport& report_;
  std::string resource_;
};

}  // namespace govcloud
