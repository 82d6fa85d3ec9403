// The event words of the lexicon, ready for look-up by lemma: which words can name an event, and
// what must stand with them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/claims/claim.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// The lemma as given, then what it may be where the lemmatiser kept a doubled consonant or a plural
// ("expell", "troops").
std::vector<std::string_view> lemma_readings(std::string_view lemma);

enum class WordClass : uint8_t { verb, noun, adjective };

// Where in the tree a party stands, seen from the event word.
enum class Role : uint8_t {
  subject,
  object,
  iobj,
  complement,
  possessive,
  possessive_agent,
  modifier,
  light,
  preposition,
  none,
};

struct RoleSpec {
  Role role = Role::none;
  std::string_view preposition;  // of Role::preposition
};

// What may fill a slot: a lemma ("rocket"), a class of mentions ("@person"), or nothing at all
// ("none").
struct Filler {
  std::vector<std::string_view> lemmas;  // sorted
  bool person = false, place = false, party = false, facility = false, number = false, none = false;
  bool any() const { return lemmas.empty() && !person && !place && !party && !facility && !number; }
  bool has(std::string_view lemma) const;
};

// One word or phrase with one sense. Views live as long as the lexicon's buffers.
struct EventWord {
  WordClass word_class = WordClass::verb;
  std::vector<std::string_view>
      rest;  // the other words of a phrase: "fire" of "open fire", "air" of "air strike"
  std::string_view type, mode, cameo, acled, casualty;
  std::vector<std::string_view> contexts;
  Filler object, exclude_object, subject;
  std::vector<std::string_view> prep, require, exclude;
  std::vector<RoleSpec> actor, recipient;
  std::optional<RoleSpec> place;
  std::optional<HoldingChange> holding;
  bool mutual = false, weak = false, swallow = false, require_light = false, plural = false,
       stative = false, infinitive = false;
  int specificity = 0;  // of several senses that match, the highest wins
  std::string where;    // of the entry, for the `why` of a claim
};

class EventWords {
 public:
  // Errors: malformed, with file and line of the entry.
  static Result<EventWords> compile(const Lexicon& lexicon);

  // The senses whose first (verb, adjective) or last (noun) word is this lemma; empty where there
  // are none.
  const std::vector<EventWord>& senses(WordClass word_class, std::string_view lemma) const;

  bool is_light(std::string_view lemma) const { return light_.count(lemma) != 0; }
  // The value of a single-word table such as "force-unit": the entry's `field`, or empty.
  std::string_view look_up(std::string_view section, std::string_view lemma) const;

  struct Cue {
    std::vector<std::string_view> words;
    std::string_view sub_event;
  };
  const std::vector<Cue>& cues() const { return cues_; }
  // The ACLED event that a sub-event belongs to.
  std::string_view acled_event(std::string_view sub_event) const;

 private:
  using Index = std::map<std::string, std::vector<EventWord>, std::less<>>;
  Lexicon lexicon_;  // keeps the buffers that all views point into
  Index verbs_, nouns_, adjectives_;
  std::map<std::string, int, std::less<>> light_;
  std::map<std::string, std::map<std::string, std::string_view, std::less<>>, std::less<>> tables_;
  std::vector<Cue> cues_;
  std::map<std::string, std::string_view, std::less<>> acled_events_;
};

}  // namespace sitrep
