// What a reason rests on: an article of a regulation, or a house rule of this ledger (H-nn).
#pragma once
#include <string>

namespace govcloud {

/// One sentence in both languages of the program; our own words, never the regulation's.
struct Wording {
  std::string zh;
  std::string en;
  bool operator==(const Wording&) const = default;
  static void fields(auto& self, auto& v) { v("zh", self.zh), v("en", self.en); }
};

/// An article of the policy, or a house rule where the measures are silent. Never default-made, so
/// that no refusal can be written without one.
class Citation {
 public:
  /// `article` is the article's number as a string ("9"); `line` the policy file's line, 0 if unknown.
  static Citation article(std::string policy, std::string article, int line, Wording says) {
    return {std::move(policy), std::move(article), line, std::move(says), ""};
  }
  /// `rule` is the house rule's number, "H-03".
  static Citation house(std::string rule, Wording says) {
    return {"", "", 0, std::move(says), std::move(rule)};
  }

  const std::string& policy() const { return policy_; }
  const std::string& article() const { return article_; }
  const std::string& house_rule() const { return house_rule_; }
  int line() const { return line_; }
  const Wording& says() const { return says_; }
  bool is_article() const { return house_rule_.empty(); }

 private:
  Citation(std::string policy, std::string article, int line, Wording says, std::string rule)
      : policy_(std::move(policy)), article_(std::move(article)), line_(line),
        says_(std::move(says)), house_rule_(std::move(rule)) {}

  std::string policy_, article_;
  int line_;
  Wording says_;
  std::string house_rule_;
};

}  // namespace govcloud
