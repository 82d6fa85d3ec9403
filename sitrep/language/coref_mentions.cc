#include "sitrep/language/coref_mentions.h"

#include <algorithm>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

bool is_small_word(std::string_view word) {
  return word == "of" || word == "the" || word == "and" || word == "for" || word == "in" ||
         word == "on" || word == "to" || word == "&";
}

bool has_letter(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
  });
}

bool is_acronym(std::string_view word) {
  size_t capitals = 0;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    capitals += c >= 'A' && c <= 'Z';
  }
  return capitals >= 2;
}

class Describer {
 public:
  Describer(std::string_view text, const EntityWords& words, const Analysis& analysis)
      : text_(text), words_(words), analysis_(analysis), tokens_(analysis.tokens) {
    children_.resize(tokens_.size());
    for (TokenId t = 0; t < tokens_.size(); ++t) {
      if (!analysis.is_root(t)) children_[tokens_.head[t]].push_back(t);
    }
    mention_of_.assign(tokens_.size(), kNoEntity);
    for (uint32_t i = 0; i < analysis.mentions.size(); ++i) {
      mention_of_[analysis.mentions[i].head] = i;
    }
  }

  MentionInfo describe(uint32_t index) {
    const Mention& m = analysis_.mentions[index];
    MentionInfo info;
    info.index = index;
    info.span = m.span;
    info.extent = m.extent;
    info.form = m.form;
    info.kind = m.kind;
    info.sentence = tokens_.sentence[m.head];
    info.head = head_word(m);
    info.letters = letters_of(m.span.of(text_));
    describe_place_in_tree(m, info);
    if (m.form == MentionForm::pronoun) {
      describe_pronoun(m, info);
    } else {
      describe_phrase(m, info);
      if (m.form == MentionForm::name) describe_name(m, info);
    }
    return info;
  }

 private:
  std::string_view word(TokenId t) const { return tokens_.span[t].of(text_); }

  std::string lemma(TokenId t) const {
    const std::string_view l = analysis_.lemma(t);
    return ascii_lower(l.empty() ? word(t) : l);
  }

  // A name's head is its last word: 'Carter', 'Council'.
  std::string head_word(const Mention& m) const {
    if (m.form != MentionForm::name) return lemma(m.head);
    const TokenId last = analysis_.token_at(m.span.end - 1);
    return ascii_lower(word(last));
  }

  void describe_place_in_tree(const Mention& m, MentionInfo& info) const {
    const Deprel deprel = universal(tokens_.deprel[m.head]);
    info.governor = analysis_.is_root(m.head) ? kNoToken : tokens_.head[m.head];
    info.subject = deprel == Deprel::nsubj;
    info.object = deprel == Deprel::obj || deprel == Deprel::iobj;
    info.nested = deprel == Deprel::nmod || deprel == Deprel::compound;
    if (deprel == Deprel::appos && info.governor != kNoToken) {
      info.apposed_to = mention_of_[info.governor];
    }
  }

  void describe_pronoun(const Mention& m, MentionInfo& info) const {
    const std::string said = ascii_lower(word(m.head));
    if (const PronounSense* sense = words_.pronoun(said)) {
      info.person = sense->person;
      info.number = sense->number;
      info.gender = sense->gender;
    }
    info.reflexive = said.ends_with("self") || said.ends_with("selves");
    info.possessive = tokens_.deprel[m.head] == Deprel::nmod_poss;
  }

  void describe_phrase(const Mention& m, MentionInfo& info) const {
    for (const TokenId c : children_[m.head]) {
      if (c > m.head) continue;
      const Deprel deprel = universal(tokens_.deprel[c]);
      const std::string said = ascii_lower(word(c));
      if (deprel == Deprel::det) {
        const bool definite = said == "the" || said == "this" || said == "that" ||
                              said == "these" || said == "those" || said == "both";
        (definite ? info.definite : info.indefinite) = true;
      } else if (tokens_.deprel[c] == Deprel::nmod_poss) {
        info.definite = true;
        info.possessor = c;
        add_modifier(c, info);
      } else if (deprel == Deprel::amod || deprel == Deprel::compound || deprel == Deprel::nmod ||
                 deprel == Deprel::nummod) {
        add_modifier(c, info);
        for (const TokenId below : children_[c]) add_modifier(below, info);
      }
    }
    const std::string_view xpos = kXposNames[tokens_.xpos[m.head]];
    const bool plural = xpos == "NNS" || xpos == "NNPS";
    info.number = plural ? Number::plural : Number::singular;
    if (const NounSense* sense = words_.noun(info.head)) {
      if (m.form == MentionForm::nominal) info.gender = sense->gender;
      // 'The army said they ...': a group may be either.
      if (sense->group && !plural) info.number = Number::unknown;
    }
    if (m.form == MentionForm::nominal && m.kind == EntityKind::person &&
        info.gender == Gender::unknown) {
      info.gender = Gender::human;
    }
  }

  void add_modifier(TokenId t, MentionInfo& info) const {
    if (!has_letter(word(t)) || tokens_.upos[t] == Upos::DET || tokens_.upos[t] == Upos::ADP)
      return;
    info.modifiers.push_back(letters_of(lemma(t)));
    const KnownName* known = words_.known(letters_of(word(t)));
    if (known || tokens_.upos[t] == Upos::PROPN)
      info.proper_modifiers.push_back(info.modifiers.back());
  }

  void describe_name(const Mention& m, MentionInfo& info) const {
    const TokenRange own = analysis_.tokens_in(m.span);
    for (const TokenId t : own) {
      if (!has_letter(word(t))) continue;
      const std::string said = letters_of(word(t));
      info.name_words.push_back(said);
      if (!is_small_word(said)) info.initials.push_back(said.front());
    }
    if (info.name_words.size() < 2) info.initials.clear();
    info.acronym = own.size() == 1 && is_acronym(word(own.first));
    info.number = Number::singular;
    const bool group = m.kind == EntityKind::organisation || m.kind == EntityKind::armed_group ||
                       m.kind == EntityKind::country;
    if (group) info.number = Number::unknown;
    // "The Houthis", since one is a Houthi.
    const std::string letters = letters_of(m.span.of(text_));
    if (group && letters.ends_with('s') &&
        words_.known(std::string_view(letters).substr(0, letters.size() - 1)) != nullptr) {
      info.number = Number::plural;
    }
    if (m.kind == EntityKind::person) {
      info.gender = Gender::human;
      const NameWord* given = words_.name_word(info.name_words.empty() ? "" : info.name_words[0]);
      if (given && given->first_name && given->gender != Gender::unknown)
        info.gender = given->gender;
      describe_title(m, own.first, info);
    }
  }

  // The words of the phrase before the name: 'US Defense Secretary' Ash Carter.
  void describe_title(const Mention& m, TokenId first, MentionInfo& info) const {
    const TokenId begin = first - std::min<TokenId>(first, 8);
    std::string role;
    for (TokenId t = begin; t < first; ++t) {
      if (tokens_.span[t].begin < m.extent.begin) continue;
      const std::string said = lemma(t);
      const NameWord* known = words_.name_word(said);
      if (known && known->title &&
          (known->gender == Gender::male || known->gender == Gender::female)) {
        info.gender = known->gender;
      }
      const Upos upos = tokens_.upos[t];
      if (upos == Upos::DET || !has_letter(said)) continue;
      // 'Defence Secretary Sir Michael Fallon': an honour says no role.
      if (!role.empty() && known && known->title && words_.noun(said) == nullptr) continue;
      if (!role.empty()) info.modifiers.push_back(letters_of(role));
      role = said;
    }
    if (!role.empty()) info.roles.push_back(role);
  }

  std::string_view text_;
  const EntityWords& words_;
  const Analysis& analysis_;
  const Tokens& tokens_;
  std::vector<std::vector<TokenId>> children_;
  std::vector<uint32_t> mention_of_;  // by head token
};

}  // namespace

std::vector<MentionInfo> describe_mentions(std::string_view text, const EntityWords& words,
                                           const Analysis& analysis) {
  Describer describer(text, words, analysis);
  std::vector<MentionInfo> infos;
  infos.reserve(analysis.mentions.size());
  for (uint32_t i = 0; i < analysis.mentions.size(); ++i) infos.push_back(describer.describe(i));
  return infos;
}

}  // namespace sitrep
