#include "sitrep/claims/placing.h"

#include <algorithm>

namespace sitrep {
namespace {

// A report tells what happened in the last weeks; what lies before is told in passing.
constexpr int64_t kNewsDays = 30;
// How far what stands in the clause of a word, but not below it, is from it at least, in steps.
constexpr int kInClause = 6;

// "Since an assault in Ghazni", "after Turkey began an offensive on Wednesday": another happening,
// of another place and time.
bool is_set_apart(const Context& context, TokenId t) {
  const Tree& tree = context.tree();
  if (tree.is(t, Upos::NOUN)) return !context.words().look_up("apart", tree.preposition(t)).empty();
  // A tree may hang "since they began" on "the first attack" like a relative clause.
  const Deprel r = universal(tree.relation(t));
  if (r != Deprel::advcl && r != Deprel::conj && r != Deprel::acl) return false;
  const TokenId mark = tree.child(t, Deprel::mark);
  return mark != kNoToken && !context.words().look_up("apart", tree.lemma(mark)).empty();
}

// How many steps lead from `t` up to `above`, or -1 where another clause begins on the way, or a
// happening of another time: "the deadliest attack since an assault in Ghazni".
int steps_to(const Context& context, TokenId t, TokenId above) {
  const Tree& tree = context.tree();
  for (int steps = 0; steps < 24; ++steps) {
    if (t == above) return steps;
    if (tree.is_root(t)) return -1;
    const Deprel r = tree.relation(t);
    if (steps > 0 && is_set_apart(context, t)) return -1;
    if (steps > 0 && (r == Deprel::ccomp || r == Deprel::parataxis || r == Deprel::acl_relcl))
      return -1;
    if (r == Deprel::conj && tree.is(t, Upos::VERB)) return -1;
    t = tree.head(t);
  }
  return -1;
}

// Is this word in the own clause of the trigger: below it, or below the light verb or auxiliary
// clause that it stands in?
int nearness(const Context& context, TokenId t, TokenId trigger) {
  const int below = steps_to(context, t, trigger);
  if (below >= 0) return below;
  const TokenId clause = context.tree().clause(trigger);
  const int in_clause = steps_to(context, t, clause);
  return in_clause >= 0 ? kInClause + in_clause : -1;
}

bool is_means(const Context& context, TokenId t) {
  const auto kind = context.kind(t);
  return kind == EntityKind::vehicle || kind == EntityKind::weapon;
}

// The preposition of a nominal, or of the first of its row: "from Malawi and Uruguay".
std::string_view preposition_of_row(const Tree& tree, TokenId t) {
  while (tree.preposition(t).empty() && tree.relation(t) == Deprel::conj && !tree.is_root(t))
    t = tree.head(t);
  return tree.preposition(t);
}

// Whether a place is only what another is measured from: "Mosul" of "60 km south of Mosul".
bool is_anchor(const std::vector<Place>& places, uint32_t i) {
  return std::any_of(places.begin(), places.end(), [&](const Place& other) {
    return other.relation && &other != &places[i] && other.span.contains(places[i].span) &&
           other.span != places[i].span;
  });
}

// "The Moro National Front", "Bank of Spain": whose name holds a place need not be there.
bool is_part_of_a_name(const Context& context, TokenId head, Span place) {
  const uint32_t m = context.name_around(head);
  if (m == kNoEntity) return false;
  const Mention& name = context.analysis().mentions[m];
  return name.span != place && name.span.contains(place) &&
         (name.kind == EntityKind::organisation || name.kind == EntityKind::armed_group);
}

// "The Jolo Cathedral": a site that is called after the town it stands in.
bool names_site(const Context& context, TokenId object, Span place) {
  const uint32_t m = context.mention(object);
  if (m == kNoEntity) return false;
  const Mention& site = context.analysis().mentions[m];
  return site.form == MentionForm::name && site.kind == EntityKind::facility &&
         site.span.contains(place) && site.span != place;
}

// "Yesterday was the 70th anniversary of the takeover": the day is that of the feast.
bool is_commemorated(const Context& context, TokenId trigger) {
  const Tree& tree = context.tree();
  return !tree.is_root(trigger) && tree.relation(trigger) == Deprel::nmod &&
         tree.preposition(trigger) == "of" &&
         !context.words().look_up("feast", tree.lemma(tree.head(trigger))).empty();
}

// "The deadliest attack since 2019", "the first since June": that is when another was.
bool measures_from(const Context& context, TokenId time) {
  const Tree& tree = context.tree();
  if (tree.is_root(time) || !begins_tally(context, tree.preposition(time))) return false;
  const auto ranks = [&tree](TokenId t) {
    return tree.has_feature(t, "Degree=Sup") || tree.has_feature(t, "NumType=Ord");
  };
  const TokenId above = tree.head(time);
  const auto children = tree.children(above);
  return ranks(above) || std::any_of(children.begin(), children.end(), ranks);
}

// "near the village of Mokha", "in Ituri province": the name stands where its kind does. The kind,
// or the word itself.
TokenId kind_over(const Context& context, TokenId t) {
  const Tree& tree = context.tree();
  for (int steps = 0; steps < 3 && !tree.is_root(t); ++steps) {
    const TokenId above = tree.head(t);
    const Deprel r = tree.relation(t);
    const bool of =
        (r == Deprel::nmod && (tree.preposition(t) == "of" || tree.preposition(t).empty())) ||
        r == Deprel::appos || r == Deprel::flat ||
        (above == t + 1 && (r == Deprel::compound || r == Deprel::amod));
    if (!of || context.words().look_up("place-noun", tree.lemma(above)).empty()) return t;
    t = above;
  }
  return t;
}

// How much less a place says than a town would.
int vagueness(const Place& place) {
  if (place.feature == "country" || place.feature == "continent") return 12;
  if (place.feature == "sea" || place.feature == "river" || place.feature == "desert") return 10;
  if (place.feature == "region" || place.feature == "admin1") return 4;
  return 0;
}

// "The government in Bamako condemned the attack": the place tells where the one who speaks of the
// attack is.
bool belongs_to_subject(const Tree& tree, TokenId place, TokenId trigger) {
  for (int steps = 0; steps < 8 && place != trigger && !tree.is_root(place); ++steps) {
    if (tree.relation(place) == Deprel::nsubj) return tree.head(place) != trigger;
    place = tree.head(place);
  }
  return false;
}

std::optional<uint32_t> place_in_clause(const Context& context, TokenId trigger, TokenId object,
                                        bool at_object) {
  const Tree& tree = context.tree();
  const auto& places = context.grounded().places;
  const Span sentence = context.sentence(trigger);
  std::optional<uint32_t> best;
  int best_score = 0;
  for (uint32_t i = 0; i < places.size(); ++i) {
    const Place& place = places[i];
    if (!sentence.contains(place.span)) continue;
    const TokenId head = context.tree().head_of(place.span);
    if (head == kNoToken || context.is_time(head) || context.names_speaker(head)) continue;
    // A country or a capital that acts is no place here ("Damascus criticised").
    const TokenId anchor = kind_over(context, head);
    const Deprel r = tree.relation(anchor);
    if (r == Deprel::nsubj || r == Deprel::obl_agent) continue;
    if (context.kind(head) == EntityKind::nationality || context.is_person(head)) continue;
    // "US troops", "the US secretary", "US aircraft": whose they are.
    const bool whose = r == Deprel::compound || r == Deprel::amod || r == Deprel::nmod_poss;
    if (whose && place.feature == "country" && !tree.is_root(anchor) &&
        (context.is_party(tree.head(anchor)) || is_means(context, tree.head(anchor))))
      continue;
    // "Kenyan-led troops", "a Doha-based envoy": not where it happened either.
    if (whose && !tree.is_root(anchor) && tree.xpos(tree.head(anchor)) == "VBN") continue;
    // "Peacekeepers from South Africa, Malawi and Uruguay": what stands beside people is theirs.
    if (r == Deprel::appos && context.is_party(tree.head(anchor)) &&
        !context.is_place(tree.head(anchor)))
      continue;
    // "Luis Ortega of Bogota": where he is from.
    if (r == Deprel::nmod && tree.preposition(anchor) == "of" &&
        context.is_named_person(tree.head(anchor)))
      continue;
    const int near = nearness(context, anchor, trigger);
    if (near < 0 || is_anchor(places, i) || belongs_to_subject(tree, head, trigger)) continue;
    if (is_part_of_a_name(context, head, place.span)) continue;
    const auto preposition = preposition_of_row(tree, anchor);
    // "In their march toward the city they took villages": not yet there.
    if (near > 1 && !context.words().look_up("directional", preposition).empty()) continue;
    // "Fled to India after weeks of protests": they were not where she fled.
    if (near >= kInClause && !context.words().look_up("destination", preposition).empty()) continue;
    int score = 40 - near;
    const bool is_object = object != kNoToken &&
                           (head == object || anchor == object || context.counted(object) == head);
    const bool located = !preposition.empty() && preposition != "of" && preposition != "from" &&
                         !context.words().look_up("locative", preposition).empty();
    // "by Damascus", "with Iraq": a party, not where it was.
    if (!preposition.empty() && !is_object &&
        context.words().look_up("locative", preposition).empty()) {
      continue;
    }
    // "withdrew from Palmyra", but not "militants coming from Raqqa attacked".
    if (preposition == "from" && !is_object && near > 1) continue;
    if (!at_object && (!located || near > 3)) continue;
    if (is_object)
      score += 17;
    else if (object != kNoToken && place.feature != "country" &&
             names_site(context, object, place.span))
      score += 24;
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
    score -= vagueness(place);
    if (score > best_score) {
      best_score = score;
      best = i;
    }
  }
  // "entered the town and took its airport": a coordinated verb shares the place of the first.
  if (best_score >= 28) return best;
  const TokenId verb = tree.clause(trigger);
  if (at_object && object == kNoToken && verb == trigger && !tree.is_root(verb) &&
      tree.relation(verb) == Deprel::conj && tree.is(tree.head(verb), Upos::VERB)) {
    const TokenId first = tree.head(verb);
    if (tree.relation(first) != Deprel::conj)
      return place_in_clause(context, first, tree.object(first), true);
  }
  // "it was retaken", "the town fell": the place that the word stands for.
  return at_object && object != kNoToken ? context.place_named(object) : std::nullopt;
}

}  // namespace

bool begins_tally(const Context& context, std::string_view word) {
  return !context.words().look_up("tally", word).empty();
}

std::optional<uint32_t> place_of(const Context& context, TokenId trigger, TokenId object,
                                 bool at_object) {
  if (const auto place = place_in_clause(context, trigger, object, at_object)) return place;
  // "A bomb hit a convoy near Baiji, killing four": where the bomb hit is where they were killed.
  const Tree& tree = context.tree();
  const Deprel r = tree.relation(trigger);
  const bool shares = !tree.is_root(trigger) && (r == Deprel::advcl || r == Deprel::xcomp) &&
                      tree.child(trigger, Deprel::nsubj) == kNoToken;
  return shares ? place_in_clause(context, tree.head(trigger), kNoToken, false) : std::nullopt;
}

std::optional<uint32_t> time_of(const Context& context, TokenId trigger) {
  const Tree& tree = context.tree();
  if (is_commemorated(context, trigger)) return std::nullopt;
  const auto& times = context.grounded().times;
  const Span sentence = context.sentence(trigger);
  std::optional<uint32_t> best;
  int best_near = 1000;
  for (uint32_t i = 0; i < times.size(); ++i) {
    const Time& time = times[i];
    if (!sentence.contains(time.span) || !time.interval) continue;
    // A length is when something was where it has an interval: "two weeks after the attack".
    if (time.type == TimeType::set) continue;
    const TokenId head = context.tree().head_of(time.span);
    if (head == kNoToken || measures_from(context, head)) continue;
    // "Suspended the talks until 2028": when that ends, and not when it was.
    if (!context.words().look_up("limit", tree.preposition(head)).empty()) continue;
    int near = nearness(context, head, trigger);
    if (near < 0) {
      // "on Monday attacked and overran": a coordinated verb shares the time of the first.
      TokenId verb = tree.clause(trigger);
      for (int steps = 0; steps < 3 && near < 0; ++steps) {
        const Deprel r = tree.relation(verb);
        if (tree.is_root(verb) || is_set_apart(context, verb) ||
            (r != Deprel::conj && r != Deprel::advcl && r != Deprel::acl && r != Deprel::xcomp))
          break;
        verb = tree.clause(tree.head(verb));
        const int shared = steps_to(context, head, verb);
        if (shared >= 0) near = 20 + 10 * steps + shared;
      }
    }
    // "Ten were killed and dozens wounded on Monday": what stands behind the last is of both.
    if (near < 0) {
      for (const TokenId next : tree.children(tree.clause(trigger))) {
        const bool shares = tree.relation(next) == Deprel::conj && next > trigger &&
                            tree.xpos(next) == "VBN" && !tree.has_child(next, Deprel::aux) &&
                            !tree.has_child(next, Deprel::aux_pass);
        const int behind = shares ? steps_to(context, head, next) : -1;
        if (behind >= 0 && head > next) near = 60 + behind;
      }
    }
    if (near >= 0 && near < best_near) {
      best_near = near;
      best = i;
    }
  }
  return best;
}

bool is_told_aside(const Context& context, TokenId trigger) {
  return is_set_apart(context, context.tree().clause(trigger));
}

bool is_since(const Context& context, std::optional<uint32_t> time) {
  if (!time) return false;
  const TokenId head = context.tree().head_of(context.grounded().times[*time].span);
  return head != kNoToken && begins_tally(context, context.tree().preposition(head));
}

bool at_other_times(const Context& context, const Claim& a, const Claim& b) {
  if (!a.time || !b.time) return false;
  // "Killed since January 21" is no figure of Monday's attack.
  if (is_since(context, a.time) != is_since(context, b.time)) return true;
  const auto& times = context.grounded().times;
  const auto& x = *times[*a.time].interval;
  const auto& y = *times[*b.time].interval;
  return x.to <= y.from || y.to <= x.from;
}

bool is_long_past(const Context& context, std::optional<uint32_t> time) {
  const auto& day = context.grounded().published.day;
  if (!time || !day) return false;
  const auto& interval = context.grounded().times[*time].interval;
  return interval && interval->to < minute_of(*day) - kNewsDays * kMinutesPerDay;
}

}  // namespace sitrep
