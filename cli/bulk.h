// Bulk files: one act of many rows, each row's values on top of the command line's.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "cli/error.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "core/ledger/bulk.h"

namespace govcloud {

struct Counter;

/// Where verbs put their commands in the place of carrying them out, while a bulk file is read.
struct Bulk {
  Counter* counter = nullptr;  // already open, for all rows
  std::vector<BulkRow> rows;
  std::vector<std::unique_ptr<EvidenceFile>> files;
};

/// Reads the file of --from, has the verb make a command of each row, and records them in one act. One
/// result a row; gives 0, 3 when some rows were refused, or the first one's code when all were.
int run_bulk(Desk& desk, const Call& call);

/// The act that holds rows: who acts and when. Papers and keys are the rows'.
Act act_of_rows(const Counter& counter, const Common& common, std::string verb);

/// What came of rows that were given otherwise than in a file, told as `review A B C` tells it.
struct RowResult {
  std::string id;  // the item, where the row made no receipt
  std::optional<ErrorInfo> error;
  std::vector<Receipt> receipts;
};
int tell_rows(Desk& desk, const Common& common, const LedgerStamp& ledger, const std::vector<RowResult>& rows);

}  // namespace govcloud
