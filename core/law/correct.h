// What a correction does to the record that it names; the rule is in correct.cc.
#pragma once
#include "core/law/procedure_events.h"

namespace govcloud {

void correct(Evidence& evidence, const Corrected& e);
void correct(Record& record, const Corrected& e);

}  // namespace govcloud
