// Questions to the dependency trees of a document: who is the subject here, what hangs below, what
// shares a subject.
//
// The relations are those of Universal Dependencies (v2). A passive subject is an object here, an
// agent a subject: the answers are about who did what to whom, not about grammar.
#pragma once

#include <string_view>
#include <vector>

#include "sitrep/language/analysis.h"
#include "sitrep/text/document.h"

namespace sitrep {

// Built once for an analysis, which it refers to; safe to read from many threads.
class Tree {
 public:
  Tree(const Document& document, const Analysis& analysis);

  const Analysis& analysis() const { return *analysis_; }
  const Document& document() const { return *document_; }

  // The tokens whose head is `t`, in the order of the text.
  struct Children {
    const TokenId* first;
    const TokenId* last;
    const TokenId* begin() const { return first; }
    const TokenId* end() const { return last; }
  };
  Children children(TokenId t) const {
    return {below_.data() + starts_[t], below_.data() + starts_[t + 1]};
  }

  Deprel relation(TokenId t) const { return analysis_->tokens.deprel[t]; }
  bool is(TokenId t, Upos upos) const { return analysis_->tokens.upos[t] == upos; }
  std::string_view lemma(TokenId t) const { return analysis_->lemma(t); }
  std::string_view word(TokenId t) const { return document_->words(analysis_->tokens.span[t]); }
  std::string_view xpos(TokenId t) const { return analysis_->xpos(t); }
  bool has_feature(TokenId t, std::string_view feature) const {
    return analysis_->has_feature(t, feature);
  }
  Span span(TokenId t) const { return analysis_->tokens.span[t]; }
  bool is_root(TokenId t) const { return analysis_->is_root(t); }
  TokenId head(TokenId t) const { return analysis_->tokens.head[t]; }

  // The first child of that relation (a subtype counts as itself only), or kNoToken.
  TokenId child(TokenId t, Deprel relation) const;
  bool has_child(TokenId t, Deprel relation) const { return child(t, relation) != kNoToken; }
  // The preposition of a nominal: "against" of "against the rebels"; several words are joined: "in
  // front of".
  std::string_view preposition(TokenId nominal) const;

  // By its form: "retakes", "retook".
  bool is_finite(TokenId verb) const;
  // True where the verb is passive: "was retaken", and a past participle that modifies a noun
  // ("troops sent to Iraq").
  bool is_passive(TokenId verb) const;
  // The doer's word: subject of an active verb, agent of a passive one, shared or controlled
  // subjects too ("planned to send", "who sent"); kNoToken where the text has none.
  TokenId subject(TokenId verb) const;
  // What it is done to: object of an active verb, subject of a passive one, the noun that a
  // participle modifies.
  TokenId object(TokenId verb) const;
  // All nominals under `t` with that preposition, `t`'s obliques and modifiers.
  void with_preposition(TokenId t, std::string_view preposition, std::vector<TokenId>& out) const;

  // The nominal and those that are coordinated with it: "the US, France and Britain".
  void coordinated(TokenId nominal, std::vector<TokenId>& out) const;
  // Is `below` in the subtree of `above`? At most a sentence's length of steps.
  bool dominates(TokenId above, TokenId below) const;
  // The words of the subtree of `t`: from its first to its last token.
  Span subtree(TokenId t) const;
  // The token of these words whose own head lies outside of them; kNoToken where there is no token.
  TokenId head_of(Span words) const;
  // The verb or predicate of the clause that `t` stands in (t itself where it heads one).
  TokenId clause(TokenId t) const;

 private:
  void add_row(TokenId nominal, int depth, std::vector<TokenId>& out) const;
  TokenId subject_of(TokenId verb, int depth) const;
  // What "which" or "who" stands for in the relative clause of this verb.
  TokenId antecedent(TokenId verb) const;
  bool in_sentence_of(TokenId a, TokenId b) const {
    return analysis_->tokens.sentence[a] == analysis_->tokens.sentence[b];
  }

  const Document* document_;
  const Analysis* analysis_;
  std::vector<uint32_t> starts_;  // where the children of a token begin in below_
  std::vector<TokenId> below_;
  std::vector<Span> subtree_;  // by token, bytes
};

}  // namespace sitrep
