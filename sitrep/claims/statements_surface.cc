#include "sitrep/claims/statements_surface.h"

#include "sitrep/claims/statements_words.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// Tokens of one sentence: half-open.
struct Stretch {
  TokenId first = 0;
  TokenId last = 0;
  bool empty() const { return first >= last; }
};

bool is_comma(const Tree& tree, TokenId t) {
  return tree.word(t) == "," || tree.word(t) == "—" || tree.word(t) == "–";
}

bool is_nominal(const Tree& tree, TokenId t) {
  return tree.is(t, Upos::NOUN) || tree.is(t, Upos::PROPN) || tree.is(t, Upos::PRON);
}

bool any(const Tree& tree, Stretch s, bool (*holds)(const Tree&, TokenId)) {
  for (TokenId t = s.first; t < s.last; ++t) {
    if (holds(tree, t)) return true;
  }
  return false;
}

bool is_verb(const Tree& tree, TokenId t) {
  return tree.is(t, Upos::VERB) || tree.is(t, Upos::AUX);
}

// The word of a noun phrase that the others hang on: the subject where the tree has one there, else
// the last nominal before a preposition.
TokenId head_of_phrase(const Tree& tree, Stretch s, TokenId verb) {
  const TokenId subject = tree.subject(verb);
  if (subject != kNoToken && subject >= s.first && subject < s.last) return subject;
  TokenId found = kNoToken;
  for (TokenId t = s.first; t < s.last; ++t) {
    if (found != kNoToken && (tree.is(t, Upos::ADP) || is_comma(tree, t))) break;
    if (is_nominal(tree, t)) found = t;
  }
  while (found != kNoToken && !tree.is_root(found)) {
    const TokenId above = tree.head(found);
    if (above < s.first || above >= s.last || !is_nominal(tree, above)) break;
    found = above;
  }
  return found;
}

// The noun phrase that ends right before the verb, back to a comma; over one apposition: "John
// Smith, a spokesman, said".
Stretch phrase_before(const Tree& tree, TokenId first, TokenId verb) {
  TokenId at = verb;
  // "also said": adverbs and auxiliaries belong to the verb.
  while (at > first && (tree.is(at - 1, Upos::ADV) || tree.is(at - 1, Upos::AUX))) --at;
  TokenId end = at;
  for (int commas = 0; at > first; --at) {
    if (!is_comma(tree, at - 1)) {
      if (is_finite(tree, at - 1) || tree.is(at - 1, Upos::SCONJ)) return {};
      continue;
    }
    const bool apposition = at == end && commas == 0;
    if (!apposition) return {at, end};
    ++commas;
    // Past the apposition to the comma that opens it, and on to the name before.
    TokenId open = at - 1;
    while (open > first && !is_comma(tree, open - 1)) --open;
    if (open == first || open == at - 1) return {};
    if (any(tree, {open, at - 1}, is_finite)) return {};
    at = open;
    end = open - 1;
  }
  return {};
}

// "Carter, who led the talks, announced a truce": the comma closes what is said of the subject.
bool follows_aside(const Tree& tree, TokenId verb) {
  for (const TokenId subject : tree.children(verb)) {
    if (subject > verb || tree.relation(subject) != Deprel::nsubj) continue;
    for (const TokenId c : tree.children(subject)) {
      if (tree.relation(c) == Deprel::acl_relcl && c < verb) return true;
    }
  }
  return false;
}

}  // namespace

bool is_finite(const Tree& tree, TokenId t) {
  return tree.is_finite(t) || tree.xpos(t) == "MD";
}

std::optional<PutIn> put_in(const Tree& tree, TokenId verb) {
  const auto& analysis = tree.analysis();
  const Sentence& sentence = analysis.sentences[analysis.tokens.sentence[verb]];
  if (verb == sentence.first || !is_finite(tree, verb)) return std::nullopt;
  TokenId right = verb + 1;
  while (right < sentence.last && !tree.is(right, Upos::PUNCT)) {
    if (is_verb(tree, right) || ascii_lower(tree.word(right)) == "that") return std::nullopt;
    ++right;
  }
  if (right < sentence.last && tree.word(right) == ":") return std::nullopt;
  Stretch speaker;
  TokenId comma = 0;
  if (is_comma(tree, verb - 1) && follows_aside(tree, verb)) return std::nullopt;
  if (is_comma(tree, verb - 1) && any(tree, {verb + 1, right}, is_nominal) &&
      !(verb >= sentence.first + 2 && is_nominal(tree, verb - 2) &&
        !any(tree, {sentence.first, verb - 1}, is_finite))) {
    // ", said the army": but not ", a spokesman, said on Monday".
    const Stretch before = phrase_before(tree, sentence.first, verb);
    const bool inverted = tree.is(verb + 1, Upos::PROPN) || tree.is(verb + 1, Upos::DET) ||
                          tree.is(verb + 1, Upos::NOUN) || tree.is(verb + 1, Upos::PRON) ||
                          tree.is(verb + 1, Upos::ADJ);
    if (inverted) {
      speaker = {verb + 1, right};
      comma = verb - 1;
    } else {
      speaker = before;
      comma = before.empty() ? 0 : before.first - 1;
    }
  } else {
    speaker = phrase_before(tree, sentence.first, verb);
    comma = speaker.empty() ? 0 : speaker.first - 1;
  }
  if (speaker.empty() || comma <= sentence.first) return std::nullopt;
  const Stretch clause = {sentence.first, comma};
  // A tagger may take "ripped" for a participle: at the end of the sentence any verb will do.
  const auto first = tree.xpos(sentence.first);
  const bool whole =
      any(tree, clause, is_finite) || (right + 1 >= sentence.last && !first.starts_with("VB") &&
                                       first != "IN" && any(tree, clause, is_verb));
  PutIn found;
  found.speaker = head_of_phrase(tree, speaker, verb);
  if (found.speaker == kNoToken) return std::nullopt;
  found.content.push_back(
      trimmed(tree, cover(tree.span(clause.first), tree.span(clause.last - 1)), false));
  // "..., he said, and it goes on": but not ", adding", ", who spoke".
  const bool more = right + 2 < sentence.last && is_comma(tree, right);
  const auto next = more ? tree.xpos(right + 1) : std::string_view();
  const bool goes_on = more && next != "VBG" && !next.starts_with("W") &&
                       any(tree, {right, sentence.last}, is_finite);
  if (!whole && !goes_on) return std::nullopt;
  const auto opens = tree.xpos(sentence.first);
  // "When the army came, he said.": what hangs on nothing is not said by itself.
  if (!goes_on &&
      (opens == "WRB" || (opens == "IN" && tree.relation(sentence.first) == Deprel::mark)))
    return std::nullopt;
  if (goes_on) {
    found.content.push_back(
        trimmed(tree, cover(tree.span(right + 1), tree.span(sentence.last - 1)), false));
  }
  std::erase_if(found.content, [](Span span) { return span.empty(); });
  if (found.content.empty()) return std::nullopt;
  return found;
}

Span said_behind_that(const Tree& tree, TokenId verb) {
  const auto& tokens = tree.analysis().tokens;
  const Sentence& sentence = tree.analysis().sentences[tokens.sentence[verb]];
  for (TokenId t = verb + 1; t + 1 < sentence.last && t < verb + 8; ++t) {
    if (tree.is(t, Upos::PUNCT) || is_verb(tree, t)) return {};
    if (ascii_lower(tree.word(t)) != "that" || tree.is(t, Upos::DET)) continue;
    return trimmed(tree, {tokens.span[t + 1].begin, tokens.span[sentence.last - 1].end}, false);
  }
  return {};
}

Span said_after(const Tree& tree, TokenId verb) {
  const auto& tokens = tree.analysis().tokens;
  const Sentence& sentence = tree.analysis().sentences[tokens.sentence[verb]];
  if (!is_finite(tree, verb) || verb + 1 >= sentence.last) return {};
  TokenId begin = verb + 1;
  bool clause = false;
  for (TokenId t = begin; t < sentence.last && !clause; ++t) {
    if (tree.is(t, Upos::PUNCT) || tree.is(t, Upos::SCONJ)) return {};
    // An open clause or a phrase: "said in a statement", "said to be", "said who".
    if (t == begin && (tree.is(t, Upos::ADP) || tree.is(t, Upos::PART) ||
                       tree.xpos(t).starts_with("W") || is_verb(tree, t) || tree.is(t, Upos::ADV)))
      return {};
    clause = is_finite(tree, t);
  }
  if (!clause) return {};
  return trimmed(tree, {tokens.span[begin].begin, tokens.span[sentence.last - 1].end}, false);
}

uint32_t begin_of_mixed(const Tree& tree, TokenId verb, uint32_t quoted, bool whole) {
  const auto& tokens = tree.analysis().tokens;
  const Sentence& sentence = tree.analysis().sentences[tokens.sentence[verb]];
  TokenId end = verb + 1;
  while (end < sentence.last && tokens.span[end].begin < quoted) ++end;
  while (end > verb + 1 && tokens.xpos[end - 1] < kXposNames.size() && tree.xpos(end - 1) == "``")
    --end;
  if (end == verb + 1) return quoted;
  const auto last = tree.word(end - 1);
  if (last == "," || last == ":" || last == "—" || last == "–") return quoted;
  bool clause = false;
  for (TokenId t = verb + 1; t < end; ++t) {
    if (ascii_lower(tree.word(t)) == "that" && !tree.is(t, Upos::DET)) {
      return t + 1 < end ? tokens.span[t + 1].begin : quoted;
    }
    clause = clause || is_finite(tree, t);
  }
  if (!clause && !whole) return quoted;
  // "told reporters he was": the listener is not said.
  TokenId begin = verb + 1;
  for (const TokenId c : tree.children(verb)) {
    const Deprel r = tree.relation(c);
    const bool listener = r == Deprel::iobj || (r == Deprel::obj && !whole);
    const Span words = tree.subtree(c);
    if (listener && c > verb && c < end && words.end <= quoted && is_nominal(tree, c) &&
        ascii_lower(tree.lemma(verb)) == "tell") {
      while (begin < end && tokens.span[begin].begin < words.end) ++begin;
    }
  }
  return begin < end ? tokens.span[begin].begin : quoted;
}

}  // namespace sitrep
