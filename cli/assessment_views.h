// Assessments as JSON items: every operand, so that whoever wants can work the points out again.
#pragma once
#include "cli/table.h"
#include "core/law/assess.h"

namespace govcloud {

/// An assessment with its criteria, and, explained, in `counted` each thing that a criterion counts (by its number).
Json assessed_json(const Facts& facts, const Asked& asked, const Assessed& assessed, Lang lang, bool is_explained);
/// An assessment that was fixed.
Json assessment_json(const Assessment& assessment);
/// What people see of it; the operands only where they are asked for.
std::vector<Column> assessment_titles(bool explained);

}  // namespace govcloud
