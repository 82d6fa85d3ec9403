// The event words of the lexicon, ready for look-up by lemma: which words can name an event, and
// what must stand with them.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/claims/claim.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// The lemma as given, then what it may be where the lemmatiser kept a capital, a doubled consonant,
// a plural or an ending, or took too much ("expell", "troops", "massed", "fre").
// All but the first begin the same letters, so that a look-up copies nothing beyond these:
//     for (const std::string_view reading : LemmaReadings(lemma))
class LemmaReadings {
 public:
  // REQUIRES: what `lemma` views outlives this.
  explicit LemmaReadings(std::string_view lemma);
  LemmaReadings(const LemmaReadings&) = delete;
  LemmaReadings& operator=(const LemmaReadings&) = delete;

  const std::string_view* begin() const { return readings_.data(); }
  const std::string_view* end() const { return readings_.data() + count_; }

 private:
  void add(size_t letters);

  std::string letters_;  // in lower case, and an "e"
  std::array<std::string_view, 8> readings_;
  size_t count_ = 0;
};

// Is the word on the list?
bool listed(const std::vector<std::string_view>& list, std::string_view word);

enum class WordClass : uint8_t { verb, noun, adjective };

// Where in the tree a party stands, seen from the event word.
enum class Role : uint8_t {
  subject,
  object,
  iobj,
  complement,
  possessive,
  possessive_agent,  // a possessive, where an "of" follows
  modifier,
  light,
  preposition,
  none,
  object_party,  // a party within the object, and nothing else
  below,         // the nearest party under the word, else the nearest place
};

struct RoleSpec {
  Role role = Role::none;
  std::string_view preposition;  // of Role::preposition
};

// What may fill a slot: a lemma ("rocket"), a class of mentions ("@person"), anything ("@any"), or
// nothing at all
// ("none").
struct Filler {
  std::vector<std::string_view> lemmas;                // sorted
  std::vector<std::vector<std::string_view>> phrases;  // "chemical weapon": the last word heads it
  bool person = false, place = false, party = false, facility = false, number = false, some = false,
       none = false;
  bool any() const {
    return lemmas.empty() && phrases.empty() && !person && !place && !party && !facility &&
           !number && !some;
  }
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
  std::vector<std::string_view> complement_of;  // the roots that the clause below must tell
  std::vector<RoleSpec> actor, recipient;
  std::optional<RoleSpec> place;
  std::optional<HoldingChange> holding;
  bool mutual = false, weak = false, swallow = false, require_light = false, plural = false,
       stative = false, infinitive = false, clause = false,
       judgement = false,  // only where somebody says it of something: "called it a crime"
      active = false;      // is never done to people: "thousands protested"
  int specificity = 0;     // of several senses that match, the highest wins
  std::string where;       // of the entry, for the `why` of a claim
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

  // A list of prepositions such as "target-preposition", in the order of the lexicon: what is found
  // by an earlier one comes first.
  const std::vector<std::string_view>& prepositions(std::string_view section) const;

  // Words that tell a sub-event: the weapon of an attack, what a protest came to, that ground was
  // given up, that an arrest was for organised crime.
  struct Cue {
    enum Kind : uint8_t { weapon, protest, territory, crime };
    Kind kind = weapon;
    std::vector<std::string_view> words;
    std::string_view sub_event;
  };
  const std::vector<Cue>& cues() const { return cues_; }
  // What a modal makes of an act: "said it will release" is a promise, "will not release" a
  // refusal, "said they must leave" a demand.
  struct Stance {
    EventWord word;
    std::vector<std::string_view> modals;
    std::vector<std::string_view> of;  // the roots of the act; empty: any verb
    bool negated = false;
    bool said = false;        // only where somebody says it
    bool both_sides = false;  // only where it is told who does it to whom
  };
  const std::vector<Stance>& stances() const { return stances_; }
  // Is this PLOVER root one that both sides do?
  bool is_mutual(std::string_view root) const { return mutual_.count(root) != 0; }
  // The ACLED event that a sub-event belongs to.
  std::string_view acled_event(std::string_view sub_event) const;

 private:
  using Index = std::map<std::string, std::vector<EventWord>, std::less<>>;
  Lexicon lexicon_;  // keeps the buffers that all views point into
  Index verbs_, nouns_, adjectives_;
  std::map<std::string, int, std::less<>> light_;
  std::map<std::string, std::map<std::string, std::string_view, std::less<>>, std::less<>> tables_;
  std::map<std::string, std::vector<std::string_view>, std::less<>> prepositions_;
  std::vector<Cue> cues_;
  std::vector<Stance> stances_;
  std::map<std::string, int, std::less<>> mutual_;
  std::map<std::string, std::string_view, std::less<>> acled_events_;
};

}  // namespace sitrep
