#include "sitrep/claims/extract.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sitrep/claims/acled.h"
#include "sitrep/claims/attribution.h"
#include "sitrep/claims/context.h"
#include "sitrep/claims/event_nesting.h"
#include "sitrep/claims/event_stance.h"
#include "sitrep/claims/event_words.h"
#include "sitrep/claims/events.h"
#include "sitrep/claims/harm.h"
#include "sitrep/claims/holdings.h"
#include "sitrep/claims/incidents.h"
#include "sitrep/claims/instruments.h"
#include "sitrep/claims/merge.h"
#include "sitrep/claims/numbers.h"
#include "sitrep/claims/placing.h"
#include "sitrep/ground/party.h"

namespace sitrep {

struct ClaimRules::Parts {
  EventWords words;
};

ClaimRules::ClaimRules(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ClaimRules::ClaimRules(ClaimRules&&) noexcept = default;
ClaimRules& ClaimRules::operator=(ClaimRules&&) noexcept = default;
ClaimRules::~ClaimRules() = default;

Result<ClaimRules> ClaimRules::compile(const Lexicon& lexicon) {
  auto words = EventWords::compile(lexicon);
  if (!words) return tl::unexpected(words.error());
  return ClaimRules(std::make_unique<Parts>(Parts{std::move(*words)}));
}

namespace {

// "I" and "we" inside a quotation are who speaks.
void resolve_first_person(const Context& context, const Participant& speaker,
                          std::vector<Participant>& parties) {
  const auto& a = context.analysis();
  for (Participant& p : parties) {
    const TokenId t = a.token_at(p.span.begin);
    if (t == kNoToken || !context.tree().is(t, Upos::PRON)) continue;
    if (a.has_feature(t, "Person=1")) p = speaker;
  }
}

// An outlet that passes on what it heard; a state's or a movement's own is a source.
bool is_outlet(const Context& context, const Participant& p) {
  const auto& parties = context.grounded().parties;
  if (p.entity == kNoEntity || p.entity >= parties.size()) return false;
  if (!is_only(parties[p.entity], "MED")) return false;
  for (const TokenId t : context.analysis().tokens_in(p.span)) {
    if (!context.words().look_up("source-outlet", context.tree().word(t)).empty()) return false;
  }
  return true;
}

void attribute(const Context& context, const Attribution& attribution, Claim& claim) {
  claim.attribution = attribution.at(claim.trigger);
  if (claim.attribution.empty()) return;
  resolve_first_person(context, claim.attribution.front(), claim.actors);
  resolve_first_person(context, claim.attribution.front(), claim.recipients);
  std::erase_if(claim.attribution,
                [&context](const Participant& p) { return is_outlet(context, p); });
  // "“I condemn the attack,” Carter said": it is Carter who condemns, whoever passes it on.
  const bool own = !claim.attribution.empty() && claim.actors.size() == 1 &&
                   same_party(claim.attribution.front(), claim.actors.front()) &&
                   !context.words().look_up("own-words", claim.type).empty();
  if (own) claim.attribution.erase(claim.attribution.begin());
}

// What is done by saying it is done when it is said: "On Sunday Carter said that they must leave".
std::optional<uint32_t> time_of_saying(const Context& context, const Claim& claim) {
  if (claim.actors.size() != 1 || context.words().look_up("own-words", claim.type).empty())
    return std::nullopt;
  for (const Statement& s : context.grounded().statements) {
    const bool says = s.speaker && same_party(*s.speaker, claim.actors.front()) &&
                      std::any_of(s.content.begin(), s.content.end(),
                                  [&claim](Span said) { return said.contains(claim.trigger); });
    const TokenId cue = says ? context.analysis().token_at(s.cue.begin) : kNoToken;
    if (cue != kNoToken) return time_of(context, cue);
  }
  return std::nullopt;
}

// "The shooting took place", "an explosion occurred": the verb that says where and when.
TokenId verb_of_happening(const Context& context, TokenId noun) {
  const Tree& tree = context.tree();
  if (tree.relation(noun) != Deprel::nsubj || tree.is_root(noun)) return kNoToken;
  const TokenId verb = tree.head(noun);
  return context.words().look_up("happening", tree.lemma(verb)).empty() ? kNoToken : verb;
}

// "The town fell", "the capture of the city": what the sense names as its place stands in for the
// object.
TokenId held(const Context& context, const EventMention& event) {
  const auto& spec = event.word->place;
  if (!spec) return event.object;
  if (spec->role == Role::subject) return event.subject;
  std::vector<TokenId> nominals;
  if (spec->role == Role::preposition)
    context.tree().with_preposition(event.trigger, spec->preposition, nominals);
  return nominals.empty() ? event.object : nominals.front();
}

// "Its recapture": of a noun whose "of" names the place, whose it is may be the place as well.
std::optional<uint32_t> place_of_possessor(const Context& context, const EventMention& event) {
  const auto& spec = event.word->place;
  if (!spec || spec->role != Role::preposition) return std::nullopt;
  for (const TokenId c : context.tree().children(event.trigger)) {
    const bool whose = context.tree().relation(c) == Deprel::nmod_poss;
    if (whose && context.is_place(c) && !context.is_party(c)) return context.place_named(c);
  }
  return std::nullopt;
}

bool are_people_without_name(const Entity& entity, const EventWords& words, const Analysis& a) {
  return entity.kind == EntityKind::organisation && !a.has_name(entity) &&
         std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](uint32_t m) {
           const Mention& mention = a.mentions[m];
           if (mention.form != MentionForm::nominal || mention.head == kNoToken) return false;
           const auto noun = a.lemma(mention.head);
           return words.look_up("entity_noun", noun) == "person" ||
                  !words.look_up("fallback-actor", noun).empty();
         });
}

// "The soldiers", "two policemen": men of a state, but not the state's body.
bool are_persons(const Entity& entity, const EventWords& words, const Analysis& a) {
  return std::all_of(entity.mentions.begin(), entity.mentions.end(), [&](uint32_t m) {
    const Mention& mention = a.mentions[m];
    return mention.form == MentionForm::pronoun ||
           (mention.head != kNoToken &&
            words.look_up("entity_noun", a.lemma(mention.head)) == "person");
  });
}

// "The bank", "the newspaper's offices": an organisation by what houses it, by a word of the list.
bool is_premises(const Entity& entity, std::string_view list, const EventWords& words,
                 const Analysis& a) {
  return entity.kind == EntityKind::organisation &&
         std::all_of(entity.mentions.begin(), entity.mentions.end(), [&](uint32_t m) {
           const Mention& mention = a.mentions[m];
           return mention.form == MentionForm::nominal && mention.head != kNoToken &&
                  !words.look_up(list, a.lemma(mention.head)).empty();
         });
}

void set_kind(Entity& entity, EntityKind kind, Analysis& analysis) {
  entity.kind = kind;
  for (const uint32_t m : entity.mentions) analysis.mentions[m].kind = kind;
}

bool claims_responsibility(std::string_view type, std::string_view mode) {
  return type.empty() && mode == "claim";
}

// Who claimed an attack is its actor by now (complete_violence); the claiming is news of its own
// only where the report begins with it.
void drop_responsibility(const Context& context, std::vector<Claim>& claims,
                         std::vector<uint32_t>& into) {
  const bool told = std::any_of(claims.begin(), claims.end(),
                                [](const Claim& claim) { return claim.type == "ASSAULT"; });
  std::vector<uint32_t> moved(claims.size(), kNoEntity);
  std::vector<Claim> kept;
  for (size_t i = 0; i < claims.size(); ++i) {
    const Claim& claim = claims[i];
    const bool claiming = claims_responsibility(claim.type, claim.mode);
    const TokenId t = context.analysis().token_at(claim.trigger.begin);
    if (told && claiming && (t == kNoToken || !context.is_lead(t))) continue;
    moved[i] = static_cast<uint32_t>(kept.size());
    kept.push_back(claim);
  }
  for (uint32_t& at : into) {
    if (at != kNoEntity) at = moved[at];
  }
  claims = std::move(kept);
}

// What came of each sense that was tried: `into` says of each mention which claim it went into.
void tell_outcomes(const Context& context, const std::vector<SenseTried>& senses,
                   const std::vector<EventMention>& events, const std::vector<uint32_t>& into,
                   const std::vector<Claim>& claims, std::vector<WordTried>& tried) {
  for (const SenseTried& sense : senses) {
    const EventWord& word = *sense.word;
    WordTried told;
    told.word = context.tree().span(sense.token);
    told.entry = word.where;
    told.type = word.type.empty() ? word.acled : word.type;
    told.outcome = sense.refused;
    if (sense.refused.empty()) {
      const auto at = std::find_if(
          events.begin(), events.end(),
          [&sense](const EventMention& event) { return event.trigger == sense.token; });
      if (at == events.end()) {
        told.outcome = "another word takes it in";
      } else if (const uint32_t claim = into[static_cast<size_t>(at - events.begin())];
                 claim == kNoEntity) {
        told.outcome = claims_responsibility(word.type, word.mode)
                           ? "who claims the attack is its actor"
                           : "a noun that names no party, place or time tells nothing";
      } else if (!claims[claim].trigger.overlaps(told.word)) {
        told.outcome = "it tells again what another word told";
        told.joined = claims[claim].trigger;
      }
    }
    tried.push_back(std::move(told));
  }
}

}  // namespace

void mark_roles_in_violence(const std::vector<Claim>& claims, const std::vector<Party>& parties,
                            const ClaimRules& rules, Analysis& analysis) {
  const EventWords& words = rules.parts().words;
  for (const Claim& claim : claims) {
    if (claim.kind != ClaimKind::event || claim.type != "ASSAULT") continue;
    for (const Participant& p : claim.actors) {
      if (p.entity == kNoEntity) continue;
      Entity& entity = analysis.entities[p.entity];
      if (!are_people_without_name(entity, words, analysis)) continue;
      if (p.entity >= parties.size() || !is_state_organ(parties[p.entity])) {
        set_kind(entity, EntityKind::armed_group, analysis);
      } else if (are_persons(entity, words, analysis)) {
        set_kind(entity, EntityKind::person, analysis);
      }
    }
    // A bank that is attacked may be its people; an office, or what is bombed, is a building.
    const bool burns = claim.mode == "bombing" || claim.mode == "arson";
    if (!burns && claim.mode != "attack") continue;
    for (const Participant& p : claim.recipients) {
      if (p.entity == kNoEntity) continue;
      Entity& entity = analysis.entities[p.entity];
      if (is_premises(entity, burns ? "premises" : "house-of", words, analysis))
        set_kind(entity, EntityKind::facility, analysis);
    }
  }
}

std::vector<Claim> extract_claims(const Grounded& grounded, const ClaimRules& rules,
                                  const StatusRules& status, std::vector<WordTried>* tried) {
  const Context context(grounded, rules.parts().words);
  const Attribution attribution(grounded.statements);
  std::vector<SenseTried> senses;
  auto events = find_events(context, status, tried != nullptr ? &senses : nullptr);
  take_stances(context, attribution, events);
  drop_nested(context, events);
  for (EventMention& event : events) {
    const bool at_object = !context.words().look_up("at-object", event.claim.type).empty();
    event.claim.place = place_of(context, event.trigger, held(context, event), at_object);
    if (!event.claim.place && event.light != kNoToken) {
      event.claim.place = place_of(context, event.light, kNoToken, at_object);
    }
    const TokenId happens = verb_of_happening(context, event.trigger);
    if (!event.claim.place && happens != kNoToken) {
      event.claim.place = place_of(context, happens, kNoToken, at_object);
    }
    if (!event.claim.place) event.claim.place = place_of_possessor(context, event);
    event.claim.time = time_of(context, event.light != kNoToken ? event.light
                                        : happens != kNoToken   ? happens
                                                                : event.trigger);
    attribute(context, attribution, event.claim);
    if (event.own_words) event.claim.attribution.clear();
    if (event.word->judgement && event.claim.actors.empty())
      event.claim.actors = std::exchange(event.claim.attribution, {});
    if (!event.claim.time) event.claim.time = time_of_saying(context, event.claim);
  }
  // What the report itself calls so is nobody's judgement, nor is what is no crime, or may be one.
  std::erase_if(events, [](const EventMention& event) {
    return event.word->judgement &&
           (event.claim.actors.empty() || event.claim.status != Status::occurred);
  });
  set_instruments(context, events);
  set_sub_events(context, events);
  set_salience(context, events);

  std::vector<uint32_t> into;
  auto claims = merge_mentions(context, events, into);
  complete_violence(context, events, into, claims);
  drop_responsibility(context, claims, into);
  if (tried != nullptr) tell_outcomes(context, senses, events, into, claims, *tried);
  // What other mentions of the same happening say holds for each of them.
  for (size_t i = 0; i < events.size(); ++i) {
    if (into[i] == kNoEntity) continue;
    events[i].claim.place = claims[into[i]].place;
    events[i].claim.time = claims[into[i]].time;
    if (events[i].claim.actors.empty()) events[i].claim.actors = claims[into[i]].actors;
  }
  auto casualties = find_casualties(context, events, status);
  auto forces = find_forces(context, casualties, status);
  auto holdings = find_holdings(context, events, status);
  for (auto* more : {&casualties, &forces, &holdings}) {
    for (Claim& claim : *more) attribute(context, attribution, claim);
    std::move(more->begin(), more->end(), std::back_inserter(claims));
  }
  std::stable_sort(claims.begin(), claims.end(),
                   [](const Claim& a, const Claim& b) { return a.trigger < b.trigger; });
  group_incidents(context, claims);
  return claims;
}

}  // namespace sitrep
