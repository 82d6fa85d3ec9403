#include "sitrep/claims/events.h"

#include <fmt/format.h>

#include <algorithm>

namespace sitrep {
namespace {

// Words of a phrase lie at most this many tokens from its head.
constexpr TokenId kPhraseReach = 7;

bool listed(const std::vector<std::string_view>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Where a sense was found to fit.
struct Fit {
  const EventWord* word = nullptr;
  TokenId light = kNoToken;
  TokenId subject = kNoToken;
  TokenId object = kNoToken;
  Span trigger;
};

class Finder {
 public:
  Finder(const Context& context, const StatusRules& status)
      : context_(context), tree_(context.tree()), words_(context.words()), status_(status) {}

  std::vector<EventMention> run() {
    const auto& tokens = context_.analysis().tokens;
    swallowed_.assign(tokens.size(), false);
    for (TokenId t = 0; t < tokens.size(); ++t) {
      if (swallowed_[t] || context_.is_time(t)) continue;
      if (auto fit = best_fit(t)) add(t, *fit);
    }
    // A refusal takes in what is refused, wherever it stands.
    found_.erase(std::remove_if(found_.begin(), found_.end(),
                                [this](const EventMention& e) { return swallowed_[e.trigger]; }),
                 found_.end());
    return std::move(found_);
  }

 private:
  std::optional<Fit> best_fit(TokenId t) const {
    const auto lemma = tree_.lemma(t);
    if (tree_.is(t, Upos::VERB)) return first_fit(WordClass::verb, lemma, t);
    if (tree_.is(t, Upos::NOUN) || tree_.is(t, Upos::PROPN)) {
      return first_fit(WordClass::noun, lemma, t);
    }
    if (tree_.is(t, Upos::ADJ)) return first_fit(WordClass::adjective, lemma, t);
    return std::nullopt;
  }

  std::optional<Fit> first_fit(WordClass word_class, std::string_view lemma, TokenId t) const {
    for (const EventWord& word : words_.senses(word_class, lemma)) {
      if (word.type.empty() && word.acled.empty()) continue;
      auto fit = word_class == WordClass::noun ? fit_noun(word, t) : fit_verb(word, t);
      if (fit) return fit;
    }
    return std::nullopt;
  }

  // The other words of a verb phrase after the verb, in their order and within its clause; the span
  // that they reach.
  bool phrase_after(const EventWord& word, TokenId t, Span& span, TokenId& noun) const {
    TokenId at = t;
    const auto count = static_cast<TokenId>(context_.analysis().tokens.size());
    for (const auto part : word.rest) {
      TokenId next = at + 1;
      const TokenId reach = std::min<TokenId>(count, t + kPhraseReach);
      while (next < reach && tree_.lemma(next) != part && tree_.word(next) != part) ++next;
      if (next >= reach || !tree_.dominates(t, next)) return false;
      if (tree_.is(next, Upos::NOUN)) noun = next;
      at = next;
      span = cover(span, tree_.span(next));
    }
    return true;
  }

  bool preposition_fits(const std::vector<std::string_view>& wanted, TokenId t,
                        TokenId other) const {
    if (wanted.empty()) return true;
    for (const TokenId at : {t, other}) {
      if (at == kNoToken) continue;
      for (const TokenId c : tree_.children(at)) {
        if (listed(wanted, tree_.preposition(c)) || listed(wanted, tree_.lemma(c))) return true;
      }
    }
    return false;
  }

  int cases(TokenId nominal) const {
    int count = 0;
    for (const TokenId c : tree_.children(nominal)) count += tree_.relation(c) == Deprel::case_;
    return count;
  }

  bool excluded(const EventWord& word, TokenId t) const {
    if (word.exclude.empty() || t == kNoToken) return false;
    for (const TokenId c : tree_.children(t)) {
      if (listed(word.exclude, tree_.lemma(c))) return true;
    }
    return false;
  }

  std::optional<Fit> fit_verb(const EventWord& word, TokenId t) const {
    Fit fit;
    fit.word = &word;
    fit.trigger = tree_.span(t);
    TokenId phrase_noun = kNoToken;
    if (!phrase_after(word, t, fit.trigger, phrase_noun)) return std::nullopt;
    fit.subject = tree_.subject(t);
    fit.object = tree_.object(t);
    // "took control of the town": what the phrase's own noun governs is the object.
    if (phrase_noun != kNoToken && (fit.object == phrase_noun || fit.object == kNoToken)) {
      std::vector<TokenId> of;
      tree_.with_preposition(phrase_noun, "of", of);
      if (of.empty()) tree_.with_preposition(t, "of", of);
      if (!of.empty())
        fit.object = of.front();
      else if (!word.object.any())
        fit.object = phrase_noun;
    }
    // A phrase that ends in a preposition or particle takes the nominal after it: "fired at
    // soldiers".
    if (!word.rest.empty() && phrase_noun == kNoToken) {
      std::vector<TokenId> after;
      tree_.with_preposition(t, word.rest.back(), after);
      // "out of the valley" is where from, not to whom.
      if (!after.empty() && (fit.object == kNoToken || cases(after.front()) == 1)) {
        fit.object = after.front();
      }
    }
    if (word.word_class == WordClass::adjective && fit.subject == kNoToken) return std::nullopt;
    if (!word.object.any() && !context_.fits(word.object, fit.object)) return std::nullopt;
    if (!word.exclude_object.any() && fit.object != kNoToken &&
        context_.fits(word.exclude_object, fit.object)) {
      return std::nullopt;
    }
    if (!word.subject.any()) {
      // Of a verb that nobody does anything with ("the bomb exploded") the passive's object counts
      // too.
      const TokenId who = fit.subject != kNoToken ? fit.subject : fit.object;
      if (who != kNoToken ? !context_.fits(word.subject, who) : !tree_.is_passive(t))
        return std::nullopt;
    }
    if (!preposition_fits(word.prep, t, fit.object)) return std::nullopt;
    if (excluded(word, t) || excluded(word, fit.object)) return std::nullopt;
    if (word.infinitive) {
      const TokenId complement = tree_.child(t, Deprel::xcomp);
      if (complement == kNoToken && !tree_.has_child(t, Deprel::advcl)) return std::nullopt;
    }
    return fit;
  }

  std::optional<Fit> fit_noun(const EventWord& word, TokenId t) const {
    Fit fit;
    fit.word = &word;
    fit.trigger = tree_.span(t);
    if (word.rest.size() > t) return std::nullopt;
    for (size_t i = 0; i < word.rest.size(); ++i) {
      const TokenId before = t - static_cast<TokenId>(word.rest.size() - i);
      if (tree_.lemma(before) != word.rest[i]) return std::nullopt;
      fit.trigger = cover(fit.trigger, tree_.span(before));
    }
    // "attack helicopter": a modifier of another noun names no event, but one of an event noun's
    // own does.
    if (tree_.relation(t) == Deprel::compound || tree_.relation(t) == Deprel::amod)
      return std::nullopt;
    if (context_.mention(t) != kNoEntity &&
        context_.analysis().mentions[context_.mention(t)].form == MentionForm::name) {
      return std::nullopt;
    }
    if (excluded(word, t)) return std::nullopt;
    if (word.plural && kXposNames[context_.analysis().tokens.xpos[t]] != "NNS") return std::nullopt;
    if (!preposition_fits(word.require, t, kNoToken)) return std::nullopt;
    fit.light = light_verb(t);
    if (word.require_light && fit.light == kNoToken) return std::nullopt;
    if (fit.light != kNoToken) {
      fit.subject = tree_.subject(fit.light);
      fit.object = t;
      // A light verb with a sense of its own for this noun ("imposed a curfew") has said it
      // already.
      for (const EventWord& own : words_.senses(WordClass::verb, tree_.lemma(fit.light))) {
        if (!own.type.empty() && !own.object.any() && own.object.has(tree_.lemma(t)))
          return std::nullopt;
      }
    }
    if (!word.object.any()) {
      std::vector<TokenId> of;
      tree_.with_preposition(t, "of", of);
      if (of.empty() || !context_.fits(word.object, of.front())) return std::nullopt;
    }
    return fit;
  }

  // The light verb whose object (or, in the passive, subject) this noun is.
  TokenId light_verb(TokenId noun) const {
    if (tree_.is_root(noun)) return kNoToken;
    const TokenId above = tree_.head(noun);
    const Deprel r = tree_.relation(noun);
    if (r != Deprel::obj && r != Deprel::nsubj_pass && r != Deprel::obl && r != Deprel::xcomp) {
      return kNoToken;
    }
    if (!tree_.is(above, Upos::VERB) || !words_.is_light(tree_.lemma(above))) return kNoToken;
    if (r == Deprel::obl && tree_.preposition(noun) != "in" && tree_.preposition(noun) != "from") {
      return kNoToken;
    }
    return above;
  }

  void fill(const std::vector<RoleSpec>& roles, TokenId t, const Fit& fit, bool recipient,
            std::vector<Participant>& out) const {
    for (const RoleSpec& role : roles) {
      const size_t before = out.size();
      fill_one(role, t, fit, recipient, out);
      if (out.size() > before) return;  // roles stand in the order of preference
    }
  }

  // A noun that names no happening, thing or time may be somebody whom the names did not find.
  bool can_act(TokenId subject) const {
    if (subject == kNoToken || context_.is_time(subject) || context_.kind(subject)) return false;
    const TokenId noun = context_.counted(subject);
    const auto lemma = tree_.lemma(noun);
    return words_.senses(WordClass::noun, lemma).empty() &&
           words_.look_up("generic-event", lemma).empty() &&
           words_.look_up("no-actor", lemma).empty();
  }

  void fill_one(const RoleSpec& role, TokenId t, const Fit& fit, bool recipient,
                std::vector<Participant>& out) const {
    const bool noun = fit.word->word_class == WordClass::noun;
    auto take = [&](TokenId nominal, bool fallback) {
      if (nominal != kNoToken) context_.parties(nominal, fallback, out);
    };
    switch (role.role) {
      case Role::subject:
        take(fit.subject, can_act(fit.subject));
        break;
      case Role::light:
        if (fit.light != kNoToken) take(fit.subject, can_act(fit.subject));
        break;
      case Role::object:
        take(fit.object, recipient && !noun);
        break;
      case Role::iobj:
        take(tree_.child(t, Deprel::iobj), false);
        break;
      case Role::complement:
        for (const Deprel r : {Deprel::xcomp, Deprel::ccomp, Deprel::advcl}) {
          const TokenId verb = tree_.child(t, r);
          if (verb == kNoToken) continue;
          if (r == Deprel::ccomp) take(tree_.subject(verb), false);
          if (out.empty()) take(tree_.object(verb), false);
          for (const std::string_view p : {"to", "with", "from", "on", "in", "against"}) {
            if (!out.empty()) return;
            std::vector<TokenId> nominals;
            tree_.with_preposition(verb, p, nominals);
            const TokenId object = tree_.object(verb);
            if (object != kNoToken) tree_.with_preposition(object, p, nominals);
            for (const TokenId n : nominals) take(n, false);
          }
        }
        break;
      case Role::possessive:
      case Role::possessive_agent:
        for (const TokenId c : tree_.children(t)) {
          if (tree_.relation(c) == Deprel::nmod_poss) take(c, false);
        }
        break;
      case Role::modifier:
        for (const TokenId c : tree_.children(t)) {
          const Deprel r = tree_.relation(c);
          if (r != Deprel::amod && r != Deprel::compound) continue;
          if (context_.is_party(c)) {
            take(c, false);
          } else if (!words_.look_up("party-modifier", tree_.lemma(c)).empty()) {
            out.push_back({kNoEntity, tree_.span(c)});
          }
        }
        break;
      case Role::preposition: {
        std::vector<TokenId> nominals;
        tree_.with_preposition(t, role.preposition, nominals);
        // "launched an attack on", "imposed sanctions on": the parser may hang the phrase on either
        // word.
        if (fit.light != kNoToken) tree_.with_preposition(fit.light, role.preposition, nominals);
        if (!noun && fit.object != kNoToken)
          tree_.with_preposition(fit.object, role.preposition, nominals);
        for (const TokenId n : nominals) take(n, recipient);
        break;
      }
      case Role::none:
        break;
    }
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
    claim.trigger = fit.trigger;
    fill(word.actor, t, fit, false, claim.actors);
    fill(word.recipient, t, fit, true, claim.recipients);
    drop_shared(claim);
    if (word.mutual) make_mutual(claim);
    claim.status = status_at(t, fit);
    if (word.stative && claim.status == Status::occurred && lasts(t))
      claim.status = Status::ongoing;
    claim.evidence.push_back(context_.sentence(t));
    claim.why = fmt::format("{} '{}' ({})", word.word_class == WordClass::noun ? "noun" : "verb",
                            tree_.lemma(t), word.where);
    const bool weak = word.weak && (claim.actors.empty() || claim.recipients.empty());
    if (weak && word.require.empty()) return;
    claim.confidence = 0.5 + 0.15 * !claim.actors.empty() + 0.15 * !claim.recipients.empty() +
                       0.1 * (word.specificity > 1) -
                       0.2 * (word.word_class == WordClass::noun && fit.light == kNoToken) -
                       0.15 * (claim.status != Status::occurred && claim.status != Status::ongoing);
    claim.confidence = std::clamp(claim.confidence, 0.05, 0.95);
    if (word.swallow) swallow_complement(t);
    if (fit.light != kNoToken) swallowed_[fit.light] = true;
    found_.push_back(std::move(event));
  }

  // Nobody does something to himself by the same words.
  static void drop_shared(Claim& claim) {
    auto& r = claim.recipients;
    r.erase(std::remove_if(r.begin(), r.end(),
                           [&claim](const Participant& p) {
                             return std::any_of(
                                 claim.actors.begin(), claim.actors.end(),
                                 [&p](const Participant& a) { return a.span == p.span; });
                           }),
            r.end());
  }

  // Both sides of a meeting or a deal are actors and recipients, as PLOVER codes it in both
  // directions.
  static void make_mutual(Claim& claim) {
    std::vector<Participant> both = claim.actors;
    both.insert(both.end(), claim.recipients.begin(), claim.recipients.end());
    if (both.size() < 2) return;
    claim.actors = both;
    claim.recipients = both;
  }

  Status status_at(TokenId t, const Fit& fit) const {
    const auto of = [&](TokenId at) {
      return status_of_predicate(context_.tree(), status_, at).status;
    };
    const Status own = of(t);
    if (fit.light == kNoToken || own != Status::occurred) return own;
    return of(fit.light);
  }

  // A state told in the present tense, or by a bare noun, goes on.
  bool lasts(TokenId t) const {
    if (!tree_.is(t, Upos::VERB)) return true;
    const auto present = [this](TokenId at) {
      const auto xpos = kXposNames[context_.analysis().tokens.xpos[at]];
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

  void swallow_complement(TokenId t) {
    for (const Deprel r : {Deprel::xcomp, Deprel::obj}) {
      const TokenId below = tree_.child(t, r);
      if (below != kNoToken) swallowed_[below] = true;
    }
  }

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
  const StatusRules& status_;
  std::vector<bool> swallowed_;
  std::vector<EventMention> found_;
};

}  // namespace

std::vector<EventMention> find_events(const Context& context, const StatusRules& status) {
  return Finder(context, status).run();
}

}  // namespace sitrep
