// What is wrong with a row or a sample of a foreign file, and how its parts are read. Internal to the
// readers.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/format/catalogue.h"
#include "core/usage/number.h"

namespace govcloud {

/// Thrown for one row; caught by the reader, which names the place, and stops there or passes it over.
struct BadRow {
  std::string column;  // empty: the whole row
  Message what;
};

/// A field as it may stand in a message: short, in quotes, on one line, nothing for a terminal to obey.
std::string shown(std::string_view field);

/// What is wrong with a cloud id, with a place for shown(id); empty where nothing is.
Sentence resource_fault(std::string_view id);

/// read_number, or BadRow.
std::int64_t number_in(const std::string& column, std::string_view field, Scale scale);

/// A counter: a whole number below 2^63; or BadRow.
std::int64_t whole_number_in(std::string_view column, std::string_view field);

}  // namespace govcloud
