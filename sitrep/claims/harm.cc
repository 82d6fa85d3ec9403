#include "sitrep/claims/harm.h"

#include <algorithm>

#include "sitrep/claims/acled.h"
#include "sitrep/claims/instruments.h"
#include "sitrep/claims/placing.h"

namespace sitrep {
namespace {

// "The attack" that somebody claims was told at most so many sentences before.
constexpr uint32_t kClaimedWithin = 4;
// So are those hurt in it, and the list of its victims.
constexpr uint32_t kHarmedWithin = 2;
constexpr uint32_t kListedWithin = 6;

class Violence {
 public:
  Violence(const Context& context, const std::vector<EventMention>& events,
           const std::vector<uint32_t>& into, std::vector<Claim>& claims)
      : context_(context), tree_(context.tree()), events_(events), into_(into), claims_(claims) {}

  void complete() {
    for (size_t i = 0; i < events_.size(); ++i) {
      if (!tells_violence(i)) continue;
      name_organisations(claims_[into_[i]]);
      name_victims(claims_[into_[i]]);
      name_things(claims_[into_[i]]);
      add_targets(events_[i], claims_[into_[i]]);
      add_subject_of_target(events_[i], claims_[into_[i]]);
    }
    add_by_word();
    for (size_t i = 0; i < events_.size(); ++i) {
      if (tells_violence(i)) name_houses(claims_[into_[i]]);
    }
  }

 private:
  bool tells_violence(size_t event) const {
    return events_[event].claim.type == "ASSAULT" && into_[event] != kNoEntity;
  }

  bool is_thing(TokenId t) const {
    const auto kind = context_.kind(t);
    return kind == EntityKind::facility || kind == EntityKind::vehicle ||
           (kind == EntityKind::organisation &&
            !context_.words().look_up("premises", tree_.lemma(t)).empty());
  }

  static bool holds(const std::vector<Participant>& list, const Participant& p) {
    return std::any_of(list.begin(), list.end(),
                       [&p](const Participant& q) { return same_party(p, q); });
  }

  static void add(std::vector<Participant>& list, const Participant& p) {
    if (!holds(list, p)) list.push_back(p);
  }

  Participant participant(TokenId t) const {
    const auto& mention = context_.analysis().mentions[context_.mention(t)];
    return {mention.entity, mention.span};
  }

  // Is this the name of a group or body?
  bool names_group(TokenId t) const {
    const uint32_t m = context_.mention(t);
    if (m == kNoEntity) return false;
    const auto& mention = context_.analysis().mentions[m];
    return mention.form == MentionForm::name &&
           (mention.kind == EntityKind::organisation || mention.kind == EntityKind::armed_group);
  }

  void name_organisations(Claim& claim) const {
    const std::vector<Participant> actors = claim.actors;
    for (const Participant& actor : actors) {
      const TokenId head = tree_.head_of(actor.span);
      if (head == kNoToken || names_group(head)) continue;
      for (const TokenId c : tree_.children(head)) {
        const Deprel r = tree_.relation(c);
        const bool part =
            r == Deprel::compound || r == Deprel::appos || r == Deprel::nmod_poss ||
            (r == Deprel::nmod && (tree_.preposition(c) == "of" || tree_.preposition(c) == "from"));
        if (part && names_group(c)) add(claim.actors, participant(c));
      }
    }
  }

  // "Killing nine people, including the union leader Ana Paz", "a couple, Ana and Luis Paz".
  void name_victims(Claim& claim) const {
    const std::vector<Participant> victims = claim.recipients;
    for (const Participant& victim : victims) {
      const TokenId head = tree_.head_of(victim.span);
      if (head == kNoToken || !tree_.is(head, Upos::NOUN)) continue;
      const auto kind = context_.kind(head);
      if (kind != EntityKind::person && kind != EntityKind::organisation) continue;
      TokenId at = context_.analysis().tokens_in(victim.span).last;
      bool opened = false;
      while (at < end_of_sentence(head)) {
        const bool opens = !context_.words().look_up("list-opener", tree_.lemma(at)).empty();
        if (!opens && !tree_.is(at, Upos::PUNCT)) break;
        opened = opened || opens;
        ++at;
      }
      if (opened || names_person(at)) take_list(at, head, claim);
    }
  }

  // "Burned three vehicles: an ambulance, a fuel truck and a van."
  void name_things(Claim& claim) const {
    const std::vector<Participant> struck = claim.recipients;
    for (const Participant& thing : struck) {
      const TokenId head = tree_.head_of(thing.span);
      if (head == kNoToken || !is_thing(head)) continue;
      for (const TokenId c : tree_.children(head)) {
        if (c > head && tree_.relation(c) == Deprel::appos) take_things(c, claim);
      }
    }
  }

  // "The palace was the target of an attack", "they were victims of a bombing".
  void add_subject_of_target(const EventMention& event, Claim& claim) const {
    const TokenId t = event.trigger;
    if (tree_.is_root(t) || tree_.relation(t) != Deprel::nmod || tree_.preposition(t) != "of")
      return;
    const TokenId target = tree_.head(t);
    if (context_.words().look_up("target-noun", tree_.lemma(target)).empty()) return;
    const TokenId who = tree_.child(target, Deprel::nsubj);
    if (who == kNoToken || !tree_.has_child(target, Deprel::cop)) return;
    take_things(who, claim);
    take_people(who, claim);
  }

  TokenId end_of_sentence(TokenId t) const {
    const auto& a = context_.analysis();
    return a.sentences[a.tokens.sentence[t]].last;
  }

  // A name that is no subject: "two soldiers, President Paz said" does not name the soldiers.
  bool names_person(TokenId t) const {
    const auto& a = context_.analysis();
    if (t >= a.tokens.size()) return false;
    const uint32_t m = context_.mention(t);
    if (m == kNoEntity || a.mentions[m].form != MentionForm::name) return false;
    if (a.mentions[m].kind != EntityKind::person || a.mentions[m].head == kNoToken) return false;
    const Deprel r = tree_.relation(a.mentions[m].head);
    return r != Deprel::nsubj && r != Deprel::nsubj_pass;
  }

  // The names from here on, with the titles and ages between them, up to what is no list.
  void take_list(TokenId from, TokenId noun, Claim& claim) const {
    for (TokenId t = from; t < end_of_sentence(noun); ++t) {
      if (names_person(t)) {
        take_person(t, claim);
        continue;
      }
      const bool between = tree_.is(t, Upos::PUNCT) || tree_.is(t, Upos::CCONJ) ||
                           tree_.is(t, Upos::NUM) || tree_.is(t, Upos::DET) ||
                           tree_.is(t, Upos::NOUN) || tree_.is(t, Upos::PROPN) ||
                           tree_.is(t, Upos::ADJ) || tree_.is(t, Upos::ADV) ||
                           tree_.relation(t) == Deprel::amod || tree_.lemma(t) == "of";
      if (!between) return;
    }
  }

  // "The offices of the newspaper": what is struck is called with whose it is.
  void name_houses(Claim& claim) const {
    for (Participant& p : claim.recipients) {
      const TokenId head = tree_.head_of(p.span);
      if (head == kNoToken || context_.words().look_up("house-of", tree_.lemma(head)).empty())
        continue;
      for (const TokenId c : tree_.children(head)) {
        if (tree_.relation(c) != Deprel::nmod || tree_.preposition(c) != "of") continue;
        p.span = cover(p.span, kind_of_thing(context_, c));
        break;
      }
    }
  }

  // "A bomb exploded in front of the embassy", "placed a charge under a bridge".
  void add_targets(const EventMention& event, Claim& claim) const {
    if (claim.mode != "bombing" && claim.mode != "arson") return;
    for (const TokenId at : {event.trigger, event.light, event.object}) {
      if (at == kNoToken) continue;
      for (const std::string_view p : context_.words().prepositions("target-preposition")) {
        std::vector<TokenId> nominals;
        tree_.with_preposition(at, p, nominals);
        for (const TokenId n : nominals) take_things(n, claim);
      }
    }
  }

  void take_things(TokenId nominal, Claim& claim) const {
    if (nominal == kNoToken) return;
    std::vector<TokenId> all;
    tree_.coordinated(nominal, all);
    for (TokenId t : all) {
      t = context_.counted(t);
      // "At the doors of the bank": a part stands for the whole.
      if (!context_.words().look_up("part-of", tree_.lemma(t)).empty()) {
        std::vector<TokenId> whole;
        tree_.with_preposition(t, "of", whole);
        for (const TokenId w : whole) take_things(w, claim);
      }
      if (is_thing(t) && context_.mention(t) != kNoEntity) add(claim.recipients, participant(t));
    }
  }

  // Words that tie somebody or something to the violence told last: "claimed responsibility",
  // "attributed to", "damaged".
  void add_by_word() {
    const auto& tokens = context_.analysis().tokens;
    size_t next = 0;
    for (TokenId t = 0; t < tokens.size(); ++t) {
      while (next < events_.size() && events_[next].trigger < t) ++next;
      const auto how = context_.words().look_up("blame", tree_.lemma(t));
      if (!how.empty()) blame(t, how, next);
      if (tree_.is(t, Upos::VERB) && !context_.words().look_up("damage", tree_.lemma(t)).empty()) {
        // "The army destroyed two drones" is a deed of its own.
        const TokenId who = tree_.subject(t);
        Claim* claim =
            who != kNoToken && context_.is_party(who) ? nullptr : told_before(t, next, 1);
        if (claim != nullptr) take_things(tree_.object(t), *claim);
      }
      harmed_people(t, next);
    }
  }

  // "Two guards were wounded", "three died", "the dead are": what the violence did to people.
  void harmed_people(TokenId t, size_t next) {
    const auto& words = context_.words();
    const auto slot = words.look_up("harm", tree_.lemma(t));
    // "At least 83 have died in such strikes since May": that many were not hit by this one.
    if (!slot.empty() && is_since(context_, time_of(context_, t))) return;
    if (slot == "after" || (!slot.empty() && is_noun(t))) {
      names_after(t, next);
    } else if (slot == "of") {
      std::vector<TokenId> who;
      tree_.with_preposition(t, "of", who);
      Claim* claim = who.empty() ? nullptr : told_before(t, next, kHarmedWithin);
      if (claim == nullptr) return;
      for (const TokenId n : who) take_people(n, *claim);
    } else if (slot == "target") {
      Claim* claim = told_below(t, next);
      if (claim != nullptr && tree_.subject(t) != kNoToken) take_people(tree_.subject(t), *claim);
    } else if (!slot.empty() && tree_.is(t, Upos::VERB)) {
      const TokenId who = slot == "subject" ? tree_.subject(t) : tree_.object(t);
      Claim* claim = told_below(t, next);
      if (claim == nullptr) claim = told_before(t, next, kHarmedWithin);
      if (claim == nullptr || who == kNoToken) return;
      take_people(who, *claim);
      list_after_colon(t, *claim);
    }
  }

  // "The injured": a participle with an article of its own.
  bool is_noun(TokenId t) const {
    const std::string_view xpos = tree_.xpos(t);
    return tree_.has_child(t, Deprel::det) && (xpos == "VBN" || xpos.starts_with("NN"));
  }

  void take_people(TokenId nominal, Claim& claim) const {
    std::vector<TokenId> all;
    tree_.coordinated(nominal, all);
    for (const TokenId n : all) take_person(context_.counted(n), claim);
  }

  // "The following policemen died: Luis Paz and Ana Mora."
  void list_after_colon(TokenId verb, Claim& claim) const {
    const TokenId end = end_of_sentence(verb);
    for (TokenId t = verb + 1; t + 1 < end; ++t) {
      if (tree_.word(t) == ":") return take_list(t + 1, verb, claim);
    }
  }

  void take_person(TokenId t, Claim& claim) const {
    if (context_.mention(t) == kNoEntity) return;
    const auto kind = context_.kind(t);
    if (kind != EntityKind::person && kind != EntityKind::organisation) return;
    const Participant p = participant(t);
    if (!holds(claim.actors, p) && !is_one_of_them(claim, p)) add(claim.recipients, p);
  }

  // "Police used tear gas. Twenty policemen were hurt": they did not do it to their own.
  bool is_one_of_them(const Claim& claim, const Participant& p) const {
    const auto& parties = context_.grounded().parties;
    if (p.entity == kNoEntity || parties[p.entity].sectors.empty()) return false;
    const Party& own = parties[p.entity];
    return std::any_of(claim.actors.begin(), claim.actors.end(), [&](const Participant& actor) {
      if (actor.entity == kNoEntity || parties[actor.entity].sectors != own.sectors) return false;
      const std::string& country = parties[actor.entity].country;
      return country == own.country || country.empty() || own.country.empty();
    });
  }

  // "Among the injured are A, B and C", "the victims were identified as A": the names behind it, up
  // to the next verb.
  void names_after(TokenId noun, size_t next) {
    const auto& a = context_.analysis();
    const Deprel r = tree_.relation(noun);
    const bool listed =
        r == Deprel::nsubj || r == Deprel::nsubj_pass || tree_.preposition(noun) == "among";
    if (!listed) return;
    Claim* claim = told_before(noun, next, kListedWithin);
    if (claim == nullptr) return;
    const TokenId end = a.sentences[a.tokens.sentence[noun]].last;
    for (TokenId t = noun + 1; t < end; ++t) {
      if (tree_.is(t, Upos::VERB) && tree_.lemma(t) != "identify") return;
      const uint32_t m = context_.mention(t);
      if (m != kNoEntity && a.mentions[m].form == MentionForm::name) take_person(t, *claim);
    }
  }

  // "Held the army responsible", "the rebels are being held responsible": the parser may take the
  // adjective for one of the noun before it.
  TokenId held_responsible(TokenId adjective) const {
    if (tree_.is_root(adjective)) return kNoToken;
    const TokenId above = tree_.head(adjective);
    const Deprel r = tree_.relation(adjective);
    if (r == Deprel::xcomp && tree_.is(above, Upos::VERB)) return tree_.object(above);
    return r == Deprel::amod && above < adjective ? above : kNoToken;
  }

  // "No group has claimed responsibility", "they did not claim it".
  bool is_negated(TokenId verb) const {
    const auto negates = [this](TokenId c) {
      return tree_.has_feature(c, "Polarity=Neg") || tree_.has_feature(c, "PronType=Neg");
    };
    const auto own = tree_.children(verb);
    if (std::any_of(own.begin(), own.end(), negates)) return true;
    const TokenId who = tree_.subject(verb);
    if (who == kNoToken) return false;
    const auto below = tree_.children(who);
    return negates(who) || std::any_of(below.begin(), below.end(), negates);
  }

  void blame(TokenId t, std::string_view how, size_t next) {
    std::vector<Participant> parties;
    if (is_negated(t)) return;
    if (how == "subject") {
      const TokenId object = tree_.object(t);
      if (object == kNoToken || context_.words().look_up("blame-noun", tree_.lemma(object)).empty())
        return;
      if (tree_.subject(t) != kNoToken) context_.parties(tree_.subject(t), false, parties);
    } else if (how == "of") {
      // "responsible for": whoever is said to be so
      for (const TokenId c : tree_.children(t)) {
        if (tree_.relation(c) == Deprel::nsubj) context_.parties(c, false, parties);
      }
      const TokenId who = parties.empty() ? held_responsible(t) : kNoToken;
      if (who != kNoToken) context_.parties(who, false, parties);
    } else {
      // "blamed on the army"; else "blamed the army"
      for (const auto where : split_list(how)) {
        if (!parties.empty()) break;
        if (where == "object") {
          if (tree_.object(t) != kNoToken) context_.parties(tree_.object(t), false, parties);
          continue;
        }
        std::vector<TokenId> nominals;
        tree_.with_preposition(t, where, nominals);
        for (const TokenId n : nominals) context_.parties(n, false, parties);
      }
    }
    if (parties.empty()) return;
    Claim* claim = told_below(t, next);
    if (claim == nullptr && how.find("object") == std::string_view::npos)
      claim = told_before(t, next, kClaimedWithin);
    if (claim == nullptr) return;
    for (const Participant& p : parties) {
      const auto& victims = claim->recipients;
      const bool harmed = std::any_of(victims.begin(), victims.end(),
                                      [&p](const Participant& v) { return v.entity == p.entity; });
      if (!harmed) add(claim->actors, p);
    }
    name_organisations(*claim);
  }

  // The ASSAULT in the phrase or clause that hangs on `t`.
  Claim* told_below(TokenId t, size_t next) {
    const auto& sentence = context_.analysis().tokens.sentence;
    for (size_t i = next; i-- > 0 && sentence[events_[i].trigger] == sentence[t];) next = i;
    for (size_t i = next; i < events_.size() && sentence[events_[i].trigger] == sentence[t]; ++i) {
      if (tells_violence(i) && events_[i].trigger != t && tree_.dominates(t, events_[i].trigger))
        return &claims_[into_[i]];
    }
    return nullptr;
  }

  // The last ASSAULT before `t`, at most so many sentences away.
  Claim* told_before(TokenId t, size_t next, uint32_t within) {
    const auto& sentence = context_.analysis().tokens.sentence;
    for (size_t i = next; i-- > 0;) {
      if (sentence[t] - sentence[events_[i].trigger] > within) return nullptr;
      // Who is hurt after a town was taken was not taken with it.
      if (tells_violence(i) && events_[i].trigger != t && !changes_hands(claims_[into_[i]]))
        return &claims_[into_[i]];
    }
    return nullptr;
  }

  const Context& context_;
  const Tree& tree_;
  const std::vector<EventMention>& events_;
  const std::vector<uint32_t>& into_;
  std::vector<Claim>& claims_;
};

}  // namespace

void complete_violence(const Context& context, const std::vector<EventMention>& events,
                       const std::vector<uint32_t>& into, std::vector<Claim>& claims) {
  Violence(context, events, into, claims).complete();
}

}  // namespace sitrep
