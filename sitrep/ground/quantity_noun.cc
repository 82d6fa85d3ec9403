// What a number counts: "560 more US troops" counts US troops.

#include <algorithm>
#include <optional>

#include "sitrep/ground/quantity_grammar.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr TokenId kReach = 8;         // tokens from a number to its noun
constexpr uint32_t kTotalReach = 14;  // words from a number back to "the number of"
constexpr uint32_t kWordReach = 5;    // words, where there is no tree

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
    // "one of the guard's uniforms": whose it is does not count.
    if (noun != kNoToken && kXposNames[tokens.xpos[t]] == "POS") {
      noun = kNoToken;
      continue;
    }
    const bool of = t == number + 1 && upos == Upos::ADP && analysis.lemma(t) == "of";
    // "Dozens of North Korean troops": a name of two words may end in an adjective.
    const bool name = noun != kNoToken && tokens.upos[t - 1] == Upos::PROPN;
    if (name && upos == Upos::ADJ) continue;
    const bool modifier =
        upos == Upos::ADJ || (upos == Upos::PUNCT && analysis.lemma(t) == "-") ||
        (may_have_determiner && (upos == Upos::DET || upos == Upos::PRON || upos == Upos::NUM));
    if (noun != kNoToken || !(of || modifier)) break;
    may_have_determiner = may_have_determiner || of;
  }
  return noun;
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
                        (role == NounRole::none && looks_plural(ascii_lower(word.span.of(text))));
    if (word.kind != WordKind::word || role == NounRole::stop) break;
    if (!plural) continue;
    // "security forces members": the last of a run of plurals
    while (at + 1 < words.size() && words[at + 1].kind == WordKind::word &&
           parts.role_of(words[at + 1]) == NounRole::plural) {
      ++at;
    }
    out.span = {words[after].span.begin, words[at].span.end};
    out.unit = ascii_lower(words[at].span.of(text));
    return out;
  }
  return out;
}

// The noun of "the number of troops in Iraq to more than 4,647".
Counted noun_of_total(std::string_view text, std::span<const TextWord> words, uint32_t after,
                      Span number, const QuantityGrammar::Parts& parts) {
  uint32_t at = after;
  while (at > 0 && words[at - 1].span.begin >= number.begin) --at;
  if (at == 0 || parts.role_of(words[at - 1]) != NounRole::stop) return {};  // "to", "at"
  for (uint32_t left = kTotalReach; at-- > 1 && left-- > 0;) {
    if (words[at].kind == WordKind::mark || words[at].kind == WordKind::number) break;
    if (parts.role_of(words[at - 1]) != NounRole::total || words[at].span.of(text) != "of") {
      continue;
    }
    return noun_by_words(text, words.first(after), at + 1, parts);
  }
  return {};
}

// "F-16s" of "two F-16s": a name that ends in a number is no noun for the tags.
std::optional<Counted> model_of(std::string_view text, std::span<const TextWord> words) {
  const bool hyphen = words.size() > 2 && words[1].glued && words[1].span.of(text) == "-";
  const size_t number = hyphen ? 2 : 1;
  if (words.size() <= number || words[0].kind != WordKind::word || !words[0].capital ||
      !words[number].glued || words[number].form != NumberForm::plural) {
    return std::nullopt;
  }
  const Span span{words[0].span.begin, words[number].span.end};
  return Counted{span, std::string(span.of(text))};
}

Counted noun_behind(std::string_view text, std::span<const TextWord> words, uint32_t after,
                    Span number, const QuantityGrammar::Parts& parts, const Analysis& analysis) {
  if (after >= words.size()) return {};
  if (const auto model = model_of(text, words.subspan(after))) return *model;
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

}  // namespace

Counted counted_noun(std::string_view text, std::span<const TextWord> words, uint32_t after,
                     Span number, const QuantityGrammar::Parts& parts, const Analysis& analysis) {
  Counted out = noun_behind(text, words, after, number, parts, analysis);
  return out.span.empty() ? noun_of_total(text, words, after, number, parts) : out;
}

}  // namespace sitrep
