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
    bool asserts = true;
    Cue::Kind kind = Cue::Kind::speech;
    bool verb = false;
    bool takes_quotations = false;
    bool quoted = false;      // a quotation belongs to it
    uint32_t within = kNone;  // the quotation that the cue itself stands in
  };

  void read_cues();
  void read_verb(TokenId verb, const Cue& cue);
  void read_noun(TokenId noun, const Cue& cue);
  void read_phrase(TokenId first);
  void add_draft(TokenId cue, const SaidContent& said, TokenId speaker);

  void cut_what_is_added();
  void read_blocks_after_colons();
  void give_quotations();
  bool widen(uint32_t q);
  void give(uint32_t q, uint32_t draft);
  uint32_t cue_after(const Quotation& q) const;
  TokenId speaker_beside(const Draft& draft, const Quotation& q) const;
  uint32_t cue_before(uint32_t q) const;
  uint32_t statement_before(uint32_t q) const;
  uint32_t quotation_at(uint32_t byte) const;
  bool ends_sentence_between(uint32_t from, uint32_t to) const;
  bool begins_sentence(const Quotation& q) const;
  bool ends_clause(const Quotation& q) const;

  bool is_statement(const Draft& draft) const;
  bool has_feature(TokenId t, std::string_view feature) const;
  void find_nested(std::vector<Statement>& statements) const;
  Statement statement(const Draft& draft) const;
  StatementKind kind_of(const std::vector<Span>& content) const;

  const Tree& tree_;
  const StatementRules::Parts& rules_;
  std::vector<Quotation> quotations_;
  std::vector<uint32_t> owner_;  // by quotation: the draft that it belongs to, or kNone
  std::vector<Draft> drafts_;    // in the order of their cues
};

}  // namespace sitrep
