// The parts of a compiled QuantityGrammar, for the files of the quantity floor.
#pragma once

#include <string>
#include <vector>

#include "sitrep/ground/phrases.h"
#include "sitrep/ground/quantity.h"

namespace sitrep {

// What the words of the quantity lexicon may say.
enum class QuantityFeature : uint8_t {
  value,
  high,
  low,    // of a vague count
  bound,  // a Bound
  unit,   // index into Parts::units
  more,
  each,
  half,   // "three and a half million"
  times,  // the million of that
  share,  // "a third of the city"
  next,   // the unit is that of the next number: "14- and 21-km"
  minus,  // below zero
};
inline constexpr size_t kQuantityFeatures = 12;

struct UnitOfMeasure {
  std::string name;
  bool distance = false;
  double factor = 1;  // to km
};

// What a word does in the search for the counted noun, where no tree helps.
enum class NounRole : uint8_t { none, plural, total, stop, street };

struct QuantityGrammar::Parts {
  PhraseGrammar phrases;
  std::vector<UnitOfMeasure> units;
  std::vector<NounRole> roles;  // by symbol

  NounRole role_of(const TextWord& word) const {
    return word.symbol < roles.size() ? roles[word.symbol] : NounRole::none;
  }
};

// The counted noun phrase behind words[after): its span, and the lemma of its head.
struct Counted {
  Span span;
  std::string unit;
};
// By the tree where there is one, else by the words. `number` is the span of the number phrase.
Counted counted_noun(std::string_view text, std::span<const TextWord> words, uint32_t after,
                     Span number, const QuantityGrammar::Parts& parts, const Analysis& analysis);

}  // namespace sitrep
