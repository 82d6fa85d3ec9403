// Which words of a sentence a phrase or clause covers, as spans of the text.
#pragma once

#include <vector>

#include "sitrep/claims/tree.h"

namespace sitrep {

// Spans of the words below `head`, without those below `without` (kNoToken: none); words that
// follow each other, or have only punctuation between them, are one span. Punctuation and quotation
// marks at the edges, and "that" at the beginning, stay outside.
std::vector<Span> words_below(const Tree& tree, TokenId head, TokenId without);

// The words that name a source: the noun phrase at `head` without its clauses and appositions.
Span name_words(const Tree& tree, TokenId head);

// The span without white space, punctuation and unpaired marks at its edges. `stops`: a full stop
// at the end stays, for it is quoted.
Span trimmed(const Tree& tree, Span span, bool stops);

}  // namespace sitrep
