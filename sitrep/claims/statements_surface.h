// Speech that punctuation shows where a tree is often wrong: "The town fell, the army said on
// Monday", and words in quotation marks within what somebody said.
#pragma once

#include <optional>
#include <vector>

#include "sitrep/claims/tree.h"

namespace sitrep {

// What stands around a cue that is put into its sentence or behind it.
struct PutIn {
  TokenId speaker = kNoToken;
  std::vector<Span> content;
};

// For a verb that says something and has nothing said after it in its own stretch of the sentence:
// "CLAUSE, SPEAKER says ...", "CLAUSE, says SPEAKER", both with what follows after a comma. Nothing
// where a clause does not stand before it.
std::optional<PutIn> put_in(const Tree& tree, TokenId verb);

// "said on Monday that troops left": what follows "that", to the end of the sentence. Empty where a
// verb or a comma stands before it.
Span said_behind_that(const Tree& tree, TokenId verb);

// "said one of the guards was hurt": what follows the verb to the end of its sentence, where that
// begins with a noun phrase and its verb. Empty where it does not.
Span said_after(const Tree& tree, TokenId verb);

// Where what is said begins of which a later part is in quotation marks: "said [that] she was
// “sad”". `quoted` is where the marks open; `whole`: all that follows the verb is said ("called the
// plan “mad”"). Gives `quoted` where only punctuation, a listener or a time stands between.
uint32_t begin_of_mixed(const Tree& tree, TokenId verb, uint32_t quoted, bool whole);

// VBD, VBZ, VBP, MD: a word that makes a clause.
bool is_finite(const Tree& tree, TokenId t);

}  // namespace sitrep
