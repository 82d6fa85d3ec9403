#include "sitrep/claims/holdings.h"

#include <fmt/format.h>

#include <algorithm>

#include "sitrep/claims/placing.h"
#include "sitrep/claims/same_place.h"
#include "sitrep/claims/same_side.h"
#include "sitrep/ground/party.h"

namespace sitrep {
namespace {

// "East of the river", where the river only says from where: the place that is measured from it.
std::optional<uint32_t> measured_from(const Context& context, std::optional<uint32_t> anchor) {
  const auto& places = context.grounded().places;
  for (uint32_t i = 0; anchor && i < places.size(); ++i) {
    if (places[i].relation && places[i].relation->anchor == *anchor &&
        places[i].span.contains(places[*anchor].span))
      return i;
  }
  return anchor;
}

// "They" are people, wherever they live.
bool is_plural_pronoun(const Context& context, TokenId t) {
  return context.tree().is(t, Upos::PRON) && context.tree().has_feature(t, "Number=Plur");
}

bool is_wide(const Place& place) {
  return place.feature == "country" || place.feature == "continent" || place.feature == "admin1";
}

// Does a place beside this noun only say where the thing is that is held: "a town in Amhara", "the
// palace in Khartoum"? Control of nothing else is control of the place.
bool is_thing_at_place(const Context& context, TokenId noun) {
  return !context.is_number(noun) &&
         context.words().look_up("hold-noun", context.tree().lemma(noun)).empty();
}

// The place that a nominal names, or the town that it is a part of ("the centre of Goma",
// "positions in Goma").
std::optional<uint32_t> place_in(const Context& context, TokenId nominal) {
  if (nominal == kNoToken || is_plural_pronoun(context, nominal)) return std::nullopt;
  if (const auto own = context.place_named(nominal)) return own;
  const TokenId noun = context.counted(nominal);
  if (noun != nominal) {
    if (const auto own = context.place_named(noun)) return own;
  }
  const Tree& tree = context.tree();
  std::optional<uint32_t> owner;
  for (const TokenId c : tree.children(noun)) {
    const Deprel r = tree.relation(c);
    // "Mali's Gao region": whose it is says less than its name. Of a town what is taken is a part,
    // of a country any thing.
    if (r == Deprel::nmod_poss) {
      owner = context.place_named(c);
      if (owner && is_wide(context.grounded().places[*owner])) owner.reset();
    }
    // To the trees a name before its kind may be an adjective; a people ("Chadian town") is one.
    const bool named =
        r == Deprel::compound || r == Deprel::appos || r == Deprel::flat ||
        (r == Deprel::amod && context.kind(c) != EntityKind::nationality) ||
        (r == Deprel::nmod && !context.words().look_up("locative", tree.preposition(c)).empty());
    if (!named) continue;
    const bool around = r == Deprel::nmod && tree.preposition(c) != "of";
    const bool of_site = r == Deprel::nmod && context.kind(noun) == EntityKind::facility &&
                         context.words().look_up("place-noun", tree.lemma(noun)).empty();
    if ((around && is_thing_at_place(context, noun)) || of_site) continue;
    const auto place = context.place_named(c);
    if (place) return place;
  }
  return owner;
}

// That ground changed hands is surer than who holds it now.
constexpr double kOfEvent = 0.7;

class Holdings {
 public:
  Holdings(const Context& context, const std::vector<EventMention>& events,
           const StatusRules& status)
      : context_(context),
        tree_(context.tree()),
        words_(context.words()),
        events_(events),
        status_(status) {}

  std::vector<Claim> run() {
    for (const EventMention& event : events_) {
      if (event.word->holding && changed_hands(event.claim.status)) from_event(event);
    }
    for (TokenId t = 0; t < context_.analysis().tokens.size(); ++t) {
      if (tree_.is(t, Upos::VERB))
        from_verb(t);
      else if (tree_.is(t, Upos::NOUN))
        from_noun(t);
    }
    tell_once();
    return std::move(found_);
  }

 private:
  // What is planned, feared or only thought of moves no front line. A denial tells of a dispute.
  static bool changed_hands(Status status) {
    return status == Status::occurred || status == Status::ongoing || status == Status::denied;
  }

  void from_event(const EventMention& event) {
    const Claim& told = event.claim;
    TokenId what = event.object;
    if (event.word->place && event.word->place->role == Role::subject) what = event.subject;
    // "Lost control of dozens of towns in Shan": the control is of the towns.
    if (what != kNoToken && !is_thing_at_place(context_, what)) {
      std::vector<TokenId> of;
      tree_.with_preposition(what, "of", of);
      if (!of.empty()) what = of.front();
    }
    // "Captured 14 of the state's 17 townships": the state itself has not fallen.
    const bool counted = what != kNoToken && tree_.is(what, Upos::NUM);
    if (counted && !context_.place_named(context_.counted(what))) return;
    std::vector<uint32_t> places;
    if (event.word->place && event.word->place->role == Role::preposition) {
      std::vector<TokenId> nominals;
      tree_.with_preposition(event.trigger, event.word->place->preposition, nominals);
      for (const TokenId n : nominals) {
        if (places.empty()) places_of(n, places);
      }
    } else {
      places_of(what, places);
    }
    const bool apart = what != kNoToken && is_thing_at_place(context_, context_.counted(what));
    if (places.empty() && told.place && !apart) places.push_back(*told.place);
    for (const uint32_t place : places) moved(event, place);
  }

  // Each of a row of names: "took Sake and Minova"; "the largest city and the capital" are one.
  void places_of(TokenId nominal, std::vector<uint32_t>& out) const {
    if (nominal == kNoToken) return;
    std::vector<TokenId> row;
    tree_.coordinated(nominal, row);
    for (const TokenId t : row) {
      // "The towns of Uvira and Baraka", "Ramadi and the city of Fallujah"
      std::vector<TokenId> of;
      const bool town =
          tree_.is(t, Upos::NOUN) && !words_.look_up("place-noun", tree_.lemma(t)).empty();
      if (town) tree_.with_preposition(t, "of", of);
      std::vector<TokenId> names;
      for (const TokenId n : of) tree_.coordinated(n, names);
      for (const TokenId n : names) add_place(context_.place_at(n), out);
      const auto place = t == nominal ? place_in(context_, t) : context_.place_at(t);
      if (out.empty() || names.empty()) add_place(place, out);
    }
  }
  static void add_place(std::optional<uint32_t> place, std::vector<uint32_t>& out) {
    if (place && std::find(out.begin(), out.end(), *place) == out.end()) out.push_back(*place);
  }

  // The place went to or from the sides of the event.
  void moved(const EventMention& event, uint32_t place) {
    const Claim& told = event.claim;
    if (is_owner(place)) return;
    // "Three years after they seized the city": not now, and nobody says when.
    if (!told.time && is_told_aside(context_, event.trigger)) return;
    const bool lost = event.word->holding == HoldingChange::lost;
    if (lost && (is_destination(place) || are_civilians(told))) return;
    if (!told.actors.empty() && is_named_by(place, told.actors.front())) return;
    // Who lost a place that somebody gained is told by the other side too, where the gainer is not
    // named.
    const auto& holders = lost && event.word->place == std::nullopt && !told.recipients.empty() &&
                                  event.word->recipient.front().role == Role::subject
                              ? told.recipients
                              : told.actors;
    if (!holders.empty()) {
      add(event.trigger, place, *event.word->holding, holders.front(), told);
    } else if (!lost && !told.recipients.empty()) {
      add(event.trigger, place, HoldingChange::lost, told.recipients.front(), told);
    }
  }

  // "Captured Iraq's largest dam": that is not Iraq.
  bool is_owner(uint32_t place) const {
    const TokenId name = tree_.head_of(context_.grounded().places[place].span);
    return name != kNoToken && tree_.relation(name) == Deprel::nmod_poss;
  }

  // "Fled to Armenia", "withdrew to the border": nobody lost where he went.
  bool is_destination(uint32_t place) const {
    for (const TokenId t : context_.analysis().tokens_in(context_.grounded().places[place].span)) {
      // "The Dnipro river": the preposition is the whole name's.
      const TokenId whole = tree_.relation(t) == Deprel::compound ? tree_.head(t) : t;
      if (!words_.look_up("destination", tree_.preposition(whole)).empty()) return true;
    }
    return false;
  }

  // "France withdrew its troops": from wherever they were, not from France.
  bool is_named_by(uint32_t place, const Participant& party) const {
    const auto& a = context_.analysis();
    const uint32_t m = a.mention_at(a.token_at(context_.grounded().places[place].span.begin));
    return m != kNoEntity && party.entity != kNoEntity && a.mentions[m].entity == party.entity;
  }

  bool are_civilians(const Claim& told) const {
    const auto& parties = context_.grounded().parties;
    return std::any_of(told.actors.begin(), told.actors.end(), [&parties](const Participant& p) {
      return p.entity < parties.size() && has_sector(parties[p.entity], "CVL");
    });
  }

  void add(TokenId word, uint32_t place, HoldingChange change, const Participant& holder,
           const Claim& told) {
    Claim claim;
    claim.kind = ClaimKind::holding;
    claim.trigger = told.trigger;
    claim.holding = Holding{holder, change};
    claim.actors.push_back(holder);
    if (change == HoldingChange::gained) claim.recipients = told.recipients;
    claim.place = measured_from(context_, place);
    claim.time = told.time;
    claim.status = told.status;
    claim.evidence.push_back(context_.sentence(word));
    claim.confidence = kOfEvent * told.confidence;
    claim.why = told.why;
    found_.push_back(std::move(claim));
  }

  void say(TokenId word, TokenId holder, std::optional<uint32_t> place, std::string_view change) {
    if (!place || holder == kNoToken) return;
    std::vector<Participant> holders;
    context_.parties(holder, true, holders);
    const auto known = holding_change_of(change);
    if (holders.empty() || !known) return;
    Claim told;
    told.trigger = tree_.span(word);
    told.time = time_of(context_, word);
    told.status = status_of_predicate(context_.tree(), status_, word).status;
    if (told.status == Status::occurred) told.status = Status::ongoing;
    told.confidence = 0.8;
    told.why = fmt::format("'{}' says who holds it", tree_.lemma(word));
    add(word, *place, *known, holders.front(), told);
  }

  // The recapture that the lead, a caption and a comment tell is one: the first to tell it stands,
  // with the words of all and the time that any of them gives.
  void tell_once() {
    std::vector<Claim> kept;
    for (Claim& claim : found_) {
      const auto same = std::find_if(kept.begin(), kept.end(),
                                     [&](const Claim& k) { return tell_the_same(k, claim); });
      if (same == kept.end()) {
        kept.push_back(std::move(claim));
        continue;
      }
      same->evidence.push_back(claim.evidence.front());
      if (!same->time) same->time = claim.time;
      if (same->recipients.empty()) same->recipients = claim.recipients;
    }
    found_ = std::move(kept);
  }

  bool tell_the_same(const Claim& a, const Claim& b) const {
    const auto& places = context_.grounded().places;
    return a.holding->change == b.holding->change && a.status == b.status &&
           same_side(context_.grounded().parties, a.holding->holder, b.holding->holder) &&
           same_place(places[*a.place], places[*b.place]) && !at_other_times(context_, a, b);
  }

  // "The rebels control the town", "the east, which is territory controlled by the rebels".
  void from_verb(TokenId t) {
    const auto change = words_.look_up("hold-verb", tree_.lemma(t));
    if (change.empty()) return;
    TokenId object = tree_.object(t);
    if (object == kNoToken || context_.is_person(object)) return;
    if (const TokenId what = said_to_be(object); what != kNoToken) object = what;
    const TokenId held = context_.counted(object);
    if (!context_.is_place(held) && !context_.place_at(held)) return;
    say(t, tree_.subject(t), place_in(context_, object), change);
  }

  // Of "the east is territory", "the east, which is territory": the east.
  TokenId said_to_be(TokenId noun) const {
    if (!tree_.has_child(noun, Deprel::cop)) return kNoToken;
    return tree_.subject(noun);
  }

  // "the rebel-held town of Azaz", "an Islamic State stronghold in Sirte", "the town is under the
  // control of".
  void from_noun(TokenId t) {
    for (const TokenId c : tree_.children(t)) {
      const auto change = words_.look_up("hold-modifier", tree_.lemma(c));
      if (change.empty() || c > t) continue;
      for (const TokenId who : tree_.children(c)) {
        if (who < c && context_.is_party(who)) say(t, who, place_in(context_, t), change);
      }
    }
    const auto change = words_.look_up("hold-noun", tree_.lemma(t));
    if (change.empty()) return;
    TokenId holder = kNoToken;
    for (const TokenId c : tree_.children(t)) {
      const Deprel r = tree_.relation(c);
      if ((r == Deprel::nmod_poss || r == Deprel::compound || r == Deprel::amod) &&
          context_.is_party(c))
        holder = c;
      if (r == Deprel::nmod && tree_.preposition(c) == "of" && context_.is_party(c)) holder = c;
      // "under government control": who holds it has no name.
      if ((r == Deprel::compound || r == Deprel::amod) && holder == kNoToken &&
          !words_.look_up("party-modifier", tree_.lemma(c)).empty())
        holder = c;
    }
    if (holder == kNoToken) return;
    std::optional<uint32_t> place = place_in(context_, t);
    // "The town remains in the hands of the rebels".
    if (!place && tree_.relation(t) == Deprel::obl &&
        (tree_.is(tree_.head(t), Upos::AUX) ||
         !words_.look_up("stay-verb", tree_.lemma(tree_.head(t))).empty())) {
      place = place_in(context_, tree_.subject(tree_.head(t)));
    }
    // "Azaz is a rebel stronghold", "the town is under rebel control": the noun is the predicate.
    if (!place) {
      const TokenId subject = tree_.child(t, Deprel::nsubj);
      if (subject != kNoToken) place = place_in(context_, subject);
    }
    say(t, holder, place, change);
  }

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
  const std::vector<EventMention>& events_;
  const StatusRules& status_;
  std::vector<Claim> found_;
};

}  // namespace

std::vector<Claim> find_holdings(const Context& context, const std::vector<EventMention>& events,
                                 const StatusRules& status) {
  return Holdings(context, events, status).run();
}

}  // namespace sitrep
