// The delivery 送达 of a report; a part of the journal's vocabulary (core/law/events.h).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/law/record.h"

namespace govcloud {

/// A file of a report as it was handed over. `form` is html, xlsx, md, csv or json; `digest` the SHA-256
/// of its bytes in hexadecimal.
struct ReportFile {
  std::string name, form, digest;
  std::int64_t size_bytes = 0;
  static void fields(auto& self, auto& v) {
    v("name", self.name), v("form", self.form), v("digest", self.digest), v("size_bytes", self.size_bytes);
  }
};

/// The report of a period about one unit, or about the platform, went to its receivers. `record` is what
/// does the duty of reporting: its kind is the report's name with "_report" behind it, its values name
/// period, receivers and digests. `size` and `head` are the ledger's head of which the report was made,
/// so that it can be made again.
struct ReportDelivered {
  static constexpr std::string_view kKind = "report_delivered";
  Record record;
  std::string report;  // monthly, yearly
  std::vector<std::string> receivers;
  std::uint64_t size = 0;
  std::string head, lang;
  std::vector<ReportFile> files;
  Subjects subjects() const {
    Subjects all{record.id};
    if (record.about != "platform") all.push_back(record.about);
    for (const auto& unit : receivers)
      if (unit != record.about) all.push_back(unit);
    return all;
  }
  static void fields(auto& self, auto& v) {
    v("record", self.record), v("report", self.report), v("receivers", self.receivers), v("size", self.size);
    v("head", self.head), v("lang", self.lang), v("files", self.files);
  }
};

}  // namespace govcloud
