#include "sitrep/claims/event_stance.h"

#include <fmt/format.h>

#include <algorithm>

namespace sitrep {
namespace {

using Stance = EventWords::Stance;

constexpr double kConfidence = 0.75;

class Stances {
 public:
  Stances(const Context& context, const Attribution& attribution, std::vector<EventMention>& events)
      : context_(context),
        tree_(context.tree()),
        words_(context.words()),
        attribution_(attribution),
        events_(events) {}

  void run() {
    std::vector<EventMention> more;
    for (TokenId t = 0; t < context_.analysis().tokens.size(); ++t) {
      for (const Stance& stance : words_.stances()) {
        if (take(stance, t, more)) break;
      }
    }
    for (EventMention& event : more) events_.push_back(std::move(event));
    std::stable_sort(
        events_.begin(), events_.end(),
        [](const EventMention& a, const EventMention& b) { return a.trigger < b.trigger; });
  }

 private:
  bool take(const Stance& stance, TokenId t, std::vector<EventMention>& more) {
    const TokenId modal = modal_of(stance, t);
    if (modal == kNoToken) return false;
    if (stance.of.empty()) return demand(stance, t, modal, more);
    if (negated(t) != stance.negated) return false;
    for (EventMention& event : events_) {
      if (event.trigger != t && event.light != t) continue;
      if (!listed(stance.of, event.claim.type)) continue;
      const bool himself = speaks_of_himself(t, modal);
      if (stance.negated) {
        event = with(stance, event);
        event.own_words = himself;
        if (himself) event.claim.actors = speaker_of(t, modal);
        return true;
      }
      if (event.claim.actors.empty() || (stance.said && !himself)) return false;
      if (stance.both_sides && event.claim.recipients.empty()) return false;
      more.push_back(with(stance, event));
      more.back().claim.trigger = cover(tree_.span(modal), event.claim.trigger);
      if (himself) more.back().claim.actors = speaker_of(t, modal);
      return true;
    }
    return false;
  }

  // "must leave", "need to leave".
  TokenId modal_of(const Stance& stance, TokenId t) const {
    for (const TokenId c : tree_.children(t)) {
      const bool modal = tree_.xpos(c) == "MD";
      if (modal && tree_.relation(c) == Deprel::aux && listed(stance.modals, tree_.lemma(c)))
        return c;
    }
    if (tree_.relation(t) != Deprel::xcomp || !tree_.is(tree_.head(t), Upos::VERB)) return kNoToken;
    return listed(stance.modals, tree_.lemma(tree_.head(t))) ? tree_.head(t) : kNoToken;
  }

  bool negated(TokenId t) const {
    for (const TokenId c : tree_.children(t)) {
      const auto lemma = tree_.lemma(c);
      if (tree_.relation(c) == Deprel::advmod && (lemma == "not" || lemma == "never")) return true;
    }
    return false;
  }

  // Whoever says the clause that the modal stands in.
  std::vector<Participant> speaker_of(TokenId t, TokenId modal) const {
    std::vector<Participant> speaker = attribution_.at(tree_.span(modal));
    const TokenId saying = speaker.empty() ? saying_of(t) : kNoToken;
    if (saying != kNoToken) context_.parties(tree_.subject(saying), false, speaker);
    return speaker;
  }

  // The verb of saying that this clause hangs on, or that stands beside it: "X must leave, Carter
  // said".
  TokenId saying_of(TokenId t) const {
    if (tree_.relation(t) == Deprel::ccomp && is_saying(tree_.head(t))) return tree_.head(t);
    for (const TokenId c : tree_.children(t)) {
      if (tree_.relation(c) == Deprel::parataxis && is_saying(c)) return c;
    }
    return kNoToken;
  }

  bool is_saying(TokenId t) const {
    return !words_.look_up("stance-cue", tree_.lemma(t)).empty() && tree_.subject(t) != kNoToken;
  }

  // "Iran said it would": a pronoun, or the same entity. "Carter said they would" is of others.
  bool speaks_of_himself(TokenId t, TokenId modal) const {
    const auto speaker = speaker_of(t, modal);
    const TokenId who = tree_.subject(t);
    if (speaker.empty() || who == kNoToken) return false;
    if (tree_.is(who, Upos::PRON)) return !(is_third_plural(who) && is_person(speaker.front()));
    const uint32_t m = context_.mention(who);
    const uint32_t entity = m == kNoEntity ? kNoEntity : context_.analysis().mentions[m].entity;
    return entity != kNoEntity && entity == speaker.front().entity;
  }

  // "They must leave": of the speaker to them; not where he speaks of himself, nor of a thing.
  bool demand(const Stance& stance, TokenId t, TokenId modal,
              std::vector<EventMention>& more) const {
    const TokenId head = tree_.relation(modal) == Deprel::aux ? t : modal;
    const TokenId asked = tree_.is_passive(t) ? tree_.object(t) : tree_.subject(head);
    if (asked == kNoToken || is_first_person(asked)) return false;
    EventMention event;
    event.trigger = t;
    Claim& claim = event.claim;
    claim.actors = speaker_of(t, modal);
    context_.parties(asked, false, claim.recipients);
    if (claim.actors.empty() || claim.recipients.empty()) return false;
    if (same_party(claim.actors.front(), claim.recipients.front())) return false;
    claim.trigger = tree_.span(modal);
    claim.evidence.push_back(context_.sentence(t));
    more.push_back(with(stance, event));
    return true;
  }

  bool is_first_person(TokenId t) const {
    return tree_.is(t, Upos::PRON) && tree_.has_feature(t, "Person=1");
  }

  bool is_third_plural(TokenId t) const {
    return tree_.has_feature(t, "Number=Plur") && tree_.has_feature(t, "Person=3");
  }

  bool is_person(const Participant& p) const {
    return p.entity != kNoEntity &&
           context_.analysis().entities[p.entity].kind == EntityKind::person;
  }

  EventMention with(const Stance& stance, EventMention event) const {
    const EventWord& word = stance.word;
    event.word = &word;
    event.own_words = stance.said;
    Claim& claim = event.claim;
    claim.kind = ClaimKind::event;
    claim.type = word.type;
    claim.mode = word.mode;
    claim.cameo = word.cameo;
    claim.status = Status::occurred;
    claim.confidence = kConfidence;
    claim.why = fmt::format("modal of '{}' ({})", tree_.lemma(event.trigger), word.where);
    return event;
  }

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
  const Attribution& attribution_;
  std::vector<EventMention>& events_;
};

}  // namespace

void take_stances(const Context& context, const Attribution& attribution,
                  std::vector<EventMention>& events) {
  Stances(context, attribution, events).run();
}

}  // namespace sitrep
