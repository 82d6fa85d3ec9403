// What the rules for claims ask of one document: trees, mentions, and the grounded values by where
// they stand.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sitrep/claims/event_words.h"
#include "sitrep/claims/extract.h"
#include "sitrep/claims/tree.h"

namespace sitrep {

// Refers to what it is made from, which outlives it.
class Context {
 public:
  Context(const Grounded& grounded, const EventWords& words);

  const Grounded& grounded() const { return *grounded_; }
  const Tree& tree() const { return tree_; }
  const EventWords& words() const { return *words_; }
  const Analysis& analysis() const { return grounded_->analysis; }

  // The innermost mention that this token heads; kNoEntity where there is none.
  uint32_t mention(TokenId t) const { return mention_of_[t]; }
  // The name that this token is a word of, whatever its head; kNoEntity where there is none.
  uint32_t name_around(TokenId t) const { return name_of_[t]; }
  std::optional<EntityKind> kind(TokenId t) const;
  const Party* party(TokenId t) const;
  bool is_person(TokenId t) const;
  bool is_named_person(TokenId t) const;
  bool is_place(TokenId t) const;  // a town, a country, a facility
  bool is_party(TokenId t) const;  // somebody who can act: person, group, state, people
  bool is_time(TokenId t) const;   // inside a time expression
  bool is_number(TokenId t) const;
  // Inside the words that name the speaker of a statement: what is named there is whose he is, not
  // where something was.
  bool names_speaker(TokenId t) const { return in_speaker_[t]; }

  // The noun that a measuring word counts: "villages" of "dozens of villages"; else t itself.
  TokenId counted(TokenId t) const;
  // Does a lemma or a phrase of the slot's list name it ("chemical weapons")?
  bool names(const Filler& filler, TokenId noun) const;
  // Does this nominal fit the slot? kNoToken fits only a slot that may be empty.
  bool fits(const Filler& filler, TokenId nominal) const;

  // Appends the parties that this nominal names: each of a coordination; of a noun that is no party
  // itself, the party within it ("a decision of the court"). With `fallback`, the noun phrase
  // itself where there is none.
  void parties(TokenId nominal, bool fallback, std::vector<Participant>& out) const;

  // Appends the party whose thing this is: "Iran's nuclear programme", "a decision of the court",
  // "a draft proposed by France". False without one.
  bool nested_party(TokenId nominal, std::vector<Participant>& out) const;

  // The noun phrase without its clauses and prepositional phrases: "two aid workers".
  Span core(TokenId nominal) const;
  Span sentence(TokenId t) const;
  // Does this token stand in the first sentence that has a verb? What is told there is the news; a
  // dateline is no sentence.
  bool is_lead(TokenId t) const { return analysis().tokens.sentence[t] == lead_; }
  // The place, time, quantity that covers this token: an index, or nothing.
  std::optional<uint32_t> place_at(TokenId t) const { return at(place_of_[t]); }
  // The same, or the place that the entity of this word is named by elsewhere: "it", "the town".
  std::optional<uint32_t> place_named(TokenId t) const;
  std::optional<uint32_t> time_at(TokenId t) const { return at(time_of_[t]); }
  std::optional<uint32_t> quantity_at(TokenId t) const { return at(quantity_of_[t]); }

 private:
  bool stands_for(TokenId pronoun, const Filler& filler) const;
  static std::optional<uint32_t> at(uint32_t index) {
    return index == kNoEntity ? std::nullopt : std::optional<uint32_t>(index);
  }
  void note_name(uint32_t mention);
  bool one_party(TokenId nominal, std::vector<Participant>& out) const;
  void add_row_of(TokenId pronoun, std::vector<TokenId>& all) const;

  const Grounded* grounded_;
  const EventWords* words_;
  Tree tree_;
  std::vector<uint32_t> mention_of_, name_of_, place_of_, time_of_, quantity_of_;  // by token
  std::vector<bool> in_speaker_;
  uint32_t lead_ = 0;  // a sentence
};

}  // namespace sitrep
