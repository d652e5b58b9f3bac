// What a stage event did to the clocks of its request; a part of the journal's vocabulary
// (core/law/events.h).
#pragma once
#include <string>
#include <vector>

#include "core/law/case.h"

namespace govcloud {

struct Clocks {
  struct Kept {  // a deadline met, in time or late
    std::string rule;
    Date done_on{};  // the day by which it was judged
    int working_days_late = 0;
    static void fields(auto& self, auto& v) {
      v("rule", self.rule), v("done_on", self.done_on);
      v("working_days_late", self.working_days_late);
    }
  };
  std::vector<Deadline> started;
  std::vector<Kept> kept;
  std::vector<std::string> ended;  // rules no longer owed
  static void fields(auto& self, auto& v) {
    v("started", self.started), v("kept", self.kept), v("ended", self.ended);
  }
};

}  // namespace govcloud
