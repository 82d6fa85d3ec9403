#include "sitrep/claims/event_roles.h"

#include <algorithm>

namespace sitrep {
namespace {

class Roles {
 public:
  Roles(const Context& context, TokenId t, const Fit& fit,
        const std::vector<Participant>& of_complement)
      : context_(context),
        tree_(context.tree()),
        words_(context.words()),
        t_(t),
        fit_(fit),
        of_complement_(of_complement) {}

  void fill(const std::vector<RoleSpec>& roles, bool recipient,
            std::vector<Participant>& out) const {
    for (const RoleSpec& role : roles) {
      const size_t before = out.size();
      fill_one(role, recipient, out);
      if (out.size() > before) return;  // roles stand in the order of preference
    }
    const bool modified = std::any_of(roles.begin(), roles.end(), [](const RoleSpec& role) {
      return role.role == Role::modifier;
    });
    if (modified) name_by_kind(out);
  }

 private:
  // A noun that names no happening, thing or time may be somebody whom the names did not find.
  bool can_act(TokenId subject) const {
    if (subject == kNoToken || context_.is_time(subject) || context_.kind(subject)) return false;
    const TokenId noun = context_.counted(subject);
    const auto lemma = tree_.lemma(noun);
    return words_.senses(WordClass::noun, lemma).empty() &&
           words_.look_up("generic-event", lemma).empty() &&
           words_.look_up("no-actor", lemma).empty();
  }

  // Much can be said to kill ("fear", "splinters"): of violence only who has a name, or a noun that
  // may.
  bool can_do(TokenId subject) const {
    return can_act(subject) && (fit_.word->type != "ASSAULT" || may_be_party(subject));
  }

  bool may_be_party(TokenId nominal) const {
    const TokenId noun = context_.counted(nominal);
    return tree_.is(noun, Upos::PROPN) ||
           !words_.look_up("fallback-actor", tree_.lemma(noun)).empty();
  }

  // "Forcing hundreds to flee", whatever the tree calls the clause: they flee.
  TokenId made_to() const {
    if (tree_.is_root(t_) || tree_.relation(t_) != Deprel::advcl || tree_.xpos(t_) != "VB")
      return kNoToken;
    const TokenId verb = tree_.head(t_);
    if (words_.look_up("causes", tree_.lemma(verb)).empty()) return kNoToken;
    return tree_.child(verb, Deprel::obj);
  }

  // "A lorry exploded, killing three": it is no party to that.
  bool goes_off(TokenId subject) const {
    if (subject == kNoToken || tree_.is_root(subject)) return false;
    const auto kind = context_.kind(subject);
    if (kind != EntityKind::vehicle && kind != EntityKind::weapon) return false;
    const TokenId verb = tree_.head(subject);
    const auto particle = words_.look_up("goes-off", tree_.lemma(verb));
    if (particle.empty() || tree_.object(verb) != kNoToken) return false;
    const TokenId up = tree_.child(verb, Deprel::compound_prt);
    return particle == "alone" || (up != kNoToken && tree_.lemma(up) == particle);
  }

  // Anything is hit or burned down; talked to, blamed or helped are people.
  bool can_suffer(TokenId object) const {
    if (fit_.word->type != "ASSAULT" && !may_be_party(object)) return false;
    return !fit_.word->mutual || can_act(object);
  }

  // "issued a report accusing the army": who did it is who issued it.
  TokenId author() const {
    if (tree_.is_root(t_) || tree_.relation(t_) != Deprel::acl || tree_.is_passive(t_))
      return kNoToken;
    const TokenId noun = tree_.head(t_);
    if (tree_.relation(noun) != Deprel::obj || !tree_.is(tree_.head(noun), Upos::VERB))
      return kNoToken;
    return tree_.subject(tree_.head(noun));
  }

  // "agreed to let aid workers into the delta", "demanded that the president resign": of the clause
  // that hangs on the word, its subject, else the nearest party below, else the nearest place, else
  // its object whatever it is.
  void from_complement(std::vector<Participant>& out) const {
    for (const Deprel r : {Deprel::xcomp, Deprel::ccomp, Deprel::acl, Deprel::advcl}) {
      const TokenId verb = tree_.child(t_, r);
      if (verb == kNoToken) continue;
      if (r == Deprel::ccomp) take(tree_.subject(verb), out);
      if (out.empty()) nearest_below(verb, &Context::is_party, out);
      if (out.empty()) nearest_below(verb, &Context::is_place, out);
      const TokenId object = tree_.object(verb);
      if (out.empty() && object != kNoToken) context_.parties(object, may_be_party(object), out);
      if (!out.empty()) return;
    }
  }

  // "The army's killing of civilians" says whose deed it was, "the mayor's killing" whom it struck.
  bool has_of() const {
    std::vector<TokenId> of;
    tree_.with_preposition(t_, "of", of);
    return !of.empty();
  }

  // "Coalition air strikes", where nobody is named who did it: "Turkey began a military offensive"
  // names somebody. In "rebel rocket fire" the word may hang on the first word of the event.
  void name_by_kind(std::vector<Participant>& out) const {
    name_by_kind(t_, out);
    for (const TokenId c : tree_.children(t_)) {
      if (out.empty() && fit_.trigger.contains(tree_.span(c))) name_by_kind(c, out);
    }
  }
  void name_by_kind(TokenId of, std::vector<Participant>& out) const {
    for (const TokenId c : tree_.children(of)) {
      const Deprel r = tree_.relation(c);
      if ((r == Deprel::amod || r == Deprel::compound) &&
          !words_.look_up("party-modifier", tree_.lemma(c)).empty())
        out.push_back({kNoEntity, tree_.span(c)});
    }
  }

  bool word_of_phrase(TokenId t) const {
    const auto& rest = fit_.word->rest;
    return fit_.trigger.contains(tree_.span(t)) &&
           std::find(rest.begin(), rest.end(), tree_.lemma(t)) != rest.end();
  }

  // "returned a bust of the emperor to Italy": the parser hung the phrase deep within the object.
  void within(TokenId nominal, std::string_view preposition, std::vector<TokenId>& out) const {
    for (const TokenId c : tree_.children(nominal)) {
      const Deprel r = tree_.relation(c);
      if (r != Deprel::nmod && r != Deprel::conj && r != Deprel::appos && r != Deprel::flat)
        continue;
      tree_.with_preposition(c, preposition, out);
      if (out.empty()) within(c, preposition, out);
    }
  }

  // "Fighting erupted in the town between the army and the rebels": the phrase is the verb's, or
  // hangs on another phrase of the verb.
  void beside_happening(std::string_view preposition, std::vector<TokenId>& out) const {
    if (tree_.relation(t_) != Deprel::nsubj || tree_.is_root(t_)) return;
    const TokenId verb = tree_.head(t_);
    if (words_.look_up("happening", tree_.lemma(verb)).empty()) return;
    tree_.with_preposition(verb, preposition, out);
    for (const TokenId c : tree_.children(verb)) {
      if (out.empty() && tree_.relation(c) == Deprel::obl)
        tree_.with_preposition(c, preposition, out);
    }
  }

  void take(TokenId nominal, std::vector<Participant>& out) const {
    if (nominal != kNoToken && !is_actor(nominal)) context_.parties(nominal, false, out);
  }

  // "Refused to attend unless the rebels leave": they are not who is refused.
  bool is_condition(TokenId clause) const {
    const TokenId mark = tree_.child(clause, Deprel::mark);
    return mark != kNoToken && tree_.is_finite(clause) && tree_.lemma(mark) != "that";
  }

  // Breadth first, in the order of the text.
  void nearest_below(TokenId top, bool (Context::*wanted)(TokenId) const,
                     std::vector<Participant>& out) const {
    std::vector<TokenId> level = {top};
    while (!level.empty()) {
      std::vector<TokenId> next;
      for (const TokenId t : level) {
        for (const TokenId c : tree_.children(t)) {
          if (is_condition(c)) continue;
          if ((context_.*wanted)(c)) take(c, out);
          if (!out.empty()) return;
          next.push_back(c);
        }
      }
      level = std::move(next);
    }
  }

  // Somebody who does it himself, by this or another of his names.
  bool is_actor(TokenId nominal) const {
    if (nominal == fit_.subject) return true;
    if (fit_.subject == kNoToken) return false;
    const auto entity_of = [this](TokenId t) {
      const uint32_t m = context_.mention(t);
      return m == kNoEntity ? kNoEntity : context_.analysis().mentions[m].entity;
    };
    const uint32_t own = entity_of(nominal);
    return own != kNoEntity && own == entity_of(fit_.subject);
  }

  void fill_one(const RoleSpec& role, bool recipient, std::vector<Participant>& out) const {
    const bool noun = fit_.word->word_class == WordClass::noun;
    auto take = [&](TokenId nominal, bool fallback) {
      if (nominal != kNoToken) context_.parties(nominal, fallback, out);
    };
    switch (role.role) {
      case Role::subject:
        if (goes_off(fit_.subject)) break;
        if (const TokenId made = made_to(); made != kNoToken) {
          take(made, can_act(made));
          break;
        }
        take(fit_.subject, can_do(fit_.subject));
        if (out.empty()) take(author(), false);
        break;
      case Role::light:
        if (noun) take(fit_.subject, can_do(fit_.subject));
        break;
      case Role::object:
        // "held talks": a noun of the phrase itself is no party.
        if (fit_.object == kNoToken || word_of_phrase(fit_.object)) break;
        take(fit_.object, recipient && !noun && can_suffer(fit_.object));
        break;
      case Role::object_party:
        take(fit_.object, false);
        break;
      case Role::below:
        nearest_below(t_, &Context::is_party, out);
        if (out.empty()) nearest_below(t_, &Context::is_place, out);
        break;
      case Role::iobj:
        for (const TokenId c : tree_.children(t_)) {
          const Deprel r = tree_.relation(c);
          // Of two objects the first is who gets it.
          if (r == Deprel::iobj || (r == Deprel::obj && fit_.object != kNoToken && c < fit_.object))
            take(c, false);
        }
        break;
      case Role::complement:
        out = of_complement_;
        if (out.empty()) from_complement(out);
        break;
      case Role::possessive_agent:
        if (!has_of()) break;
        [[fallthrough]];
      case Role::possessive:
        for (const TokenId c : tree_.children(t_)) {
          if (tree_.relation(c) != Deprel::nmod_poss) continue;
          // "launched its attack": whoever launched it is named already.
          const bool own = noun && tree_.is(c, Upos::PRON) && fit_.subject != kNoToken;
          take(own && !recipient ? fit_.subject : c, false);
          // "the Government of Iraq's liberation": the tree may keep the last word only.
          const uint32_t around = context_.name_around(c);
          if (out.empty() && around != kNoEntity) {
            const Mention& mention = context_.analysis().mentions[around];
            out.push_back({mention.entity, mention.span});
          }
        }
        break;
      case Role::modifier:
        for (const TokenId c : tree_.children(t_)) {
          const Deprel r = tree_.relation(c);
          if (r != Deprel::amod && r != Deprel::compound) continue;
          if (context_.is_party(c)) take(c, false);
        }
        break;
      case Role::preposition: {
        std::vector<TokenId> nominals;
        tree_.with_preposition(t_, role.preposition, nominals);
        // "launched an attack on", "imposed sanctions on": the parser may hang the phrase on either
        // word.
        if (fit_.light != kNoToken) tree_.with_preposition(fit_.light, role.preposition, nominals);
        if (!noun && fit_.object != kNoToken)
          tree_.with_preposition(fit_.object, role.preposition, nominals);
        if (nominals.empty() && !noun && fit_.object != kNoToken)
          within(fit_.object, role.preposition, nominals);
        if (nominals.empty() && noun) beside_happening(role.preposition, nominals);
        // "its recapture by the army": right behind the noun, whatever the tree says.
        const TokenId next = t_ + 1;
        if (nominals.empty() && noun && role.preposition == "by" &&
            next < context_.analysis().tokens.size() && tree_.relation(next) == Deprel::case_ &&
            tree_.lemma(next) == role.preposition)
          nominals.push_back(tree_.head(next));
        // "returned fuel from foreign reactors to Russia"
        for (const TokenId c : tree_.children(t_)) {
          if (nominals.empty() && !noun && fit_.object != kNoToken &&
              tree_.relation(c) == Deprel::obl)
            tree_.with_preposition(c, role.preposition, nominals);
        }
        for (const TokenId n : nominals) {
          // What is banned in a state is banned by it; what is banned in a school is not.
          const bool within = !recipient && role.preposition == "in";
          // "formed an alliance with the aim of": the aim is no ally.
          const bool beside = role.preposition == "with";
          if (!within || context_.kind(n) == EntityKind::country)
            take(n, recipient && can_suffer(n) && (!beside || can_act(n)));
        }
        break;
      }
      case Role::none:
        break;
    }
  }

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
  const TokenId t_;
  const Fit& fit_;
  const std::vector<Participant>& of_complement_;
};

// "The region", "a vehicle": what is talked to, blamed or helped is no thing, unless its name
// stands for its people ("Damascus").
bool is_nameless_thing(const Context& context, const Participant& p) {
  if (p.entity == kNoEntity || context.grounded().parties[p.entity].known()) return false;
  const Entity& entity = context.analysis().entities[p.entity];
  const bool thing = entity.kind == EntityKind::place || entity.kind == EntityKind::facility ||
                     entity.kind == EntityKind::vehicle || entity.kind == EntityKind::weapon;
  return thing && !context.analysis().has_name(entity);
}

// Of such things the party that they belong to: "the country's energy sector".
void keep_people(const Context& context, std::vector<Participant>& recipients) {
  const Analysis& a = context.analysis();
  std::vector<Participant> people;
  for (const Participant& p : recipients) {
    if (!is_nameless_thing(context, p)) {
      people.push_back(p);
      continue;
    }
    for (const uint32_t m : a.entities[p.entity].mentions) {
      const Mention& mention = a.mentions[m];
      if (mention.span == p.span && mention.head != kNoToken)
        context.nested_party(mention.head, people);
    }
  }
  recipients = std::move(people);
}

}  // namespace

void fill_roles(const Context& context, TokenId t, const Fit& fit,
                const std::vector<Participant>& of_complement, std::vector<Participant>& actors,
                std::vector<Participant>& recipients) {
  const Roles roles(context, t, fit, of_complement);
  roles.fill(fit.word->actor, false, actors);
  roles.fill(fit.word->recipient, true, recipients);
  if (fit.word->type != "ASSAULT") keep_people(context, recipients);
}

}  // namespace sitrep
