// Finds statements in three steps: what the trees put below a cue; what stands in quotation marks
// beside a cue; what goes on from the quotation before it.
#pragma once

#include <vector>

#include "sitrep/claims/statements_content.h"
#include "sitrep/claims/statements_quotes.h"

namespace sitrep {

// Used once for one document.
class StatementFinder {
 public:
  StatementFinder(const Tree& tree, const StatementRules::Parts& rules);

  std::vector<Statement> run();

 private:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  // A statement in the making.
  struct Draft {
    TokenId cue = kNoToken;
    Span cue_span;
    TokenId speaker = kNoToken;
    std::vector<Span> content;
    Span deed;  // "shelling the town" of "accused them of shelling the town"
    bool asserts = true;
    Cue::Kind kind = Cue::Kind::speech;
    bool verb = false;
    bool takes_quotations = false;
    bool says = false;       // a verb of speaking: takes clauses and quotations
    bool names = false;      // "called the plan “mad”": takes an object with what is said of it
    bool quoted = false;     // a quotation belongs to it
    bool set_apart = false;  // paragraphs after a colon are what is said
    uint32_t within = kNone;  // the quotation that the cue itself stands in
  };

  void read_cues();
  const Cue* look_up(const WordMap<Cue>& cues, TokenId t) const;
  void read_verb(TokenId verb, const Cue& cue);
  void read_noun(TokenId noun, const Cue& cue);
  void read_phrase(TokenId first);
  void add_draft(TokenId cue, const SaidContent& said, TokenId speaker);

  void name_cited_sources();
  bool can_be_cited(TokenId noun) const;
  void cut_what_is_added();
  void answer_denials();
  TokenId comma_of_denial(TokenId verb) const;
  TokenId speaker_of_denial(TokenId comma, TokenId verb) const;
  void read_what_is_put_in();
  bool opens_condition(const Draft& draft) const;
  bool begins_with_quotation(Span words) const;
  void read_blocks_after_colons();
  bool goes_on_in(size_t block) const;
  void give_quotations();
  void reach_out();
  bool takes_next_quotation(Draft& draft, size_t index);
  uint32_t clause_begin_before(TokenId cue, uint32_t floor) const;
  bool widen(uint32_t q);
  void give(uint32_t q, uint32_t draft);
  uint32_t cue_after(const Quotation& q) const;
  TokenId speaker_beside(const Draft& draft, const Quotation& q) const;
  TokenId past_relative(TokenId speaker, Span quotation) const;
  uint32_t cue_before(uint32_t q) const;
  uint32_t reaction_before(uint32_t q) const;
  uint32_t statement_before(uint32_t q) const;
  uint32_t quotation_at(uint32_t byte) const;
  bool ends_sentence_between(uint32_t from, uint32_t to) const;
  bool stands_after_colon(const Quotation& q) const;
  bool is_announced(const Quotation& q) const;
  bool begins_sentence(const Quotation& q) const;
  bool ends_sentence(const Quotation& q) const;
  bool ends_clause(const Quotation& q) const;

  bool is_statement(const Draft& draft) const;
  void find_nested(std::vector<Statement>& statements) const;
  Span without_time(TokenId speaker, Span name) const;
  Statement statement(const Draft& draft) const;
  StatementKind kind_of(const std::vector<Span>& content) const;

  const Tree& tree_;
  const StatementRules::Parts& rules_;
  std::vector<Quotation> quotations_;
  std::vector<uint32_t> owner_;  // by quotation: the draft that it belongs to, or kNone
  std::vector<Draft> drafts_;    // in the order of their cues
};

}  // namespace sitrep
