#include "sitrep/claims/merge.h"

#include <algorithm>

#include "sitrep/claims/acled.h"
#include "sitrep/claims/placing.h"
#include "sitrep/claims/same_place.h"
#include "sitrep/claims/same_side.h"

namespace sitrep {
namespace {

// How many earlier claims a mention is held against: a long report must not cost its square.
constexpr size_t kWindow = 200;
// Of the words that told a claim the first and the last are kept, for the same reason.
constexpr size_t kMostTold = 8;
constexpr double kMuchSmaller = 5;
// "The attack" points to one told at most so many sentences before.
constexpr uint32_t kNearSentences = 3;

class Merger {
 public:
  explicit Merger(const Context& context) : context_(context) {}

  std::vector<Claim> run(const std::vector<EventMention>& events, std::vector<uint32_t>& into) {
    std::vector<EventMention> kept;
    into.assign(events.size(), kNoEntity);
    for (size_t e = 0; e < events.size(); ++e) {
      EventMention event = events[e];
      size_t same = kept.size();
      const size_t first = kept.size() > kWindow ? kept.size() - kWindow : 0;
      for (size_t i = kept.size(); i-- > first && same == kept.size();) {
        if (is_same(kept[i], event, told_[i])) same = i;
      }
      if (same == kept.size()) {
        if (says_nothing(event)) continue;
        kept.push_back(event);
        told_.push_back({event.trigger});
      } else {
        if (is_part_of(kept[same], event)) {
          add_harmed(kept[same].claim, event.claim);
          // Who did the harm is who did the deed, whatever the clause hangs on.
          if (event.subject != kept[same].subject) event.claim.actors.clear();
        }
        absorb(kept[same].claim, event.claim);
        auto& told = told_[same];
        if (told.size() == kMostTold) told.erase(told.begin() + 1);
        told.push_back(event.trigger);
      }
      into[e] = static_cast<uint32_t>(same);
    }
    std::vector<Claim> claims;
    for (EventMention& event : kept) claims.push_back(std::move(event.claim));
    return claims;
  }

 private:
  // "an end to the conflict": a noun with no party, place or time of its own tells nothing; nor do
  // "the attacks", "the war" without those they hit, or both a place and a time.
  bool says_nothing(const EventMention& event) const {
    const Claim& c = event.claim;
    if (context_.is_lead(event.trigger)) return false;
    if (c.type == "ASSAULT" && c.recipients.empty() && c.instruments.empty() &&
        event.word->word_class == WordClass::noun && event.light == kNoToken &&
        !(c.place && c.time) && is_general(event) &&
        (c.actors.empty() || event.word->stative || generic(event.trigger))) {
      return true;
    }
    return event.word->word_class == WordClass::noun && event.light == kNoToken &&
           c.actors.empty() && c.recipients.empty() && !c.place && !c.time;
  }

  bool share_party(const std::vector<Participant>& a, const std::vector<Participant>& b) const {
    const auto& parties = context_.grounded().parties;
    return std::any_of(a.begin(), a.end(), [&](const Participant& p) {
      return std::any_of(b.begin(), b.end(),
                         [&](const Participant& q) { return same_side(parties, p, q); });
    });
  }

  bool is_general(const EventMention& event) const {
    return event.word->stative || context_.tree().xpos(event.trigger) == "NNS";
  }

  // `told`: the words that told `a` so far.
  bool is_same(const EventMention& a, const EventMention& b,
               const std::vector<TokenId>& told) const {
    if (a.claim.type != b.claim.type) return false;
    // "The bombing killed twelve", "an attack struck the town": one happening told by its noun and
    // by a verb.
    const bool does_it = std::any_of(told.begin(), told.end(), [&](TokenId t) {
      return b.subject != kNoToken && (b.subject == t || context_.counted(b.subject) == t);
    });
    if (does_it) return true;
    if (is_part_of(a, b)) return true;
    if (conflict(a.claim, b.claim)) return false;
    // "The first since they began to attack ships" tells of other attacks.
    if (is_told_aside(context_, a.trigger) != is_told_aside(context_, b.trigger)) return false;
    if (is_figure(a, b) || told_by_both(a, b) || told_by_both(b, a)) return true;
    const bool party = share_party(a.claim.actors, b.claim.actors) ||
                       share_party(a.claim.recipients, b.claim.recipients);
    const bool place = a.claim.place && b.claim.place && same_place(*a.claim.place, *b.claim.place);
    const Tree& tree = context_.tree();
    const bool same_word = std::any_of(told.begin(), told.end(), [&](TokenId t) {
      return tree.lemma(t) == tree.lemma(b.trigger);
    });
    if (points_back(b.trigger))
      return same_word || party || place ||
             (generic(b.trigger) && near(told.back(), b.trigger) && !is_recalled(a, b));
    if (same_word)
      return (party && (b.claim.recipients.empty() ||
                        share_party(a.claim.recipients, b.claim.recipients) || place)) ||
             (place && !party_differs(a.claim, b.claim));
    return party && place;
  }

  // "Launched an offensive to retake the town" has one deed and its aim; "fired rockets at the
  // market, killing ten" one deed and what came of it.
  bool is_part_of(const EventMention& a, const EventMention& b) const {
    const Tree& tree = context_.tree();
    const TokenId t = b.trigger;
    if (a.claim.type != "ASSAULT" || b.claim.type != a.claim.type || !tree.is(t, Upos::VERB) ||
        tree.is_root(t) || t == 0)
      return false;
    const TokenId above = tree.head(t);
    const Deprel r = tree.relation(t);
    const auto xpos = tree.xpos(t);
    const bool harms = !b.word->casualty.empty();
    // "Rammed a car into a convoy carrying police, killing 40": it may hang on another word.
    const auto& sentence = context_.analysis().tokens.sentence;
    if (harms && xpos == "VBG" && tree.word(t - 1) == "," && a.trigger < t &&
        sentence[a.trigger] == sentence[t])
      return true;
    if (above != a.trigger && above != a.light) return false;
    // "Abducted and killed" are two deeds.
    if (r == Deprel::conj) return harms && b.subject == a.subject && a.claim.mode != "kidnapping";
    if (r != Deprel::advcl && r != Deprel::acl && r != Deprel::xcomp) return false;
    const TokenId mark = tree.child(t, Deprel::mark);
    if (xpos == "VBG") return harms && mark == kNoToken;
    return xpos == "VB" && mark != kNoToken && tree.lemma(mark) == "to";
  }

  // "A bomb was detonated", "was hit by drone strikes", "hit in a raid": what happened by its verb
  // and by a noun that hangs on it.
  bool told_by_both(const EventMention& verb, const EventMention& noun) const {
    const Tree& tree = context_.tree();
    const TokenId t = noun.trigger;
    if (!tree.is(verb.trigger, Upos::VERB) || !tree.is(t, Upos::NOUN) || tree.is_root(t) ||
        tree.head(t) != verb.trigger)
      return false;
    const Deprel r = tree.relation(t);
    const auto preposition = tree.preposition(t);
    return r == Deprel::nsubj || r == Deprel::nsubj_pass || r == Deprel::obl_agent ||
           (r == Deprel::obl && (preposition == "in" || preposition == "during"));
  }

  // "At least 20 were killed" after an attack is what came of it.
  bool is_figure(const EventMention& a, const EventMention& b) const {
    if (b.word->casualty.empty() || a.claim.type != "ASSAULT" || !b.claim.actors.empty())
      return false;
    // "The capture of the city" by nobody is what is spoken of, not what killed.
    if (a.word->holding && a.claim.actors.empty()) return false;
    const auto& sentence = context_.analysis().tokens.sentence;
    if (sentence[b.trigger] - sentence[a.trigger] > 2 || is_recalled(a, b)) return false;
    // "17 were killed", then "three were killed at the airport": another figure of another place.
    const bool other = !a.word->casualty.empty() && a.word->casualty == b.word->casualty;
    if (other && sentence[b.trigger] != sentence[a.trigger] && b.claim.place && !a.claim.place)
      return false;
    return b.claim.recipients.empty() || !names_somebody(b.claim.recipients);
  }

  // "The deadliest since an assault in 2018." What the next sentence tells of "the attack" is of
  // the news, not of what was long before.
  bool is_recalled(const EventMention& a, const EventMention& b) const {
    const auto& sentence = context_.analysis().tokens.sentence;
    return sentence[a.trigger] != sentence[b.trigger] && !b.claim.time &&
           is_long_past(context_, a.claim.time);
  }

  bool names_somebody(const std::vector<Participant>& parties) const {
    const Analysis& analysis = context_.analysis();
    return std::any_of(parties.begin(), parties.end(), [&analysis](const Participant& p) {
      return p.entity != kNoEntity && analysis.has_name(analysis.entities[p.entity]);
    });
  }

  // "Military", "gunmen" say what kind somebody is, and not who: only who is known can be another.
  static std::vector<Participant> known(const std::vector<Participant>& parties) {
    std::vector<Participant> out = parties;
    std::erase_if(out, [](const Participant& p) { return p.entity == kNoEntity; });
    return out;
  }

  bool party_differs(const Claim& a, const Claim& b) const {
    const auto one = known(a.actors);
    const auto other = known(b.actors);
    return !one.empty() && !other.empty() && !share_party(one, other);
  }

  bool conflict(const Claim& a, const Claim& b) const {
    const bool real_a = a.status == Status::occurred || a.status == Status::ongoing;
    const bool real_b = b.status == Status::occurred || b.status == Status::ongoing;
    if (real_a != real_b) return true;
    // Ground that changed hands is no air strike, though "the attack" may stand for either.
    if (changes_hands(a) != changes_hands(b)) return true;
    if (party_differs(a, b)) return true;
    if (!a.recipients.empty() && !b.recipients.empty() && !share_party(a.recipients, b.recipients))
      return true;
    if (a.place && b.place && !lie_together(*a.place, *b.place)) return true;
    return at_other_times(context_, a, b);
  }

  bool same_place(uint32_t a, uint32_t b) const {
    const auto& places = context_.grounded().places;
    return a == b || sitrep::same_place(places[a], places[b]);
  }

  // One of them in the other: both may be where it was.
  bool lie_together(uint32_t a, uint32_t b) const {
    const auto& places = context_.grounded().places;
    return a == b || lies_in(places[a], places[b]) || lies_in(places[b], places[a]);
  }

  // "the attack", "this operation", "Friday's bombing".
  bool points_back(TokenId t) const {
    const Tree& tree = context_.tree();
    if (!tree.is(t, Upos::NOUN)) return false;
    for (const TokenId c : tree.children(t)) {
      const Deprel r = tree.relation(c);
      if (r == Deprel::det && tree.xpos(c) == "DT" && tree.lemma(c) != "a") return true;
      if (r == Deprel::nmod_poss && context_.is_time(c)) return true;
    }
    return false;
  }

  bool near(TokenId a, TokenId b) const {
    const auto& sentence = context_.analysis().tokens.sentence;
    return sentence[b] - sentence[a] <= kNearSentences;
  }

  bool generic(TokenId t) const {
    return !context_.words().look_up("generic-event", context_.tree().lemma(t)).empty();
  }

  void absorb(Claim& into, const Claim& from) const {
    for (const Span evidence : from.evidence) {
      if (std::find(into.evidence.begin(), into.evidence.end(), evidence) == into.evidence.end()) {
        into.evidence.push_back(evidence);
      }
    }
    for (const Span tool : from.instruments) {
      if (std::find(into.instruments.begin(), into.instruments.end(), tool) ==
          into.instruments.end()) {
        into.instruments.push_back(tool);
      }
    }
    if (into.mode == "attack" && from.mode == "bombing") into.mode = from.mode;
    if (into.actors.empty()) into.actors = from.actors;
    if (into.recipients.empty()) into.recipients = from.recipients;
    if (!into.place || is_more_exact(from.place, *into.place)) into.place = from.place;
    if (!into.time) into.time = from.time;
    if (into.acled_sub_event.empty()) {
      into.acled_sub_event = from.acled_sub_event;
      into.acled_event = from.acled_event;
    }
    into.confidence = std::max(into.confidence, from.confidence);
    into.salience = std::max(into.salience, from.salience);
  }

  // Whom a deed came to harm is its target as well as what it was aimed at.
  void add_harmed(Claim& into, const Claim& from) const {
    for (const Participant& p : from.recipients) {
      const auto is_told = [&p](const Participant& told) { return same_party(told, p); };
      if (std::none_of(into.recipients.begin(), into.recipients.end(), is_told))
        into.recipients.push_back(p);
    }
  }

  // A place within the one that is told already, or much smaller than it: "struck the cathedral of
  // the town", where the island was told before.
  bool is_more_exact(std::optional<uint32_t> place, uint32_t told) const {
    if (!place) return false;
    const Place& small = context_.grounded().places[*place];
    const Place& large = context_.grounded().places[told];
    if (sitrep::same_place(small, large) || small.country != large.country) return false;
    return lies_in(small, large) ||
           kMuchSmaller * small.radius_km.value_or(1) < large.radius_km.value_or(0);
  }

  const Context& context_;
  std::vector<std::vector<TokenId>> told_;  // by claim that is kept: the words that told it
};

}  // namespace

std::vector<Claim> merge_mentions(const Context& context, const std::vector<EventMention>& events,
                                  std::vector<uint32_t>& into) {
  return Merger(context).run(events, into);
}

}  // namespace sitrep
