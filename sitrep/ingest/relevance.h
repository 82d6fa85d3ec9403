// Whether a document tells of any political or violent event, so that sports, markets and
// celebrities need not be read: a fast gate.
//
// Method: logistic regression over the stems of a passage of some sixty words; a document is as
// relevant as its most relevant passage. The weights are knowledge, in lexicon/en/relevance; they
// were learned by training/relevance.py.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "sitrep/base/result.h"
#include "sitrep/lexicon/lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// Immutable; shared by all threads.
class Relevance {
 public:
  // Errors: malformed, with file and line.
  static Result<Relevance> compile(const Lexicon& lexicon);

  // Of the best passage, title included: a logit, the higher the likelier an event.
  float score(const Document& document) const;
  // Whether it is worth reading. True for what is too short to tell.
  bool tells_of_event(const Document& document) const;

 private:
  std::unordered_map<std::string, float> weights_;
  float bias_ = 0;
  float least_ = 0;  // a document below tells of no event
};

}  // namespace sitrep
