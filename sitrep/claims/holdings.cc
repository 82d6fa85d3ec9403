#include "sitrep/claims/holdings.h"

#include <fmt/format.h>

#include <algorithm>

#include "sitrep/claims/placing.h"

namespace sitrep {
namespace {

// The place that a nominal names, or that it lies in ("the airbase in Qayyarah").
std::optional<uint32_t> place_in(const Context& context, TokenId nominal) {
  if (nominal == kNoToken) return std::nullopt;
  if (const auto own = context.place_named(nominal)) return own;
  const TokenId noun = context.counted(nominal);
  for (const TokenId c : context.tree().children(noun)) {
    const Deprel r = context.tree().relation(c);
    if (r != Deprel::compound && r != Deprel::nmod && r != Deprel::appos && r != Deprel::flat &&
        r != Deprel::nmod_poss) {
      continue;
    }
    const auto preposition = context.tree().preposition(c);
    if (r == Deprel::nmod && context.words().look_up("locative", preposition).empty()) continue;
    if (const auto place = context.place_at(c)) return place;
  }
  return std::nullopt;
}

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
    for (const EventMention& event : events_) from_event(event);
    for (TokenId t = 0; t < context_.analysis().tokens.size(); ++t) {
      if (tree_.is(t, Upos::VERB))
        from_verb(t);
      else if (tree_.is(t, Upos::NOUN))
        from_noun(t);
    }
    return std::move(found_);
  }

 private:
  void from_event(const EventMention& event) {
    if (!event.word->holding) return;
    const Claim& told = event.claim;
    TokenId what = event.object;
    if (event.word->place && event.word->place->role == Role::subject) what = event.subject;
    std::optional<uint32_t> place;
    if (event.word->place && event.word->place->role == Role::preposition) {
      std::vector<TokenId> nominals;
      tree_.with_preposition(event.trigger, event.word->place->preposition, nominals);
      for (const TokenId n : nominals) {
        if (!place) place = place_in(context_, n);
      }
    } else {
      place = place_in(context_, what);
    }
    if (!place) place = told.place;
    if (!place) return;
    const bool lost = event.word->holding == HoldingChange::lost;
    // Who lost a place that somebody gained is told by the other side too, where the gainer is not
    // named.
    const auto& holders = lost && event.word->place == std::nullopt && !told.recipients.empty() &&
                                  event.word->recipient.front().role == Role::subject
                              ? told.recipients
                              : told.actors;
    if (!holders.empty()) {
      add(event.trigger, *place, *event.word->holding, holders.front(), told);
    } else if (!lost && !told.recipients.empty()) {
      add(event.trigger, *place, HoldingChange::lost, told.recipients.front(), told);
    }
  }

  void add(TokenId word, uint32_t place, HoldingChange change, const Participant& holder,
           const Claim& told) {
    Claim claim;
    claim.kind = ClaimKind::holding;
    claim.trigger = told.trigger;
    claim.holding = Holding{holder, change};
    claim.actors.push_back(holder);
    if (change == HoldingChange::gained) claim.recipients = told.recipients;
    claim.place = place;
    claim.time = told.time;
    claim.status = told.status;
    claim.evidence.push_back(context_.sentence(word));
    claim.confidence = told.confidence;
    claim.why = told.why;
    found_.push_back(std::move(claim));
  }

  void say(TokenId word, TokenId holder, std::optional<uint32_t> place, std::string_view change) {
    if (!place || holder == kNoToken) return;
    std::vector<Participant> holders;
    context_.parties(holder, false, holders);
    const auto known = holding_change_of(change);
    if (holders.empty() || !known) return;
    Claim told;
    told.trigger = tree_.span(word);
    told.time = time_of(context_, word);
    told.status = status_of_predicate(context_.tree(), status_, word).status;
    if (told.status == Status::occurred) told.status = Status::ongoing;
    told.confidence = 0.6;
    told.why = fmt::format("'{}' says who holds it", tree_.lemma(word));
    add(word, *place, *known, holders.front(), told);
  }

  // "The rebels control the town".
  void from_verb(TokenId t) {
    const auto change = words_.look_up("hold-verb", tree_.lemma(t));
    if (change.empty()) return;
    const TokenId object = tree_.object(t);
    if (object == kNoToken || context_.is_person(object)) return;
    if (!context_.is_place(object) && !context_.place_at(object)) return;
    say(t, tree_.subject(t), place_in(context_, object), change);
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
    }
    if (holder == kNoToken) return;
    std::optional<uint32_t> place = place_in(context_, t);
    if (!place && tree_.relation(t) == Deprel::obl && tree_.is(tree_.head(t), Upos::AUX)) {
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
