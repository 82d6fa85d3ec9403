// A small language for phrases: forms over classes of words, written in the lexicon, that give
// features. Times and quantities are both read with it; docs/lexicon-time.md describes it.
//
//     time-word: month                  a class: its words and what they mean
//     word: July, Jul. => month=7
//     time-number: day-number           a class of numbers
//     digits: 1-2
//     range: 1-31
//     set: day=$
//     time-phrase: month-day            a part that other forms use
//     form: {month} {day-number}
//     time: full date                   a rule: what it finds is a result
//     form: {month-day} ,? {year}
//
// Forms do not recurse, so matching is bounded; rules are found by the word they begin with.
#pragma once

#include <bit>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/numerals.h"
#include "sitrep/ground/words.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// A feature that forms may set: a number, or one of the words (their index is the value).
struct FeatureName {
  std::string_view name;
  std::span<const std::string_view> words;
};

class Features {
 public:
  static constexpr size_t kMax = 36;
  Features() = default;
  Features(const Features& other) { *this = other; }
  // Copies what is set, which is little; matching copies features all the time.
  Features& operator=(const Features& other);
  bool has(size_t feature) const { return (set_ >> feature) & 1U; }
  double get(size_t feature, double otherwise = 0) const {
    return has(feature) ? values_[feature] : otherwise;
  }
  void set(size_t feature, double value) {
    set_ |= uint64_t{1} << feature;
    values_[feature] = value;
  }
  void clear(size_t feature) { set_ &= ~(uint64_t{1} << feature); }
  void add(const Features& other);  // the other's features go before these

 private:
  uint64_t set_ = 0;
  double values_[kMax];  // of the features that are set
};

inline Features& Features::operator=(const Features& other) {
  set_ = other.set_;
  for (uint64_t left = set_; left != 0; left &= left - 1) {
    const auto feature = static_cast<size_t>(std::countr_zero(left));
    values_[feature] = other.values_[feature];
  }
  return *this;
}

struct PhraseRule {
  std::string name;
  std::string where;  // file and line of the entry
  std::string read;   // the `read` field: what the rule's features mean
};

struct Phrase {
  uint32_t first = 0;  // half-open range of words
  uint32_t last = 0;
  uint32_t rule = 0;
  Features features;
};

class PhraseGrammar {
 public:
  // Compiles the sections PREFIX-word, PREFIX-number, PREFIX-phrase and PREFIX. The vocabulary has
  // their words and `more_words`.
  // Errors: malformed, with file and line: unknown class or feature, recursion, bad syntax.
  static Result<PhraseGrammar> compile(const Lexicon& lexicon, std::string_view prefix,
                                       std::span<const FeatureName> features,
                                       std::span<const std::string_view> more_words = {});
  PhraseGrammar(PhraseGrammar&&) noexcept;
  PhraseGrammar& operator=(PhraseGrammar&&) noexcept;
  ~PhraseGrammar();

  const Vocabulary& vocabulary() const;
  const Numerals& numerals() const;
  const PhraseRule& rule(uint32_t index) const;

  // The phrases of one stretch of words, in order, not overlapping: the leftmost, of these the
  // longest, of these the rule that stands first (those that read `none` before all others).
  // Thread safe.
  void find(std::span<const TextWord> words, std::vector<Phrase>& out) const;

  struct Parts;

 private:
  explicit PhraseGrammar(std::unique_ptr<Parts> parts);
  void forms_at(const TextWord& word, std::vector<uint32_t>& forms) const;
  std::unique_ptr<Parts> parts_;
};

}  // namespace sitrep
