// A bureau whose ledger lies on a paper disk.
#pragma once
#include <doctest/doctest.h>

#include "tests/faults/bureau.h"
#include "tests/faults/paper_disk.h"

namespace govcloud::testing {

struct PaperBureau {
  /// Opened up to the first application, or with nothing but its first act.
  explicit PaperBureau(bool shared_memory = true, bool opened = true) : disk(shared_memory) {
    disk.begin();
    const auto made = bureau.ask({"2026-03-02T09:00:00+08:00",
                                  "init --policy zhejiang --founder root=周密 --test --unsigned"});
    REQUIRE_MESSAGE(made.exit == 0, made.err);
    // The program looks at a file's first bytes itself, before SQLite does.
    bureau.folder().write("ledger.db", disk.bytes(bureau.ledger()));
    if (opened) bureau.play(opening_steps(), "o");
  }
  PaperDisk disk;
  Bureau bureau;
};

}  // namespace govcloud::testing
