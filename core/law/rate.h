// rate: a using unit says how satisfied it is 满意度 with what the provider did about a request, an
// incident, or in a period, in one of the policy's grades (Zhejiang article 23).
#pragma once
#include <string>

#include "core/law/decide.h"
#include "core/law/rating_events.h"

namespace govcloud {

struct Rate {
  std::string about, grade, note;
  std::string provider;  // of a period, where there are several
  static void fields(auto& self, auto& v) {
    v("about", self.about), v("grade", self.grade), v("note", self.note), v("provider", self.provider);
  }
};

Decision decide(const Facts&, const Rate&, const Acting&);

/// The answer of a unit about a subject that stands: the last one, or null. `provider` tells apart the
/// answers about a period.
const Rating* rating_of(const Books& books, std::string_view unit, std::string_view about, std::string_view provider);

}  // namespace govcloud
