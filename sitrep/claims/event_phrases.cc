#include "sitrep/claims/event_phrases.h"

#include <algorithm>

namespace sitrep {
namespace {

// Words of a phrase lie at most this many tokens from its head.
constexpr TokenId kPhraseReach = 9;
// What calls something so lies at most so many words above it.
constexpr int kDeepestNamed = 3;

}  // namespace

bool EventPhrases::phrase_after(const EventWord& word, TokenId t, Span& span, TokenId& noun) const {
  TokenId at = t;
  const auto count = static_cast<TokenId>(context_.analysis().tokens.size());
  for (const auto part : word.rest) {
    TokenId next = at + 1;
    const TokenId reach = std::min<TokenId>(count, t + kPhraseReach);
    while (next < reach && !(is_part(next, part) && is_own(t, next))) ++next;
    if (next >= reach || !tree_.dominates(t, next)) return false;
    if (tree_.is(next, Upos::NOUN)) noun = next;
    at = next;
    span = cover(span, tree_.span(next));
  }
  return true;
}

// "called Erdogan to apologise for it" does not call for anything.
bool EventPhrases::is_own(TokenId verb, TokenId part) const {
  if (!tree_.is(part, Upos::ADP) || tree_.relation(part) != Deprel::case_) return true;
  const TokenId nominal = tree_.head(part);
  return tree_.is_root(nominal) || tree_.head(nominal) == verb ||
         !tree_.is(tree_.head(nominal), Upos::VERB);
}

// "called on Sunday" does not call on anybody.
bool EventPhrases::is_part(TokenId t, std::string_view part) const {
  if (tree_.lemma(t) != part && tree_.word(t) != part) return false;
  // "claimed that rebels have attacked" claims no attack.
  if (tree_.is(t, Upos::VERB) && tree_.has_child(t, Deprel::nsubj)) return false;
  return !tree_.is(t, Upos::ADP) || tree_.relation(t) != Deprel::case_ ||
         !context_.is_time(tree_.head(t));
}

bool EventPhrases::words_before(const EventWord& word, TokenId t, Span& span) const {
  if (word.word_class != WordClass::noun) return word.rest.empty();
  if (word.rest.size() > t) return false;
  for (size_t i = 0; i < word.rest.size(); ++i) {
    const TokenId before = t - static_cast<TokenId>(word.rest.size() - i);
    if (tree_.lemma(before) != word.rest[i]) return false;
    span = cover(span, tree_.span(before));
  }
  return true;
}

void EventPhrases::with_case(TokenId t, std::string_view preposition,
                             std::vector<TokenId>& out) const {
  for (const TokenId c : tree_.children(t)) {
    for (const TokenId below : tree_.children(c)) {
      if (tree_.relation(below) == Deprel::case_ && tree_.lemma(below) == preposition &&
          below < c) {
        out.push_back(c);
        break;
      }
    }
  }
}

int EventPhrases::cases(TokenId nominal) const {
  int count = 0;
  for (const TokenId c : tree_.children(nominal)) count += tree_.relation(c) == Deprel::case_;
  return count;
}

TokenId EventPhrases::last_object(TokenId t) const {
  TokenId last = kNoToken;
  for (const TokenId c : tree_.children(t)) {
    // "following an attack", taken for an object.
    if (tree_.relation(c) == Deprel::obj && !tree_.has_child(c, Deprel::case_)) last = c;
  }
  return last;
}

TokenId EventPhrases::aimed_at(TokenId verb, TokenId noun) const {
  for (const std::string_view preposition : words_.prepositions("aim-preposition")) {
    std::vector<TokenId> nominals;
    tree_.with_preposition(noun, preposition, nominals);
    tree_.with_preposition(verb, preposition, nominals);
    // "used water cannon and tear gas against them": it hangs on the first of the two.
    if (tree_.relation(noun) == Deprel::conj)
      tree_.with_preposition(tree_.head(noun), preposition, nominals);
    for (const TokenId n : nominals) {
      if (!context_.is_time(n)) return n;
    }
  }
  return noun;
}

TokenId EventPhrases::infinitive_below(TokenId t) const {
  const TokenId complement = tree_.child(t, Deprel::xcomp);
  if (complement != kNoToken) return complement;
  const TokenId purpose = tree_.child(t, Deprel::advcl);
  const TokenId mark = purpose == kNoToken ? kNoToken : tree_.child(purpose, Deprel::mark);
  return mark != kNoToken && tree_.lemma(mark) == "to" ? purpose : kNoToken;
}

TokenId EventPhrases::described(TokenId place, TokenId verb) const {
  if (place == kNoToken || tree_.relation(verb) != Deprel::acl_relcl) return place;
  TokenId t = place;
  for (TokenId steps = 0; steps < kPhraseReach && !tree_.is_root(t); ++steps) {
    const Deprel r = tree_.relation(t);
    const TokenId above = tree_.head(t);
    // The parser may take an apposition for a second object, or for a second name.
    const bool misread = (r == Deprel::obj || r == Deprel::conj) && tree_.is(t, Upos::NOUN) &&
                         tree_.is(above, Upos::PROPN);
    if (r == Deprel::appos || misread) return context_.is_place(above) ? above : place;
    if (r != Deprel::nmod && r != Deprel::conj && r != Deprel::compound && r != Deprel::flat) break;
    t = above;
  }
  return place;
}

TokenId EventPhrases::naming_verb(TokenId t) const {
  const bool as = tree_.preposition(t) == "as";
  if (tree_.is_root(t)) return kNoToken;
  TokenId above = tree_.head(t);
  // "Named both groups as terrorists": it may hang on what is named.
  for (int steps = 0; steps < kDeepestNamed && as; ++steps) {
    if (tree_.is(above, Upos::VERB) || tree_.is_root(above)) break;
    above = tree_.head(above);
  }
  if (!tree_.is(above, Upos::VERB) || words_.look_up("naming-verb", tree_.lemma(above)).empty() ||
      above > t)
    return kNoToken;
  const bool called = tree_.relation(t) == Deprel::xcomp || tree_.relation(t) == Deprel::advcl;
  const bool second = tree_.relation(t) == Deprel::obj && tree_.object(above) != t;
  return as || called || second ? above : kNoToken;
}

TokenId EventPhrases::light_verb(TokenId noun) const {
  const TokenId above = verb_of_object(noun);
  return above != kNoToken ? above : participle_after(noun);
}

// "An attack staged by guerrillas".
TokenId EventPhrases::participle_after(TokenId noun) const {
  for (const TokenId c : tree_.children(noun)) {
    if (tree_.relation(c) == Deprel::acl && c > noun && tree_.is(c, Upos::VERB) &&
        words_.is_light(tree_.lemma(c)) && tree_.is_passive(c)) {
      return c;
    }
  }
  return kNoToken;
}

TokenId EventPhrases::verb_of_object(TokenId noun) const {
  if (tree_.is_root(noun)) return kNoToken;
  if (tree_.relation(noun) == Deprel::conj) {
    const TokenId first = tree_.head(noun);
    return tree_.is(first, Upos::NOUN) ? verb_of_object(first) : kNoToken;
  }
  const TokenId above = tree_.head(noun);
  const Deprel r = tree_.relation(noun);
  if (r != Deprel::obj && r != Deprel::nsubj_pass && r != Deprel::obl && r != Deprel::xcomp) {
    return kNoToken;
  }
  if (!tree_.is(above, Upos::VERB) || !words_.is_light(tree_.lemma(above))) return kNoToken;
  // "took part in an attack".
  const auto p = tree_.preposition(noun);
  if (r == Deprel::obl && !p.empty() && !listed(words_.prepositions("light-preposition"), p))
    return kNoToken;
  return above;
}

TokenId EventPhrases::comes_from(TokenId noun) const {
  while (!tree_.is_root(noun) && tree_.relation(noun) == Deprel::nmod &&
         tree_.preposition(noun) == "of")
    noun = tree_.head(noun);
  if (tree_.is_root(noun) || tree_.relation(noun) != Deprel::nsubj) return kNoToken;
  const TokenId verb = tree_.head(noun);
  if (words_.look_up("come-verb", tree_.lemma(verb)).empty()) return kNoToken;
  std::vector<TokenId> from;
  tree_.with_preposition(verb, "from", from);
  return from.empty() ? kNoToken : from.front();
}

}  // namespace sitrep
