#include "sitrep/claims/event_senses.h"

#include <algorithm>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// A phrase that is asked for hangs at most so deep in others.
constexpr int kDeepestPhrase = 3;

// A phrase whose other words are not there is no sense that was refused.
constexpr std::string_view kNoPhrase = "the other words of the phrase are not there";

constexpr std::string_view kOfOther = "what follows its 'of' is none of those that the sense takes";

}  // namespace

std::optional<Fit> SenseFitter::best_fit(TokenId t, std::vector<SenseTried>* tried) const {
  if (ends_compound(t) || names_somebody(t)) return std::nullopt;
  const auto lemma = tree_.lemma(t);
  if (tree_.is(t, Upos::VERB)) {
    if (is_setting(t)) {
      if (auto fit = first_fit(WordClass::noun, ascii_lower(tree_.word(t)), t, tried)) return fit;
    }
    auto fit = first_fit(WordClass::verb, lemma, t, tried);
    if (!fit && is_gerund_noun(t))
      fit = first_fit(WordClass::noun, ascii_lower(tree_.word(t)), t, tried);
    return fit;
  }
  if (tree_.is(t, Upos::NOUN) || tree_.is(t, Upos::PROPN)) {
    return first_fit(WordClass::noun, lemma, t, tried);
  }
  // "It would free the prisoners": what has an object is a verb, whatever the tagger made of it.
  if (tree_.is(t, Upos::ADJ) && tree_.has_child(t, Deprel::obj)) {
    if (auto fit = first_fit(WordClass::verb, lemma, t, tried)) return fit;
  }
  if (tree_.is(t, Upos::ADJ)) return first_fit(WordClass::adjective, lemma, t, tried);
  return std::nullopt;
}

// "Russian-backed separatists": what a compound says of somebody is not told.
bool SenseFitter::ends_compound(TokenId t) const {
  return t > 0 && tree_.word(t - 1) == "-" && tree_.span(t - 1).end == tree_.span(t).begin &&
         tree_.xpos(t) == "VBN";
}

// "Wounded in fighting near the town": it says where, and that nobody by name did it.
bool SenseFitter::is_setting(TokenId t) const {
  if (tree_.xpos(t) != "VBG" || tree_.has_child(t, Deprel::obj)) return false;
  const TokenId mark = tree_.child(t, Deprel::mark);
  return mark != kNoToken && tree_.lemma(mark) == "in" && tree_.is(mark, Upos::SCONJ);
}

// "Fighting between the army and rebels spread", "air strikes and shelling": a noun that the
// tagger took for a verb.
bool SenseFitter::is_gerund_noun(TokenId t) const {
  if (tree_.xpos(t) != "VBG") return false;
  if (tree_.has_child(t, Deprel::nsubj) || tree_.has_child(t, Deprel::aux) ||
      tree_.has_child(t, Deprel::obj))
    return false;
  if (tree_.relation(t) == Deprel::conj && !tree_.is_root(t) && tree_.is(tree_.head(t), Upos::NOUN))
    return true;
  for (const std::string_view preposition : {"between", "of"}) {
    std::vector<TokenId> nominals;
    tree_.with_preposition(t, preposition, nominals);
    if (!nominals.empty() && nominals.front() > t) return true;
  }
  return false;
}

// "The Army of National Liberation" liberates nothing by its name.
bool SenseFitter::names_somebody(TokenId t) const {
  const uint32_t m = context_.name_around(t);
  if (m == kNoEntity || !tree_.is(t, Upos::PROPN)) return false;
  const EntityKind kind = context_.analysis().mentions[m].kind;
  return kind == EntityKind::organisation || kind == EntityKind::armed_group ||
         kind == EntityKind::person;
}

std::optional<Fit> SenseFitter::first_fit(WordClass word_class, std::string_view lemma, TokenId t,
                                          std::vector<SenseTried>* tried) const {
  for (const EventWord& word : words_.senses(word_class, lemma)) {
    if (word.type.empty() && word.acled.empty()) continue;
    auto fit = word.judgement                  ? fit_judgement(word, t)
               : word_class == WordClass::noun ? fit_noun(word, t)
                                               : fit_verb(word, t);
    if (tried != nullptr && (fit || refused_ != kNoPhrase)) {
      tried->push_back({t, &word, fit ? std::string_view() : refused_});
    }
    if (fit) return fit;
  }
  return std::nullopt;
}

std::nullopt_t SenseFitter::no(std::string_view reason) const {
  refused_ = reason;
  return std::nullopt;
}

// "Thousands protested in Yerevan": a past tense that the tagger took for a participle, where
// nobody is said to have done it to them.
bool SenseFitter::is_bare_participle(TokenId t) const {
  return tree_.has_child(t, Deprel::nsubj_pass) && !tree_.has_child(t, Deprel::aux_pass) &&
         !tree_.has_child(t, Deprel::aux) && tree_.subject(t) == kNoToken;
}

std::optional<Fit> SenseFitter::fit_verb(const EventWord& word, TokenId t) const {
  // "the visiting prince" is visiting nobody here.
  if (tree_.relation(t) == Deprel::amod && tree_.xpos(t) == "VBG") return no("it modifies a noun");
  Fit fit;
  fit.word = &word;
  fit.trigger = tree_.span(t);
  TokenId phrase_noun = kNoToken;
  if (!phrases_.phrase_after(word, t, fit.trigger, phrase_noun)) return no(kNoPhrase);
  fit.subject = tree_.subject(t);
  fit.object = tree_.object(t);
  if (word.active && is_bare_participle(t)) std::swap(fit.subject, fit.object);
  // "allowed the agency to deliver food": who is told to may hang there as the one who gets it.
  if (fit.object == kNoToken && phrases_.infinitive_below(t) != kNoToken)
    fit.object = tree_.child(t, Deprel::iobj);
  if (word.place && word.place->role == Role::subject)
    fit.subject = phrases_.described(fit.subject, t);
  // "took control of the town": what the phrase's own noun governs is the object.
  const bool second = phrase_noun != kNoToken && tree_.relation(phrase_noun) == Deprel::conj &&
                      tree_.head(phrase_noun) == fit.object;
  if (phrase_noun != kNoToken && (fit.object == phrase_noun || fit.object == kNoToken || second)) {
    std::vector<TokenId> of;
    tree_.with_preposition(phrase_noun, "of", of);
    if (of.empty()) tree_.with_preposition(t, "of", of);
    if (!of.empty()) {
      fit.object = of.front();
    } else if (!word.object.any()) {
      fit.object = phrase_noun;
    } else {
      fit.object = phrases_.aimed_at(t, phrase_noun);
    }
  }
  // A phrase that ends in a preposition or particle takes the nominal after it: "fired at
  // soldiers".
  if (!word.rest.empty() && phrase_noun == kNoToken) {
    std::vector<TokenId> after;
    phrases_.with_case(t, word.rest.back(), after);
    // "out of the valley" is where from, not to whom.
    if (!after.empty() && (fit.object == kNoToken || phrases_.cases(after.front()) == 1)) {
      fit.object = after.front();
    }
  }
  if (word.word_class == WordClass::adjective && fit.subject == kNoToken)
    return no("it is said of nobody");
  // "gave Mali a deadline": of two objects, the second may be what the sense asks for.
  if (!word.object.any() && !context_.fits(word.object, fit.object)) {
    fit.object = phrases_.last_object(t);
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
    const TokenId complement = phrases_.infinitive_below(t);
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

std::optional<Fit> SenseFitter::fit_judgement(const EventWord& word, TokenId t) const {
  Fit fit;
  fit.word = &word;
  fit.trigger = tree_.span(t);
  if (!phrases_.words_before(word, t, fit.trigger)) return no(kNoPhrase);
  if (!of_what_it_takes(word, t)) return no(kOfOther);
  if (tree_.has_child(t, Deprel::cop)) {
    // "Leaving them is a mistake": of a clause, its object.
    fit.object = tree_.child(t, Deprel::nsubj);
    if (fit.object == kNoToken) fit.object = tree_.child(t, Deprel::csubj);
    return fit.object == kNoToken ? no("it is said of nobody") : std::optional<Fit>(fit);
  }
  fit.light = phrases_.naming_verb(t);
  if (fit.light == kNoToken) return no("nobody is called so");
  fit.subject = tree_.subject(fit.light);
  fit.object = tree_.object(fit.light);
  return fit;
}

// What begins a sentence may be taken for a name by its capital: "Heavy fighting erupted".
bool SenseFitter::is_in_name(TokenId t) const {
  const uint32_t m = context_.mention(t);
  if (m == kNoEntity || context_.analysis().mentions[m].form != MentionForm::name) return false;
  return !tree_.is(t, Upos::NOUN) || is_ascii_upper(tree_.word(t).front());
}

std::optional<Fit> SenseFitter::fit_noun(const EventWord& word, TokenId t) const {
  Fit fit;
  fit.word = &word;
  fit.trigger = tree_.span(t);
  if (!phrases_.words_before(word, t, fit.trigger)) return no(kNoPhrase);
  // "attack helicopter": a modifier of another noun names no event, but one of an event noun's
  // own does.
  if (tree_.relation(t) == Deprel::compound || tree_.relation(t) == Deprel::amod)
    return no("it modifies another noun");
  if (is_in_name(t)) return no("it is part of a name");
  if (excluded(word, t)) return no("beside it stands a word that the sense leaves out");
  if (word.plural && tree_.xpos(t) != "NNS") return no("it is not in the plural");
  if (!preposition_fits(word.require, t, kNoToken))
    return no("none of the prepositions that the sense asks for");
  fit.light = phrases_.light_verb(t);
  if (word.require_light && fit.light == kNoToken) return no("no light verb carries it");
  // "Norway is the largest donor to Malawi"; "it was the second kidnapping" names no kidnapper.
  if (fit.light == kNoToken && tree_.has_child(t, Deprel::cop) && word.type != "ASSAULT")
    fit.subject = tree_.child(t, Deprel::nsubj);
  if (fit.light == kNoToken && fit.subject == kNoToken) fit.subject = phrases_.comes_from(t);
  if (fit.light != kNoToken) {
    fit.subject = tree_.subject(fit.light);
    fit.object = t;
    // A light verb with a sense of its own for this noun ("imposed a curfew") has said it
    // already; of two nouns it has said the first.
    const bool second = tree_.relation(t) == Deprel::conj;
    for (const EventWord& own : words_.senses(WordClass::verb, tree_.lemma(fit.light))) {
      if (!second && !own.type.empty() && !own.object.any() && context_.names(own.object, t))
        return no("the verb before it says it already");
    }
  }
  if (!word.subject.any() && (fit.subject == kNoToken || !context_.fits(word.subject, fit.subject)))
    return no("its subject is none of those that the sense takes");
  if (!of_what_it_takes(word, t)) return no(kOfOther);
  return fit;
}

bool SenseFitter::preposition_fits(const std::vector<std::string_view>& wanted, TokenId t,
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
bool SenseFitter::has_deep(const std::vector<std::string_view>& wanted, TokenId above,
                           int depth) const {
  if (depth > kDeepestPhrase) return false;
  for (const TokenId c : tree_.children(above)) {
    const Deprel r = tree_.relation(c);
    if (r != Deprel::obj && r != Deprel::obl && r != Deprel::nmod) continue;
    if (r == Deprel::nmod && listed(wanted, tree_.preposition(c))) return true;
    if (has_deep(wanted, c, depth + 1)) return true;
  }
  return false;
}

bool SenseFitter::excluded(const EventWord& word, TokenId t) const {
  if (word.exclude.empty() || t == kNoToken) return false;
  for (const TokenId c : tree_.children(t)) {
    if (listed(word.exclude, tree_.lemma(c))) return true;
  }
  // "Prisoners of war", "charges of treason and murder"
  if (tree_.has_child(t, Deprel::det)) return false;
  while (tree_.relation(t) == Deprel::conj && !tree_.is_root(t)) t = tree_.head(t);
  const bool of = tree_.relation(t) == Deprel::nmod && tree_.preposition(t) == "of";
  return of && listed(word.exclude, tree_.lemma(tree_.head(t)));
}

// A noun's object is what follows its "of": "the capture of the town", "an act of aggression".
bool SenseFitter::of_what_it_takes(const EventWord& word, TokenId t) const {
  if (word.object.any()) return true;
  std::vector<TokenId> of;
  tree_.with_preposition(t, "of", of);
  return !of.empty() && context_.fits(word.object, of.front());
}

}  // namespace sitrep
