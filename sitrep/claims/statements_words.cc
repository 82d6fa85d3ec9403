#include "sitrep/claims/statements_words.h"

#include <algorithm>
#include <array>

#include "sitrep/language/entity_words.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 22> kEdges = {
    " ", "\n", "\t", "\r", "\xC2\xA0", ",", ";", ":", "\"", "“", "”",
    "'", "‘",  "’",  "`",  "-",        "–", "—", "«", "»",  "„", "\xE2\x80\x89"};

bool begins_late(std::string_view text, uint32_t& size) {
  for (const std::string_view edge : kEdges) {
    if (!text.starts_with(edge)) continue;
    size = static_cast<uint32_t>(edge.size());
    return true;
  }
  return false;
}

bool ends_late(std::string_view text, bool stops, uint32_t& size) {
  size = 1;
  if (!stops && text.ends_with('.')) return true;
  for (const std::string_view edge : kEdges) {
    if (!text.ends_with(edge)) continue;
    size = static_cast<uint32_t>(edge.size());
    return true;
  }
  return false;
}

const Sentence& sentence_of(const Tree& tree, TokenId t) {
  return tree.analysis().sentences[tree.analysis().tokens.sentence[t]];
}

bool is_clause(Deprel r) {
  const Deprel u = universal(r);
  return u == Deprel::acl || u == Deprel::advcl || u == Deprel::ccomp || u == Deprel::appos ||
         u == Deprel::parataxis || u == Deprel::dislocated;
}

}  // namespace

Span trimmed(const Tree& tree, Span span, bool stops) {
  const std::string_view text = tree.document().text;
  uint32_t size = 0;
  while (!span.empty() && begins_late(span.of(text), size))
    span.begin += std::min(size, span.size());
  while (!span.empty() && ends_late(span.of(text), stops, size))
    span.end -= std::min(size, span.size());
  return span;
}

std::vector<Span> words_below(const Tree& tree, TokenId head, TokenId without) {
  std::vector<Span> out;
  const Sentence& sentence = sentence_of(tree, head);
  bool apart = true;  // other words stand between the last span and what follows
  bool first = true;
  for (TokenId t = sentence.first; t < sentence.last; ++t) {
    const bool inside =
        tree.dominates(head, t) && (without == kNoToken || !tree.dominates(without, t));
    if (!inside) {
      apart = apart || !tree.is(t, Upos::PUNCT);
      continue;
    }
    if (first && ascii_lower(tree.word(t)) == "that" && tree.relation(t) == Deprel::mark) continue;
    if (first && (tree.is(t, Upos::PUNCT) || tree.is(t, Upos::CCONJ))) continue;
    first = false;
    if (apart && tree.is(t, Upos::PUNCT)) continue;
    if (apart) {
      out.push_back(tree.span(t));
    } else {
      out.back() = cover(out.back(), tree.span(t));
    }
    apart = false;
  }
  for (Span& span : out) span = trimmed(tree, span, false);
  std::erase_if(out, [](Span span) { return span.empty(); });
  return out;
}

Span name_words(const Tree& tree, TokenId head) {
  const Sentence& sentence = sentence_of(tree, head);
  Span span = tree.span(head);
  const auto inside = [&](TokenId t) {
    for (int steps = 0; t != head; ++steps) {
      const Deprel r = tree.relation(t);
      if (tree.is_root(t) || is_clause(r) || steps > 64) return false;
      if (r == Deprel::case_ && tree.head(t) == head) return false;
      t = tree.head(t);
    }
    return true;
  };
  for (TokenId t = head; t > sentence.first && (inside(t - 1) || tree.is(t - 1, Upos::PUNCT));
       --t) {
    if (inside(t - 1) && !tree.is(t - 1, Upos::PUNCT)) {
      span.begin = tree.span(t - 1).begin;
    }
  }
  TokenId next = head + 1;
  for (; next < sentence.last && inside(next); ++next) {
    if (!tree.is(next, Upos::PUNCT)) span.end = tree.span(next).end;
  }
  // "Governor | Mujiv Hataman": a tree may take title and name for two subjects, or the name for an
  // apposition.
  const auto same_place = [&](TokenId t) {
    if (tree.relation(t) == Deprel::appos && tree.head(t) == head) return true;
    return !tree.is_root(t) && !tree.is_root(head) && tree.head(t) == tree.head(head) &&
           tree.relation(t) == tree.relation(head);
  };
  const TokenId most = std::min(sentence.last, next + 4);
  TokenId name = next;
  while (name < most && !same_place(name) && (tree.is(name, Upos::PROPN) || tree.word(name) == "-"))
    ++name;
  if (name < most && tree.is(name, Upos::PROPN) && same_place(name)) {
    for (; name < sentence.last && (tree.is(name, Upos::PROPN) || tree.word(name) == "-"); ++name)
      span.end = tree.span(name).end;
  }
  return span;
}

}  // namespace sitrep
