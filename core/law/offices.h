// Which authority decides for a unit and which provider serves a system: named, on record, or the only one.
#pragma once
#include "core/law/decide.h"

namespace govcloud {

/// The unit itself, or the last that came in its place.
std::string now_acting(const Books& books, std::string id);

/// The unit that decides for a using unit: its own authority, that of the system's last request, or
/// the only one there is, or empty.
std::string authority_for(const Facts& facts, const std::string& unit, const std::string& system);
/// The provider of a system's resources, or that of its last request, or the only one there is, or empty.
std::string provider_for(const Facts& facts, const std::string& system);

/// H-02: a provider and an authority that are named are there, and of several one is named.
MaybeNo provider_exists(const Facts& facts, const Submit& command);
MaybeNo authority_decides(const Facts& facts, const Submit& command);
MaybeNo provider_is_known(const Facts& facts, const Submit& command);
MaybeNo authority_is_known(const Facts& facts, const Submit& command);

}  // namespace govcloud
