#include "sitrep/claims/events.h"

#include <fmt/format.h>

#include <algorithm>

#include "sitrep/claims/event_roles.h"

namespace sitrep {
namespace {

// A verb and its own noun are one trigger where they lie at most so many tokens apart.
constexpr TokenId kOwnNounReach = 5;
// "The explosion" is told again at most so many sentences after the accident.
constexpr uint32_t kSentencesOn = 3;

class Finder {
 public:
  Finder(const Context& context, const StatusRules& status, std::vector<SenseTried>* tried)
      : context_(context),
        tree_(context.tree()),
        words_(context.words()),
        senses_(context),
        status_(status),
        tried_(tried) {}

  std::vector<EventMention> run() {
    const auto& tokens = context_.analysis().tokens;
    swallowed_.assign(tokens.size(), false);
    for (TokenId t = 0; t < tokens.size(); ++t) {
      if (swallowed_[t] || context_.is_time(t)) continue;
      if (auto fit = senses_.best_fit(t, tried_)) add(t, *fit);
    }
    for (size_t i = 0; i < found_.size(); ++i) {
      if (is_harm_of_accident(found_[i]) || is_wreck_of_attack(i))
        swallowed_[found_[i].trigger] = true;
    }
    // A refusal takes in what is refused, wherever it stands.
    found_.erase(std::remove_if(found_.begin(), found_.end(),
                                [this](const EventMention& e) { return swallowed_[e.trigger]; }),
                 found_.end());
    return std::move(found_);
  }

 private:
  // "refused to send peacekeepers to Angola": whom the sending would have been to.
  std::vector<Participant> recipients_of_complement(const EventWord& word, TokenId t) const {
    std::vector<Participant> actors;
    std::vector<Participant> recipients;
    const bool wanted = std::any_of(word.recipient.begin(), word.recipient.end(),
                                    [](const RoleSpec& r) { return r.role == Role::complement; });
    const TokenId below = wanted ? tree_.child(t, Deprel::xcomp) : kNoToken;
    if (below == kNoToken) return recipients;
    if (const auto fit = senses_.best_fit(below))
      fill_roles(context_, below, *fit, {}, actors, recipients);
    return recipients;
  }

  // "Imposed sanctions", "an agreement was reached": what the verb says of one of its own nouns
  // they name together, where they stand close.
  Span trigger_of(TokenId t, const Fit& fit) const {
    const bool own = fit.word->word_class == WordClass::verb && !fit.word->object.any() &&
                     fit.object != kNoToken && context_.names(fit.word->object, fit.object) &&
                     !words_.senses(WordClass::noun, tree_.lemma(fit.object)).empty();
    if (!own || std::max(t, fit.object) - std::min(t, fit.object) > kOwnNounReach)
      return fit.trigger;
    return cover(fit.trigger, tree_.span(fit.object));
  }

  void add(TokenId t, const Fit& fit) {
    const EventWord& word = *fit.word;
    EventMention event;
    event.trigger = t;
    event.light = fit.light;
    event.word = &word;
    event.subject = fit.subject;
    event.object = fit.object;
    Claim& claim = event.claim;
    claim.kind = ClaimKind::event;
    claim.type = word.type;
    claim.mode = word.mode;
    claim.cameo = word.cameo;
    for (const auto c : word.contexts) claim.contexts.emplace_back(c);
    claim.trigger = trigger_of(t, fit);
    fill_roles(context_, t, fit, recipients_of_complement(word, t), claim.actors, claim.recipients);
    drop_shared(claim);
    if (is_mutual(claim, word)) make_mutual(claim);
    claim.status = status_at(t, fit);
    if (word.stative && claim.status == Status::occurred && lasts(t))
      claim.status = Status::ongoing;
    claim.evidence.push_back(context_.sentence(t));
    claim.why = fmt::format("{} '{}' ({})", word.word_class == WordClass::noun ? "noun" : "verb",
                            tree_.lemma(t), word.where);
    const bool weak = word.weak && (claim.actors.empty() || claim.recipients.empty());
    if (weak && word.require.empty()) {
      if (tried_ != nullptr) tried_->back().refused = "a weak word, and one side is not named";
      return;
    }
    claim.confidence =
        0.5 + 0.15 * (!claim.actors.empty() || !claim.recipients.empty()) +
        0.1 * (!claim.actors.empty() && !claim.recipients.empty()) + 0.1 * (word.specificity > 1) -
        0.05 * (word.word_class == WordClass::noun && fit.light == kNoToken) -
        0.15 * (claim.status != Status::occurred && claim.status != Status::ongoing) -
        0.1 * aside(fit.light != kNoToken ? fit.light : t) - 0.1 * is_reason(t);
    claim.confidence = std::clamp(claim.confidence, 0.05, 0.95);
    if (word.swallow) swallow_complement(t);
    swallow_own_noun(t, fit);
    if (fit.light != kNoToken) swallowed_[fit.light] = true;
    found_.push_back(std::move(event));
  }

  // Told in passing: by a participle before its noun ("the occupied town"), in a clause that
  // modifies a noun or another clause.
  bool aside(TokenId t) const {
    if (tree_.is(t, Upos::VERB) && tree_.relation(t) == Deprel::amod) return true;
    const Deprel r = tree_.relation(tree_.clause(t));
    return r == Deprel::acl_relcl || r == Deprel::acl || r == Deprel::advcl ||
           r == Deprel::advcl_relcl;
  }

  // "arrested for helping the rebels": what somebody is said to have done.
  bool is_reason(TokenId t) const {
    if (tree_.relation(t) != Deprel::advcl) return false;
    const TokenId mark = tree_.child(t, Deprel::mark);
    return mark != kNoToken && tree_.lemma(mark) == "for";
  }

  // Nobody does something to himself, by the same words or by another of his names.
  static void drop_shared(Claim& claim) {
    auto& r = claim.recipients;
    r.erase(std::remove_if(r.begin(), r.end(),
                           [&claim](const Participant& p) {
                             return std::any_of(claim.actors.begin(), claim.actors.end(),
                                                [&p](const Participant& a) {
                                                  return sitrep::same_party(a, p) ||
                                                         a.span == p.span;
                                                });
                           }),
            r.end());
  }

  // Both sides of a meeting or a deal are actors and recipients, as PLOVER codes it in both
  // directions; also where one side is all that is told: "Egypt and Qatar agreed to share".
  bool is_mutual(const Claim& claim, const EventWord& word) const {
    return word.mutual || (claim.actors.size() > 1 && words_.is_mutual(claim.type));
  }

  // A base that is visited does nothing.
  bool is_thing(const Participant& p) const {
    if (p.entity == kNoEntity) return false;
    const EntityKind kind = context_.analysis().entities[p.entity].kind;
    return kind == EntityKind::facility || kind == EntityKind::vehicle || kind == EntityKind::place;
  }

  void make_mutual(Claim& claim) const {
    std::vector<Participant> both = claim.actors;
    for (const Participant& p : claim.recipients) {
      if (!is_thing(p)) both.push_back(p);
    }
    if (both.size() < 2) return;
    claim.actors = both;
    claim.recipients = both;
  }

  Status status_at(TokenId t, const Fit& fit) const {
    const auto of = [&](TokenId at) {
      return status_of_predicate(context_.tree(), status_, at).status;
    };
    // "Called it a crime" is as real as the calling.
    if (fit.word->judgement && fit.light != kNoToken) return of(fit.light);
    // "Exchange of prisoners": as real as the word that the phrase hangs together by.
    TokenId top = t;
    while (!tree_.is_root(top) && fit.trigger.contains(tree_.span(tree_.head(top)))) {
      top = tree_.head(top);
    }
    const Status own = of(tree_.is(top, Upos::NOUN) ? top : t);
    if (fit.light == kNoToken || own != Status::occurred) return own;
    return of(fit.light);
  }

  // A state told in the present tense, or by a bare noun, goes on.
  bool lasts(TokenId t) const {
    if (!tree_.is(t, Upos::VERB)) return true;
    const auto present = [this](TokenId at) {
      const auto xpos = tree_.xpos(at);
      return xpos == "VBZ" || xpos == "VBP";
    };
    if (present(t)) return true;
    for (const TokenId c : tree_.children(t)) {
      const Deprel r = tree_.relation(c);
      if ((r == Deprel::aux || r == Deprel::aux_pass) && present(c) && tree_.lemma(c) == "be")
        return true;
    }
    return false;
  }

  // "The leak killed ten", "two died when a furnace exploded", and then "the explosion": nobody
  // attacked anybody. An entry without a PLOVER root tells of what nobody does.
  bool is_harm_of_accident(const EventMention& harm) const {
    if (harm.word->type != "ASSAULT" || !harm.claim.actors.empty()) return false;
    const bool told_again = !words_.look_up("generic-event", tree_.lemma(harm.trigger)).empty();
    if (harm.word->casualty.empty() && !told_again) return false;
    const auto& sentence = context_.analysis().tokens.sentence;
    return std::any_of(found_.begin(), found_.end(), [&](const EventMention& other) {
      if (!other.word->type.empty() || other.word->mode != "accident") {
        return other.word->type.empty() && other.word->mode == "natural disaster" && !told_again &&
               within(harm.trigger, other.trigger);
      }
      const bool before = other.trigger < harm.trigger &&
                          sentence[harm.trigger] - sentence[other.trigger] <= kSentencesOn;
      return told_again ? before : within(harm.trigger, other.trigger);
    });
  }

  // "A car bomb exploded ... The whole building collapsed": what an attack did is no accident.
  bool is_wreck_of_attack(size_t i) const {
    const EventMention& wreck = found_[i];
    if (!wreck.word->type.empty() || wreck.word->mode != "accident" ||
        wreck.word->word_class != WordClass::verb)
      return false;
    const auto& sentence = context_.analysis().tokens.sentence;
    while (i-- > 0 && sentence[wreck.trigger] - sentence[found_[i].trigger] <= kSentencesOn) {
      const bool before = sentence[found_[i].trigger] < sentence[wreck.trigger];
      if (before && found_[i].word->type == "ASSAULT") return true;
    }
    return false;
  }

  bool within(TokenId a, TokenId b) const { return tree_.dominates(a, b) || tree_.dominates(b, a); }

  // "filed a lawsuit", "held talks": what the verb has said its noun need not say again; nor is the
  // agreement that was not reached an event beside the failure.
  void swallow_own_noun(TokenId t, const Fit& fit) {
    const auto swallow = [this, &fit](TokenId other) {
      if (other == kNoToken) return;
      const auto word_class = tree_.is(other, Upos::VERB) ? WordClass::verb : WordClass::noun;
      for (const EventWord& sense : words_.senses(word_class, tree_.lemma(other))) {
        const bool same_mode = !sense.mode.empty() && sense.mode == fit.word->mode;
        if (sense.type == fit.word->type || same_mode) swallowed_[other] = true;
      }
    };
    if (fit.word->word_class == WordClass::noun) return;
    if (!fit.word->object.any() && fit.object != kNoToken &&
        context_.names(fit.word->object, fit.object))
      swallow(fit.object);
    for (TokenId at = t + 1;
         at < tree_.analysis().tokens.size() && fit.trigger.contains(tree_.span(at)); ++at) {
      if (listed(fit.word->rest, tree_.lemma(at))) {
        swallow(at);
        if (tree_.is(at, Upos::VERB)) swallowed_[at] = true;
      }
    }
  }

  void swallow_complement(TokenId t) {
    for (const Deprel r : {Deprel::xcomp, Deprel::obj}) {
      const TokenId below = tree_.child(t, r);
      if (below != kNoToken) swallowed_[below] = true;
    }
  }

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
  const SenseFitter senses_;
  const StatusRules& status_;
  std::vector<SenseTried>* tried_;
  std::vector<bool> swallowed_;
  std::vector<EventMention> found_;
};

}  // namespace

std::vector<EventMention> find_events(const Context& context, const StatusRules& status,
                                      std::vector<SenseTried>* tried) {
  return Finder(context, status, tried).run();
}

}  // namespace sitrep
