#include "sitrep/language/mentions.h"

#include <algorithm>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

struct Range {
  TokenId first = 0;
  TokenId last = 0;  // inclusive
};

// Relations under which a noun is the head of a phrase of its own.
bool heads_a_phrase(Deprel deprel) {
  switch (universal(deprel)) {
    case Deprel::root:
    case Deprel::nsubj:
    case Deprel::obj:
    case Deprel::iobj:
    case Deprel::obl:
    case Deprel::appos:
    case Deprel::conj:
    case Deprel::vocative:
    case Deprel::dislocated:
    case Deprel::parataxis:
    case Deprel::list:
    case Deprel::orphan:
      return true;
    case Deprel::nmod:
      return deprel != Deprel::nmod_desc;
    default:
      return false;
  }
}

bool is_plural(const Tokens& tokens, TokenId t) {
  const std::string_view xpos = kXposNames[tokens.xpos[t]];
  return xpos == "NNS" || xpos == "NNPS";
}

class Finder {
 public:
  Finder(std::string_view text, const EntityWords& words, Analysis& out)
      : text_(text), words_(words), out_(out), tokens_(out.tokens) {
    link_children();
    measure_subtrees();
  }

  void find() {
    std::vector<bool> in_name(tokens_.size(), false);
    std::vector<bool> heads_name(tokens_.size(), false);
    in_person_.assign(tokens_.size(), false);
    for (const auto& name : out_.mentions) {
      if (name.kind != EntityKind::person) continue;
      const Range range = tokens_of(name);
      for (TokenId t = range.first; t <= range.last; ++t) in_person_[t] = true;
    }
    for (auto& name : out_.mentions) {
      const Range range = tokens_of(name);
      name.head = phrase_head(head_of(range));
      name.extent = cover(name.span, extent_of_name(name));
      heads_name[name.head] = true;
      for (TokenId t = range.first; t <= range.last; ++t) in_name[t] = true;
    }
    std::vector<bool> counted(tokens_.size(), false);
    for (TokenId t = 0; t < tokens_.size(); ++t) {
      if (in_name[t] || counted[t]) continue;
      if (tokens_.upos[t] == Upos::PRON) {
        add_pronoun(t);
      } else if (tokens_.upos[t] == Upos::NOUN || tokens_.upos[t] == Upos::PROPN) {
        add_nominal(t, heads_name, counted);
      }
    }
    std::sort(out_.mentions.begin(), out_.mentions.end(), [](const Mention& a, const Mention& b) {
      if (a.extent.begin != b.extent.begin) return a.extent.begin < b.extent.begin;
      if (a.extent.end != b.extent.end) return a.extent.end > b.extent.end;
      return a.head < b.head;
    });
  }

 private:
  std::string_view word(TokenId t) const { return tokens_.span[t].of(text_); }

  void link_children() {
    first_child_.assign(tokens_.size(), kNoToken);
    next_sibling_.assign(tokens_.size(), kNoToken);
    for (TokenId t = static_cast<TokenId>(tokens_.size()); t-- > 0;) {
      if (out_.is_root(t)) continue;
      next_sibling_[t] = first_child_[tokens_.head[t]];
      first_child_[tokens_.head[t]] = t;
    }
  }

  // The first and last token below each token, leaves first.
  void measure_subtrees() {
    subtree_.resize(tokens_.size());
    std::vector<uint32_t> children(tokens_.size(), 0);
    std::vector<TokenId> ready;
    for (TokenId t = 0; t < tokens_.size(); ++t) {
      subtree_[t] = {t, t};
      if (!out_.is_root(t)) ++children[tokens_.head[t]];
    }
    for (TokenId t = 0; t < tokens_.size(); ++t) {
      if (children[t] == 0) ready.push_back(t);
    }
    while (!ready.empty()) {
      const TokenId t = ready.back();
      ready.pop_back();
      if (out_.is_root(t)) continue;
      const TokenId head = tokens_.head[t];
      subtree_[head] = {std::min(subtree_[head].first, subtree_[t].first),
                        std::max(subtree_[head].last, subtree_[t].last)};
      if (--children[head] == 0) ready.push_back(head);
    }
  }

  template <class Use>
  void each_child(TokenId t, Use use) const {
    for (TokenId c = first_child_[t]; c != kNoToken; c = next_sibling_[c]) use(c);
  }

  bool has_child(TokenId t, Deprel deprel) const {
    bool found = false;
    each_child(t, [&](TokenId c) { found |= universal(tokens_.deprel[c]) == deprel; });
    return found;
  }

  Range tokens_of(const Mention& name) const {
    const TokenId first = out_.token_at(name.span.begin);
    const TokenId last = out_.token_at(name.span.end - 1);
    return {first, last};
  }

  // The token of the range whose own head lies outside; the last one where there is no tree.
  TokenId head_of(Range range) const {
    for (TokenId t = range.first; t <= range.last; ++t) {
      const TokenId head = tokens_.head[t];
      if (head != t && (head < range.first || head > range.last)) return t;
    }
    for (TokenId t = range.first; t <= range.last; ++t) {
      if (out_.is_root(t) && tokens_.deprel[t] == Deprel::root) return t;
    }
    return range.last;
  }

  // 'Secretary' of 'Secretary Ash Carter', where the name hangs from its title.
  TokenId phrase_head(TokenId t) const {
    const bool flat = tokens_.deprel[t] == Deprel::flat && tokens_.head[t] < t;
    return flat ? tokens_.head[t] : t;
  }

  Span extent_of_name(const Mention& name) const {
    if (!heads_a_phrase(tokens_.deprel[name.head])) return name.span;
    const Span phrase = phrase_of(name.head);
    return name.kind == EntityKind::person ? without_others(name, phrase) : phrase;
  }

  // "President Ana Mora and the rebel leader Luis Paz" may be one phrase to the parser: of each the
  // part up to the conjunction that parts it from another person.
  Span without_others(const Mention& name, Span phrase) const {
    const Range own = tokens_of(name);
    TokenId joint = kNoToken;
    for (TokenId t = own.first; t-- > 0 && tokens_.span[t].begin >= phrase.begin;) {
      if (joint == kNoToken && tokens_.upos[t] == Upos::CCONJ) joint = t;
      if (in_person_[t] && joint != kNoToken) {
        phrase.begin = tokens_.span[joint + 1].begin;
        break;
      }
    }
    joint = kNoToken;
    for (TokenId t = own.last + 1; t < tokens_.size() && tokens_.span[t].end <= phrase.end; ++t) {
      if (joint == kNoToken && tokens_.upos[t] == Upos::CCONJ) joint = t;
      if (in_person_[t] && joint != kNoToken) {
        phrase.end = tokens_.span[joint - 1].end;
        break;
      }
    }
    return phrase;
  }

  bool is_of_phrase(TokenId nmod) const {
    bool of = false;
    each_child(nmod, [&](TokenId c) {
      of |= tokens_.deprel[c] == Deprel::case_ && ascii_lower(word(c)) == "of";
    });
    return of;
  }

  // The whole noun phrase without what stands beside it: conjuncts, appositions, clauses.
  Span phrase_of(TokenId head) const {
    Range range{head, head};
    each_child(head, [&](TokenId c) {
      if (!belongs_to_phrase(c, head)) return;
      range = {std::min(range.first, subtree_[c].first), std::max(range.last, subtree_[c].last)};
    });
    while (range.first < head && is_joint(range.first)) ++range.first;
    return {tokens_.span[range.first].begin, tokens_.span[range.last].end};
  }

  // Words that join phrases and never begin one.
  bool is_joint(TokenId t) const {
    const Upos upos = tokens_.upos[t];
    return upos == Upos::CCONJ || upos == Upos::ADP || upos == Upos::SCONJ ||
           (upos == Upos::PUNCT && word(t) != "-");
  }

  bool belongs_to_phrase(TokenId c, TokenId head) const {
    if (c < head) {
      switch (universal(tokens_.deprel[c])) {
        case Deprel::det:
        case Deprel::amod:
        case Deprel::compound:
        case Deprel::nummod:
        case Deprel::nmod:
        case Deprel::flat:
          return true;
        default:
          return false;
      }
    }
    switch (universal(tokens_.deprel[c])) {
      case Deprel::flat:
      case Deprel::compound:
      case Deprel::nummod:
        return true;
      case Deprel::nmod:
        return is_of_phrase(c);
      default:
        return false;
    }
  }

  // The noun with what stands right before it and says which: "Iraqi government forces".
  Span core_of(TokenId head) const {
    TokenId first = head;
    TokenId last = head;
    each_child(head, [&](TokenId c) {
      const Deprel deprel = tokens_.deprel[c];
      const Deprel main = universal(deprel);
      const bool before = main == Deprel::amod || main == Deprel::compound ||
                          main == Deprel::flat || deprel == Deprel::nmod_desc;
      if (c < head && before) first = std::min(first, subtree_[c].first);
      if (c > head && (main == Deprel::flat || main == Deprel::compound)) {
        last = std::max(last, subtree_[c].last);
      }
    });
    while (first < head && words_.is_loose(ascii_lower(word(first)))) ++first;
    return {tokens_.span[first].begin, tokens_.span[last].end};
  }

  const NounSense* sense_of(TokenId t) const {
    if (const NounSense* sense = words_.noun(ascii_lower(out_.lemma(t)))) return sense;
    return words_.noun(ascii_lower(word(t)));
  }

  EntityKind kind_of(TokenId head) const {
    const NounSense* sense = sense_of(head);
    if (!sense || !sense->kind) return EntityKind::other;
    const bool people = *sense->kind == EntityKind::person && is_plural(tokens_, head);
    return people ? EntityKind::organisation : *sense->kind;
  }

  // "dozens of rebels": the noun that is counted.
  TokenId counted_noun(TokenId head) const {
    const NounSense* sense = sense_of(head);
    TokenId found = kNoToken;
    if (!sense || !sense->counts) return found;
    each_child(head, [&](TokenId c) {
      const bool of = tokens_.deprel[c] == Deprel::nmod && c > head && is_of_phrase(c);
      if (of && found == kNoToken) found = c;
    });
    return found;
  }

  void add_nominal(TokenId t, const std::vector<bool>& heads_name, std::vector<bool>& counted) {
    if (!heads_a_phrase(tokens_.deprel[t]) || has_child(t, Deprel::cop)) return;
    const NounSense* sense = sense_of(t);
    const TokenId inner = counted_noun(t);
    const bool of_people = inner != kNoToken && !heads_name[inner] && sense_of(inner) &&
                           sense_of(inner)->kind && tokens_.upos[inner] == Upos::NOUN;
    if (sense && !sense->kind && !of_people) return;  // times, amounts, empty nouns
    if (tokens_.upos[t] == Upos::PROPN && is_time(t)) return;
    Mention m;
    m.head = t;
    m.form = MentionForm::nominal;
    m.span = core_of(of_people ? inner : t);
    m.extent = cover(m.span, phrase_of(t));
    m.kind = kind_of(of_people ? inner : t);
    if (of_people) counted[inner] = true;
    out_.mentions.push_back(m);
  }

  // "Thanksgiving Day", the zone of "0100 UTC".
  bool is_time(TokenId t) const {
    const Span core = core_of(t);
    const uint32_t end =
        t + 1 < tokens_.size() ? tokens_.span[t + 1].end : core.end;  // "Day" may hang elsewhere
    const auto letters = letters_of(core.of(text_));
    if (words_.is_feast(letters) ||
        words_.is_feast(letters_of(text_.substr(core.begin, end - core.begin))))
      return true;
    return t > 0 && tokens_.upos[t - 1] == Upos::NUM && words_.is_zone(letters);
  }

  void add_pronoun(TokenId t) {
    const PronounSense* sense = words_.pronoun(ascii_lower(word(t)));
    if (!sense || tokens_.deprel[t] == Deprel::expl) return;
    if (sense->person == Person::relative || sense->person == Person::demonstrative) return;
    Mention m;
    m.head = t;
    m.form = MentionForm::pronoun;
    m.span = m.extent = tokens_.span[t];
    const bool person = sense->gender != Gender::unknown && sense->gender != Gender::thing;
    if (sense->number == Number::plural) {
      m.kind = EntityKind::organisation;
    } else if (person) {
      m.kind = EntityKind::person;
    }
    out_.mentions.push_back(m);
  }

  std::string_view text_;
  const EntityWords& words_;
  Analysis& out_;
  const Tokens& tokens_;
  std::vector<TokenId> first_child_;  // children in the order of the text
  std::vector<TokenId> next_sibling_;
  std::vector<bool> in_person_;  // part of the name of a person
  std::vector<Range> subtree_;
};

}  // namespace

void MentionFinder::find(std::string_view text, Analysis& out) const {
  Finder(text, *words_, out).find();
}

}  // namespace sitrep
