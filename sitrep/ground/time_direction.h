// Whether a time that could lie before or behind is the one or the other: the tense of the clause.
#pragma once

#include <span>
#include <vector>

#include "sitrep/ground/time_value.h"
#include "sitrep/language/analysis.h"

namespace sitrep {

// Words that tell the tense, from the `time-cue` entries of the lexicon.
struct TenseCues {
  enum class Cue : uint8_t {
    none,
    past,
    future,
    past_before,       // surely, right before the time: "since"
    future_verb,       // only as a verb: "plans to", not "the plans"
    future_before,     // only right before the time
    future_by,         // the same, behind an infinitive: "to leave by Friday"
    future_before_of,  // the same, with "of" between: "ahead of Friday"
    of,                // "of"
    future_to,         // before an infinitive: "is set to resume"
    future_for,        // "set for Friday"
    infinitive,        // "to"
    was,               // before an infinitive of what was to come, else past
    as_before,         // "as planned" was planned earlier
    perfect,           // "had"
    through,
    present,
    no_tense,     // "says": tells nothing of the time of what it reports
    sets_a_date,  // "announced": what has the date is not the saying
  };
  std::vector<Cue> by_symbol;

  Cue of(const TextWord& word) const {
    return word.symbol < by_symbol.size() ? by_symbol[word.symbol] : Cue::none;
  }
};

// The words around a phrase. The tags tell verbs that the lexicon does not; without them words in
// -ed are taken for past.
struct Passage {
  std::string_view text;
  std::span<const TextWord> words;
  const Analysis& analysis;
  bool told_in_present = false;  // a headline or caption: "Bomb kills two Friday"
  bool opens_report = false;     // its first paragraph
};

// The leaning of the phrase words[first, last) of its passage, by the nearest cue: of what stands
// before, then of what follows. (Climbing the tree to the governing verb was tried: it gave the
// same within 0.1 F1 of values.)
Leaning leaning_of(const Passage& passage, uint32_t first, uint32_t last, const TenseCues& cues);

}  // namespace sitrep
