// Finds the numbers of a document and says how many of what: value, bounds, unit, and what is
// counted.
#pragma once

#include <memory>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// The number words, bounds and units of the lexicon, compiled. Immutable; share it between threads.
class QuantityGrammar {
 public:
  // Errors: malformed, with file and line of the entry.
  static Result<QuantityGrammar> compile(const Lexicon& lexicon);

  QuantityGrammar(QuantityGrammar&&) noexcept;
  QuantityGrammar& operator=(QuantityGrammar&&) noexcept;
  ~QuantityGrammar();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  explicit QuantityGrammar(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// The quantities of a document in the order of the text. Numbers inside `times` (dates, ages as
// durations) are no quantities; neither are ordinals and identifiers ("101st Airborne", "Route 9").
std::vector<Quantity> ground_quantities(const Document& document, const Analysis& analysis,
                                        const QuantityGrammar& grammar,
                                        const std::vector<Time>& times);

}  // namespace sitrep
