// Whole numbers of the report as people read them.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "core/format/catalogue.h"
#include "core/report/monthly.h"

namespace govcloud {

/// Stands where there is no figure.
inline constexpr const char* kNoFigure = "—";

/// Two decimals of hundredths (1234 → "12.34") or of thousandths, rounded half up (6539 → "6.54").
std::string percent_of_hundredths(const std::optional<std::int64_t>& value);
std::string percent_of_thousandths(const std::optional<std::int64_t>& value);

/// A limit, without decimals where it has none: 8000 → "80", 1250 → "12.50".
std::string limit_of_hundredths(long long value);

/// "4 vCPU · 16 GiB · 100 GiB" in reading order, an elastic quantity as "4–8 vCPU".
std::string allocated_text(const Quantities& allocated);
/// The same, short: "4C 16G 100G". Keys without a short form as key=amount.
std::string allocated_brief(const Quantities& allocated);
/// For machines: "cpu=4..8 memory_gib=16", by key.
std::string allocated_code(const Quantities& allocated);
/// A standard size, as allocated_brief().
std::string size_text(const std::map<std::string, long long>& size);

std::string date_text(const std::optional<Date>& date);
/// The first twelve digits of a hash.
std::string short_hash(const std::string& hash);
/// "Bureau (id)", or the id where there is no name; made fit to be shown.
std::string named_text(Lang lang, const std::string& name, const std::string& id);

}  // namespace govcloud
