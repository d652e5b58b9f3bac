#include "core/usage/intake.h"

#include "core/format/input_error.h"

namespace govcloud {

Message place_in_lines(const std::string& file, std::int64_t line, const std::string& column) {
  return column.empty() ? message(N_("{0} line {1}"), file, line)
                        : message(N_("{0} line {1}, '{2}'"), file, line, column);
}

void Intake::hand_on(Measured& row) {
  if (mapping_.renames()) {
    resource_ = mapping_.cloud_id(row.resource);
    row.resource = resource_;
  }
  if (const auto fault = resource_fault(row.resource); !fault.empty())
    throw BadRow{mapping_.resource_column, message(fault, shown(row.resource))};
  if (row.at_seconds > options_.latest_seconds)
    throw BadRow{mapping_.time_column,
                 message(N_("{0} lies ahead of the import"), to_text(Instant{std::chrono::seconds{row.at_seconds}}, options_.offset))};
  sink_(row);
}

void Intake::warn(Message warning) {
  if (report_.warnings.size() < kProblemsMax) report_.warnings.push_back(std::move(warning));
}

void Intake::note(const PlaceOf& place, const BadRow& bad) {
  const InputError problem(65, place(bad.column), bad.what,
                           message(N_("mend the row, or pass over bad rows with --keep-going")));
  if (!options_.keep_going) throw problem;
  ++report_.skipped;
  if (report_.problems.size() < kProblemsMax) report_.problems.push_back(problem.what());
}

}  // namespace govcloud
