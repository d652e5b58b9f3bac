// Reports on their way out of the house: into the form that was asked for, into one file or a set of
// files for the platform and each unit, and to their receivers.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "cli/settle.h"

namespace govcloud {

/// A report about one unit, or about the platform where `unit` is empty.
struct Issue {
  std::string unit, digest;
  std::function<std::string(const std::string& form)> render;  // html, xlsx, md, csv, json, table
};

/// The reports of one period, made of the ledger at one head.
struct Edition {
  std::string report, period;  // monthly and 2026-10, yearly and 2026
  Head head;
  Lang lang = Lang::zh;
  std::vector<std::string> units;  // that have a report of their own
  std::function<Issue(const std::string& unit)> make;
};

/// What the words say of where a report goes.
struct Destination {
  std::string unit, out_dir;
  bool deliver = false;
  std::vector<std::string> receivers;
};

/// Prints or writes the report or the set of them, and records its delivery if that was asked for.
/// Gives the exit code.
int issue(Desk& desk, const Common& common, Counter& counter, const Edition& edition, const Destination& to);

}  // namespace govcloud
