// What a writing verb says when it is done: one line for each item, the id first.
#pragma once
#include <string>
#include <vector>

#include "core/format/catalogue.h"
#include "core/law/events.h"

namespace govcloud {

/// One line of a receipt. `message` has the id as {0}.
struct ReceiptLine {
  std::string id;
  Message message;
  std::string stage;            // the stage reached, or empty
  const Deadline* deadline = nullptr;  // the clock that it started, or null; lives in the events
  bool numbered = false;        // the id is a number that the act itself gave
};

/// The lines for the events of one act, from the events alone, so that a replayed key gives the same.
/// `policy` is the id to cite; `papers` says whether each attached paper has a line (attach);
/// times are told at the ledger's offset.
std::vector<ReceiptLine> receipt(const std::vector<Event>& events, const std::string& policy,
                                 bool papers, Offset offset);

}  // namespace govcloud
