// The words of a phrase as names are compared: "U.S.-backed al-Shabaab's" is us, backed, al,
// shabaab, each with what stood around it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/span.h"

namespace sitrep {

struct PartyWord {
  std::string key;  // ASCII letters in lower case, dots dropped
  Span span;        // bytes of the phrase
  bool capital = false;
  bool upper = false;          // no lower-case letter
  bool hyphen_before = false;  // joined to the word before: "US-backed"
  bool comma_before = false;   // a comma, bracket, dash or quotation mark stands before
  bool possessive = false;     // "'s" follows
};

std::vector<PartyWord> party_words(std::string_view phrase);

}  // namespace sitrep
