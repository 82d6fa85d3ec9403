// Finds the events that a document tells, word by word: each is a word of the lexicon whose
// surroundings fit one of its senses (event_senses.h). What another has told already is left out.
#pragma once

#include <vector>

#include "sitrep/claims/context.h"
#include "sitrep/claims/event_senses.h"
#include "sitrep/claims/status.h"

namespace sitrep {

// An event word in the text with the sense that fits it.
struct EventMention {
  TokenId trigger = kNoToken;  // the event word
  TokenId light =
      kNoToken;  // the verb that carries an event noun: "launched" of "launched an attack"
  const EventWord* word = nullptr;
  TokenId subject = kNoToken;  // who does it, by the tree
  TokenId object = kNoToken;
  bool own_words = false;  // the speaker's own demand, promise or threat: attributed to nobody
  Claim claim;             // without place, time and numbers
};

// The event mentions of the document in the order of the text. Where `tried` is given, every sense
// that was looked at is appended to it.
std::vector<EventMention> find_events(const Context& context, const StatusRules& status,
                                      std::vector<SenseTried>* tried = nullptr);

}  // namespace sitrep
