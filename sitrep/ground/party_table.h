// The facts of lexicon/en/party and the index of their names. Shared by the files of party.h.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sitrep/ground/party.h"
#include "sitrep/ground/party_words.h"

namespace sitrep {

// How a name must be written to be one.
enum class NameCase : uint8_t {
  any,      // a common noun: "soldier"
  capital,  // with capitals where the entry has them: "Taliban", "al-Shabaab"
  upper,    // all capitals: "UN"
  mixed,    // all capitals, in a text that also has small letters: "IS"
};

// A time in office. Half-open; a bound that is not known is absent.
struct Term {
  std::optional<Day> from;
  std::optional<Day> to;
  std::string title;
  std::string code;  // "USA GOV MIL"
};

struct PartyFact {
  enum class Kind : uint8_t {
    country,  // name, people's name or adjective
    capital,  // a city that stands for the government where it acts
    group,    // a group, an organisation or a fixed metonym
    role,  // a common noun of persons: "soldiers"; a title; a body of a state: "Defence Ministry"
    person,
  };
  Kind kind = Kind::role;
  EntityKind entity = EntityKind::other;
  std::string name;
  std::string country;
  std::vector<std::string> sectors;
  bool instead = false;     // its sectors are the only ones: "former"
  bool title = false;       // may stand before a name: "Prime Minister"
  int from = 0;             // years
  int to = 9999;            // inclusive
  std::vector<Term> terms;  // of a person
};

struct PartyName {
  const PartyFact* fact;
  NameCase written = NameCase::any;
  uint32_t capitals = 0;  // of `capital`: the words that need one; bit 0 is the first
  bool surname = false;   // a last name alone: counts only where no other name is there
};

struct PartyTable::Parts {
  // Space between the keys of the words; the first entry of the lexicon stands first.
  std::unordered_map<std::string, std::vector<PartyName>> names;
  std::vector<std::unique_ptr<PartyFact>> facts;
  std::unordered_set<std::string> sectors;
  std::unordered_set<std::string> acts;    // lemmas of what governments do: "accuse", "criticism"
  std::unordered_set<std::string> breaks;  // words that end the core of a noun phrase: "of", "who"
  std::unordered_set<std::string> leads;   // words before a name that are no part of it: "the"
  std::unordered_set<std::string> links;   // those after which a party may follow: "of", "for"
  std::unordered_set<std::string> own_country;  // "country" of "his country"
  size_t longest = 1;                           // words in the longest name
};

// Where and how a phrase stands.
struct PhraseContext {
  std::optional<uint32_t> head;  // byte of the phrase where its head word begins
  std::optional<Day> day;
  EntityKind kind = EntityKind::other;
  bool all_capitals = false;  // the whole text has no small letters
  bool surnames = true;       // a last name alone may name a holder of an office
  bool acts = false;          // does what governments do: a capital stands for its government
};

// How much of a party a phrase says; more is better.
enum class Strength : uint8_t { none, country, role, full, named };

struct PhraseReading {
  Party party;
  Strength strength = Strength::none;
  const PartyFact* group = nullptr;  // the group or organisation that it names
};

PhraseReading read_phrase(const PartyTable::Parts& table, std::string_view phrase,
                          const PhraseContext& context);

// The name of each word sequence that is one: [first, last) of `words`, longest first from the
// left, no two overlapping.
struct NameMatch {
  size_t first = 0;
  size_t last = 0;
  const PartyFact* fact = nullptr;
};
std::vector<NameMatch> match_names(const PartyTable::Parts& table,
                                   const std::vector<PartyWord>& words,
                                   const PhraseContext& context);

// "USA GOV MIL" to its country (three letters that are no sector) and its sectors.
void split_code(const PartyTable::Parts& table, std::string_view code, std::string& country,
                std::vector<std::string>& sectors);
std::string code_of(const std::string& country, const std::vector<std::string>& sectors);
void add_sector(std::vector<std::string>& sectors, const std::string& sector);

}  // namespace sitrep
