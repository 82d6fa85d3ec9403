// Finds the events that a document tells: a word of the lexicon whose surroundings fit one of its
// senses.
#pragma once

#include <optional>
#include <vector>

#include "sitrep/claims/context.h"
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

// A sense that was held against a word of the text.
struct SenseTried {
  TokenId token = kNoToken;
  const EventWord* word = nullptr;
  std::string_view refused;  // why it does not fit; empty: it does
};

// The event mentions of the document in the order of the text. Where `tried` is given, every sense
// that was looked at is appended to it.
std::vector<EventMention> find_events(const Context& context, const StatusRules& status,
                                      std::vector<SenseTried>* tried = nullptr);

}  // namespace sitrep
