#include "core/format/input_error.h"

namespace govcloud {
namespace {

std::string joined(Lang lang, const Message& place, const Message& what) {
  if (place.empty()) return say(lang, what);
  return say(lang, N_("{0}: {1}."), say(lang, place), say(lang, what));
}

}  // namespace

InputError::InputError(int code, Message sentence, Message mend)
    : InputError(code, Message{}, std::move(sentence), std::move(mend)) {}

InputError::InputError(int code, Message place, Message what, Message mend)
    : std::runtime_error(joined(Lang::en, place, what)), exit(code), hint(say(Lang::en, mend)),
      place_(std::move(place)), what_(std::move(what)), mend_(std::move(mend)) {}

InputError::InputError(int code, const std::string& message, std::string mend)
    : std::runtime_error(message), exit(code), hint(std::move(mend)) {}

std::string InputError::told(Lang lang) const {
  return what_.empty() ? what() : joined(lang, place_, what_);
}

std::string InputError::mend(Lang lang) const { return mend_.empty() ? hint : say(lang, mend_); }

}  // namespace govcloud
