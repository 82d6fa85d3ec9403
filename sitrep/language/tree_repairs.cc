#include "sitrep/language/tree_repairs.h"

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr uint8_t tag(std::string_view xpos) {
  return value_in<uint8_t>(kXposNames, xpos).value_or(0);
}

constexpr uint8_t kPast = tag("VBD");
constexpr uint8_t kPresent = tag("VBP");
constexpr uint8_t kThirdPerson = tag("VBZ");
constexpr uint8_t kParticiple = tag("VBN");
constexpr uint8_t kGerund = tag("VBG");
constexpr uint8_t kBase = tag("VB");
constexpr uint8_t kWho = tag("WP");
constexpr uint8_t kWhich = tag("WDT");
constexpr uint8_t kNumber = tag("CD");
constexpr uint8_t kModal = tag("MD");
constexpr uint8_t kAdjective = tag("JJ");
constexpr uint8_t kNoun = tag("NN");

class Repairs {
 public:
  Repairs(const Sentence& sentence, Tokens& tokens)
      : first_(sentence.first), last_(sentence.last), t_(tokens) {}

  void run(SentenceOpening opening) {
    for (TokenId b = first_; b < last_; ++b) {
      if (is(b, Deprel::nsubj) && t_.head[b] > b) return_subject(b);
      if (t_.deprel[b] == Deprel::nsubj_pass) activate(t_.head[b], b);
      if (t_.xpos[b] == kAdjective && b + 1 < last_) raise_adjective(b);
      if (t_.deprel[b] == Deprel::compound_prt) lower_particle(b);
      if (is(b, Deprel::amod) && t_.xpos[b] == kParticiple) raise_participle(b);
      if (t_.deprel[b] == Deprel::conj && is(t_.head[b], Deprel::flat)) {
        t_.head[b] = t_.head[t_.head[b]];  // "Burkina Faso and Mali": beside the whole name
      }
      if (t_.deprel[b] == Deprel::conj && is_finite(b)) raise_finite(b);
      if (t_.deprel[b] == Deprel::conj && t_.upos[b] == Upos::VERB && b > first_) free_noun(b);
      if (t_.deprel[b] == Deprel::nummod && t_.head[b] == b + 1 && t_.xpos[b + 1] == kParticiple &&
          t_.deprel[b + 1] == Deprel::conj && !has_subject(b + 1)) {
        t_.deprel[b] = Deprel::nsubj_pass;  // "five were killed and 28 injured"
      }
      if (t_.deprel[b] == Deprel::conj && is_noun(b)) {
        return_to_object(b);
        flatten_row(b);
      }
      if (t_.xpos[b] == kAdjective) take_for_verb(b);
      if (t_.xpos[b] == kAdjective && is(b, Deprel::amod) && b > first_) free_result(b);
      if (t_.deprel[b] == Deprel::advmod && t_.upos[b] == Upos::PROPN) name_subject(b);
      if (t_.deprel[b] == Deprel::acl_relcl && is_finite(b)) raise_clause(b);
      if (t_.deprel[b] == Deprel::case_ && t_.deprel[t_.head[b]] == Deprel::nmod_desc) {
        t_.head[b] = t_.head[t_.head[b]];  // "of President Ana Paz": of her, not of the title
      }
      if (is(b, Deprel::obl) && t_.upos[b] == Upos::NUM) free_row(b);
      if (is(b, Deprel::csubj) && t_.xpos[b] == kGerund) give_to_subject(b);
    }
    if (t_.xpos[first_] == kGerund && is(first_, Deprel::advcl)) free_participle(first_);
    if (t_.xpos[first_] == kGerund && is(first_, Deprel::advcl)) free_happening(first_);
    if (t_.xpos[first_] == kGerund && opening.attribute) return_attribute(first_);
    if (opening.number) return_number(first_);
  }

 private:
  bool is(TokenId t, Deprel relation) const { return universal(t_.deprel[t]) == relation; }
  bool is_finite(TokenId t) const {
    return t_.xpos[t] == kPast || t_.xpos[t] == kPresent || t_.xpos[t] == kThirdPerson;
  }
  bool is_noun(TokenId t) const { return t_.upos[t] == Upos::NOUN || t_.upos[t] == Upos::PROPN; }

  // The first child of that relation; kNoToken without one.
  TokenId child(TokenId of, Deprel relation) const {
    for (TokenId t = first_; t < last_; ++t) {
      if (t_.head[t] == of && t != of && is(t, relation)) return t;
    }
    return kNoToken;
  }
  bool has(TokenId t, Deprel relation) const { return child(t, relation) != kNoToken; }
  bool has_subject(TokenId t) const {
    return has(t, Deprel::nsubj) || has(t, Deprel::csubj) || has(t, Deprel::expl);
  }

  // Does `below` hang on `t`, at whatever depth?
  bool holds(TokenId t, TokenId below) const {
    for (TokenId steps = first_; steps < last_; ++steps) {
      if (below == t) return true;
      if (t_.head[below] == below) return false;
      below = t_.head[below];
    }
    return false;
  }

  // Hangs `t` there, unless the head hangs on it.
  void hang(TokenId t, TokenId head, Deprel relation) {
    if (t != head && holds(t, head)) return;
    t_.head[t] = head;
    t_.deprel[t] = relation;
  }

  // "A bomb ripped through the town, the ministry said": of two subjects of "said" the first
  // belongs to the clause that stands between them and has none. `subject` is the second.
  void return_subject(TokenId subject) {
    const TokenId verb = t_.head[subject];
    TokenId clause = kNoToken;
    for (TokenId t = subject; t-- > first_;) {
      if (is(t, Deprel::nsubj) && clause != kNoToken && t_.head[t] == clause) return;
      if (t_.head[t] != verb) continue;
      if (is(t, Deprel::ccomp) && clause == kNoToken) {
        clause = t;
      } else if (is(t, Deprel::nsubj) && clause != kNoToken) {
        t_.head[t] = clause;
        if (t_.xpos[clause] == kParticiple) t_.xpos[clause] = kPast;
        return;
      }
    }
  }

  // "The council last week called for a truce": only headlines leave out "was", and these leave out
  // "the" as well. What has an object besides its subject is no passive either.
  void activate(TokenId verb, TokenId subject) {
    if (t_.xpos[verb] != kParticiple || has(verb, Deprel::aux) || has(verb, Deprel::cop)) return;
    if (!has(verb, Deprel::obj) && !has(subject, Deprel::det)) return;
    // "The shot fired at him may have been his own."
    if (is(verb, Deprel::conj) || has(verb, Deprel::parataxis)) return;
    t_.xpos[verb] = kPast;
    t_.deprel[subject] = Deprel::nsubj;
  }

  // "Talks are due to resume", "a vote is due on Friday": of "due to", "due on" as the mark or case
  // of what follows.
  void raise_adjective(TokenId adjective) {
    const TokenId below = t_.head[adjective];
    const bool links =
        t_.deprel[adjective] == Deprel::mark || t_.deprel[adjective] == Deprel::case_;
    const bool marks = links && t_.xpos[below] == kBase;
    const bool cases = links && is_noun(below) && t_.deprel[adjective + 1] == Deprel::case_;
    if (t_.xpos[adjective] != kAdjective || below < adjective || !(marks || cases)) return;
    const TokenId copula = child(below, Deprel::cop);
    if (copula == kNoToken || copula > adjective) return;
    hang(adjective, t_.head[below] == below ? adjective : t_.head[below], t_.deprel[below]);
    for (TokenId t = first_; t < last_; ++t) {
      if (t_.deprel[t] == Deprel::fixed && t_.head[t] == adjective) hang(t, below, Deprel::mark);
      if (t_.head[t] == below && t < adjective && t != below) t_.head[t] = adjective;
    }
    hang(below, adjective, marks ? Deprel::xcomp : Deprel::obl);
  }

  // "Accused them of seeking to topple him and ordered a search": a finite verb stands beside a
  // finite one.
  void raise_finite(TokenId verb) {
    TokenId above = t_.head[verb];
    const auto is_bare = [this](TokenId t) {
      return (t_.xpos[t] == kGerund || t_.xpos[t] == kBase) && !has(t, Deprel::aux);
    };
    if (has_subject(verb) || above > verb || !is_bare(above)) return;
    for (int steps = 0; steps < 8 && !is_finite(above); ++steps) {
      if (t_.head[above] == above || t_.head[above] > verb) return;
      above = t_.head[above];
    }
    if (!is_finite(above)) return;
    t_.head[verb] = above;
  }

  // "Left both towns and the junta promised a truce": the last of the row is who promised.
  void free_noun(TokenId verb) {
    const TokenId noun = verb - 1;
    const bool row = is_noun(noun) && t_.deprel[noun] == Deprel::conj && t_.head[noun] < noun;
    if (!row || has_subject(verb) || has(verb, Deprel::aux) || t_.head[verb] >= noun) return;
    if (!is_finite(verb) && !(t_.xpos[verb] == kParticiple && has(verb, Deprel::xcomp))) return;
    if (!is_noun(t_.head[noun]) || holds(noun, verb)) return;
    if (!is_finite(verb)) t_.xpos[verb] = kPast;
    for (TokenId t = t_.head[noun] + 1; t < noun; ++t) {
      if (is(t, Deprel::cc) && (t_.head[t] == noun || t_.head[t] == verb)) t_.head[t] = verb;
    }
    hang(noun, verb, Deprel::nsubj);
  }

  // "Killed a mayor as well as a chief of police": a noun that says nothing of its own stands
  // beside the object, not beside the verb.
  void return_to_object(TokenId noun) {
    const TokenId verb = t_.head[noun];
    if (t_.upos[verb] != Upos::VERB || has_subject(noun) || has(noun, Deprel::cop)) return;
    const TokenId object = child(verb, Deprel::obj);
    if (object == kNoToken || object < verb || object > noun || !is_noun(object)) return;
    if (has(noun, Deprel::case_) || has(noun, Deprel::obj) || has(noun, Deprel::aux)) return;
    t_.head[noun] = object;
  }

  // "Qatar, Egypt and Turkey": all stand beside the first.
  void flatten_row(TokenId last) {
    const TokenId before = t_.head[last];
    if (t_.deprel[before] != Deprel::conj || !is_noun(before) || !is_noun(t_.head[before])) return;
    const bool names = t_.upos[last] == Upos::PROPN && t_.upos[before] == Upos::PROPN;
    if (names && has(last, Deprel::cc) && !has(before, Deprel::cc)) t_.head[last] = t_.head[before];
  }

  // "Will free 250 prisoners": what stands with "will" and without "be" is a verb, and people who
  // do something themselves behind it are its object.
  void take_for_verb(TokenId adjective) {
    const TokenId will = child(adjective, Deprel::aux);
    if (will == kNoToken || t_.xpos[will] != kModal || has(adjective, Deprel::cop)) return;
    t_.xpos[adjective] = kBase;
    t_.upos[adjective] = Upos::VERB;
    for (TokenId t = adjective + 1; t < last_; ++t) {
      const TokenId clause = t_.head[t];
      if (!is(t, Deprel::nsubj) || clause < t || t_.head[clause] != adjective) continue;
      if (t_.deprel[clause] != Deprel::advcl || t_.xpos[clause] != kGerund) continue;
      hang(t, adjective, Deprel::obj);
      hang(clause, t, Deprel::acl);
    }
  }

  // "On 4 January, Ana and Luis Paz were held": what stands in a row with the day, behind a comma,
  // is the subject that the verb lacks.
  void free_row(TokenId day) {
    const TokenId verb = t_.head[day];
    if (verb < day || t_.upos[verb] != Upos::VERB || has_subject(verb)) return;
    TokenId subject = kNoToken;
    bool passive = false;
    for (TokenId t = day + 1; t < last_; ++t) {
      passive |= t_.head[t] == verb && t_.deprel[t] == Deprel::aux_pass;
      const bool of_day = t_.head[t] == day || (t_.head[t] > day && t_.head[t_.head[t]] == day);
      if (t > verb || t_.deprel[t] != Deprel::conj || !of_day || !is_noun(t)) continue;
      if (subject == kNoToken && t_.upos[t - 1] != Upos::PUNCT) return;
      if (subject == kNoToken) {
        subject = t;
      } else {
        t_.head[t] = subject;
      }
    }
    if (subject != kNoToken) hang(subject, verb, passive ? Deprel::nsubj_pass : Deprel::nsubj);
  }

  // "Shot dead two men", "left homeless 200 people": what stands between a verb and the number of
  // its object says what came of it.
  void free_result(TokenId adjective) {
    const TokenId noun = t_.head[adjective];
    const TokenId verb = adjective - 1;
    if (t_.head[noun] != verb || !is(noun, Deprel::obj) || !is_finite(verb)) return;
    if (adjective + 1 >= noun || t_.deprel[adjective + 1] != Deprel::nummod) return;
    if (t_.head[adjective + 1] == noun && !has(noun, Deprel::det))
      hang(adjective, verb, Deprel::xcomp);
  }

  // "Turkey's ruling AK Party welcomed it": of two subjects the first describes the second.
  void give_to_subject(TokenId gerund) {
    const TokenId verb = t_.head[gerund];
    for (TokenId t = gerund + 1; t < verb; ++t) {
      if (t_.upos[t] == Upos::PUNCT) return;
      if (t_.head[t] != verb || !is(t, Deprel::nsubj)) continue;
      for (TokenId c = first_; c < gerund; ++c) {
        if (t_.head[c] == gerund) t_.head[c] = t;
      }
      hang(gerund, t, Deprel::amod);
      return;
    }
  }

  // "ECOWAS imposed sanctions": a name is no adverb.
  void name_subject(TokenId name) {
    const TokenId verb = t_.head[name];
    if (verb == name + 1 && is_finite(verb) && !has_subject(verb)) {
      t_.deprel[name] = Deprel::nsubj;
    }
  }

  // "Called on residents to leave": what stands before a nominal without a preposition is its own.
  void lower_particle(TokenId particle) {
    const TokenId verb = t_.head[particle];
    for (TokenId t = particle + 1; t < last_; ++t) {
      if (t_.head[t] > verb && t_.head[t] <= particle) return;
      if (t_.head[t] != verb) continue;
      if (is(t, Deprel::obl) && is_noun(t) && t_.deprel[t] != Deprel::obl_unmarked &&
          !has(t, Deprel::case_)) {
        hang(particle, t, Deprel::case_);
      }
      return;
    }
  }

  // "The president, who chairs the bloc, called for talks": of a noun that stands alone with two
  // relative clauses, the second without a pronoun is what the sentence says.
  void raise_clause(TokenId verb) {
    const TokenId noun = t_.head[verb];
    if (t_.head[noun] != noun || !is_noun(noun) || has(noun, Deprel::cop) || has_subject(noun)) {
      return;
    }
    if (has_subject(verb) || has(verb, Deprel::mark) || verb == first_) return;
    bool another = false;
    for (TokenId t = noun + 1; t < verb; ++t) {
      another |= t_.head[t] == noun && (is(t, Deprel::acl) || is(t, Deprel::appos));
    }
    if (!another || t_.upos[verb - 1] == Upos::PRON) return;
    hang(verb, verb, Deprel::root);
    hang(noun, verb, Deprel::nsubj);
    for (TokenId t = verb + 1; t < last_; ++t) {
      if (t_.head[t] == noun) t_.head[t] = verb;
    }
  }

  // "Broke up a rally and detained 107 people": no adjective stands before a number, so it is a
  // verb with its object, beside the last finite one.
  void raise_participle(TokenId participle) {
    const TokenId noun = t_.head[participle];
    if (participle == first_ || participle + 1 >= noun || t_.deprel[noun] != Deprel::conj) return;
    if (t_.deprel[participle + 1] != Deprel::nummod || t_.head[participle + 1] != noun) return;
    const TokenId link = participle - 1;
    if (!is(link, Deprel::cc) || t_.head[link] != noun) return;
    TokenId verb = t_.head[noun];
    while (!is_finite(verb) && t_.head[verb] != verb) verb = t_.head[verb];
    if (!is_finite(verb) || verb > participle) return;
    t_.xpos[participle] = kPast;
    t_.upos[participle] = Upos::VERB;
    hang(participle, verb, Deprel::conj);
    hang(noun, participle, Deprel::obj);
    t_.head[link] = participle;
  }

  // "Visiting Foreign Minister Jane Roe met her counterpart": the name behind the title is who met,
  // and not whom somebody visits.
  void free_participle(TokenId participle) {
    const TokenId verb = t_.head[participle];
    const TokenId name = child(participle, Deprel::obj);
    if (name == kNoToken || verb < name || !is_finite(verb) || has_subject(verb)) return;
    bool titled = false;
    for (TokenId t = participle + 1; t < name; ++t) {
      titled |= t_.head[t] == name && t_.deprel[t] == Deprel::nmod_desc;
    }
    if (!titled) return;
    hang(name, verb, Deprel::nsubj);
    for (TokenId t = first_; t < last_; ++t) {
      if (t_.head[t] == participle) t_.head[t] = t < name ? name : verb;
    }
    hang(participle, name, Deprel::amod);
  }

  // "Fighting between the army and rebels displaced thousands, the UN said": the verb that follows
  // has no other subject.
  void free_happening(TokenId gerund) {
    if (has(gerund, Deprel::obj)) return;
    for (TokenId verb = gerund + 1; verb < last_; ++verb) {
      if (t_.upos[verb] == Upos::PUNCT) return;
      if (!is_finite(verb) || t_.upos[verb] != Upos::VERB) continue;
      if (has_subject(verb) || has(verb, Deprel::mark) || holds(gerund, verb)) return;
      t_.upos[gerund] = Upos::NOUN;
      t_.xpos[gerund] = kNoun;
      for (TokenId t = gerund + 1; t < verb; ++t) {
        if (t_.head[t] == gerund && t_.deprel[t] == Deprel::obl) t_.deprel[t] = Deprel::nmod;
      }
      hang(gerund, verb, Deprel::nsubj);
      return;
    }
  }

  // "Ruling Liberal lawmakers passed the bill": they are the subject of "passed".
  void return_attribute(TokenId attribute) {
    const TokenId verb = t_.head[attribute];
    const bool clause = is(attribute, Deprel::advcl) || is(attribute, Deprel::csubj);
    if (!clause || verb <= attribute + 1) return;
    TokenId subject = kNoToken;
    TokenId t = attribute + 1;
    for (; t < verb && t_.upos[t] != Upos::PUNCT; ++t) {
      if (t_.upos[t] == Upos::VERB) return;
      const bool beside = t_.head[t] == verb && (is(t, Deprel::nsubj) || is(t, Deprel::obj));
      // Where the verb has its subject nothing is lost: "visiting" tells of a visit then.
      if (beside && is(attribute, Deprel::advcl)) return;
      const bool below = t_.head[t] == attribute && subject == kNoToken;
      if (is_noun(t) && (beside || below)) subject = t;
    }
    // Behind a comma only "who leads the council,": else "Visiting Oslo, the king said".
    const bool described = t < verb && (t_.xpos[t + 1] == kWho || t_.xpos[t + 1] == kWhich);
    if (subject == kNoToken || (t < verb && (!described || has_subject(verb)))) return;
    bool passive = false;
    for (t = attribute + 1; t < last_; ++t) {
      passive |= t_.head[t] == verb && t_.deprel[t] == Deprel::aux_pass;
      if (t_.head[t] == attribute) t_.head[t] = subject;
    }
    hang(subject, verb, passive ? Deprel::nsubj_pass : Deprel::nsubj);
    hang(attribute, subject, Deprel::amod);
  }

  // "Thirteen Kenyan soldiers": a capital at the head of a sentence makes no name of a number.
  void return_number(TokenId number) {
    const TokenId noun = t_.head[number];
    if (t_.upos[number] != Upos::PROPN || !is(number, Deprel::compound) || noun <= number ||
        !is_noun(noun)) {
      return;
    }
    t_.upos[number] = Upos::NUM;
    t_.xpos[number] = kNumber;
    t_.deprel[number] = Deprel::nummod;
  }

  TokenId first_;
  TokenId last_;
  Tokens& t_;
};

}  // namespace

void repair_tree(const Sentence& sentence, SentenceOpening opening, Tokens& tokens) {
  Repairs(sentence, tokens).run(opening);
}

}  // namespace sitrep
