// Units 单位 that change: a new name, or another unit in their place.
#pragma once
#include "core/law/decide.h"
#include "core/law/refusal.h"

namespace govcloud {

void rename(Books& books, const UnitRenamed& fact, const Stamp& stamp);
void succeed(Books& books, const Event& event, const UnitSucceeded& fact, const Stamp& stamp);

/// A conflict when another unit has taken its place. Nothing when it is not there.
MaybeNo still_acts(const Facts& facts, const std::string& unit);

/// Whether a text is a unit's id, its name, or one that it had.
bool is_called(const Unit& unit, const std::string& text);

}  // namespace govcloud
