#include "sitrep/claims/event_nesting.h"

#include <algorithm>

namespace sitrep {
namespace {

class Nesting {
 public:
  Nesting(const Context& context, const std::vector<EventMention>& events)
      : context_(context), tree_(context.tree()), events_(events) {}

  bool is_nested(const EventMention& event) const {
    return only_describes(event) || is_asked_for(event);
  }

 private:
  // "People accused of theft", "an internationally recognised state", "allied militias": words
  // between parties, told by a participle that says whom its noun names and not who did it.
  bool only_describes(const EventMention& event) const {
    const TokenId t = event.trigger;
    const Deprel r = tree_.relation(t);
    if (!tree_.is(t, Upos::VERB) || (r != Deprel::amod && r != Deprel::acl)) return false;
    if (!event.claim.actors.empty() || !tree_.is_passive(t)) return false;
    const auto& words = context_.words();
    return !words.look_up("own-words", event.claim.type).empty() ||
           words.is_mutual(event.claim.type);
  }

  // "Urged the villagers to help", "threatened to attack": to ask, to threaten is what was done.
  bool is_asked_for(const EventMention& event) const {
    TokenId t = event.light == kNoToken ? event.trigger : event.light;
    if (tree_.relation(t) == Deprel::conj && !tree_.is_root(t)) t = tree_.head(t);
    if (tree_.is_root(t)) return false;
    const Deprel r = tree_.relation(t);
    if (r != Deprel::xcomp && r != Deprel::ccomp && !is_purpose(t)) return false;
    const TokenId above = tree_.head(t);
    return std::any_of(events_.begin(), events_.end(), [&](const EventMention& other) {
      const bool asks =
          other.claim.type == "REQUEST" || (other.claim.type == "THREATEN" && r == Deprel::xcomp);
      return asks && other.trigger == above && tree_.is(above, Upos::VERB) &&
             other.trigger != event.trigger;
    });
  }

  // Of "asked them to help" the parser may make a clause of purpose.
  bool is_purpose(TokenId t) const {
    if (tree_.relation(t) != Deprel::advcl && tree_.relation(t) != Deprel::acl) return false;
    const TokenId mark = tree_.child(t, Deprel::mark);
    return mark != kNoToken && tree_.lemma(mark) == "to";
  }

  const Context& context_;
  const Tree& tree_;
  const std::vector<EventMention>& events_;
};

}  // namespace

void drop_nested(const Context& context, std::vector<EventMention>& events) {
  const Nesting nesting(context, events);
  std::vector<EventMention> kept;
  for (const EventMention& event : events) {
    if (!nesting.is_nested(event)) kept.push_back(event);
  }
  events = std::move(kept);
}

}  // namespace sitrep
