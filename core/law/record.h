// Records 登记: dated, attributed acts that a policy asks for and that have no procedure of their own
// (agreements, consents, authorisations, exceptions, duties done …). A new kind needs an entry of the
// policy and no code.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/law/policy.h"
#include "core/law/trust_events.h"

namespace govcloud {

/// A party to a record and who signed for it.
struct Signed {
  std::string party;  // a kind of unit (using, provider …), or a unit's id
  std::string person, for_person;
  Date on{};
  static void fields(auto& self, auto& v) {
    v("party", self.party), v("person", self.person), v("for_person", self.for_person), v("on", self.on);
  }
};

struct Record {
  std::string id;  // D-2026-0001
  std::uint64_t seq = 0;
  std::string kind;
  std::string about;  // platform, or the item's id
  std::string unit;   // of the item that it is about, or empty
  std::map<std::string, std::string> values;
  std::string policy, article;
  std::string recorded_by;
  Date on{};
  std::optional<Date> valid_from, valid_to;
  std::vector<std::string> waits_for;  // parties that have not signed yet
  std::vector<Signed> signed_by;

  /// It was there and all its parties had signed by that day, which is within its validity.
  bool in_force(Date day) const {
    for (const auto& signing : signed_by)
      if (signing.on > day) return false;
    return on <= day && waits_for.empty() && (!valid_from || day >= *valid_from) && (!valid_to || day <= *valid_to);
  }
  static void fields(auto& self, auto& v) {
    v("id", self.id), v("kind", self.kind), v("about", self.about), v("unit", self.unit);
    v("values", self.values), v("policy", self.policy), v("article", self.article);
    v("recorded_by", self.recorded_by), v("on", self.on), v("valid_from", self.valid_from);
    v("valid_to", self.valid_to), v("waits_for", self.waits_for), v("signed_by", self.signed_by);
  }
};

struct RecordMade {
  static constexpr std::string_view kKind = "record_made";
  Record record;
  Subjects subjects() const {
    return record.about == "platform" ? Subjects{record.id} : Subjects{record.id, record.about};
  }
  static void fields(auto& self, auto& v) { v("record", self.record); }
};

struct RecordCosigned {
  static constexpr std::string_view kKind = "record_cosigned";
  std::string record, about;
  Signed signing;
  Subjects subjects() const { return about == "platform" ? Subjects{record} : Subjects{record, about}; }
  static void fields(auto& self, auto& v) { v("record", self.record), v("about", self.about), v("signing", self.signing); }
};

/// The rule of a kind of record; a periodic duty that was done is a record of the duty's name, with its
/// period. Null where the policy knows neither.
std::optional<RecordRule> record_rule(const Policy& policy, std::string_view kind);

/// The fields as a policy's file writes them: "valid_to:date?".
std::vector<std::string> field_words(const RecordRule& rule);

/// What is wrong with a value of a type (text, date, time, integer, fen, month, quarter, half_year, year),
/// in words, or nothing.
std::string value_fault(std::string_view type, std::string_view value);

}  // namespace govcloud
