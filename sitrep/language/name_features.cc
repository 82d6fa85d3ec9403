#include "sitrep/language/name_features.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "sitrep/base/hash.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr uint32_t kLongestKnown = 8;  // tokens
constexpr uint32_t kLongestPlace = 4;
constexpr size_t kForms = 4096;  // slots; a power of two
constexpr size_t kMostMarksAtFirst = 1 << 16;
constexpr int64_t kReach = 2;  // words on each side that are looked at

// How a document writes a word.
constexpr uint8_t kAfterGivenName = 1;
constexpr uint8_t kInOrganisation = 2;
constexpr uint8_t kInPlace = 4;
constexpr uint8_t kCapitalInside = 8;
constexpr uint8_t kSmall = 16;
constexpr uint8_t kGivenInPerson = 32;

bool is_word(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || (c & 0x80) != 0;
  });
}

// 'Xx', 'X.X.', 'd', 'Xx-x': classes of letters, runs of one class shortened to two.
std::string shape_of(std::string_view word) {
  std::string shape;
  for (const char c : word) {
    const char kind = is_ascii_upper(c)   ? 'X'
                      : is_ascii_lower(c) ? 'x'
                      : is_ascii_digit(c) ? 'd'
                      : (c & 0x80)        ? 'u'
                                          : c;
    const size_t n = shape.size();
    if (n >= 2 && shape[n - 1] == kind && shape[n - 2] == kind) continue;
    shape.push_back(kind);
    if (shape.size() >= 12) break;
  }
  return shape;
}

uint8_t number_of(const std::optional<EntityKind>& kind) {
  return kind ? static_cast<uint8_t>(1 + static_cast<uint8_t>(*kind)) : uint8_t{0};
}

}  // namespace

uint32_t WordClasses::key_of(std::string_view lower) {
  return static_cast<uint32_t>(hash64(lower));
}

uint16_t WordClasses::of(std::string_view lower) const {
  const size_t at = keys_.find(key_of(lower));
  return at < keys_.size() ? classes_[at] : uint16_t{0};
}

bool has_mixed_case(std::string_view text, const Tokens& tokens, const Sentence& sentence) {
  bool small = false;
  bool capital = false;
  for (TokenId t = sentence.first; t < sentence.last; ++t) {
    const std::string_view word = tokens.span[t].of(text);
    small |= has_ascii_lower(word);
    capital |= std::any_of(word.begin(), word.end(), is_ascii_upper);
  }
  return small && capital;
}

TokenRange longest_known_name(std::string_view text, const EntityWords& words, const Tokens& tokens,
                              TokenId t, TokenId limit, bool mixed_case) {
  TokenRange found{t, t};
  const auto word = [&](TokenId k) { return tokens.span[k].of(text); };
  if (!is_word(word(t))) return found;
  const TokenId end = std::min(limit, t + kLongestKnown);
  std::string letters;
  uint32_t read = tokens.span[t].begin;
  for (TokenId last = t + 1; last <= end; ++last) {
    const Span span{tokens.span[t].begin, tokens.span[last - 1].end};
    if (span.size() > 64) break;
    append_letters(Span{read, span.end}.of(text), letters);
    read = span.end;
    if (!words.may_begin_known(letters)) break;
    if (!is_word(word(last - 1))) continue;
    const std::string_view name = span.of(text);
    const bool capital = is_ascii_upper(name.front()) || is_ascii_upper(word(last - 1).front()) ||
                         name.find('-') != std::string_view::npos;
    if (mixed_case && !capital) continue;
    const KnownName* known = words.known(letters);
    if (!known || (known->acronym && (!mixed_case || has_ascii_lower(name)))) continue;
    found.last = last;
  }
  return found;
}

struct NameFeatures::Window {
  const Facts& before2;
  const Facts& before;
  const Facts& here;
  const Facts& after;
  const Facts& after2;
  uint8_t marks = 0;
  const Facts& run_first;
  const Facts& run_last;
  const Facts& ahead;   // of the run
  const Facts& beyond;  // the run
  uint32_t to_first = 0;
  uint32_t to_last = 0;
};

NameFeatures::NameFeatures(const EntityWords& words, const WordClasses& classes,
                           const PlaceNames& places, const LinearModel* weights)
    : words_(&words), classes_(&classes), places_(&places), weights_(weights), forms_(kForms) {
  outside_ = own_scores({});
}

void NameFeatures::read(std::string_view text, const Analysis& analysis) {
  const Tokens& tokens = analysis.tokens;
  facts_.assign(tokens.size(), {});
  own_.assign(tokens.size(), {});
  sentence_of_.assign(tokens.size(), {});
  elsewhere_.assign(std::min(std::bit_ceil(2 * tokens.size() + 2), kMostMarksAtFirst), {});
  marked_ = 0;
  for (const auto& sentence : analysis.sentences) {
    const bool mixed_case = has_mixed_case(text, tokens, sentence);
    for (TokenId t = sentence.first; t < sentence.last; ++t) {
      const Form& form = form_of(tokens.span[t].of(text), mixed_case);
      facts_[t] = form.facts;
      facts_[t].xpos = tokens.xpos[t];
      facts_[t].first = t == sentence.first;
      sentence_of_[t] = {sentence.first, sentence.last};
      if (weights_ != nullptr) add_own_scores(sentence, t, form.own);
    }
    read_known(sentence, mixed_case, text, tokens);
    read_places(sentence, mixed_case, text, tokens);
    if (mixed_case) read_runs(sentence);
  }
}

const NameFeatures::Form& NameFeatures::form_of(std::string_view word, bool mixed_case) {
  if (word.empty() || word.size() > long_form_.letters.size()) {
    describe(word, mixed_case, long_form_);
    return long_form_;
  }
  Form& form = forms_[hash64(word, mixed_case ? 1 : 0) % kForms];
  const bool same =
      form.mixed_case == mixed_case && std::string_view(form.letters.data(), form.size) == word;
  if (!same) {
    describe(word, mixed_case, form);
    form.size = static_cast<uint8_t>(word.size());
    form.mixed_case = mixed_case;
    std::copy(word.begin(), word.end(), form.letters.begin());
  }
  return form;
}

void NameFeatures::describe(std::string_view word, bool mixed_case, Form& form) {
  Facts& f = form.facts;
  f = {};
  const std::string small = ascii_lower(word);
  f.lower = hash64(small);
  f.shape = hash64(mixed_case ? shape_of(word) : shape_of(small) + "^");
  f.capital = mixed_case && !word.empty() && is_ascii_upper(word.front());
  for (size_t n = 2; n <= 4; ++n) {
    const size_t length = std::min(n, small.size());
    f.prefix[n - 2] = hash64(std::string_view(small).substr(0, length));
    f.suffix[n - 2] = hash64(std::string_view(small).substr(small.size() - length));
  }
  f.word_class = classes_->of(small);
  if (const NounSense* noun = words_->noun(small)) {
    f.noun = static_cast<uint8_t>(1 + number_of(noun->kind));
  }
  if (const NameWord* name = words_->name_word(small)) {
    f.name = static_cast<uint8_t>(name->first_name | name->title << 1 | name->particle << 2 |
                                  name->suffix << 3);
    f.heads = static_cast<uint8_t>(number_of(name->head) * 12 + number_of(name->start));
  }
  form.own = own_scores(f);
}

NameFeatures::OwnScores NameFeatures::own_scores(const Facts& facts) const {
  OwnScores scores{};
  if (weights_ == nullptr) return scores;
  std::array<std::array<uint64_t, 16>, 5> features;
  std::array<size_t, 5> count{};
  const Window all{facts, facts, facts, facts, facts, 0, facts, facts, facts, facts, 0, 0};
  each_feature(
      all,
      [&](int offset, uint64_t feature) {
        const auto at = static_cast<size_t>(offset + kReach);
        features[at][count[at]++] = feature;
      },
      [](uint64_t) {});
  for (size_t at = 0; at < scores.size(); ++at)
    weights_->add_scores(std::span(features[at]).first(count[at]), scores[at]);
  return scores;
}

void NameFeatures::add_own_scores(const Sentence& sentence, TokenId t, const OwnScores& own) {
  const auto add = [](const NameScores& scores, NameScores& to) {
    for (size_t label = 0; label < kNameLabels; ++label) to[label] += scores[label];
  };
  for (int64_t offset = -kReach; offset <= kReach; ++offset) {
    // The word that sees this one, and what this one sees, at that distance.
    const int64_t sees = static_cast<int64_t>(t) - offset;
    const int64_t seen = static_cast<int64_t>(t) + offset;
    const auto at = static_cast<size_t>(offset + kReach);
    if (sees >= sentence.first && sees < sentence.last)
      add(own[at], own_[static_cast<size_t>(sees)]);
    if (seen < sentence.first || seen >= sentence.last) add(outside_[at], own_[t]);
  }
}

void NameFeatures::read_known(const Sentence& sentence, bool mixed_case, std::string_view text,
                              const Tokens& tokens) {
  for (TokenId t = sentence.first; t < sentence.last;) {
    const TokenRange known =
        longest_known_name(text, *words_, tokens, t, sentence.last, mixed_case);
    if (known.empty()) {
      ++t;
      continue;
    }
    const Span span{tokens.span[t].begin, tokens.span[known.last - 1].end};
    const auto kind = static_cast<uint8_t>(words_->known(letters_of(span.of(text)))->kind);
    for (TokenId k = t; k < known.last; ++k) {
      facts_[k].known = static_cast<uint8_t>(1 + kind * 2 + (k > t ? 1 : 0));
    }
    t = known.last;
  }
}

void NameFeatures::read_places(const Sentence& sentence, bool mixed_case, std::string_view text,
                               const Tokens& tokens) {
  std::string letters;
  for (TokenId t = sentence.first; t < sentence.last; ++t) {
    if (mixed_case && !facts_[t].capital) continue;
    const TokenId limit = std::min(sentence.last, t + kLongestPlace);
    TokenId end = t;
    letters.clear();
    uint32_t read = tokens.span[t].begin;
    for (TokenId last = t + 1; last <= limit; ++last) {
      const Span name{tokens.span[t].begin, tokens.span[last - 1].end};
      append_letters(Span{read, name.end}.of(text), letters);
      read = name.end;
      if (name.size() > 3 && is_word(tokens.span[last - 1].of(text)) &&
          places_->contains(letters)) {
        end = last;
      }
    }
    for (TokenId k = t; k < end; ++k) facts_[k].place = k == t ? 1 : 2;
    if (end > t) t = end - 1;
  }
}

// Where a word stands in `elsewhere_`, or would stand.
size_t NameFeatures::place_of(uint64_t lower) const {
  const size_t mask = elsewhere_.size() - 1;
  size_t at = lower & mask;
  while (elsewhere_[at].first != lower && elsewhere_[at].first != 0) at = (at + 1) & mask;
  return at;
}

uint8_t& NameFeatures::marks_of(uint64_t lower) {
  size_t at = place_of(lower);
  if (elsewhere_[at].first == lower) return elsewhere_[at].second;
  if (2 * ++marked_ > elsewhere_.size()) {
    const auto old = std::exchange(elsewhere_, decltype(elsewhere_)(2 * elsewhere_.size()));
    for (const auto& word : old) {
      if (word.first != 0) elsewhere_[place_of(word.first)] = word;
    }
    at = place_of(lower);
  }
  elsewhere_[at].first = lower;
  return elsewhere_[at].second;
}

// Runs of capitalised words tell what their words are elsewhere: 'Carter' after 'Ash Carter'.
void NameFeatures::read_runs(const Sentence& sentence) {
  for (TokenId t = sentence.first; t < sentence.last;) {
    if (!facts_[t].capital) {
      if (facts_[t].lower != 0) marks_of(facts_[t].lower) |= kSmall;
      ++t;
      continue;
    }
    TokenId last = t + 1;
    while (last < sentence.last && facts_[last].capital) ++last;
    const Facts& end = facts_[last - 1];
    const uint8_t head = static_cast<uint8_t>(end.heads / 12);
    for (TokenId k = t; k < last; ++k) {
      uint8_t& marks = marks_of(facts_[k].lower);
      if (k > sentence.first) marks |= kCapitalInside;
      if (last - t < 2) continue;
      const bool given = k > t && (facts_[k - 1].name & 3) != 0;
      if (given && k + 1 == last) marks |= kAfterGivenName;
      if (k + 1 < last && (facts_[k].name & 1) != 0) marks |= kGivenInPerson;
      if (head == number_of(EntityKind::organisation)) marks |= kInOrganisation;
      if (head == number_of(EntityKind::place)) marks |= kInPlace;
    }
    t = last;
  }
}

NameFeatures::Window NameFeatures::window(TokenId t) const {
  static const Facts kOutside{};
  const TokenRange sentence = sentence_of_[t];
  const auto at = [&](int64_t k) -> const Facts& {
    return k < sentence.first || k >= sentence.last ? kOutside : facts_[static_cast<size_t>(k)];
  };
  const auto here = static_cast<int64_t>(t);
  const bool capital = facts_[t].capital;
  // The run of capitalised words that this one is in.
  TokenId last = t;
  while (capital && last + 1 < sentence.last && last - t < 6 && facts_[last + 1].capital) ++last;
  TokenId first = t;
  while (capital && first > sentence.first && t - first < 6 && facts_[first - 1].capital) --first;
  return {at(here - 2),
          at(here - 1),
          facts_[t],
          at(here + 1),
          at(here + 2),
          elsewhere_[place_of(facts_[t].lower)].second,
          facts_[first],
          facts_[last],
          at(static_cast<int64_t>(first) - 1),
          at(static_cast<int64_t>(last) + 1),
          t - first,
          last - t};
}

// Calls own(distance, feature) for what looks at one word alone, joint(feature) for the rest. A
// feature is known by its number in this order, so a new one goes to the end, and all are trained
// anew.
template <class Own, class Joint>
void NameFeatures::each_feature(const Window& w, Own own, Joint joint) {
  uint64_t kind = 0;
  const auto one = [&](int offset, uint64_t a, uint64_t b = 0, uint64_t c = 0) {
    own(offset, feature(kind++, a, b, c));
  };
  const auto add = [&](uint64_t a, uint64_t b = 0, uint64_t c = 0) {
    joint(feature(kind++, a, b, c));
  };
  const auto& [before2, before, here, after, after2, marks, run_first, run_last, ahead, beyond,
               to_first, to_last] = w;
  const std::array<const Facts*, 5> five = {&before2, &before, &here, &after, &after2};
  const std::array<const Facts*, 3> three = {&before, &here, &after};

  one(0, 1);
  for (int n = 0; n < 5; ++n) one(n - 2, five[n]->lower);
  add(before.lower, here.lower);
  add(here.lower, after.lower);
  one(0, here.lower, here.shape);
  for (int n = 0; n < 3; ++n) {
    one(0, here.prefix[n]);
    one(0, here.suffix[n]);
  }
  one(-1, before.suffix[1]);
  one(1, after.suffix[1]);
  for (const Facts* f : three) add(f->shape, f->first);
  add(before.shape, here.shape, after.shape);
  add(here.shape, before.lower);
  add(here.shape, after.lower);
  for (int n = 0; n < 5; ++n) one(n - 2, five[n]->word_class);
  add(before.word_class, here.word_class);
  add(here.word_class, after.word_class);
  add(here.word_class, here.shape, here.first);
  for (const Facts* f : three) add(f->xpos);
  add(before.xpos, here.xpos, after.xpos);
  add(here.xpos, here.shape);
  for (const Facts* f : three) add(f->known, f->capital);
  add(here.known, here.xpos, after.shape);
  for (const Facts* f : three) add(f->place, f->capital);
  add(here.place, here.name, before.lower);
  add(before.place, here.place, after.place + 3ULL * here.first);
  for (int n = 0; n < 5; ++n) one(n - 2, five[n]->name, five[n]->heads, five[n]->capital);
  for (int n = 0; n < 3; ++n) one(n - 1, three[n]->noun, three[n]->capital);
  add(before.noun, before.name, here.shape);
  add(after.noun, after.name, here.shape);
  add(before.name, here.name, after.name * 2ULL + after.capital);

  add(marks, here.capital);
  add(marks, here.shape, here.first);
  const bool goes_on = to_last > 0;
  const bool began = to_first > 0;
  add(run_last.lower, goes_on, here.capital);
  add(run_last.heads, goes_on, here.capital);
  add(run_first.name, run_first.heads, began);
  add(run_first.name, to_first + to_last, to_first);
  add(run_last.word_class, goes_on, here.capital);
  add(beyond.lower, here.capital, goes_on);
  add(ahead.lower, here.capital, began);
  add(beyond.word_class, ahead.word_class, here.capital);
}

std::span<const uint64_t> NameFeatures::of(TokenId t) {
  out_.clear();
  each_feature(
      window(t), [&](int, uint64_t feature) { out_.push_back(feature); },
      [&](uint64_t feature) { out_.push_back(feature); });
  return out_;
}

NameScores NameFeatures::scores(TokenId t) {
  out_.clear();
  each_feature(
      window(t), [](int, uint64_t) {}, [&](uint64_t feature) { out_.push_back(feature); });
  NameScores scores = own_[t];
  weights_->add_scores(out_, scores);
  return scores;
}

}  // namespace sitrep
