#include "sitrep/claims/instruments.h"

#include <algorithm>

namespace sitrep {
namespace {

class Instruments {
 public:
  explicit Instruments(const Context& context) : context_(context), tree_(context.tree()) {}

  void fill(EventMention& event) {
    event_ = &event;
    const TokenId t = event.trigger;
    if (event.word->word_class == WordClass::noun) {
      take(t, true);
      for (const TokenId c : tree_.children(t)) {
        if (tree_.relation(c) == Deprel::compound || tree_.relation(c) == Deprel::amod) take(c);
      }
    } else {
      take(event.subject);
      if (tree_.is_passive(t)) take(tree_.child(t, Deprel::obl_agent));
      if (event.object != kNoToken && event.word->object.has(tree_.lemma(event.object)))
        take(event.object);
    }
    for (const TokenId at : {t, event.light, event.object}) {
      if (at != kNoToken) take_means(at);
    }
  }

 private:
  bool is_weapon(TokenId t) const {
    return context_.kind(t) == EntityKind::weapon ||
           !context_.words().look_up("instrument", tree_.lemma(t)).empty();
  }

  void take(TokenId nominal, bool alone = false) {
    if (nominal == kNoToken) return;
    std::vector<TokenId> all = {nominal};
    if (!alone) {
      all.clear();
      tree_.coordinated(nominal, all);
    }
    for (TokenId t : all) {
      // "two charges of dynamite"
      const TokenId counted = context_.counted(t);
      if (is_weapon(counted)) t = counted;
      if (!is_weapon(t)) continue;
      const Span span = kind_of_thing(context_, t);
      auto& list = event_->claim.instruments;
      if (std::find(list.begin(), list.end(), span) == list.end()) list.push_back(span);
      const auto mode = context_.words().look_up("instrument", tree_.lemma(t));
      if (mode == "bombing" && event_->claim.mode == "attack") event_->claim.mode = mode;
    }
  }

  // "with rifles", "by a bomb", "using dynamite".
  void take_means(TokenId at) {
    for (const std::string_view p : context_.words().prepositions("means-preposition")) {
      std::vector<TokenId> nominals;
      tree_.with_preposition(at, p, nominals);
      for (const TokenId n : nominals) take(n);
    }
    for (const Deprel r : {Deprel::advcl, Deprel::xcomp}) {
      const TokenId verb = tree_.child(at, r);
      if (verb != kNoToken && tree_.lemma(verb) == "use") take(tree_.object(verb));
    }
  }

  const Context& context_;
  const Tree& tree_;
  EventMention* event_ = nullptr;
};

}  // namespace

Span kind_of_thing(const Context& context, TokenId noun) {
  const Tree& tree = context.tree();
  Span span = tree.span(noun);
  for (const TokenId c : tree.children(noun)) {
    const Deprel r = tree.relation(c);
    if (r == Deprel::flat) span = cover(span, tree.span(c));
    if (c > noun || (r != Deprel::amod && r != Deprel::compound)) continue;
    if (!context.words().look_up("count-adjective", tree.lemma(c)).empty()) continue;
    span = cover(span, {tree.subtree(c).begin, tree.span(c).end});
  }
  return span;
}

void set_instruments(const Context& context, std::vector<EventMention>& events) {
  Instruments instruments(context);
  for (EventMention& event : events) {
    if (event.claim.type == "ASSAULT") instruments.fill(event);
  }
}

}  // namespace sitrep
