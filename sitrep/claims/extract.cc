#include "sitrep/claims/extract.h"

#include <algorithm>
#include <iterator>

#include "sitrep/claims/acled.h"
#include "sitrep/claims/attribution.h"
#include "sitrep/claims/context.h"
#include "sitrep/claims/event_words.h"
#include "sitrep/claims/events.h"
#include "sitrep/claims/holdings.h"
#include "sitrep/claims/merge.h"
#include "sitrep/claims/numbers.h"
#include "sitrep/claims/placing.h"

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
    if (a.feats_names[a.tokens.feats[t]].find("Person=1") != std::string::npos) p = speaker;
  }
}

void attribute(const Context& context, const Attribution& attribution, Claim& claim) {
  claim.attribution = attribution.at(claim.trigger);
  if (claim.attribution.empty()) return;
  resolve_first_person(context, claim.attribution.front(), claim.actors);
  resolve_first_person(context, claim.attribution.front(), claim.recipients);
}

}  // namespace

std::vector<Claim> extract_claims(const Grounded& grounded, const ClaimRules& rules,
                                  const StatusRules& status) {
  const Context context(grounded, rules.parts().words);
  const Attribution attribution(grounded.statements);
  auto events = find_events(context, status);
  for (EventMention& event : events) {
    const bool at_object = !context.words().look_up("at-object", event.claim.type).empty();
    // "The town fell": what the sense names as its place stands in for the object.
    const bool subject_is_place = event.word->place && event.word->place->role == Role::subject;
    event.claim.place = place_of(context, event.trigger,
                                 subject_is_place ? event.subject : event.object, at_object);
    if (!event.claim.place && event.light != kNoToken) {
      event.claim.place = place_of(context, event.light, kNoToken, at_object);
    }
    event.claim.time = time_of(context, event.light != kNoToken ? event.light : event.trigger);
    attribute(context, attribution, event.claim);
  }
  set_sub_events(context, events);
  set_salience(context, events);

  std::vector<uint32_t> into;
  auto claims = merge_mentions(context, events, into);
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
  return claims;
}

}  // namespace sitrep
