// Arcs are chosen one by one, so a tree says now and then what no sentence of English means: a verb
// with two subjects beside one that has none, a passive without "was". Such readings are put right
// here, by the shape of the tree alone.
#pragma once

#include "sitrep/language/analysis.h"

namespace sitrep {

// What the first word of a sentence may be, by the lexicon.
struct SentenceOpening {
  bool attribute = false;  // a participle that stands before a noun as an adjective does: "acting"
  bool number = false;     // "thirteen"
};

// Changes heads, relations and tags of the tokens of one sentence; `tokens` has been filled by the
// encoder. The tree stays a tree.
void repair_tree(const Sentence& sentence, SentenceOpening opening, Tokens& tokens);

}  // namespace sitrep
