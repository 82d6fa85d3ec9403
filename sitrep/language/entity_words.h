// What the lexicon says of the words that name somebody or something, or stand for it: given names,
// titles, the nouns at the end of a name, names whose kind is known, common nouns, pronouns.
// Sections: first_name, name_particle, name_suffix, person_title, name_head, known_name, country,
// entity_noun, loose_adjective, state_noun, place_type, pronoun, time-word, time-holiday,
// time-zone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

enum class Gender : uint8_t { unknown, male, female, human, thing };
enum class Number : uint8_t { unknown, singular, plural };
enum class Person : uint8_t { none, first, second, third, relative, demonstrative };

// What one word may do in a name; the flags of several entries are joined.
struct NameWord {
  bool first_name = false;
  bool title = false;
  bool particle = false;  // "al", "bin", "von"
  bool month = false;
  bool suffix = false;  // "Jr."
  Gender gender = Gender::unknown;
  std::optional<EntityKind> head;   // what a name that ends so is: "Ministry"
  std::optional<EntityKind> start;  // what a name that begins so is: "Lake"
};

struct NounSense {
  std::optional<EntityKind> kind;  // none for times, amounts and empty nouns
  bool group = false;              // the singular stands for many: "army"
  bool counts = false;             // "group of", "dozens of"
  bool of_place = false;           // a place is named behind its "of": "town", "province"
  Gender gender = Gender::unknown;
};

struct PronounSense {
  Person person = Person::none;
  Number number = Number::unknown;
  Gender gender = Gender::unknown;
};

struct KnownName {
  EntityKind kind = EntityKind::other;
  bool acronym = false;  // written in capitals only: 'WHO' is one, 'who' is not
  bool proper = true;    // its own list says so; a country's or a people's name is proper too
  uint16_t country = 0;  // a number for the country that it, its people or its capital names; or 0
  bool capital = false;  // of that country
};

// Immutable; safe to share between threads.
class EntityWords {
 public:
  static EntityWords of(const Lexicon& lexicon);

  // By the word in lower case; null where the lexicon does not know it.
  const NameWord* name_word(std::string_view lower) const;
  const NounSense* noun(std::string_view lemma) const;
  const PronounSense* pronoun(std::string_view lower) const;
  // By its letters and digits, see letters_of.
  const KnownName* known(std::string_view letters) const;
  // Is it, by its letters, a day that comes back every year, or the clock of a zone ("UTC")?
  bool is_feast(std::string_view letters) const { return feasts_.contains(letters); }
  bool is_zone(std::string_view letters) const { return zones_.contains(letters); }
  // Does a noun alone, by its lemma, mean the state's own: "army"?
  bool is_of_state(std::string_view lemma) const { return of_state_.contains(lemma); }
  // Does an adjective, in small letters, only count or doubt what it stands before: "several"?
  bool is_loose(std::string_view lemma) const { return loose_.contains(lemma); }
  // False only where no known name begins with these letters.
  bool may_begin_known(std::string_view letters) const {
    return begins_.empty() || begins_[begin_of(letters)];
  }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  template <class T>
  using Table = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

  Table<NameWord> name_words_;
  Table<NounSense> nouns_;
  Table<PronounSense> pronouns_;
  Table<KnownName> known_;
  std::unordered_set<std::string, Hash, std::equal_to<>> feasts_;
  std::unordered_set<std::string, Hash, std::equal_to<>> zones_;
  std::unordered_set<std::string, Hash, std::equal_to<>> loose_;
  std::unordered_set<std::string, Hash, std::equal_to<>> of_state_;

  // By a number made of the first letters: does a known name begin so?
  static size_t begin_of(std::string_view letters);
  std::vector<bool> begins_;
};

// Lower case without white space, hyphens, stops and quotes, so that "Al Qaeda", "al-Qaeda" and
// "U.S.", "US" are alike.
std::string letters_of(std::string_view words);
void append_letters(std::string_view words, std::string& out);

}  // namespace sitrep
