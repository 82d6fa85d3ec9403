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
      if (event.object != kNoToken && context_.names(event.word->object, event.object))
        take(event.object);
      if (event.subject != kNoToken) take_load(event.subject);
    }
    take_used_in(t);
    for (const TokenId at : {t, event.light, event.object}) {
      if (at != kNoToken) take_means(at);
    }
  }

 private:
  bool is_weapon(TokenId t) const {
    return context_.kind(t) == EntityKind::weapon ||
           !context_.words().look_up("instrument", tree_.lemma(t)).empty();
  }

  // "Two charges of dynamite", "300 kg of explosives", "bursts of machine-gun fire": the weapon
  // that a nominal counts or is made of; kNoToken where there is none.
  TokenId weapon_in(TokenId nominal) const {
    if (const TokenId counted = context_.counted(nominal); is_weapon(counted)) return counted;
    if (is_weapon(nominal)) return nominal;
    for (const TokenId c : tree_.children(nominal)) {
      const bool of = tree_.relation(c) == Deprel::nmod && tree_.preposition(c) == "of";
      if (of && is_weapon(c)) return c;
      if (of && is_shot(c)) return weapon_of_shot(c);
    }
    return is_shot(nominal) ? weapon_of_shot(nominal) : kNoToken;
  }
  bool is_shot(TokenId t) const {
    return !context_.words().look_up("shot", tree_.lemma(t)).empty();
  }
  TokenId weapon_of_shot(TokenId shot) const {
    for (const TokenId c : tree_.children(shot)) {
      if (c < shot && tree_.relation(c) == Deprel::compound && is_weapon(c)) return c;
    }
    return kNoToken;
  }

  // "A truck rigged with dynamite", "a car bomb containing 50 kg of explosives".
  void take_load(TokenId carrier) {
    for (const TokenId c : tree_.children(carrier)) {
      if (universal(tree_.relation(c)) != Deprel::acl && tree_.relation(c) != Deprel::amod)
        continue;
      if (context_.words().look_up("load-verb", tree_.lemma(c)).empty()) continue;
      std::vector<TokenId> load;
      tree_.with_preposition(c, "with", load);
      if (const TokenId object = tree_.child(c, Deprel::obj); object != kNoToken)
        load.push_back(object);
      for (const TokenId n : load) take(n);
    }
  }

  // "Fifty kilos of dynamite were used in the attacks".
  void take_used_in(TokenId deed) {
    if (tree_.is_root(deed) || tree_.relation(deed) != Deprel::obl ||
        tree_.preposition(deed) != "in")
      return;
    const TokenId verb = tree_.head(deed);
    if (tree_.lemma(verb) == "use") take(tree_.object(verb));
  }

  void take(TokenId nominal, bool alone = false) {
    if (nominal == kNoToken) return;
    std::vector<TokenId> all = {nominal};
    if (!alone) {
      all.clear();
      tree_.coordinated(nominal, all);
    }
    for (TokenId t : all) {
      t = weapon_in(t);
      if (t == kNoToken) continue;
      take_load(t);
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
