// Delivering a report 送达报告 (Zhejiang article 15: each month to the using unit and to the authority).
#pragma once
#include <string>

#include "core/law/decide.h"

namespace govcloud {

/// The record that a report of a period about a unit, or "platform", was delivered or its duty done
/// otherwise; null when it was not. `report` is monthly or yearly, `period` 2026-10 or 2026.
const Record* delivery_of(const Books& books, std::string_view report, std::string_view about, std::string_view period);

}  // namespace govcloud
