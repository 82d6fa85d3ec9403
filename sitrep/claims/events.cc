#include "sitrep/claims/events.h"

#include <fmt/format.h>

#include <algorithm>

#include "sitrep/claims/event_roles.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// Words of a phrase lie at most this many tokens from its head.
constexpr TokenId kPhraseReach = 9;
// A verb and its own noun are one trigger where they lie at most so many tokens apart.
constexpr TokenId kOwnNounReach = 5;
// A phrase that is asked for hangs at most so deep in others.
constexpr int kDeepestPhrase = 3;
// "The explosion" is told again at most so many sentences after the accident.
constexpr uint32_t kSentencesOn = 3;

// A phrase whose other words are not there is no sense that was refused.
constexpr std::string_view kNoPhrase = "the other words of the phrase are not there";

constexpr std::string_view kOfOther = "what follows its 'of' is none of those that the sense takes";

class Finder {
 public:
  Finder(const Context& context, const StatusRules& status, std::vector<SenseTried>* tried)
      : context_(context),
        tree_(context.tree()),
        words_(context.words()),
        status_(status),
        tried_(tried) {}

  std::vector<EventMention> run() {
    const auto& tokens = context_.analysis().tokens;
    swallowed_.assign(tokens.size(), false);
    for (TokenId t = 0; t < tokens.size(); ++t) {
      if (swallowed_[t] || context_.is_time(t)) continue;
      asked_ = t;
      if (auto fit = best_fit(t)) add(t, *fit);
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
  // "Russian-backed separatists": what a compound says of somebody is not told.
  bool ends_compound(TokenId t) const {
    return t > 0 && tree_.word(t - 1) == "-" && tree_.span(t - 1).end == tree_.span(t).begin &&
           kXposNames[context_.analysis().tokens.xpos[t]] == "VBN";
  }

  // "Fighting between the army and rebels spread", "air strikes and shelling": a noun that the
  // tagger took for a verb.
  bool is_gerund_noun(TokenId t) const {
    if (kXposNames[context_.analysis().tokens.xpos[t]] != "VBG") return false;
    if (tree_.has_child(t, Deprel::nsubj) || tree_.has_child(t, Deprel::aux) ||
        tree_.has_child(t, Deprel::obj))
      return false;
    if (tree_.relation(t) == Deprel::conj && !tree_.is_root(t) &&
        tree_.is(tree_.head(t), Upos::NOUN))
      return true;
    for (const std::string_view preposition : {"between", "of"}) {
      std::vector<TokenId> nominals;
      tree_.with_preposition(t, preposition, nominals);
      if (!nominals.empty() && nominals.front() > t) return true;
    }
    return false;
  }

  // "The Army of National Liberation" liberates nothing by its name.
  bool names_somebody(TokenId t) const {
    const uint32_t m = context_.name_around(t);
    if (m == kNoEntity || !tree_.is(t, Upos::PROPN)) return false;
    const EntityKind kind = context_.analysis().mentions[m].kind;
    return kind == EntityKind::organisation || kind == EntityKind::armed_group ||
           kind == EntityKind::person;
  }

  std::optional<Fit> best_fit(TokenId t) const {
    if (ends_compound(t) || names_somebody(t)) return std::nullopt;
    const auto lemma = tree_.lemma(t);
    if (tree_.is(t, Upos::VERB)) {
      auto fit = first_fit(WordClass::verb, lemma, t);
      if (!fit && is_gerund_noun(t))
        fit = first_fit(WordClass::noun, ascii_lower(tree_.word(t)), t);
      return fit;
    }
    if (tree_.is(t, Upos::NOUN) || tree_.is(t, Upos::PROPN)) {
      return first_fit(WordClass::noun, lemma, t);
    }
    // "It would free the prisoners": what has an object is a verb, whatever the tagger made of it.
    if (tree_.is(t, Upos::ADJ) && tree_.has_child(t, Deprel::obj)) {
      if (auto fit = first_fit(WordClass::verb, lemma, t)) return fit;
    }
    if (tree_.is(t, Upos::ADJ)) return first_fit(WordClass::adjective, lemma, t);
    return std::nullopt;
  }

  std::optional<Fit> first_fit(WordClass word_class, std::string_view lemma, TokenId t) const {
    for (const EventWord& word : words_.senses(word_class, lemma)) {
      if (word.type.empty() && word.acled.empty()) continue;
      auto fit = word.judgement                  ? fit_judgement(word, t)
                 : word_class == WordClass::noun ? fit_noun(word, t)
                                                 : fit_verb(word, t);
      // A word whose senses are looked at for the sake of another is asked for itself in its turn.
      if (tried_ != nullptr && t == asked_ && (fit || refused_ != kNoPhrase)) {
        tried_->push_back({t, &word, fit ? std::string_view() : refused_});
      }
      if (fit) return fit;
    }
    return std::nullopt;
  }

  // Why a sense does not fit, kept for who asks.
  std::nullopt_t no(std::string_view reason) const {
    refused_ = reason;
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
      while (next < reach && !(is_part(next, part) && is_own(t, next))) ++next;
      if (next >= reach || !tree_.dominates(t, next)) return false;
      if (tree_.is(next, Upos::NOUN)) noun = next;
      at = next;
      span = cover(span, tree_.span(next));
    }
    return true;
  }

  // "called Erdogan to apologise for it" does not call for anything.
  bool is_own(TokenId verb, TokenId part) const {
    if (!tree_.is(part, Upos::ADP) || tree_.relation(part) != Deprel::case_) return true;
    const TokenId nominal = tree_.head(part);
    return tree_.is_root(nominal) || tree_.head(nominal) == verb ||
           !tree_.is(tree_.head(nominal), Upos::VERB);
  }

  // "Mosul, the capital of the province of Nineveh, which fell": what is told of the nearest name
  // is told of the place that the apposition describes.
  TokenId described(TokenId place, TokenId verb) const {
    if (place == kNoToken || tree_.relation(verb) != Deprel::acl_relcl) return place;
    TokenId t = place;
    for (TokenId steps = 0; steps < kPhraseReach && !tree_.is_root(t); ++steps) {
      const Deprel r = tree_.relation(t);
      const TokenId above = tree_.head(t);
      // The parser may take an apposition for a second object, or for a second name.
      const bool misread = (r == Deprel::obj || r == Deprel::conj) && tree_.is(t, Upos::NOUN) &&
                           tree_.is(above, Upos::PROPN);
      if (r == Deprel::appos || misread) return context_.is_place(above) ? above : place;
      if (r != Deprel::nmod && r != Deprel::conj && r != Deprel::compound && r != Deprel::flat)
        break;
      t = above;
    }
    return place;
  }

  // "called on Sunday" does not call on anybody.
  bool is_part(TokenId t, std::string_view part) const {
    if (tree_.lemma(t) != part && tree_.word(t) != part) return false;
    // "claimed that rebels have attacked" claims no attack.
    if (tree_.is(t, Upos::VERB) && tree_.has_child(t, Deprel::nsubj)) return false;
    return !tree_.is(t, Upos::ADP) || tree_.relation(t) != Deprel::case_ ||
           !context_.is_time(tree_.head(t));
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
    return other != kNoToken && has_deep(wanted, t, 0);
  }

  // "returned a bust of the emperor to Italy": the parser hung the phrase deep within another.
  bool has_deep(const std::vector<std::string_view>& wanted, TokenId above, int depth) const {
    if (depth > kDeepestPhrase) return false;
    for (const TokenId c : tree_.children(above)) {
      const Deprel r = tree_.relation(c);
      if (r != Deprel::obj && r != Deprel::obl && r != Deprel::nmod) continue;
      if (r == Deprel::nmod && listed(wanted, tree_.preposition(c))) return true;
      if (has_deep(wanted, c, depth + 1)) return true;
    }
    return false;
  }

  // "out of the talks", "on the residents": of several prepositions any may be the one.
  void with_case(TokenId t, std::string_view preposition, std::vector<TokenId>& out) const {
    for (const TokenId c : tree_.children(t)) {
      for (const TokenId below : tree_.children(c)) {
        if (tree_.relation(below) == Deprel::case_ && tree_.lemma(below) == preposition &&
            below < c) {
          out.push_back(c);
          break;
        }
      }
    }
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

  TokenId last_object(TokenId t) const {
    TokenId last = kNoToken;
    for (const TokenId c : tree_.children(t)) {
      // "following an attack", taken for an object.
      if (tree_.relation(c) == Deprel::obj && !tree_.has_child(c, Deprel::case_)) last = c;
    }
    return last;
  }

  // "opened fire on demonstrators", "set fire to a shop": whom the phrase aims at, else its noun.
  TokenId aimed_at(TokenId verb, TokenId noun) const {
    for (const std::string_view preposition : {"on", "at", "to", "against"}) {
      std::vector<TokenId> nominals;
      tree_.with_preposition(noun, preposition, nominals);
      tree_.with_preposition(verb, preposition, nominals);
      // "used water cannon and tear gas against them": it hangs on the first of the two.
      if (tree_.relation(noun) == Deprel::conj)
        tree_.with_preposition(tree_.head(noun), preposition, nominals);
      for (const TokenId n : nominals) {
        if (!context_.is_time(n)) return n;
      }
    }
    return noun;
  }

  // "Thousands protested in Yerevan": a past tense that the tagger took for a participle, where
  // nobody is said to have done it to them.
  bool is_bare_participle(TokenId t) const {
    return tree_.has_child(t, Deprel::nsubj_pass) && !tree_.has_child(t, Deprel::aux_pass) &&
           !tree_.has_child(t, Deprel::aux) && tree_.subject(t) == kNoToken;
  }

  std::optional<Fit> fit_verb(const EventWord& word, TokenId t) const {
    // "the visiting prince" is visiting nobody here.
    if (tree_.relation(t) == Deprel::amod &&
        kXposNames[context_.analysis().tokens.xpos[t]] == "VBG")
      return no("it modifies a noun");
    Fit fit;
    fit.word = &word;
    fit.trigger = tree_.span(t);
    TokenId phrase_noun = kNoToken;
    if (!phrase_after(word, t, fit.trigger, phrase_noun)) return no(kNoPhrase);
    fit.subject = tree_.subject(t);
    fit.object = tree_.object(t);
    if (word.active && is_bare_participle(t)) std::swap(fit.subject, fit.object);
    // "allowed the agency to deliver food": who is told to may hang there as the one who gets it.
    if (fit.object == kNoToken && infinitive_below(t) != kNoToken)
      fit.object = tree_.child(t, Deprel::iobj);
    if (word.place && word.place->role == Role::subject) fit.subject = described(fit.subject, t);
    // "took control of the town": what the phrase's own noun governs is the object.
    const bool second = phrase_noun != kNoToken && tree_.relation(phrase_noun) == Deprel::conj &&
                        tree_.head(phrase_noun) == fit.object;
    if (phrase_noun != kNoToken &&
        (fit.object == phrase_noun || fit.object == kNoToken || second)) {
      std::vector<TokenId> of;
      tree_.with_preposition(phrase_noun, "of", of);
      if (of.empty()) tree_.with_preposition(t, "of", of);
      if (!of.empty()) {
        fit.object = of.front();
      } else if (!word.object.any()) {
        fit.object = phrase_noun;
      } else {
        fit.object = aimed_at(t, phrase_noun);
      }
    }
    // A phrase that ends in a preposition or particle takes the nominal after it: "fired at
    // soldiers".
    if (!word.rest.empty() && phrase_noun == kNoToken) {
      std::vector<TokenId> after;
      with_case(t, word.rest.back(), after);
      // "out of the valley" is where from, not to whom.
      if (!after.empty() && (fit.object == kNoToken || cases(after.front()) == 1)) {
        fit.object = after.front();
      }
    }
    if (word.word_class == WordClass::adjective && fit.subject == kNoToken)
      return no("it is said of nobody");
    // "gave Mali a deadline": of two objects, the second may be what the sense asks for.
    if (!word.object.any() && !context_.fits(word.object, fit.object)) {
      fit.object = last_object(t);
      if (fit.object == kNoToken || !context_.fits(word.object, fit.object))
        return no("its object is none of those that the sense takes");
    }
    if (!word.exclude_object.any() && fit.object != kNoToken &&
        context_.fits(word.exclude_object, fit.object)) {
      return no("its object is one that the sense leaves out");
    }
    if (!word.subject.any()) {
      // Of a verb that nobody does anything with ("the bomb exploded") the passive's object counts
      // too; only where the object is held to a list of its own, a passive may leave the doer out.
      const TokenId who = fit.subject != kNoToken || !word.object.any() ? fit.subject : fit.object;
      const bool left_out = tree_.is_passive(t) && !word.object.any();
      if (who != kNoToken ? !context_.fits(word.subject, who) : !left_out)
        return no("its subject is none of those that the sense takes");
    }
    if (!preposition_fits(word.prep, t, fit.object))
      return no("none of the prepositions that the sense asks for");
    if (excluded(word, t) || excluded(word, fit.object) || excluded(word, phrase_noun))
      return no("beside it stands a word that the sense leaves out");
    if (word.infinitive) {
      const TokenId complement = tree_.child(t, Deprel::xcomp);
      if (complement == kNoToken && !tree_.has_child(t, Deprel::advcl))
        return no("no infinitive hangs on it");
    }
    if (word.clause && !tree_.has_child(t, Deprel::ccomp)) return no("no clause hangs on it");
    if (!word.complement_of.empty()) {
      const TokenId complement = infinitive_below(t);
      auto below = complement == kNoToken ? std::nullopt : best_fit(complement);
      // "Vowed to step up the offensive": the noun may tell it.
      if (!below && complement != kNoToken && words_.is_light(tree_.lemma(complement)) &&
          tree_.object(complement) != kNoToken)
        below = best_fit(tree_.object(complement));
      if (!below || !listed(word.complement_of, below->word->type))
        return no("what hangs on it is none of the acts that the sense takes");
    }
    return fit;
  }

  // "vowed to attack"; of "ordered the paper to close" the parser may make a clause of purpose.
  TokenId infinitive_below(TokenId t) const {
    const TokenId complement = tree_.child(t, Deprel::xcomp);
    if (complement != kNoToken) return complement;
    const TokenId purpose = tree_.child(t, Deprel::advcl);
    const TokenId mark = purpose == kNoToken ? kNoToken : tree_.child(purpose, Deprel::mark);
    return mark != kNoToken && tree_.lemma(mark) == "to" ? purpose : kNoToken;
  }

  // "The attack is a crime", "called it a crime", "described the vote as a farce": of what it is
  // said is the object, who calls it so is the subject.
  std::optional<Fit> fit_judgement(const EventWord& word, TokenId t) const {
    Fit fit;
    fit.word = &word;
    fit.trigger = tree_.span(t);
    if (!words_before(word, t, fit.trigger)) return no(kNoPhrase);
    if (!of_what_it_takes(word, t)) return no(kOfOther);
    if (tree_.has_child(t, Deprel::cop)) {
      // "Leaving them is a mistake": of a clause, its object.
      fit.object = tree_.child(t, Deprel::nsubj);
      if (fit.object == kNoToken) fit.object = tree_.child(t, Deprel::csubj);
      return fit.object == kNoToken ? no("it is said of nobody") : std::optional<Fit>(fit);
    }
    fit.light = naming_verb(t);
    if (fit.light == kNoToken) return no("nobody is called so");
    fit.subject = tree_.subject(fit.light);
    fit.object = tree_.object(fit.light);
    return fit;
  }

  // The verb that calls something so, and not what is called: "called the attack a crime".
  TokenId naming_verb(TokenId t) const {
    const bool as = tree_.preposition(t) == "as";
    if (tree_.is_root(t)) return kNoToken;
    TokenId above = tree_.head(t);
    // "Named both groups as terrorists": it may hang on what is named.
    for (int steps = 0; steps < kDeepestPhrase && as; ++steps) {
      if (tree_.is(above, Upos::VERB) || tree_.is_root(above)) break;
      above = tree_.head(above);
    }
    if (!tree_.is(above, Upos::VERB) || words_.look_up("naming-verb", tree_.lemma(above)).empty() ||
        above > t)
      return kNoToken;
    const bool called = tree_.relation(t) == Deprel::xcomp || tree_.relation(t) == Deprel::advcl;
    const bool second = tree_.relation(t) == Deprel::obj && tree_.object(above) != t;
    return as || called || second ? above : kNoToken;
  }

  // The words of a noun phrase before its noun, right before it.
  bool words_before(const EventWord& word, TokenId t, Span& span) const {
    if (word.word_class != WordClass::noun) return word.rest.empty();
    if (word.rest.size() > t) return false;
    for (size_t i = 0; i < word.rest.size(); ++i) {
      const TokenId before = t - static_cast<TokenId>(word.rest.size() - i);
      if (tree_.lemma(before) != word.rest[i]) return false;
      span = cover(span, tree_.span(before));
    }
    return true;
  }

  // What begins a sentence may be taken for a name by its capital: "Heavy fighting erupted".
  bool is_in_name(TokenId t) const {
    const uint32_t m = context_.mention(t);
    if (m == kNoEntity || context_.analysis().mentions[m].form != MentionForm::name) return false;
    return !tree_.is(t, Upos::NOUN) || is_ascii_upper(tree_.word(t).front());
  }

  std::optional<Fit> fit_noun(const EventWord& word, TokenId t) const {
    Fit fit;
    fit.word = &word;
    fit.trigger = tree_.span(t);
    if (!words_before(word, t, fit.trigger)) return no(kNoPhrase);
    // "attack helicopter": a modifier of another noun names no event, but one of an event noun's
    // own does.
    if (tree_.relation(t) == Deprel::compound || tree_.relation(t) == Deprel::amod)
      return no("it modifies another noun");
    if (is_in_name(t)) return no("it is part of a name");
    if (excluded(word, t)) return no("beside it stands a word that the sense leaves out");
    if (word.plural && kXposNames[context_.analysis().tokens.xpos[t]] != "NNS")
      return no("it is not in the plural");
    if (!preposition_fits(word.require, t, kNoToken))
      return no("none of the prepositions that the sense asks for");
    fit.light = light_verb(t);
    if (word.require_light && fit.light == kNoToken) return no("no light verb carries it");
    // "Norway is the largest donor to Malawi"
    if (fit.light == kNoToken && tree_.has_child(t, Deprel::cop))
      fit.subject = tree_.child(t, Deprel::nsubj);
    if (fit.light == kNoToken && fit.subject == kNoToken) fit.subject = comes_from(t);
    if (fit.light != kNoToken) {
      fit.subject = tree_.subject(fit.light);
      fit.object = t;
      // A light verb with a sense of its own for this noun ("imposed a curfew") has said it
      // already; of two nouns it has said the first.
      const bool second = tree_.relation(t) == Deprel::conj;
      for (const EventWord& own : words_.senses(WordClass::verb, tree_.lemma(fit.light))) {
        if (!second && !own.type.empty() && !own.object.any() && own.object.has(tree_.lemma(t)))
          return no("the verb before it says it already");
      }
    }
    if (!word.subject.any() &&
        (fit.subject == kNoToken || !context_.fits(word.subject, fit.subject)))
      return no("its subject is none of those that the sense takes");
    if (!of_what_it_takes(word, t)) return no(kOfOther);
    return fit;
  }

  // A noun's object is what follows its "of": "the capture of the town", "an act of aggression".
  bool of_what_it_takes(const EventWord& word, TokenId t) const {
    if (word.object.any()) return true;
    std::vector<TokenId> of;
    tree_.with_preposition(t, "of", of);
    return !of.empty() && context_.fits(word.object, of.front());
  }

  // "Condemnation came from Egypt", "expressions of condolence have come from the mayor".
  TokenId comes_from(TokenId noun) const {
    while (!tree_.is_root(noun) && tree_.relation(noun) == Deprel::nmod &&
           tree_.preposition(noun) == "of")
      noun = tree_.head(noun);
    if (tree_.is_root(noun) || tree_.relation(noun) != Deprel::nsubj) return kNoToken;
    const TokenId verb = tree_.head(noun);
    if (words_.look_up("come-verb", tree_.lemma(verb)).empty()) return kNoToken;
    std::vector<TokenId> from;
    tree_.with_preposition(verb, "from", from);
    return from.empty() ? kNoToken : from.front();
  }

  // The light verb whose object (or, in the passive, subject) this noun is; of "expressed rejection
  // and condemnation" it carries both.
  TokenId light_verb(TokenId noun) const {
    const TokenId above = verb_of_object(noun);
    return above != kNoToken ? above : participle_after(noun);
  }

  // "An attack staged by guerrillas".
  TokenId participle_after(TokenId noun) const {
    for (const TokenId c : tree_.children(noun)) {
      if (tree_.relation(c) == Deprel::acl && c > noun && tree_.is(c, Upos::VERB) &&
          words_.is_light(tree_.lemma(c)) && tree_.is_passive(c)) {
        return c;
      }
    }
    return kNoToken;
  }

  TokenId verb_of_object(TokenId noun) const {
    if (tree_.is_root(noun)) return kNoToken;
    if (tree_.relation(noun) == Deprel::conj) {
      const TokenId first = tree_.head(noun);
      return tree_.is(first, Upos::NOUN) ? verb_of_object(first) : kNoToken;
    }
    const TokenId above = tree_.head(noun);
    const Deprel r = tree_.relation(noun);
    if (r != Deprel::obj && r != Deprel::nsubj_pass && r != Deprel::obl && r != Deprel::xcomp) {
      return kNoToken;
    }
    if (!tree_.is(above, Upos::VERB) || !words_.is_light(tree_.lemma(above))) return kNoToken;
    // "took part in an attack", "recovered from", "carried out more than twenty strikes",
    // "responded with air strikes".
    const auto p = tree_.preposition(noun);
    if (r == Deprel::obl && p != "in" && p != "from" && p != "than" && p != "with" && !p.empty())
      return kNoToken;
    return above;
  }

  // "refused to send peacekeepers to Angola": whom the sending would have been to.
  std::vector<Participant> recipients_of_complement(const EventWord& word, TokenId t) const {
    std::vector<Participant> actors;
    std::vector<Participant> recipients;
    const bool wanted = std::any_of(word.recipient.begin(), word.recipient.end(),
                                    [](const RoleSpec& r) { return r.role == Role::complement; });
    const TokenId below = wanted ? tree_.child(t, Deprel::xcomp) : kNoToken;
    if (below == kNoToken) return recipients;
    if (const auto fit = best_fit(below)) fill_roles(context_, below, *fit, {}, actors, recipients);
    return recipients;
  }

  // "Imposed sanctions", "an agreement was reached": what the verb says of one of its own nouns
  // they name together, where they stand close.
  Span trigger_of(TokenId t, const Fit& fit) const {
    const bool own = fit.word->word_class == WordClass::verb && !fit.word->object.any() &&
                     fit.object != kNoToken && fit.word->object.has(tree_.lemma(fit.object)) &&
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
        0.5 + 0.15 * !claim.actors.empty() + 0.15 * !claim.recipients.empty() +
        0.1 * (word.specificity > 1) -
        0.2 * (word.word_class == WordClass::noun && fit.light == kNoToken) -
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
        fit.word->object.has(tree_.lemma(fit.object)))
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
  const StatusRules& status_;
  std::vector<SenseTried>* tried_;
  TokenId asked_ = kNoToken;          // the word whose turn it is
  mutable std::string_view refused_;  // why the last sense did not fit
  std::vector<bool> swallowed_;
  std::vector<EventMention> found_;
};

}  // namespace

std::vector<EventMention> find_events(const Context& context, const StatusRules& status,
                                      std::vector<SenseTried>* tried) {
  return Finder(context, status, tried).run();
}

}  // namespace sitrep
