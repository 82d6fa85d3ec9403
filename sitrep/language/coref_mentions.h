// What coreference looks at in a mention: its words in lower case, number, gender, role in the
// sentence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sitrep/language/analysis.h"
#include "sitrep/language/entity_words.h"

namespace sitrep {

struct MentionInfo {
  uint32_t index = 0;
  uint32_t sentence = 0;
  Span span;
  Span extent;
  MentionForm form = MentionForm::name;
  EntityKind kind = EntityKind::other;
  Gender gender = Gender::unknown;
  Number number = Number::unknown;
  Person person = Person::none;  // of a pronoun

  std::string head;                           // lemma of the head, in lower case
  std::string letters;                        // of the core, see letters_of
  std::vector<std::string> name_words;        // of a name, without hyphens and stops
  std::string initials;                       // of a name of two words or more
  std::vector<std::string> modifiers;         // of the head, without articles
  std::vector<std::string> proper_modifiers;  // those that are names
  std::vector<std::string> roles;             // of a name: the title before it
  uint32_t apposed_to = kNoEntity;            // the mention beside which this one stands

  TokenId governor = kNoToken;   // what the head hangs from
  TokenId possessor = kNoToken;  // "its" of its forces
  bool acronym = false;
  bool definite = false;    // the, this, that, a possessive
  bool indefinite = false;  // a, some, any, no
  bool subject = false;
  bool object = false;
  bool nested = false;  // inside a longer noun phrase
  bool reflexive = false;
  bool possessive = false;
};

// One for each of analysis.mentions, in their order.
std::vector<MentionInfo> describe_mentions(std::string_view text, const EntityWords& words,
                                           const Analysis& analysis);

}  // namespace sitrep
