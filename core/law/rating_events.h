// Ratings 满意度评价 by using units of what the provider did: the record, and the fact about it; a part of
// the journal's vocabulary (core/law/events.h). Zhejiang article 23.
#pragma once
#include <optional>
#include <string>

#include "core/law/date.h"
#include "core/law/trust_events.h"

namespace govcloud {

/// One unit's answer about one subject. Whoever says nothing has no rating.
struct Rating {
  std::string id;  // S-2026-0001
  std::uint64_t seq = 0;
  std::string about;   // a request, an incident, or a period: 2026-10, 2026-Q4, 2026-H2, 2026
  bool is_period = false;
  std::string unit, provider;  // who rates whom
  std::string grade;           // a word of the policy
  std::string note;
  std::string policy, article, rated_by;
  Date on{};
  std::string replaces, replaced_by;  // ratings of the same unit and subject, or empty

  static void fields(auto& self, auto& v) {
    v("id", self.id), v("about", self.about), v("is_period", self.is_period), v("unit", self.unit);
    v("provider", self.provider), v("grade", self.grade), v("note", self.note), v("policy", self.policy);
    v("article", self.article), v("rated_by", self.rated_by), v("on", self.on), v("replaces", self.replaces);
    v("replaced_by", self.replaced_by);
  }
};

struct Rated {
  static constexpr std::string_view kKind = "rated";
  Rating rating;
  Subjects subjects() const {
    Subjects all{rating.id, rating.unit, rating.provider};
    if (!rating.is_period) all.push_back(rating.about);
    return all;
  }
  static void fields(auto& self, auto& v) { v("rating", self.rating); }
};

}  // namespace govcloud
