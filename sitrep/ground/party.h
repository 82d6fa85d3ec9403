// Says which party each entity of a document is: country, PLOVER sectors, neutral name, office.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// Countries, organisations, armed groups, offices and role nouns of the lexicon, ready for look-up.
// Immutable.
class PartyTable {
 public:
  // Errors: malformed, with file and line of the entry.
  static Result<PartyTable> compile(const Lexicon& lexicon);

  PartyTable(PartyTable&&) noexcept;
  PartyTable& operator=(PartyTable&&) noexcept;
  ~PartyTable();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  explicit PartyTable(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// One party for each entity of the analysis, in the same order; Party{} where the text does not
// say. Offices are those held on `day`, where that is known.
std::vector<Party> ground_parties(const Document& document, const Analysis& analysis,
                                  const PartyTable& table, std::optional<Day> day);

}  // namespace sitrep
