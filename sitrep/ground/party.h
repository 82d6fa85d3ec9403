// Says which party each entity of a document is: country, PLOVER sectors, neutral name, office.
//
// A noun phrase is read by its words alone: "[US] [Defense Secretary] Ash Carter" has a country, a
// title and a name. What the words stand for is in lexicon/en/party (docs/lexicon-party.md).
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// Countries, organisations, armed groups, offices and role nouns of the lexicon, ready for look-up.
// Immutable; safe to share between threads.
class PartyTable {
 public:
  // Errors: malformed, with file and line of the entry.
  static Result<PartyTable> compile(const Lexicon& lexicon);

  PartyTable(PartyTable&&) noexcept;
  PartyTable& operator=(PartyTable&&) noexcept;
  ~PartyTable();

  // The party that one noun phrase names ("the Iraqi army", "a spokesman for the Taliban");
  // Party{} where it names none. Offices are those held on `day`; without a day, only what was
  // true of a person at all times is said.
  Party read(std::string_view phrase, std::optional<Day> day = std::nullopt) const;

  // What a name of the lexicon stands for: armed_group, organisation, country, person. None where
  // the text is no whole name.
  std::optional<EntityKind> kind_of_alias(std::string_view text) const;

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

bool has_sector(const Party& party, std::string_view sector);
// Of that sector and of no other.
bool is_only(const Party& party, std::string_view sector);
// An organ of a state, or one of its people, whichever state it is: government, army, police,
// secret service, courts, parliament.
bool is_state_organ(const Party& party);
// Of these only those that can act against others for the state: not its courts, not its
// parliament; and never rebels.
bool is_state_force(const Party& party);
// Armed and under no state: rebels, international armed movements, unaligned gunmen.
bool is_rebel(const Party& party);
// Whether both are one side: the same name, or one country with a sector in common ("Iraq" and
// "the Iraqi army" are, the Iraqi army and Iraqi rebels are not). Unknown parties are nobody's.
bool same_party(const Party& a, const Party& b);

}  // namespace sitrep
