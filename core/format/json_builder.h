// Values put together from what a JSON parser meets, one after another. Internal to the JSON door.
#pragma once
#include <string>
#include <vector>

#include "core/format/json.h"

namespace govcloud {

/// Call open() and close() for objects and arrays, key() before each member, put() for all else.
class JsonBuilder {
 public:
  void open(bool is_object) { levels_.push_back({is_object, {}, {}, {}}); }
  void close();
  void key(std::string&& key) { levels_.back().key = std::move(key); }
  void put(Json value);
  /// How many objects and arrays are open.
  std::size_t depth() const { return levels_.size(); }
  Json take() { return std::move(whole_); }

 private:
  struct Level {
    bool is_object = false;
    std::string key;
    Json::Object members;
    Json::Array items;
  };
  std::vector<Level> levels_;
  Json whole_;
};

/// A number with a point or an exponent: exact if it has at most 15 places and no exponent, else as text.
Json json_number(const std::string& written);

}  // namespace govcloud
