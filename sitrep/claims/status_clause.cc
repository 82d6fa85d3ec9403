#include "sitrep/claims/status_clause.h"

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

bool is_negator(const StatusRules::Parts& rules, const std::string& word) {
  return rules.negators.find(word) != rules.negators.end();
}

// "no survivors", "nobody": an argument that says that there was none.
bool is_negative_argument(const Tree& tree, const StatusRules::Parts& rules, TokenId t) {
  for (const TokenId c : tree.children(t)) {
    if (tree.relation(c) == Deprel::det && is_negator(rules, ascii_lower(tree.lemma(c))))
      return true;
  }
  return false;
}

Clause own_clause(const Tree& tree, const StatusRules::Parts& rules, TokenId head) {
  Clause clause;
  clause.head = head;
  for (const TokenId c : tree.children(head)) {
    const std::string lemma = ascii_lower(tree.lemma(c));
    switch (universal(tree.relation(c))) {
      case Deprel::aux:
        clause.auxiliaries.add(c);
        break;
      case Deprel::cop:
        clause.auxiliaries.add(c);
        clause.copular = true;
        break;
      case Deprel::mark:
        clause.markers.add(c);
        break;
      case Deprel::advmod:
        clause.adverbs.add(c);
        break;
      case Deprel::nsubj:
      case Deprel::csubj:
        clause.subject = c;
        break;
      default:
        break;
    }
    const Deprel relation = universal(tree.relation(c));
    const bool argument = relation == Deprel::nsubj || relation == Deprel::obj;
    if (is_negator(rules, lemma) || (argument && is_negative_argument(tree, rules, c))) {
      ++clause.negations;
    }
  }
  return clause;
}

bool is_base_form(std::string_view xpos) {
  return xpos == "VB" || xpos == "VBN" || xpos == "VBG";
}

}  // namespace

std::string auxiliary_lemma(const Tree& tree, TokenId t) {
  return ascii_lower(tree.lemma(t));
}

Clause clause_at(const Tree& tree, const StatusRules::Parts& rules, TokenId head) {
  Clause clause = own_clause(tree, rules, head);
  if (tree.relation(head) != Deprel::conj || !clause.auxiliaries.empty()) return clause;
  if (clause.subject != kNoToken || tree.is_root(head)) return clause;
  const TokenId other = tree.head(head);
  if (!tree.is(other, Upos::VERB) && !tree.is(other, Upos::ADJ) && !tree.is(other, Upos::AUX)) {
    return clause;
  }
  const Clause first = own_clause(tree, rules, other);
  const bool alike = tree.xpos(head) == tree.xpos(other);
  if (alike || is_base_form(tree.xpos(head))) {
    clause.auxiliaries = first.auxiliaries;
    clause.shares = !first.auxiliaries.empty();
  }
  if (clause.markers.empty()) clause.markers = first.markers;
  clause.subject = first.subject;
  if (alike && clause.negations == 0) clause.negations = first.negations;
  return clause;
}

}  // namespace sitrep
