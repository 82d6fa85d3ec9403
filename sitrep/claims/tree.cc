#include "sitrep/claims/tree.h"

#include <algorithm>

namespace sitrep {
namespace {

// How far a missing subject is looked for over control, coordination and modification.
constexpr int kDeepest = 6;

bool is_subject(Deprel r) {
  return r == Deprel::nsubj || r == Deprel::nsubj_outer || r == Deprel::csubj;
}

bool is_oblique(Deprel r) {
  return r == Deprel::obl || r == Deprel::nmod || r == Deprel::obl_agent ||
         r == Deprel::nmod_unmarked || r == Deprel::obl_unmarked || r == Deprel::nmod_desc;
}

bool heads_clause(Deprel r) {
  switch (r) {
    case Deprel::root:
    case Deprel::acl:
    case Deprel::acl_relcl:
    case Deprel::advcl:
    case Deprel::advcl_relcl:
    case Deprel::ccomp:
    case Deprel::xcomp:
    case Deprel::csubj:
    case Deprel::csubj_pass:
    case Deprel::csubj_outer:
    case Deprel::parataxis:
      return true;
    default:
      return false;
  }
}

}  // namespace

Tree::Tree(const Document& document, const Analysis& analysis)
    : document_(&document), analysis_(&analysis) {
  const auto& tokens = analysis.tokens;
  const auto count = static_cast<TokenId>(tokens.size());
  starts_.assign(count + 2, 0);
  for (TokenId t = 0; t < count; ++t) {
    if (!analysis.is_root(t)) ++starts_[tokens.head[t] + 1];
  }
  for (TokenId t = 0; t < count; ++t) starts_[t + 1] += starts_[t];
  below_.resize(starts_[count]);
  std::vector<uint32_t> next(starts_.begin(), starts_.end());
  for (TokenId t = 0; t < count; ++t) {
    if (!analysis.is_root(t)) below_[next[tokens.head[t]]++] = t;
  }
  subtree_ = tokens.span;
  // Each token widens its ancestors; trees are shallow, and sentences have a limit.
  for (TokenId t = 0; t < count; ++t) {
    TokenId at = t;
    for (int steps = 0; !analysis.is_root(at) && steps < 512; ++steps) {
      at = tokens.head[at];
      subtree_[at] = cover(subtree_[at], tokens.span[t]);
    }
  }
}

TokenId Tree::child(TokenId t, Deprel wanted) const {
  for (const TokenId c : children(t)) {
    if (relation(c) == wanted) return c;
  }
  return kNoToken;
}

std::string_view Tree::preposition(TokenId nominal) const {
  for (const TokenId c : children(nominal)) {
    if (relation(c) == Deprel::case_ && c < nominal) return lemma(c);
  }
  return {};
}

bool Tree::is_passive(TokenId verb) const {
  for (const TokenId c : children(verb)) {
    if (relation(c) == Deprel::aux_pass || relation(c) == Deprel::nsubj_pass) return true;
  }
  if (!is(verb, Upos::VERB)) return false;
  const auto tag = xpos(verb);
  if (tag != "VBN") return false;
  if (has_child(verb, Deprel::nsubj)) return false;
  // Past tense taken for a participle ("forces set up a post"): what has an object of its own is
  // active.
  if (relation(verb) == Deprel::acl && has_child(verb, Deprel::obj)) return false;
  // "troops sent to Iraq", "newly retaken": a bare participle.
  return relation(verb) == Deprel::acl || relation(verb) == Deprel::amod ||
         (relation(verb) == Deprel::advcl && !has_child(verb, Deprel::aux)) ||
         (relation(verb) == Deprel::conj && !has_child(verb, Deprel::aux) && !is_root(verb) &&
          is_passive(head(verb)));
}

TokenId Tree::antecedent(TokenId verb) const {
  const TokenId above = head(verb);
  if (is(above, Upos::NOUN) || is(above, Upos::PROPN) || is(above, Upos::PRON)) return above;
  // The parser hung the clause on a verb: what the last verb before it was done to is what "which"
  // stands for.
  for (TokenId t = verb; t > 0 && in_sentence_of(t - 1, verb); --t) {
    if (!is(t - 1, Upos::VERB)) continue;
    if (const TokenId object = child(t - 1, Deprel::obj); object != kNoToken) return object;
  }
  return kNoToken;
}

bool Tree::is_finite(TokenId verb) const {
  const auto tag = xpos(verb);
  return tag == "VBD" || tag == "VBP" || tag == "VBZ";
}

TokenId Tree::subject(TokenId verb) const {
  return subject_of(verb, 0);
}

TokenId Tree::subject_of(TokenId verb, int depth) const {
  if (depth > kDeepest) return kNoToken;
  if (is_passive(verb)) {
    // "According to Carter, the rebels are backed by Iran": a tree may call both agents.
    for (const Deprel agent : {Deprel::obl_agent, Deprel::obl}) {
      for (const TokenId c : children(verb)) {
        if (relation(c) == agent && preposition(c) == "by") return c;
      }
    }
    const TokenId agent = child(verb, Deprel::obl_agent);
    if (agent != kNoToken) return preposition(agent).empty() ? agent : kNoToken;
    // "Were abducted and killed by gunmen": what stands behind the last of them is of them all.
    for (const TokenId c : children(verb)) {
      if (relation(c) != Deprel::conj || has_child(c, Deprel::nsubj_pass) || !is_passive(c))
        continue;
      if (has_child(c, Deprel::aux_pass)) continue;
      const TokenId shared = subject_of(c, depth + 1);
      if (shared != kNoToken) return shared;
    }
    return kNoToken;
  }
  for (const TokenId c : children(verb)) {
    if (!is_subject(relation(c))) continue;
    // "who sent": the word that the clause modifies.
    const auto tag = xpos(c);
    const bool relative =
        relation(verb) == Deprel::acl_relcl || relation(verb) == Deprel::advcl_relcl;
    if (relative && (tag == "WDT" || tag == "WP")) return antecedent(verb);
    return c;
  }
  if (is_root(verb)) return kNoToken;
  const TokenId above = head(verb);
  switch (relation(verb)) {
    case Deprel::conj:
    case Deprel::parataxis:
      if (is(above, Upos::VERB) || is(above, Upos::AUX) || is(above, Upos::ADJ)) {
        // A passive's subject goes on as the doer of an active verb beside it: "was hit and caught
        // fire".
        if (is_passive(above)) {
          const TokenId shared = child(above, Deprel::nsubj_pass);
          if (shared != kNoToken) return shared;
        }
        return subject_of(above, depth + 1);
      }
      // "Warplanes and artillery hit targets": the parser joined the verb to its own subject.
      if ((is(above, Upos::NOUN) || is(above, Upos::PROPN)) && above < verb && is_finite(verb))
        return above;
      return kNoToken;
    case Deprel::xcomp:
    case Deprel::advcl: {
      // "ordered the army to withdraw": the object acts; "planned to withdraw": the subject.
      // "Accused Rwanda of sending troops": Rwanda is said to send them.
      const TokenId mark = child(verb, Deprel::mark);
      const bool of = mark != kNoToken && lemma(mark) == "of";
      if (relation(verb) == Deprel::xcomp || of) {
        const TokenId object = this->object(above);
        if (object != kNoToken && object != verb) return object;
      }
      // "fired, witnesses said, wounding 12": who fired, though the clause may hang on what is put
      // in.
      if (relation(verb) == Deprel::advcl && relation(above) == Deprel::parataxis && above < verb &&
          !is_root(above) && head(above) < above && xpos(verb) == "VBG") {
        return subject_of(head(above), depth + 1);
      }
      if (is_passive(above)) {
        // "Forty were killed in fighting": others fought.
        if (mark != kNoToken && lemma(mark) == "in" && this->object(verb) == kNoToken)
          return kNoToken;
        const TokenId shared = child(above, Deprel::nsubj_pass);
        if (shared != kNoToken) return shared;
      }
      return subject_of(above, depth + 1);
    }
    case Deprel::acl:
      // "Shot at a bus in Amalfi, Antioquia, killing ten": a place does nothing.
      if (xpos(verb) == "VBG" && verb > 0 && word(verb - 1) == "," && is(above, Upos::PROPN)) {
        TokenId row = above;
        while (!is_root(row) && (relation(row) == Deprel::conj || relation(row) == Deprel::appos))
          row = head(row);
        const auto where = preposition(row);
        const TokenId clause = this->clause(row);
        if (!where.empty() && where != "by" && where != "of" && is(clause, Upos::VERB))
          return subject_of(clause, depth + 1);
      }
      // "troops fighting in the north" act; "efforts to retake" belong to whoever made them.
      if (xpos(verb) != "VB") return above;
      for (const TokenId c : children(above)) {
        if (relation(c) == Deprel::nmod_poss) return c;
      }
      if (relation(above) == Deprel::obj || relation(above) == Deprel::obl) {
        return subject_of(head(above), depth + 1);
      }
      return kNoToken;
    case Deprel::amod:
      // "The visiting minister", "advancing troops": they do it.
      return xpos(verb) == "VBG" ? above : kNoToken;
    case Deprel::acl_relcl:
      return kNoToken;
    default:
      return kNoToken;
  }
}

TokenId Tree::object(TokenId verb) const {
  if (is_passive(verb)) {
    for (const TokenId c : children(verb)) {
      if (relation(c) != Deprel::nsubj_pass) continue;
      const auto tag = xpos(c);
      if ((tag == "WDT" || tag == "WP") && relation(verb) == Deprel::acl_relcl) return head(verb);
      return c;
    }
    if (relation(verb) == Deprel::acl || relation(verb) == Deprel::amod) return head(verb);
    if (relation(verb) == Deprel::conj && !is_root(verb) && is_passive(head(verb))) {
      return object(head(verb));
    }
    // "Rebels believed to be backed by Chad", "ordered the prisoners to be freed".
    if (relation(verb) == Deprel::xcomp && !is_root(verb)) {
      const TokenId above = head(verb);
      if (is_passive(above)) return object(above);
      const TokenId ordered = child(above, Deprel::obj);
      return ordered != kNoToken ? ordered : subject(above);
    }
    return kNoToken;
  }
  for (const TokenId c : children(verb)) {
    if (relation(c) != Deprel::obj) continue;
    const auto tag = xpos(c);
    if ((tag == "WDT" || tag == "WP") && relation(verb) == Deprel::acl_relcl) return head(verb);
    return c;
  }
  // "fired more than 130 rockets": a number phrase may pass for an oblique one.
  for (const TokenId c : children(verb)) {
    const bool bare = relation(c) == Deprel::obl || relation(c) == Deprel::obl_unmarked;
    if (bare && c > verb && !has_child(c, Deprel::case_) && has_child(c, Deprel::nummod)) {
      return c;
    }
  }
  // "the town that they retook": a relative clause with its own subject and no object takes what it
  // modifies.
  if (relation(verb) == Deprel::acl_relcl && has_child(verb, Deprel::nsubj)) {
    const TokenId subject = child(verb, Deprel::nsubj);
    const auto tag = xpos(subject);
    // "Eritrea, whose soldiers fought": the clause is of Eritrea, but does nothing to it.
    const TokenId whose = child(subject, Deprel::nmod_poss);
    const bool of = whose != kNoToken && xpos(whose) == "WP$";
    if (tag != "WDT" && tag != "WP" && !of) return head(verb);
  }
  return kNoToken;
}

void Tree::with_preposition(TokenId t, std::string_view wanted, std::vector<TokenId>& out) const {
  for (const TokenId c : children(t)) {
    if (is_oblique(relation(c)) && preposition(c) == wanted) out.push_back(c);
  }
}

void Tree::coordinated(TokenId nominal, std::vector<TokenId>& out) const {
  add_row(nominal, 0, out);
}

// "A truck, as well as buses and houses": a row may hold another.
void Tree::add_row(TokenId nominal, int depth, std::vector<TokenId>& out) const {
  out.push_back(nominal);
  for (const TokenId c : children(nominal)) {
    const bool row = depth <= kDeepest && relation(c) == Deprel::conj && !is(c, Upos::VERB);
    if (row) add_row(c, depth + 1, out);
  }
}

bool Tree::dominates(TokenId above, TokenId below) const {
  if (!in_sentence_of(above, below)) return false;
  for (int steps = 0; steps < 512; ++steps) {
    if (below == above) return true;
    if (is_root(below)) return false;
    below = head(below);
  }
  return false;
}

Span Tree::subtree(TokenId t) const {
  return subtree_[t];
}

TokenId Tree::head_of(Span words) const {
  for (const TokenId t : analysis_->tokens_in(words)) {
    if (is_root(t) || !words.contains(span(head(t)))) return t;
  }
  return kNoToken;
}

TokenId Tree::clause(TokenId t) const {
  for (int steps = 0; steps < 512; ++steps) {
    if (is_root(t) || heads_clause(relation(t))) return t;
    if (relation(t) == Deprel::conj && is(t, Upos::VERB)) return t;
    t = head(t);
  }
  return t;
}

}  // namespace sitrep
