#include "sitrep/claims/numbers.h"

#include <fmt/format.h>

#include <algorithm>

#include "sitrep/claims/placing.h"

namespace sitrep {
namespace {

// Where a quantity stands in the trees: its number, and the noun that it counts.
struct Counted {
  TokenId number = kNoToken;
  TokenId noun = kNoToken;  // kNoToken for a bare number: "killed twelve"
};

Counted counted_by(const Context& context, const Quantity& quantity) {
  const auto& a = context.analysis();
  const Tree& tree = context.tree();
  Counted found;
  for (TokenId t = a.token_at(quantity.span.begin);
       t != kNoToken && t < a.tokens.size() && a.tokens.span[t].begin < quantity.span.end; ++t) {
    const bool numeral = tree.is(t, Upos::NUM) || tree.is(t, Upos::NOUN) || tree.is(t, Upos::DET) ||
                         tree.is(t, Upos::ADJ) || tree.is(t, Upos::PRON);
    if (!numeral) continue;
    found.number = t;
    if (a.is_root(t) || !quantity.span.contains(a.tokens.span[a.tokens.head[t]])) break;
  }
  if (found.number == kNoToken) return found;
  const TokenId t = found.number;
  const Deprel r = tree.relation(t);
  if (r == Deprel::nummod || r == Deprel::det || r == Deprel::amod || r == Deprel::compound) {
    found.noun = tree.head(t);
  } else if (const TokenId below = context.counted(t); below != t) {
    found.noun = below;  // "dozens of soldiers"
  } else if (!quantity.of.empty()) {
    const TokenId of = a.token_at(quantity.of.end - 1);
    if (of != kNoToken && a.tokens.sentence[of] == a.tokens.sentence[t]) found.noun = of;
  }
  return found;
}

ClaimNumber number_of(const Quantity& quantity, std::string_view role) {
  ClaimNumber number;
  number.role = role == "unknown" ? std::string_view() : role;
  number.span = quantity.span;
  number.value = quantity.value;
  number.low = quantity.low;
  number.high = quantity.high;
  number.bound = quantity.bound;
  number.unit = quantity.unit;
  return number;
}

class Casualties {
 public:
  Casualties(const Context& context, const std::vector<EventMention>& events,
             const StatusRules& status)
      : context_(context),
        tree_(context.tree()),
        words_(context.words()),
        events_(events),
        status_(status) {}

  std::vector<Claim> run() {
    for (const Quantity& quantity : context_.grounded().quantities) one(quantity);
    return std::move(found_);
  }

 private:
  // What became of the counted people, and the word that says so.
  struct Fate {
    std::string_view role;
    TokenId word = kNoToken;
    bool by_subject = false;  // the word's subject did it
  };

  // The role that a verb gives to what it is done to ("killed 12") or, with `as_subject`, to its
  // subject ("12 died").
  std::string_view verb_role(TokenId verb, bool as_subject) const {
    const auto lemma = tree_.lemma(verb);
    for (const EventWord& word : words_.senses(WordClass::verb, lemma)) {
      if (word.casualty.empty() || !word.rest.empty()) continue;
      const bool intransitive = word.type.empty();  // "die"
      if (intransitive == as_subject) return word.casualty;
    }
    const auto role = words_.look_up("casualty-verb", lemma);
    // "12 fled", "5 went missing" of the subject; "displaced 4,000" of the object.
    return role;
  }

  Fate fate_of(TokenId t) const {
    // Up from the number: its noun, the measuring words around it, then the verb.
    for (int steps = 0; steps < 5; ++steps) {
      // "The confirmed deaths are fourteen civilians".
      if (const TokenId subject = tree_.child(t, Deprel::nsubj);
          subject != kNoToken && tree_.is(t, Upos::NOUN)) {
        if (const auto role = words_.look_up("casualty-noun", tree_.lemma(subject)); !role.empty())
          return {role, subject, false};
      }
      // "150 soldiers, 95 civilians and hundreds of rebels killed": said of the last, meant of all.
      for (const TokenId other : tree_.children(t)) {
        if (tree_.relation(other) != Deprel::conj) continue;
        for (const TokenId c : tree_.children(other)) {
          if (tree_.relation(c) != Deprel::acl) continue;
          if (const auto role = verb_role(c, false); !role.empty()) return {role, c, true};
        }
      }
      if (const auto role = words_.look_up("casualty-noun", tree_.lemma(t)); !role.empty())
        return {role, t, false};
      for (const TokenId c : tree_.children(t)) {
        // "12 dead", "the 40 wounded", "three killed", "people injured in".
        const Deprel r = tree_.relation(c);
        if (r == Deprel::amod || r == Deprel::acl || r == Deprel::xcomp) {
          if (const auto role = words_.look_up("casualty-noun", tree_.lemma(c)); !role.empty())
            return {role, c, false};
          if (const auto role = verb_role(c, false); !role.empty()) return {role, c, true};
        }
        if (r == Deprel::acl_relcl) {
          const bool subject = !tree_.is_passive(c) && tree_.child(c, Deprel::obj) == kNoToken;
          if (const auto role = verb_role(c, subject); !role.empty()) return {role, c, !subject};
        }
      }
      if (tree_.is_root(t)) return {};
      const TokenId above = tree_.head(t);
      const Deprel r = tree_.relation(t);
      if (tree_.is(above, Upos::VERB) || tree_.is(above, Upos::ADJ) || tree_.is(above, Upos::AUX)) {
        return verb_over(t, r, above);
      }
      if (r != Deprel::nmod && r != Deprel::conj && r != Deprel::appos && r != Deprel::nummod &&
          r != Deprel::nsubj && r != Deprel::nmod_unmarked && r != Deprel::compound) {
        return {};
      }
      t = above;
    }
    return {};
  }

  Fate verb_over(TokenId t, Deprel r, TokenId verb) const {
    const bool passive = tree_.is_passive(verb);
    if (r == Deprel::obj || r == Deprel::nsubj_pass) {
      if (const auto role = verb_role(verb, false); !role.empty()) return {role, verb, true};
      // "left 12 dead", "with 30 wounded".
      for (const TokenId c : tree_.children(verb)) {
        if (tree_.relation(c) != Deprel::xcomp) continue;
        if (const auto role = words_.look_up("casualty-noun", tree_.lemma(c)); !role.empty())
          return {role, c, false};
        if (const auto role = verb_role(c, false); !role.empty()) return {role, c, false};
      }
    }
    if (r == Deprel::nsubj || r == Deprel::nsubj_pass || r == Deprel::xcomp || r == Deprel::obl) {
      if (const auto role = words_.look_up("casualty-noun", tree_.lemma(verb)); !role.empty())
        return {role, verb, false};
      // A passive without its auxiliary in a headline: "12 killed in blast".
      if (r != Deprel::obl) {
        if (const auto role = verb_role(verb, !passive); !role.empty())
          return {role, verb, passive};
        if (!tree_.has_child(verb, Deprel::obj)) {
          if (const auto role = verb_role(verb, false);
              !role.empty() && r == Deprel::nsubj && looks_passive(verb)) {
            return {role, verb, false};
          }
        }
      }
    }
    if (r == Deprel::nsubj || r == Deprel::xcomp || r == Deprel::obl || r == Deprel::obj) {
      // "the death toll rose to 40", "exceeded 40": the subject says what is counted.
      const TokenId subject = tree_.subject(verb);
      if (subject != kNoToken && subject != t) {
        if (const auto role = words_.look_up("casualty-noun", tree_.lemma(subject)); !role.empty())
          return {role, subject, false};
        const TokenId inner = context_.counted(subject);
        if (const auto role = words_.look_up("casualty-noun", tree_.lemma(inner)); !role.empty())
          return {role, inner, false};
      }
    }
    return {};
  }

  bool looks_passive(TokenId verb) const {
    return kXposNames[context_.analysis().tokens.xpos[verb]] == "VBN" &&
           !tree_.has_child(verb, Deprel::aux);
  }

  void one(const Quantity& quantity) {
    const Counted counted = counted_by(context_, quantity);
    if (counted.number == kNoToken || quantity.si != 0) return;
    const TokenId from = counted.noun != kNoToken ? counted.noun : counted.number;
    Fate fate = fate_of(from);
    if (fate.role.empty() && from != counted.number) fate = fate_of(counted.number);
    if (fate.role.empty()) return;
    Claim claim;
    claim.kind = ClaimKind::casualties;
    claim.trigger = tree_.span(fate.word);
    claim.numbers.push_back(number_of(quantity, fate.role));
    if (counted.noun != kNoToken && counted.noun != fate.word) {
      context_.parties(counted.noun, true, claim.recipients);
      if (claim.recipients.size() > 1) claim.recipients.resize(1);
    }
    bound_by_verb(counted.number, claim.numbers.front());
    const EventMention* event = event_near(fate.word);
    if (fate.by_subject) {
      const TokenId subject = tree_.subject(fate.word);
      if (subject != kNoToken) context_.parties(subject, false, claim.actors);
    }
    claim.place = place_of(context_, fate.word, kNoToken, true);
    claim.time = time_of(context_, fate.word);
    if (event != nullptr) {
      if (claim.actors.empty()) claim.actors = event->claim.actors;
      if (!claim.place) claim.place = event->claim.place;
      if (!claim.time) claim.time = event->claim.time;
    }
    claim.status = status_of_predicate(context_.tree(), status_, fate.word).status;
    if (quantity.value == 0.0)
      claim.status = Status::occurred;  // "no casualties" is a figure, not a denial
    claim.evidence.push_back(context_.sentence(fate.word));
    claim.confidence = counted.noun != kNoToken ? 0.8 : 0.65;
    claim.why = fmt::format("number with '{}'", tree_.lemma(fate.word));
    found_.push_back(std::move(claim));
  }

  void bound_by_verb(TokenId number, ClaimNumber& said) const {
    if (tree_.is_root(number) || said.bound != Bound::exact || !said.value) return;
    if (words_.look_up("bound-verb", tree_.lemma(tree_.head(number))).empty()) return;
    said.bound = Bound::more_than;
    said.low = *said.value + 1;
    said.high.reset();
  }

  // The event that the figure belongs to: the one of its own sentence, else the last attack told
  // before it.
  const EventMention* event_near(TokenId t) const {
    const auto& sentence = context_.analysis().tokens.sentence;
    const EventMention* best = nullptr;
    for (const EventMention& event : events_) {
      if (event.claim.type != "ASSAULT") continue;
      if (sentence[event.trigger] > sentence[t]) break;
      if (sentence[t] - sentence[event.trigger] > 3) continue;
      best = &event;
    }
    return best;
  }

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
  const std::vector<EventMention>& events_;
  const StatusRules& status_;
  std::vector<Claim> found_;
};

}  // namespace

std::vector<Claim> find_casualties(const Context& context, const std::vector<EventMention>& events,
                                   const StatusRules& status) {
  return Casualties(context, events, status).run();
}

std::vector<Claim> find_forces(const Context& context, const std::vector<Claim>& casualties,
                               const StatusRules& status) {
  const Tree& tree = context.tree();
  const auto& words = context.words();
  const auto& g = context.grounded();
  std::vector<Claim> found;
  for (const Quantity& quantity : g.quantities) {
    const bool told = std::any_of(
        casualties.begin(), casualties.end(),
        [&quantity](const Claim& c) { return c.numbers.front().span == quantity.span; });
    if (told || quantity.si != 0) continue;
    const Counted counted = counted_by(context, quantity);
    if (counted.number == kNoToken) continue;
    TokenId noun = counted.noun;
    if (noun == kNoToken) {
      // "bring the number of troops to more than 4,647": the other end of the verb says what is
      // counted.
      const TokenId verb = tree.clause(counted.number);
      const TokenId other = tree.object(verb) != kNoToken ? tree.object(verb) : tree.subject(verb);
      if (other == kNoToken || other == counted.number) continue;
      noun = context.counted(other);
      if (noun == other) continue;
    }
    const auto unit = words.look_up("force-unit", tree.lemma(noun));
    if (unit.empty()) continue;
    Claim claim;
    claim.kind = ClaimKind::force;
    claim.trigger = tree.span(noun);
    const TokenId verb = tree.clause(noun);
    std::string_view role = words.look_up("force-verb", tree.lemma(verb));
    if (quantity.more) role = role == "withdrawn" ? role : "increment";
    if (role.empty()) role = "present";
    ClaimNumber number = number_of(quantity, role);
    number.unit = tree.lemma(noun);
    claim.numbers.push_back(std::move(number));
    // Whose they are: what the noun phrase itself says, else who sends or has them.
    for (const TokenId c : tree.children(noun)) {
      const Deprel r = tree.relation(c);
      if ((r == Deprel::amod || r == Deprel::compound || r == Deprel::nmod_poss) &&
          context.is_party(c)) {
        context.parties(c, false, claim.actors);
      }
    }
    if (claim.actors.empty()) context.parties(noun, false, claim.actors);
    if (claim.actors.empty()) {
      const TokenId subject = tree.subject(verb);
      if (subject != kNoToken && subject != noun) context.parties(subject, false, claim.actors);
    }
    if (claim.actors.size() > 1) claim.actors.resize(1);
    claim.place = place_of(context, verb, kNoToken, true);
    claim.time = time_of(context, verb);
    claim.status = status_of_predicate(tree, status, verb).status;
    claim.evidence.push_back(context.sentence(noun));
    claim.confidence = claim.actors.empty() ? 0.5 : 0.7;
    claim.why = fmt::format("number of '{}'", tree.lemma(noun));
    found.push_back(std::move(claim));
  }
  return found;
}

}  // namespace sitrep
