// Which sense of an event word fits what stands around it in the text.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sitrep/claims/context.h"
#include "sitrep/claims/event_phrases.h"

namespace sitrep {

// A sense of an event word with what fills it.
struct Fit {
  const EventWord* word = nullptr;
  TokenId light = kNoToken;
  TokenId subject = kNoToken;
  TokenId object = kNoToken;
  Span trigger;
};

// A sense that was held against a word of the text.
struct SenseTried {
  TokenId token = kNoToken;
  const EventWord* word = nullptr;
  std::string_view refused;  // why it does not fit; empty: it does
};

// Refers to the context, which outlives it; for one thread.
class SenseFitter {
 public:
  explicit SenseFitter(const Context& context)
      : context_(context), tree_(context.tree()), words_(context.words()), phrases_(context) {}

  // The first sense of this word that fits; nothing where it has none, or none that does. Where
  // `tried` is given, every sense that was looked at is appended to it; of a sense that is looked
  // at for the sake of another's, nothing is.
  std::optional<Fit> best_fit(TokenId t, std::vector<SenseTried>* tried = nullptr) const;

 private:
  bool ends_compound(TokenId t) const;
  bool is_gerund_noun(TokenId t) const;
  bool is_setting(TokenId t) const;
  bool names_somebody(TokenId t) const;
  bool is_in_name(TokenId t) const;
  bool is_bare_participle(TokenId t) const;

  std::optional<Fit> first_fit(WordClass word_class, std::string_view lemma, TokenId t,
                               std::vector<SenseTried>* tried) const;
  std::optional<Fit> fit_verb(const EventWord& word, TokenId t) const;
  std::optional<Fit> fit_noun(const EventWord& word, TokenId t) const;
  // "The attack is a crime", "called it a crime", "described the vote as a farce": of what it is
  // said is the object, who calls it so is the subject.
  std::optional<Fit> fit_judgement(const EventWord& word, TokenId t) const;

  bool preposition_fits(const std::vector<std::string_view>& wanted, TokenId t,
                        TokenId other) const;
  bool has_deep(const std::vector<std::string_view>& wanted, TokenId above, int depth) const;
  bool excluded(const EventWord& word, TokenId t) const;
  bool of_what_it_takes(const EventWord& word, TokenId t) const;

  // Why a sense does not fit, kept for who asks.
  std::nullopt_t no(std::string_view reason) const;

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
  const EventPhrases phrases_;
  mutable std::string_view refused_;  // why the last sense did not fit
};

}  // namespace sitrep
