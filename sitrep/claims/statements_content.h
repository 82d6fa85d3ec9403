// What the dependency tree puts below a cue, and whom it names as the speaker.
#pragma once

#include <vector>

#include "sitrep/claims/statements_cues.h"
#include "sitrep/claims/tree.h"

namespace sitrep {

// What a cue says by the tree alone. `content` is empty where the tree has none.
struct SaidContent {
  Span cue;
  std::vector<Span> content;
  Span deed;  // of a charge: what somebody is accused of doing
  Cue::Kind kind = Cue::Kind::speech;
  bool asserts = true;  // see Statement
};

// `times`: words that say when.
SaidContent said_by_verb(const Tree& tree, TokenId verb, const Cue& cue, const WordSet& times);
SaidContent said_by_noun(const Tree& tree, TokenId noun, const Cue& cue);
// `nominal` is the source in "according to the agency".
SaidContent said_by_phrase(const Tree& tree, TokenId first, TokenId nominal);

// The head of the words that name the speaker, or kNoToken. `beside_quotation`: the verb stands
// beside quoted words, and what looks like its object may be its subject ("said Carter").
TokenId speaker_of_verb(const Tree& tree, TokenId verb, bool beside_quotation);
// "criticism by Damascus", "Abadi's call", and the subject of "made the claim".
TokenId speaker_of_noun(const Tree& tree, TokenId noun);
// The nominal that "according to" introduces, or kNoToken.
TokenId source_of_phrase(const Tree& tree, TokenId first);

}  // namespace sitrep
