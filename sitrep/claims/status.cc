#include "sitrep/claims/status.h"

#include <cmath>

#include "sitrep/claims/status_features.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// How many governing words above the predicate may change its status.
constexpr int kDeepest = 12;

bool actual(Status s) {
  return s == Status::occurred || s == Status::ongoing;
}

// The thing as it stands where the governing word, of status `outer`, has this effect on it.
Status combine(Status own, Effect effect, Status outer, bool implicative) {
  if (effect.same) return actual(own) || !actual(outer) ? outer : own;
  if (!actual(own) && actual(effect.status)) return own;
  if (actual(outer)) return actual(effect.status) ? own : effect.status;
  if (outer == Status::negated) {
    if (implicative) return actual(effect.status) ? Status::negated : Status::occurred;
    return effect.status == Status::planned ? Status::negated : effect.status;
  }
  // "will manage to retake" is as planned as the managing; "may fail to retake" leaves it open.
  if (implicative) return actual(effect.status) ? outer : Status::possible;
  return effect.status;
}

class StatusReader {
 public:
  StatusReader(const Tree& tree, const StatusRules::Parts& rules)
      : tree_(tree), rules_(rules), tokens_(tree.analysis().tokens) {}

  Status of(TokenId t, int depth = 0) const {
    const Status own = is_clause(t) ? of_clause(t) : of_noun(t);
    if (tree_.is_root(t) || depth >= kDeepest) return own;
    return under_governor(t, own, depth);
  }

 private:
  bool has_word(const FewTokens& tokens, std::string_view word) const {
    for (const TokenId t : tokens) {
      if (ascii_lower(tree_.lemma(t)) == word) return true;
    }
    return false;
  }

  bool is_clause(TokenId t) const {
    return tree_.is(t, Upos::VERB) || tree_.is(t, Upos::AUX) || tree_.has_child(t, Deprel::cop);
  }

  // "alleged attack", "possibly killed", "no attack"; nothing where no modifier says so.
  std::optional<Status> of_modifiers(TokenId t) const {
    for (const TokenId c : tree_.children(t)) {
      const Deprel r = universal(tree_.relation(c));
      if (r != Deprel::amod && r != Deprel::advmod && r != Deprel::compound) continue;
      for (const std::string& word : {ascii_lower(tree_.word(c)), ascii_lower(tree_.lemma(c))}) {
        if (const auto at = rules_.modifiers.find(word); at != rules_.modifiers.end())
          return at->second;
      }
    }
    return std::nullopt;
  }

  Status of_noun(TokenId t) const {
    if (const auto status = of_modifiers(t)) return *status;
    for (const TokenId c : tree_.children(t)) {
      const bool negator =
          rules_.negators.find(ascii_lower(tree_.lemma(c))) != rules_.negators.end();
      if (negator && universal(tree_.relation(c)) == Deprel::det) return Status::negated;
    }
    return Status::occurred;
  }

  Status of_clause(TokenId t) const {
    const Clause clause = clause_at(tree_, rules_, t);
    for (const TokenId m : clause.markers) {
      const auto at = rules_.markers.find(ascii_lower(tree_.lemma(m)));
      if (at != rules_.markers.end()) return at->second;
    }
    for (const TokenId a : clause.adverbs) {  // "when" and "whether" may hang as adverbs
      const auto at = rules_.markers.find(ascii_lower(tree_.lemma(a)));
      if (at != rules_.markers.end() && a < t) return at->second;
    }
    if (const auto status = of_modal(clause)) return *status;
    if (clause.negated()) return Status::negated;
    if (const auto status = of_modifiers(t)) return *status;
    if (asked(clause)) return Status::possible;
    // "is to visit", and in headlines "Carter to visit Iraq".
    const bool infinitive = has_word(clause.markers, "to");
    if (infinitive && (tree_.is_root(t) || clause.copular)) return Status::planned;
    if (is_order(clause, infinitive)) return Status::planned;
    return in_progress(clause) ? Status::ongoing : Status::occurred;
  }

  // "Stop the attacks"
  bool is_order(const Clause& clause, bool infinitive) const {
    if (infinitive || tree_.xpos(clause.head) != "VB") return false;
    if (clause.subject != kNoToken || !clause.auxiliaries.empty()) return false;
    const Deprel r = tree_.relation(clause.head);
    return r == Deprel::root || r == Deprel::parataxis || r == Deprel::conj;
  }

  std::optional<Status> of_modal(const Clause& clause) const {
    for (const TokenId a : clause.auxiliaries) {
      const auto at = rules_.modals.find(auxiliary_lemma(tree_, a));
      if (at == rules_.modals.end() || tree_.xpos(a) != "MD") continue;
      const Status status = clause.negated() ? at->second.negated : at->second.status;
      if (status == Status::hypothetical && reported(clause.head)) return Status::planned;
      if (status == Status::planned && conditional(clause.head)) return Status::hypothetical;
      return status;
    }
    return std::nullopt;
  }

  // "said that it would": the future as seen from a past.
  bool reported(TokenId t) const {
    const Deprel r = tree_.relation(t);
    if (r == Deprel::conj && !tree_.is_root(t)) return reported(tree_.head(t));
    return r == Deprel::ccomp && tree_.is(tree_.head(t), Upos::VERB) && !conditional(t);
  }

  // "will respond if attacked"
  bool conditional(TokenId t) const {
    for (const TokenId c : tree_.children(t)) {
      if (tree_.relation(c) != Deprel::advcl) continue;
      for (const TokenId m : tree_.children(c)) {
        if (tree_.relation(m) != Deprel::mark) continue;
        const auto at = rules_.markers.find(ascii_lower(tree_.lemma(m)));
        if (at != rules_.markers.end() && at->second == Status::hypothetical) return true;
      }
    }
    return false;
  }

  bool asked(const Clause& clause) const {
    if (!tree_.is_root(clause.head)) return false;
    const Sentence& s = tree_.analysis().sentences[tokens_.sentence[clause.head]];
    return tree_.word(s.last - 1).starts_with('?');
  }

  // "are fighting", "has been fighting", "supports", "is banned"; "were fighting" is over.
  bool in_progress(const Clause& clause) const {
    const bool bare = clause.auxiliaries.empty();
    const std::string_view own = tree_.xpos(clause.head);
    const std::string_view first = bare ? own : tree_.xpos(clause.auxiliaries.front());
    if (first != "VBZ" && first != "VBP") return false;
    if (own == "VBG") return true;
    if (rules_.states.find(ascii_lower(tree_.lemma(clause.head))) == rules_.states.end())
      return false;
    return bare || auxiliary_lemma(tree_, clause.auxiliaries.front()) == "be";
  }

  const GoverningWord* governing(TokenId t) const {
    for (const std::string& word : {ascii_lower(tree_.word(t)), ascii_lower(tree_.lemma(t))}) {
      if (const auto at = rules_.governing.find(word); at != rules_.governing.end())
        return &at->second;
    }
    return nullptr;
  }

  std::optional<Hold> hold_of(TokenId t) const {
    const Deprel r = tree_.relation(t);
    switch (r) {
      case Deprel::xcomp:
      case Deprel::ccomp:
      case Deprel::csubj:
      case Deprel::csubj_pass:
      case Deprel::advcl:
      case Deprel::acl: {
        const Clause clause = clause_at(tree_, rules_, t);
        if (has_word(clause.markers, "to")) return Hold::to;
        const bool open = clause.markers.empty() && r != Deprel::xcomp;
        if (tree_.xpos(t) == "VBG" && clause.auxiliaries.empty()) {
          const bool free = open && (r == Deprel::advcl || r == Deprel::acl);
          return free ? std::nullopt : std::optional(Hold::gerund);
        }
        if (r == Deprel::xcomp) return Hold::to;
        if (r == Deprel::advcl) return std::nullopt;
        return r == Deprel::acl && clause.markers.empty() ? std::nullopt
                                                          : std::optional(Hold::clause);
      }
      case Deprel::obj:
      case Deprel::nsubj_pass:
      case Deprel::obl:
      case Deprel::nmod:
        return Hold::object;
      case Deprel::nsubj:
        return Hold::subject;
      case Deprel::compound:
        return Hold::object;  // "assassination attempt"
      default:
        return std::nullopt;
    }
  }

  Status under_governor(TokenId t, Status own, int depth) const {
    const TokenId above = tree_.head(t);
    if (tree_.relation(t) == Deprel::conj) return as_coordinated(t, above, own, depth);
    const auto hold = hold_of(t);
    if (!hold) return as_circumstance(t, above, own, depth);
    if (const auto status = as_raised(t, above, own, depth)) return *status;
    if (const GoverningWord* word = governing(above)) {
      if (const auto& effect = word->effects[static_cast<size_t>(*hold)]) {
        return combine(own, *effect, of(above, depth + 1), word->implicative);
      }
    }
    // No entry: an infinitive is a purpose or an aim; a bare or -ing complement as real as its
    // verb.
    if (*hold == Hold::to && actual(own)) {
      const bool bare = tree_.xpos(t) == "VB" && !has_to(t);
      if (bare || tree_.xpos(t) != "VB") return of(above, depth + 1);
      return of(above, depth + 1) == Status::negated ? Status::negated : Status::planned;
    }
    if (*hold == Hold::gerund && tree_.relation(t) == Deprel::xcomp && actual(own)) {
      return of(above, depth + 1);
    }
    return own;
  }

  // "Talks are due to resume": as real as the resuming, of which it is the subject as well.
  std::optional<Status> as_raised(TokenId t, TokenId above, Status own, int depth) const {
    if (universal(tree_.relation(t)) != Deprel::nsubj || is_clause(t)) return std::nullopt;
    const TokenId below = tree_.child(above, Deprel::xcomp);
    if (below == kNoToken || !has_to(below)) return std::nullopt;
    const GoverningWord* word = governing(below);
    if (word == nullptr) return std::nullopt;
    const auto& effect = word->effects[static_cast<size_t>(Hold::subject)];
    if (!effect) return std::nullopt;
    return combine(own, *effect, of(below, depth + 1), word->implicative);
  }

  // "will leave when they arrive": what is told in the present beside a future is as far away.
  Status as_circumstance(TokenId t, TokenId above, Status own, int depth) const {
    if (tree_.relation(t) != Deprel::advcl || !actual(own)) return own;
    const Clause clause = clause_at(tree_, rules_, t);
    const std::string_view form = tree_.xpos(t);
    const bool present = form == "VBZ" || form == "VBP" || form == "VBG";
    if (!present || !clause.auxiliaries.empty()) return own;
    const Status outer = of(above, depth + 1);
    return actual(outer) || outer == Status::negated ? own : outer;
  }

  bool has_to(TokenId t) const {
    for (const TokenId c : tree_.children(t)) {
      if (tree_.relation(c) == Deprel::mark && ascii_lower(tree_.lemma(c)) == "to") return true;
    }
    return false;
  }

  // "plans to encircle and retake": of one kind, so of one status.
  Status as_coordinated(TokenId t, TokenId other, Status own, int depth) const {
    if (!actual(own) || is_clause(t) != is_clause(other)) return own;
    if (!is_clause(t)) return of(other, depth + 1);
    for (const TokenId c : tree_.children(t)) {
      const Deprel r = universal(tree_.relation(c));
      if (r == Deprel::nsubj || r == Deprel::aux) return own;
    }
    const bool alike = tree_.xpos(t) == tree_.xpos(other);
    return alike || tree_.xpos(t) == "VB" ? of(other, depth + 1) : own;
  }

  const Tree& tree_;
  const StatusRules::Parts& rules_;
  const Tokens& tokens_;
};

// What a status is worth on the scale of factuality where there is no trained model.
double worth(Status s) {
  switch (s) {
    case Status::occurred:
    case Status::ongoing:
      return 3;
    case Status::possible:
      return 0;
    case Status::planned:
    case Status::threatened:
    case Status::hypothetical:
      return -1;
    case Status::denied:
      return -2;
    case Status::negated:
      return -3;
  }
  return 0;
}

// A participle or a gerund by its form: "the occupied town", "the shelling went on".
bool has_form_of_verb(const Tree& tree, TokenId t) {
  if (!tree.is(t, Upos::ADJ) && !tree.is(t, Upos::NOUN) && !tree.is(t, Upos::ADV)) return false;
  return tree.word(t).ends_with("ed") || tree.word(t).ends_with("ing");
}

// What tells that something is so: verbs, whatever heads a clause or a sentence, and what has the
// form of a verb though the tagger takes it for a noun.
bool is_predicate(const Tree& tree, TokenId t) {
  if (tree.is(t, Upos::VERB)) return true;
  const Deprel r = universal(tree.relation(t));
  if (tree.is(t, Upos::AUX)) return r != Deprel::aux && r != Deprel::cop;
  if (tree.is(t, Upos::PUNCT)) return false;
  if (r == Deprel::root || r == Deprel::xcomp || r == Deprel::ccomp || r == Deprel::advcl ||
      r == Deprel::acl)
    return true;
  if (has_form_of_verb(tree, t)) return true;
  if (r == Deprel::conj && tree.is(tree.head(t), Upos::VERB)) return true;
  for (const TokenId c : tree.children(t)) {
    const Deprel below = universal(tree.relation(c));
    if (below == Deprel::cop || below == Deprel::aux || below == Deprel::nsubj) return true;
    if (below == Deprel::mark || below == Deprel::obj || below == Deprel::expl) return true;
  }
  return false;
}

Predicate read_predicate(const Tree& tree, const StatusRules::Parts& rules, TokenId t,
                         std::vector<uint32_t>& features) {
  const Status status = StatusReader(tree, rules).of(t);
  if (rules.model.empty()) return {t, status, worth(status)};
  factuality_features(tree, rules, t, features);
  return {t, status, std::round(rules.model.score(features) * 100) / 100};
}

}  // namespace

Predicate status_of_predicate(const Tree& tree, const StatusRules& rules, TokenId predicate) {
  std::vector<uint32_t> features;
  return read_predicate(tree, rules.parts(), predicate, features);
}

std::vector<Predicate> find_predicates(const Tree& tree, const StatusRules& rules) {
  std::vector<Predicate> out;
  std::vector<uint32_t> features;
  const auto count = static_cast<TokenId>(tree.analysis().tokens.size());
  for (TokenId t = 0; t < count; ++t) {
    if (is_predicate(tree, t)) out.push_back(read_predicate(tree, rules.parts(), t, features));
  }
  return out;
}

}  // namespace sitrep
