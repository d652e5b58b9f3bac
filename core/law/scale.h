// What scaling does to the record of a resource; the rule is in scale.cc.
#pragma once
#include "core/law/procedure_events.h"

namespace govcloud {

void scale(Resource& resource, const Scaled& e);

/// After another delivery: what ran outside its new range runs at the lower end again.
void keep_in_range(Resource& resource);

/// Notes what runs of it from a day on, for its fee.
void note_version(Resource& resource, Date on);

}  // namespace govcloud
