// The words that complete an event word: the other words of its phrase ("open fire"), the verb that
// carries a noun ("launched an attack") or calls something by it ("called it a crime"), and the
// nominals that hang on them.
#pragma once

#include <string_view>
#include <vector>

#include "sitrep/claims/context.h"

namespace sitrep {

// Refers to the context, which outlives it. A token that is asked for is kNoToken where the text
// has none.
class EventPhrases {
 public:
  explicit EventPhrases(const Context& context)
      : context_(context), tree_(context.tree()), words_(context.words()) {}

  // Do the other words of a verb phrase stand after the verb, in their order and within its clause?
  // `span` grows over them, `noun` becomes the last noun of them.
  bool phrase_after(const EventWord& word, TokenId t, Span& span, TokenId& noun) const;
  // Do the other words of a noun phrase stand right before its noun? `span` grows over them.
  bool words_before(const EventWord& word, TokenId t, Span& span) const;

  // Appends the nominals under `t` with that preposition, which may be one of several: "out of the
  // talks".
  void with_case(TokenId t, std::string_view preposition, std::vector<TokenId>& out) const;
  // How many prepositions a nominal has.
  int cases(TokenId nominal) const;
  TokenId last_object(TokenId t) const;
  // "opened fire on demonstrators", "set fire to a shop": whom the phrase aims at, else its noun.
  TokenId aimed_at(TokenId verb, TokenId noun) const;
  // "vowed to attack"; of "ordered the paper to close" the parser may make a clause of purpose.
  TokenId infinitive_below(TokenId t) const;
  // "Mosul, the capital of the province of Nineveh, which fell": what is told of the nearest name
  // is told of the place that the apposition describes.
  TokenId described(TokenId place, TokenId verb) const;

  // The verb that calls something so, and not what is called: "called the attack a crime".
  TokenId naming_verb(TokenId t) const;
  // The light verb whose object (or, in the passive, subject) this noun is; of "expressed rejection
  // and condemnation" it carries both.
  TokenId light_verb(TokenId noun) const;
  // "Condemnation came from Egypt", "expressions of condolence have come from the mayor".
  TokenId comes_from(TokenId noun) const;

 private:
  bool is_own(TokenId verb, TokenId part) const;
  bool is_part(TokenId t, std::string_view part) const;
  TokenId participle_after(TokenId noun) const;
  TokenId verb_of_object(TokenId noun) const;

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
};

}  // namespace sitrep
