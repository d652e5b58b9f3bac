// Rows of one resource and month on their way into blocks: the same packing as theirs, but in the
// order in which rows were read, with instants that may come again.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "core/usage/series.h"

namespace govcloud {

class PackedRows {
 public:
  /// Adds all rows of `rows` behind those that are there; at least one. Its counts are left out.
  void add(const Samples& rows);

  /// Gives all rows in the order in which they were added, without counts, and begins again.
  Samples take();

  std::size_t size() const { return size_; }

 private:
  std::vector<std::string> runs_;
  std::size_t size_ = 0;
};

}  // namespace govcloud
