#include <algorithm>

#include "core/format/input_error.h"
#include "core/format/json_pick.h"
#include "core/format/utf8_source.h"
#include "core/usage/lines.h"
#include "core/usage/sources.h"

namespace govcloud {
namespace {

enum Place : std::size_t { header, status, error, warning, info, type, series, labels, point, histogram };
const std::vector<std::string> kPaths{
    "metric",         "status",        "error",         "warnings[]", "infos[]", "data.resultType",
    "data.result[]{", "data.result[].metric", "data.result[].values[]", "data.result[].histograms{"};

bool has_labels(const Json& of, const std::vector<std::pair<std::string, std::string>>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& label) {
    const auto* value = of.find(label.first);
    return value != nullptr && value->text() != nullptr && *value->text() == label.second;
  });
}

class Replies {
 public:
  Replies(ByteSource& source, const Mapping& mapping, Intake& intake)
      : source_(source), mapping_(mapping), intake_(intake), times_(TimeUnit::seconds, Offset{0}) {
    const auto& name = source.name();
    base_name_ = name.substr(name.find_last_of('/') + 1);
  }

  void read() {
    pick_json(source_, kPaths, [&](const Picked& picked) { take(picked); });
    if (!is_reply_) refuse(0, message(N_("it is no reply of query_range")), message(N_("leave --map out to have the kind of the file recognised")));
    if (not_measured_ > 0)
      intake_.warn(message(N_("{0} points are NaN or infinite, and count as not measured"), not_measured_));
  }

 private:
  void take(const Picked& picked) {
    switch (picked.path) {
      case header: return begin_metric(picked);
      case status: is_reply_ = true; break;
      case error:
        refuse(picked.line, message(N_("the server refused the query: {0}"), shown(written(picked.value))),
               message(N_("mend the query, and ask again")));
      case warning:
      case info: intake_.warn(message(N_("the server says: {0}"), written(picked.value))); break;
      case type:
        if (written(picked.value) != "matrix")
          refuse(picked.line, message(N_("the reply is a {0} and not a matrix"), shown(written(picked.value))),
                 message(N_("ask query_range, which gives values over time")));
        break;
      case series: resource_.clear(), has_labels_ = false, column_ = nullptr; break;
      case labels: begin_series(picked); break;
      case point: read_point(picked); break;
      case histogram: intake_.warn(message(N_("a histogram of line {0} is not read"), picked.line)); break;
    }
  }

  void begin_metric(const Picked& picked) {
    const auto name = written(picked.value);
    const auto found = std::find_if(mapping_.metrics.begin(), mapping_.metrics.end(), [&](auto& m) { return m.column == name; });
    if (found == mapping_.metrics.end())
      refuse(picked.line, message(N_("the mapping has no metric {0}"), shown(name)), message(N_("add [metrics.{0}] to it"), shown(name)));
    announced_ = &*found;
  }

  void begin_series(const Picked& picked) {
    has_labels_ = true;
    const auto* resource = picked.value.find(mapping_.resource_label);
    resource_ = resource == nullptr ? std::string() : written(*resource);
    column_ = announced_;
    for (const auto& metric : mapping_.metrics) {
      if (column_ != nullptr) break;
      if (base_name_.starts_with(metric.file) && has_labels(picked.value, metric.labels)) column_ = &metric;
    }
    if (column_ == nullptr)
      refuse(picked.line, message(N_("no metric of the mapping takes the series {0}"), shown(picked.value.dump())),
             message(N_("give [metrics.…] labels that the series has, or the beginning of the file's name; see govcloud-usage(5)")));
  }

  void read_point(const Picked& picked) {
    const PlaceOf place = [&](const std::string& column) {
      return place_in_lines(source_.name(), picked.line, column.empty() ? printable_name() : column);
    };
    intake_.sample(place, [&](Measured& row) {
      if (!has_labels_) throw BadRow{{}, message(N_("the values stand before the labels"))};
      if (resource_.empty()) throw BadRow{mapping_.resource_label, message(N_("the series has no such label"))};
      const auto* pair = picked.value.items();
      if (pair == nullptr || pair->size() != 2) throw BadRow{{}, message(N_("a point is not a time and a value"))};
      row.resource = resource_;
      row.values = no_values();
      const auto time = written((*pair)[0]);
      if (!times_.read(time, row.at_seconds))
        throw BadRow{{}, message(N_("{0} is not a time of the years 1970 to 9999"), shown(time))};
      read_value(written((*pair)[1]), row.values[index_of(column_->metric)]);
    });
  }

  void read_value(const std::string& text, std::int64_t& value) {
    if (text == "NaN" || text == "+Inf" || text == "-Inf" || text == "Inf") {
      ++not_measured_;
      return;
    }
    const auto fault = read_number(text, column_->scale, value);
    // Rates that are extrapolated fall a hair below zero.
    if (fault == NumberFault::below_zero && text.starts_with('-') &&
        read_number(std::string_view(text).substr(1), column_->scale, value) == NumberFault::none && value == 0)
      return;
    if (fault != NumberFault::none) value = number_in(column_->column, text, column_->scale);
  }

  std::string printable_name() const {
    const auto name = shown(resource_);
    return name.substr(1, name.size() - 2);
  }

  [[noreturn]] void refuse(std::int64_t line, Message what, Message mend) const {
    throw InputError(65, line == 0 ? message(N_("{0}"), source_.name()) : place_in_lines(source_.name(), line, {}),
                     std::move(what), std::move(mend));
  }

  ByteSource& source_;
  const Mapping& mapping_;
  Intake& intake_;
  TimeReader times_;
  std::string base_name_, resource_;
  const MetricColumn* announced_ = nullptr;
  const MetricColumn* column_ = nullptr;
  bool is_reply_ = false, has_labels_ = false;
  std::int64_t not_measured_ = 0;
};

}  // namespace

void read_prometheus(ByteSource& source, const Mapping& mapping, Intake& intake, ReadReport& report) {
  report.encoding = become_utf8(source, kOtherEncodingBytesMax);
  Replies(source, mapping, intake).read();
}

}  // namespace govcloud
