#include "sitrep/claims/placing.h"

namespace sitrep {
namespace {

// How many steps lead from `t` up to `above`, or -1 where another clause begins on the way.
int steps_to(const Tree& tree, TokenId t, TokenId above) {
  for (int steps = 0; steps < 24; ++steps) {
    if (t == above) return steps;
    if (tree.is_root(t)) return -1;
    const Deprel r = tree.relation(t);
    if (steps > 0 && (r == Deprel::ccomp || r == Deprel::parataxis || r == Deprel::acl_relcl))
      return -1;
    if (r == Deprel::conj && tree.is(t, Upos::VERB)) return -1;
    t = tree.head(t);
  }
  return -1;
}

// The head of a value's words: the token whose own head lies outside.
TokenId head_of(const Context& context, Span span) {
  const auto& a = context.analysis();
  TokenId found = kNoToken;
  for (TokenId t = a.token_at(span.begin);
       t != kNoToken && t < a.tokens.size() && a.tokens.span[t].begin < span.end; ++t) {
    found = t;
    if (a.is_root(t) || !span.contains(a.tokens.span[a.tokens.head[t]])) return t;
  }
  return found;
}

// Is this word in the own clause of the trigger: below it, or below the light verb or auxiliary
// clause that it stands in?
int nearness(const Context& context, TokenId t, TokenId trigger) {
  const Tree& tree = context.tree();
  const int below = steps_to(tree, t, trigger);
  if (below >= 0) return below;
  const TokenId clause = tree.clause(trigger);
  const int in_clause = steps_to(tree, t, clause);
  return in_clause >= 0 ? 6 + in_clause : -1;
}

}  // namespace

std::optional<uint32_t> place_of(const Context& context, TokenId trigger, TokenId object,
                                 bool at_object) {
  const Tree& tree = context.tree();
  const auto& places = context.grounded().places;
  const Span sentence = context.sentence(trigger);
  std::optional<uint32_t> best;
  int best_score = 0;
  for (uint32_t i = 0; i < places.size(); ++i) {
    const Place& place = places[i];
    if (!sentence.contains(place.span)) continue;
    const TokenId head = head_of(context, place.span);
    if (head == kNoToken || context.is_time(head)) continue;
    // A country or a capital that acts is no place here ("Damascus criticised").
    const Deprel r = tree.relation(head);
    if (r == Deprel::nsubj || r == Deprel::obl_agent) continue;
    if (context.kind(head) == EntityKind::nationality || context.is_person(head)) continue;
    const int near = nearness(context, head, trigger);
    if (near < 0) continue;
    const auto preposition = tree.preposition(head);
    int score = 40 - near;
    const bool is_object =
        object != kNoToken && (head == object || context.counted(object) == head);
    const bool located = !preposition.empty() && preposition != "of" && preposition != "from" &&
                         !context.words().look_up("locative", preposition).empty();
    // "by Damascus", "with Iraq": a party, not where it was.
    if (!preposition.empty() && !is_object &&
        context.words().look_up("locative", preposition).empty()) {
      continue;
    }
    if (!at_object && (!located || near > 3)) continue;
    if (is_object)
      score += 14;
    else if (located)
      score += 20;
    else if (preposition == "of" || preposition == "from")
      score += 8;
    else if (r == Deprel::compound || r == Deprel::nmod_poss || r == Deprel::appos)
      score += 6;
    else if (r == Deprel::amod)
      score -= 30;
    else if (place.relation)
      score += 20;
    if (place.relation) score += 6;  // the more exact of two that overlap
    if (place.feature == "country") score -= 5;
    if (score > best_score) {
      best_score = score;
      best = i;
    }
  }
  if (best_score >= 30) return best;
  // "it was retaken", "the town fell": the place that the word stands for.
  return at_object && object != kNoToken ? context.place_named(object) : std::nullopt;
}

std::optional<uint32_t> time_of(const Context& context, TokenId trigger) {
  const Tree& tree = context.tree();
  const auto& times = context.grounded().times;
  const Span sentence = context.sentence(trigger);
  std::optional<uint32_t> best;
  int best_near = 1000;
  for (uint32_t i = 0; i < times.size(); ++i) {
    const Time& time = times[i];
    if (!sentence.contains(time.span) || !time.interval) continue;
    if (time.type != TimeType::date && time.type != TimeType::time) continue;
    const TokenId head = head_of(context, time.span);
    if (head == kNoToken) continue;
    int near = nearness(context, head, trigger);
    if (near < 0) {
      // "on Monday attacked and overran": a coordinated verb shares the time of the first.
      TokenId verb = tree.clause(trigger);
      for (int steps = 0; steps < 3 && near < 0; ++steps) {
        const Deprel r = tree.relation(verb);
        if (tree.is_root(verb) ||
            (r != Deprel::conj && r != Deprel::advcl && r != Deprel::acl && r != Deprel::xcomp))
          break;
        verb = tree.clause(tree.head(verb));
        const int shared = steps_to(tree, head, verb);
        if (shared >= 0) near = 20 + 10 * steps + shared;
      }
    }
    if (near >= 0 && near < best_near) {
      best_near = near;
      best = i;
    }
  }
  return best;
}

}  // namespace sitrep
