// Finds the names in a text: which words, and what kind of thing they name. A tagger finds them and
// tells persons, organisations, places and others apart; the lexicon tells the kinds within these.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sitrep/language/analysis.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/language/name_tagger.h"

namespace sitrep {

// Immutable; safe to share between threads.
class NameFinder {
 public:
  // REQUIRES: words outlives this.
  NameFinder(const EntityWords& words, NameTagger tagger)
      : words_(&words), tagger_(std::move(tagger)) {}

  // What one thread keeps from document to document.
  NameFeatures scratch() const { return tagger_.features(*words_); }

  // Appends a mention of form name for each name, in the order of the text, with span, extent
  // (still the span), head (the last token) and kind. Uses tokens, sentences and tags.
  void find(std::string_view text, NameFeatures& scratch, Analysis& out) const;

 private:
  void append(std::string_view text, NameRange name, Analysis& out) const;
  void append_missed(std::string_view text, Analysis& out) const;
  bool names_a_people(std::string_view text, const Tokens& tokens, TokenRange range) const;
  TokenRange without_article(std::string_view text, const Tokens& tokens, TokenRange range) const;
  bool names_places(std::string_view text, const Analysis& out, TokenId noun) const;
  TokenRange without_time(std::string_view text, const Analysis& out, TokenRange name) const;
  bool is_time(std::string_view text, const Tokens& tokens, TokenRange name) const;
  std::vector<NameRange> parted(std::string_view text, const Analysis& out, NameRange name) const;
  bool is_said_to_be_place(const Analysis& out, TokenRange name) const;
  void know_places(std::string_view text, Analysis& out) const;
  void share_in_rows(std::string_view text, Analysis& out) const;
  NameRange begun(std::string_view text, const Tokens& tokens, NameRange name) const;
  bool stands_for_a_name(std::string_view text, const Tokens& tokens, NameRange name) const;
  TokenRange without_title(std::string_view text, const Tokens& tokens, NameRange name) const;
  EntityKind kind_of(std::string_view text, const Tokens& tokens, NameRange name) const;

  const EntityWords* words_;
  NameTagger tagger_;
};

}  // namespace sitrep
