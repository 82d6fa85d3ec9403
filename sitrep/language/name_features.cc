#include "sitrep/language/name_features.h"

#include <algorithm>

#include "sitrep/base/hash.h"
#include "sitrep/language/linear_model.h"

namespace sitrep {
namespace {

constexpr uint32_t kLongestKnown = 8;  // tokens
constexpr uint32_t kLongestPlace = 4;

// How a document writes a word.
constexpr uint8_t kAfterGivenName = 1;
constexpr uint8_t kInOrganisation = 2;
constexpr uint8_t kInPlace = 4;
constexpr uint8_t kCapitalInside = 8;
constexpr uint8_t kSmall = 16;
constexpr uint8_t kGivenInPerson = 32;

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return is_small(c) || is_capital(c) || is_digit(c) || (c & 0x80) != 0;
  });
}

bool has_small(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_small);
}

// 'Xx', 'X.X.', 'd', 'Xx-x': classes of letters, runs of one class shortened to two.
std::string shape_of(std::string_view word) {
  std::string shape;
  for (const char c : word) {
    const char kind = is_capital(c) ? 'X'
                      : is_small(c) ? 'x'
                      : is_digit(c) ? 'd'
                      : (c & 0x80)  ? 'u'
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
  const uint32_t key = key_of(lower);
  const auto it = std::lower_bound(keys_.begin(), keys_.end(), key);
  if (it == keys_.end() || *it != key) return 0;
  return classes_[static_cast<size_t>(it - keys_.begin())];
}

bool PlaceNames::contains(std::string_view letters) const {
  return std::binary_search(keys_.begin(), keys_.end(), key_of(letters));
}

bool has_mixed_case(std::string_view text, const Tokens& tokens, const Sentence& sentence) {
  bool small = false;
  bool capital = false;
  for (TokenId t = sentence.first; t < sentence.last; ++t) {
    const std::string_view word = tokens.span[t].of(text);
    small |= has_small(word);
    capital |= std::any_of(word.begin(), word.end(), is_capital);
  }
  return small && capital;
}

TokenRange longest_known_name(std::string_view text, const EntityWords& words, const Tokens& tokens,
                              TokenId t, TokenId limit, bool mixed_case) {
  TokenRange found{t, t};
  const auto word = [&](TokenId k) { return tokens.span[k].of(text); };
  if (!is_word(word(t))) return found;
  const TokenId end = std::min(limit, t + kLongestKnown);
  for (TokenId last = t + 1; last <= end; ++last) {
    if (!is_word(word(last - 1))) continue;
    const std::string_view name = Span{tokens.span[t].begin, tokens.span[last - 1].end}.of(text);
    if (name.size() > 64) break;
    const KnownName* known = words.known(letters_of(name));
    if (!known) continue;
    const bool capital = is_capital(name.front()) || is_capital(word(last - 1).front()) ||
                         name.find('-') != std::string_view::npos;
    if (mixed_case ? !capital || (known->acronym && has_small(name)) : known->acronym) continue;
    found.last = last;
  }
  return found;
}

void NameFeatures::read(std::string_view text, const Analysis& analysis) {
  facts_.assign(analysis.tokens.size(), {});
  sentence_of_.assign(analysis.tokens.size(), {});
  elsewhere_.clear();
  for (const auto& sentence : analysis.sentences) {
    const bool mixed_case = has_mixed_case(text, analysis.tokens, sentence);
    for (TokenId t = sentence.first; t < sentence.last; ++t) {
      read_token(t, mixed_case, text, analysis.tokens);
      facts_[t].first = t == sentence.first;
      sentence_of_[t] = {sentence.first, sentence.last};
    }
    read_known(sentence, mixed_case, text, analysis.tokens);
    read_places(sentence, mixed_case, text, analysis.tokens);
    if (mixed_case) read_runs(sentence);
  }
}

void NameFeatures::read_token(TokenId t, bool mixed_case, std::string_view text,
                              const Tokens& tokens) {
  Facts& f = facts_[t];
  const std::string_view word = tokens.span[t].of(text);
  const std::string small = lower(word);
  f.lower = hash64(small);
  f.shape = hash64(mixed_case ? shape_of(word) : shape_of(small) + "^");
  f.capital = mixed_case && is_capital(word.front());
  for (size_t n = 2; n <= 4; ++n) {
    const size_t length = std::min(n, small.size());
    f.prefix[n - 2] = hash64(std::string_view(small).substr(0, length));
    f.suffix[n - 2] = hash64(std::string_view(small).substr(small.size() - length));
  }
  f.word_class = classes_->of(small);
  f.xpos = tokens.xpos[t];
  if (const NounSense* noun = words_->noun(small)) {
    f.noun = static_cast<uint8_t>(1 + number_of(noun->kind));
  }
  if (const NameWord* name = words_->name_word(small)) {
    f.name = static_cast<uint8_t>(name->first_name | name->title << 1 | name->particle << 2 |
                                  name->suffix << 3);
    f.heads = static_cast<uint8_t>(number_of(name->head) * 12 + number_of(name->start));
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
  for (TokenId t = sentence.first; t < sentence.last; ++t) {
    if (mixed_case && !facts_[t].capital) continue;
    const TokenId limit = std::min(sentence.last, t + kLongestPlace);
    TokenId end = t;
    for (TokenId last = t + 1; last <= limit; ++last) {
      const std::string_view name = Span{tokens.span[t].begin, tokens.span[last - 1].end}.of(text);
      if (name.size() > 3 && is_word(tokens.span[last - 1].of(text)) &&
          places_->contains(letters_of(name))) {
        end = last;
      }
    }
    for (TokenId k = t; k < end; ++k) facts_[k].place = k == t ? 1 : 2;
    if (end > t) t = end - 1;
  }
}

// Runs of capitalised words tell what their words are elsewhere: 'Carter' after 'Ash Carter'.
void NameFeatures::read_runs(const Sentence& sentence) {
  for (TokenId t = sentence.first; t < sentence.last;) {
    if (!facts_[t].capital) {
      if (facts_[t].lower != 0) elsewhere_[facts_[t].lower] |= kSmall;
      ++t;
      continue;
    }
    TokenId last = t + 1;
    while (last < sentence.last && facts_[last].capital) ++last;
    const Facts& end = facts_[last - 1];
    const uint8_t head = static_cast<uint8_t>(end.heads / 12);
    for (TokenId k = t; k < last; ++k) {
      uint8_t& marks = elsewhere_[facts_[k].lower];
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

std::span<const uint64_t> NameFeatures::of(TokenId t) {
  out_.clear();
  uint64_t kind = 0;
  const auto add = [&](uint64_t a, uint64_t b = 0, uint64_t c = 0) {
    out_.push_back(feature(kind++, a, b, c));
  };
  const TokenRange sentence = sentence_of_[t];
  static const Facts kOutside{};
  const auto at = [&](int offset) -> const Facts& {
    const int64_t k = static_cast<int64_t>(t) + offset;
    if (k < sentence.first || k >= sentence.last) return kOutside;
    return facts_[static_cast<size_t>(k)];
  };
  const Facts& before2 = at(-2);
  const Facts& before = at(-1);
  const Facts& here = at(0);
  const Facts& after = at(1);
  const Facts& after2 = at(2);

  add(1);
  for (const Facts* f : {&before2, &before, &here, &after, &after2}) add(f->lower);
  add(before.lower, here.lower);
  add(here.lower, after.lower);
  add(here.lower, here.shape);
  for (int n = 0; n < 3; ++n) {
    add(here.prefix[n]);
    add(here.suffix[n]);
  }
  add(before.suffix[1]);
  add(after.suffix[1]);
  for (const Facts* f : {&before, &here, &after}) add(f->shape, f->first);
  add(before.shape, here.shape, after.shape);
  add(here.shape, before.lower);
  add(here.shape, after.lower);
  for (const Facts* f : {&before2, &before, &here, &after, &after2}) add(f->word_class);
  add(before.word_class, here.word_class);
  add(here.word_class, after.word_class);
  add(here.word_class, here.shape, here.first);
  for (const Facts* f : {&before, &here, &after}) add(f->xpos);
  add(before.xpos, here.xpos, after.xpos);
  add(here.xpos, here.shape);
  for (const Facts* f : {&before, &here, &after}) add(f->known, f->capital);
  add(here.known, here.xpos, after.shape);
  for (const Facts* f : {&before, &here, &after}) add(f->place, f->capital);
  add(here.place, here.name, before.lower);
  add(before.place, here.place, after.place + 3ULL * here.first);
  for (const Facts* f : {&before2, &before, &here, &after, &after2}) {
    add(f->name, f->heads, f->capital);
  }
  for (const Facts* f : {&before, &here, &after}) add(f->noun, f->capital);
  add(before.noun, before.name, here.shape);
  add(after.noun, after.name, here.shape);
  add(before.name, here.name, after.name * 2ULL + after.capital);

  const auto found = elsewhere_.find(here.lower);
  const uint8_t marks = found == elsewhere_.end() ? uint8_t{0} : found->second;
  add(marks, here.capital);
  add(marks, here.shape, here.first);
  // The head of the run of capitalised words that this one is in.
  TokenId last = t;
  while (here.capital && last + 1 < sentence.last && last - t < 6 && facts_[last + 1].capital)
    ++last;
  TokenId first = t;
  while (here.capital && first > sentence.first && t - first < 6 && facts_[first - 1].capital)
    --first;
  add(facts_[last].lower, last > t, here.capital);
  add(facts_[last].heads, last > t, here.capital);
  add(facts_[first].name, facts_[first].heads, first < t);
  add(facts_[first].name, last - first, t - first);
  add(facts_[last].word_class, last > t, here.capital);
  const Facts& beyond = last + 1 < sentence.last ? facts_[last + 1] : kOutside;
  const Facts& ahead = first > sentence.first ? facts_[first - 1] : kOutside;
  add(beyond.lower, here.capital, last > t);
  add(ahead.lower, here.capital, first < t);
  add(beyond.word_class, ahead.word_class, here.capital);
  return out_;
}

}  // namespace sitrep
