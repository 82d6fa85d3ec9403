// What a number counts: "560 more US troops" counts US troops.

#include <algorithm>

#include "sitrep/ground/quantity_grammar.h"

namespace sitrep {
namespace {

constexpr TokenId kReach = 8;       // tokens from a number to its noun
constexpr uint32_t kWordReach = 5;  // words, where there is no tree

bool is_noun(Upos upos) {
  return upos == Upos::NOUN || upos == Upos::PROPN;
}

// The head noun of the number whose last token is `number`: what it is nummod of, else the end of
// the run of adjectives and nouns behind it.
TokenId noun_of(const Analysis& analysis, TokenId number) {
  const Tokens& tokens = analysis.tokens;
  const TokenId head = tokens.head[number];
  if (universal(tokens.deprel[number]) == Deprel::nummod && head > number &&
      head - number <= kReach && is_noun(tokens.upos[head])) {
    return head;
  }
  TokenId noun = kNoToken;
  const uint32_t sentence = tokens.sentence[number];
  bool may_have_determiner = false;  // behind "of": "two of his three men"
  for (TokenId t = number + 1; t < tokens.size() && t - number <= kReach; ++t) {
    if (tokens.sentence[t] != sentence) break;
    const Upos upos = tokens.upos[t];
    if (is_noun(upos)) {
      noun = t;
      continue;
    }
    const bool of = t == number + 1 && upos == Upos::ADP && analysis.lemma(t) == "of";
    const bool modifier =
        upos == Upos::ADJ || (upos == Upos::PUNCT && analysis.lemma(t) == "-") ||
        (may_have_determiner && (upos == Upos::DET || upos == Upos::PRON || upos == Upos::NUM));
    if (noun != kNoToken || !(of || modifier)) break;
    may_have_determiner = may_have_determiner || of;
  }
  return noun;
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool looks_plural(std::string_view word) {
  return word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's' &&
         word.substr(word.size() - 2) != "us" && word.substr(word.size() - 2) != "is";
}

// By the words alone: the first plural, with no word between that ends a noun phrase.
Counted noun_by_words(std::string_view text, std::span<const TextWord> words, uint32_t after,
                      const QuantityGrammar::Parts& parts) {
  Counted out;
  // "dozens of people", "two of the soldiers"
  if (words[after].span.of(text) == "of") {
    for (++after; after < words.size() && parts.role_of(words[after]) == NounRole::stop;) ++after;
  }
  uint32_t at = after;
  for (; at < words.size() && at - after < kWordReach; ++at) {
    const TextWord& word = words[at];
    const NounRole role = parts.role_of(word);
    const bool plural = role == NounRole::plural ||
                        (role == NounRole::none && looks_plural(lower(word.span.of(text))));
    if (word.kind != WordKind::word || role == NounRole::stop) break;
    if (!plural) continue;
    // "security forces members": the last of a run of plurals
    while (at + 1 < words.size() && words[at + 1].kind == WordKind::word &&
           parts.role_of(words[at + 1]) == NounRole::plural) {
      ++at;
    }
    out.span = {words[after].span.begin, words[at].span.end};
    out.unit = lower(words[at].span.of(text));
    return out;
  }
  return out;
}

}  // namespace

Counted counted_noun(std::string_view text, std::span<const TextWord> words, uint32_t after,
                     Span number, const QuantityGrammar::Parts& parts, const Analysis& analysis) {
  if (after >= words.size()) return {};
  const TokenId last = analysis.token_at(number.end - 1);
  const bool tagged = last != kNoToken && analysis.tokens.upos[last] != Upos::X;
  if (!tagged) return noun_by_words(text, words, after, parts);
  const TokenId noun = noun_of(analysis, last);
  if (noun == kNoToken) {
    // Tags are wrong at times: "a pair of left hooks". Only words right behind are tried then.
    return noun_by_words(text, words.first(std::min<size_t>(words.size(), after + 2)), after,
                         parts);
  }
  const Span head = analysis.tokens.span[noun];
  const auto first = std::find_if(words.begin() + after, words.end(), [&](const TextWord& w) {
    return w.kind == WordKind::word && parts.role_of(w) != NounRole::stop;
  });
  if (first == words.end() || first->span.begin > head.begin) return {};
  return {{first->span.begin, head.end}, std::string(analysis.lemma(noun))};
}

}  // namespace sitrep
