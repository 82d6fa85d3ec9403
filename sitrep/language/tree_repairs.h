// Arcs are chosen one by one, so a tree says now and then what no sentence of English means: a verb
// with two subjects beside one that has none, a passive without "was". Such readings are put right
// here, by the shape of the tree alone.
#pragma once

#include "sitrep/language/analysis.h"

namespace sitrep {

// Changes heads, relations and tags of the tokens of one sentence; `tokens` has been filled by the
// encoder. The tree stays a tree. `opens_with_attribute`: its first word is a participle that stands
// before a noun as an adjective does ("acting").
void repair_tree(const Sentence& sentence, bool opens_with_attribute, Tokens& tokens);

}  // namespace sitrep
