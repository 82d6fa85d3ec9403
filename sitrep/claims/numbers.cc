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
  for (const TokenId t : a.tokens_in(quantity.span)) {
    const bool numeral = tree.is(t, Upos::NUM) || tree.is(t, Upos::NOUN) || tree.is(t, Upos::DET) ||
                         tree.is(t, Upos::ADJ) || tree.is(t, Upos::PRON) ||
                         tree.is(t, Upos::PROPN);  // "Thirteen" where it begins a sentence
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
    const auto& quantities = context_.grounded().quantities;
    std::vector<Fate> fates(quantities.size());
    for (size_t q = 0; q < quantities.size(); ++q) fates[q] = fate(quantities[q]);
    share_in_lists(fates);
    for (size_t q = 0; q < quantities.size(); ++q) one(quantities[q], fates[q]);
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
    // "12 fled" of the subject; "displaced 4,000" of the object.
    if (const auto role = words_.look_up("casualty-verb", lemma); !role.empty()) return role;
    for (const EventWord& word : words_.senses(WordClass::verb, lemma)) {
      if (word.casualty.empty() || !word.rest.empty()) continue;
      const bool intransitive = word.type.empty();  // "die"
      if (intransitive == as_subject) return word.casualty;
    }
    return {};
  }

  // "Lost their lives", "claimed the lives of six": the verb and its object say it together.
  std::string_view phrase_role(std::string_view section, TokenId verb, TokenId object) const {
    if (object == kNoToken) return {};
    return words_.look_up(section, fmt::format("{} {}", tree_.lemma(verb), tree_.lemma(object)));
  }

  // "Went missing", "were forced to flee", "left 12 dead": what the verb's complement says became
  // of whom the verb is said of.
  Fate fate_by_complement(TokenId verb) const {
    for (const TokenId c : tree_.children(verb)) {
      const Deprel r = tree_.relation(c);
      if (r != Deprel::xcomp && r != Deprel::advcl) continue;
      const auto xpos = tree_.xpos(c);
      if (xpos == "VB" && c > verb) {
        const TokenId mark = tree_.child(c, Deprel::mark);
        const auto role = words_.look_up("casualty-verb", tree_.lemma(c));
        if (mark != kNoToken && tree_.lemma(mark) == "to" && !role.empty()) return {role, c, false};
      } else if (r == Deprel::xcomp && !xpos.starts_with("VB")) {
        const auto role = words_.look_up("casualty-noun", tree_.lemma(c));
        if (!role.empty()) return {role, c, false};
      } else if (r == Deprel::xcomp && xpos == "VBG") {
        const auto role = words_.look_up("casualty-verb", tree_.lemma(c));
        if (!role.empty()) return {role, c, false};
      }
    }
    return {};
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
    if (r == Deprel::obj) {
      if (const auto role = phrase_role("casualty-verb", verb, t); !role.empty())
        return {role, t, true};
    }
    if (r == Deprel::nsubj) {
      const TokenId object = tree_.child(verb, Deprel::obj);
      if (const auto role = phrase_role("casualty-of-subject", verb, object); !role.empty())
        return {role, verb, false};
    }
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
    if (r == Deprel::obj || r == Deprel::nsubj_pass) {
      // "Were taken to hospital".
      for (const TokenId c : tree_.children(verb)) {
        if (tree_.relation(c) != Deprel::obl) continue;
        const auto phrase =
            fmt::format("{} {} {}", tree_.lemma(verb), tree_.preposition(c), tree_.lemma(c));
        if (const auto role = words_.look_up("casualty-verb", phrase); !role.empty())
          return {role, verb, true};
      }
    }
    if (r == Deprel::obj || r == Deprel::nsubj || r == Deprel::nsubj_pass) {
      if (const Fate fate = fate_by_complement(verb); !fate.role.empty()) return fate;
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
    // "put the death toll at 14", "brought the number of dead to 40": the object says it.
    const bool figure = r == Deprel::obl && tree_.is(t, Upos::NUM);
    const TokenId object = figure ? tree_.object(verb) : kNoToken;
    if (object == kNoToken || object == t) return {};
    for (const TokenId noun : {object, context_.counted(object)}) {
      if (const auto role = words_.look_up("casualty-noun", tree_.lemma(noun)); !role.empty())
        return {role, noun, false};
    }
    return {};
  }

  Fate fate(const Quantity& quantity) const {
    const Counted counted = counted_by(context_, quantity);
    if (counted.number == kNoToken || quantity.si != 0) return {};
    if (quantity.unit == "fraction") return {};  // "half of the dead" is no figure of people
    // "Between the two blasts, 20 were killed": attacks come to no harm.
    if (counted.noun != kNoToken && tree_.is(counted.noun, Upos::NOUN) &&
        words_.look_up("casualty-noun", tree_.lemma(counted.noun)).empty() &&
        !words_.look_up("generic-event", tree_.lemma(counted.noun)).empty())
      return {};
    // "Captured 14 of the 17 townships": places come to no harm either.
    const TokenId what = context_.counted(counted.noun != kNoToken ? counted.noun : counted.number);
    if (!words_.look_up("place-noun", tree_.lemma(what)).empty()) return {};
    const TokenId from =
        counted.noun != kNoToken && !is_some_of(counted) ? counted.noun : counted.number;
    // Nor do all that live in "a town of 60,000 people" that is seized.
    if (tree_.preposition(from) == "of" && !tree_.is_root(from) &&
        !words_.look_up("place-noun", tree_.lemma(tree_.head(from))).empty())
      return {};
    // "killed five and wounded 110": the verb right before it, whatever the tree says.
    Fate found = fate_by_verb_before(quantity);
    if (found.role.empty()) found = fate_by_participle(counted);
    if (found.role.empty()) found = fate_of(from);
    if (found.role.empty() && from != counted.number) found = fate_of(counted.number);
    if (found.role.empty()) found = fate_beside(quantity, from);
    if (found.role == "arrested" && is_kidnapping(found.word)) found.role = "captured";
    return found;
  }

  // "Two of the five soldiers wounded in the raid died": what is said of the five is not of the
  // two.
  bool is_some_of(const Counted& counted) const {
    return tree_.relation(counted.noun) == Deprel::nmod &&
           tree_.head(counted.noun) == counted.number &&
           tree_.has_child(counted.noun, Deprel::nummod);
  }

  bool is_kidnapping(TokenId word) const {
    return std::any_of(events_.begin(), events_.end(), [word](const EventMention& event) {
      return event.trigger == word && event.claim.mode == "kidnapping";
    });
  }

  // "Three were killed and 24 wounded": the number stands for people and the participle says what
  // became of them.
  Fate fate_by_participle(const Counted& counted) const {
    const TokenId next = counted.number + 1;
    if (counted.noun != kNoToken || tree_.is_root(counted.number) ||
        next == context_.analysis().tokens.size() || !looks_passive(next))
      return {};
    // The parser may hang both on the verb before: "200 were killed and more than 400 wounded".
    const TokenId head = tree_.head(counted.number);
    const Deprel r = tree_.relation(counted.number);
    const bool hangs =
        r == Deprel::conj || (r == Deprel::obl && tree_.preposition(counted.number).empty());
    const bool beside = hangs && !tree_.is_root(next) && tree_.head(next) == head;
    if (head != next && !beside) return {};
    const auto role = verb_role(next, false);
    return role.empty() ? Fate{} : Fate{role, next, false};
  }

  Fate fate_by_verb_before(const Quantity& quantity) const {
    const auto& a = context_.analysis();
    const TokenId first = a.token_at(quantity.span.begin);
    if (first == kNoToken || first == 0 ||
        a.tokens.sentence[first - 1] != a.tokens.sentence[first] ||
        !tree_.is(first - 1, Upos::VERB))
      return {};
    const auto role = verb_role(first - 1, false);
    return role.empty() ? Fate{} : Fate{role, first - 1, true};
  }

  // Where the trees fail: the first verb behind what it counts ("15 people, including 3 children,
  // were killed", "11 more are missing").
  Fate fate_beside(const Quantity& quantity, TokenId from) const {
    const auto& a = context_.analysis();
    const TokenId first = a.token_at(quantity.span.begin);
    if (first == kNoToken) return {};
    const Sentence& sentence = a.sentences[a.tokens.sentence[first]];
    TokenId t = from;
    while (t + 1 < sentence.last && a.tokens.span[t].begin < quantity.span.end) ++t;
    if (from >= t) t = from + 1;
    bool passive = false;
    bool aside = false;  // between two commas
    for (int steps = 0; t < sentence.last && steps < 16; ++t, ++steps) {
      if (tree_.word(t) == ",") {
        aside = !aside;
      } else if (aside) {
        continue;
      } else if (tree_.is(t, Upos::AUX)) {
        passive = passive || tree_.lemma(t) == "be";
      } else if (tree_.is(t, Upos::VERB) || (passive && tree_.is(t, Upos::ADJ))) {
        if (const auto role = words_.look_up("casualty-noun", tree_.lemma(t));
            passive && !role.empty())
          return {role, t, false};
        const auto role = verb_role(t, !passive);
        return role.empty() ? Fate{} : Fate{role, t, passive};
      } else if (!tree_.is(t, Upos::ADV) && !tree_.is(t, Upos::NOUN) && !tree_.is(t, Upos::PROPN) &&
                 !tree_.is(t, Upos::ADJ)) {
        return {};
      }
    }
    return {};
  }

  // "191 militants, 58 soldiers and 26 civilians were killed": what became of the last became of
  // those that stand in one list with it.
  void share_in_lists(std::vector<Fate>& fates) const {
    const auto& quantities = context_.grounded().quantities;
    const auto& a = context_.analysis();
    for (size_t q = fates.size(); q-- > 1;) {
      if (fates[q].role.empty() || !fates[q - 1].role.empty() || quantities[q - 1].si != 0)
        continue;
      const Quantity& before = quantities[q - 1];
      if (before.of.empty() || before.of.end > quantities[q].span.begin) continue;
      const TokenId from = a.token_at(before.of.end - 1);
      const TokenId to = a.token_at(quantities[q].span.begin);
      if (from == kNoToken || to == kNoToken || a.tokens.sentence[from] != a.tokens.sentence[to] ||
          fates[q].word < to)
        continue;
      if (is_row(from, to)) fates[q - 1] = fates[q];
    }
  }

  // Only a comma, an "and", or more of the row between the two: "11 civilians, a nurse and two
  // guards".
  bool is_row(TokenId from, TokenId to) const {
    const auto joins = [this](TokenId t) {
      return tree_.word(t) == "," || tree_.is(t, Upos::CCONJ);
    };
    if (to <= from + 1 || !joins(from + 1) || !joins(to - 1)) return false;
    for (TokenId t = from + 1; t < to; ++t) {
      const bool phrase = tree_.is(t, Upos::DET) || tree_.is(t, Upos::ADJ) ||
                          tree_.is(t, Upos::NOUN) || tree_.is(t, Upos::PROPN) ||
                          tree_.xpos(t) == "PRP$";
      if (!joins(t) && !phrase) return false;
    }
    return true;
  }

  // "Wounded" of "12 wounded in a blast", and of "ten were killed and six soldiers wounded", which
  // a tagger takes for the past tense.
  bool looks_passive(TokenId verb) const {
    const bool shares = tree_.relation(verb) == Deprel::conj && !tree_.is_root(verb) &&
                        tree_.is_passive(tree_.head(verb));
    return (tree_.xpos(verb) == "VBN" || shares) && !tree_.has_child(verb, Deprel::aux);
  }

  void one(const Quantity& quantity, const Fate& fate) {
    const Counted counted = counted_by(context_, quantity);
    if (counted.number == kNoToken || fate.role.empty()) return;
    Claim claim;
    claim.kind = ClaimKind::casualties;
    claim.trigger = tree_.span(fate.word);
    claim.numbers.push_back(number_of(quantity, fate.role));
    name_harmed(counted.noun, fate, claim.recipients);
    if (claim.recipients.empty() && quantity.more) claim.recipients = harmed_before(fate.word);
    bound_by_verb(counted.number, claim.numbers.front());
    const EventMention* event = event_near(fate.word);
    if (fate.by_subject) {
      const TokenId subject = tree_.subject(fate.word);
      if (subject != kNoToken) context_.parties(subject, false, claim.actors);
    }
    claim.place = place_of(context_, fate.word, kNoToken, true);
    claim.time = time_of(context_, fate.word);
    share_with_next(fate.word, claim);
    const bool sum = is_since(context_, claim.time);
    if (event != nullptr && at_other_times(context_, event->claim, claim)) event = nullptr;
    if (event != nullptr) {
      const auto& sentence = context_.analysis().tokens.sentence;
      if (claim.actors.empty() && sentence[event->trigger] == sentence[fate.word])
        claim.actors = event->claim.actors;
      if (!claim.place) claim.place = event->claim.place;
      // "Killed since the war began in April": not all in April.
      const bool aside = sentence[event->trigger] == sentence[fate.word] &&
                         is_told_aside(context_, event->trigger);
      if (!claim.time && !aside) claim.time = event->claim.time;
    }
    // "Ten people died in fighting": who came to harm is not blamed for it.
    std::erase_if(claim.actors, [&claim](const Participant& actor) {
      return !claim.recipients.empty() && actor.span == claim.recipients.front().span;
    });
    if (!claim.place) claim.place = place_beside(fate.word, claim);
    if (!claim.place) claim.place = place_of_owner(fate.word);
    const bool of_attack =
        fate.role == "killed" || fate.role == "injured" || fate.role == "unknown";
    if (!claim.place && of_attack && !sum && !is_long_past(context_, claim.time))
      claim.place = place_of_story(fate.word);
    claim.status = status_of_predicate(context_.tree(), status_, fate.word).status;
    if (quantity.value == 0.0)
      claim.status = Status::occurred;  // "no casualties" is a figure, not a denial
    claim.evidence.push_back(context_.sentence(fate.word));
    claim.confidence = counted.noun != kNoToken ? 0.88 : 0.8;
    claim.why = fmt::format("number with '{}'", tree_.lemma(fate.word));
    found_.push_back(std::move(claim));
  }

  // "Killed two and wounded six in Suarez on Monday": where and when stand behind the last verb.
  void share_with_next(TokenId word, Claim& claim) const {
    for (const TokenId c : tree_.children(word)) {
      const bool next = c > word && tree_.relation(c) == Deprel::conj &&
                        !verb_role(c, false).empty() && !tree_.has_child(c, Deprel::nsubj);
      if (!next) continue;
      if (!claim.place) claim.place = place_of(context_, c, kNoToken, true);
      if (!claim.time) claim.time = time_of(context_, c);
      return;
    }
  }

  // "Five civilians died; around twenty more were injured": more of the same.
  std::vector<Participant> harmed_before(TokenId word) const {
    const auto& a = context_.analysis();
    if (found_.empty()) return {};
    const TokenId last = a.token_at(found_.back().trigger.begin);
    const bool beside = last != kNoToken && a.tokens.sentence[last] == a.tokens.sentence[word];
    return beside ? found_.back().recipients : std::vector<Participant>();
  }

  // Who came to harm: the noun that is counted; of "journalist deaths" the word before it; of
  // "refugees", who are people themselves, the noun with whose they are; of "suffered casualties"
  // who suffered them.
  void name_harmed(TokenId noun, const Fate& fate, std::vector<Participant>& out) const {
    if (noun == kNoToken) return;
    if (noun != fate.word) {
      context_.parties(noun, true, out);
    } else if (const uint32_t m = context_.mention(noun);
               m != kNoEntity && context_.kind(noun) == EntityKind::person) {
      const Mention& people = context_.analysis().mentions[m];
      out.push_back({people.entity, people.span});
    } else if (fate.role == "displaced" || fate.role == "captured") {
      out.push_back({kNoEntity, context_.core(noun)});
    } else {
      for (const TokenId c : tree_.children(noun)) {
        if (tree_.relation(c) == Deprel::compound || tree_.relation(c) == Deprel::amod)
          context_.parties(c, tree_.relation(c) == Deprel::compound, out);
      }
      // "thousands of casualties" hang on their measure.
      TokenId object = noun;
      while (!tree_.is_root(object) && tree_.relation(object) == Deprel::nmod &&
             context_.counted(tree_.head(object)) == noun)
        object = tree_.head(object);
      const TokenId verb = tree_.is_root(object) ? kNoToken : tree_.head(object);
      const bool suffers = verb != kNoToken && tree_.relation(object) == Deprel::obj &&
                           !words_.look_up("suffer-verb", tree_.lemma(verb)).empty();
      if (out.empty() && suffers && tree_.subject(verb) != kNoToken)
        context_.parties(tree_.subject(verb), false, out);
    }
    if (out.size() > 1) out.resize(1);
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
      const bool told_before = sentence[t] != sentence[event.trigger];
      const auto time = event.claim.time;
      if (told_before && (is_long_past(context_, time) || is_since(context_, time))) continue;
      best = &event;
    }
    return best;
  }

  // The attack that the same sentence tells of the same time: "since an assault in Ghazni in
  // August, with 150 killed at the time".
  std::optional<uint32_t> place_beside(TokenId t, const Claim& claim) const {
    const auto& sentence = context_.analysis().tokens.sentence;
    std::optional<uint32_t> found;
    for (const EventMention& event : events_) {
      if (event.trigger >= t) break;
      const bool same = sentence[event.trigger] == sentence[t] && event.claim.type == "ASSAULT";
      if (same && event.claim.place && event.claim.time == claim.time) found = event.claim.place;
    }
    return found;
  }

  // "Turkey has two million refugees": they are where the country is.
  std::optional<uint32_t> place_of_owner(TokenId word) const {
    if (!tree_.is(word, Upos::NOUN)) return std::nullopt;
    const TokenId verb = tree_.clause(word);
    if (words_.look_up("force-verb", tree_.lemma(verb)) != "present") return std::nullopt;
    const TokenId owner = tree_.subject(verb);
    const bool country = owner != kNoToken && context_.kind(owner) == EntityKind::country;
    return country ? context_.place_at(owner) : std::nullopt;
  }

  // Where the attack was that the story tells of: the last one told before the figure that has a
  // place, else the first. What was long before is told in passing.
  std::optional<uint32_t> place_of_story(TokenId t) const {
    std::optional<uint32_t> found;
    for (const EventMention& event : events_) {
      const Claim& told = event.claim;
      if (told.type != "ASSAULT" || told.status != Status::occurred || !told.place) continue;
      if (is_long_past(context_, told.time)) continue;
      const auto& sentence = context_.analysis().tokens.sentence;
      if (event.trigger > t && (found || sentence[event.trigger] > sentence[t] + 1)) break;
      found = told.place;
      // People come to harm all over the town in which a building was taken.
      const auto& relation = context_.grounded().places[*told.place].relation;
      if (event.word->holding && relation && relation->kind == "site") found = relation->anchor;
    }
    return found;
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
    // "Two soldiers said": who is quoted is no strength.
    if (unit.empty() || context.names_speaker(noun)) continue;
    Claim claim;
    claim.kind = ClaimKind::force;
    claim.trigger = tree.span(noun);
    const TokenId verb = tree.clause(noun);
    std::string_view role = words.look_up("force-verb", tree.lemma(verb));
    // "Rescued three guards", "shot down two drones": what is done to them says nobody's strength.
    const Deprel hangs = tree.relation(noun);
    const bool undergo = (hangs == Deprel::obj || hangs == Deprel::nsubj_pass) &&
                         tree.is(tree.head(noun), Upos::VERB) && tree.head(noun) == verb;
    if (undergo && role.empty()) continue;
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
    // "The ELN has 1,500 fighters", "attacked with ten drones": theirs who has, sends or uses them.
    for (TokenId at = verb; claim.actors.empty();) {
      const TokenId subject = tree.subject(at);
      if (subject == noun || context.counted(subject == kNoToken ? noun : subject) == noun) break;
      if (subject != kNoToken) context.parties(subject, false, claim.actors);
      const Deprel r = tree.relation(at);
      if (!claim.actors.empty() || tree.is_root(at) ||
          (r != Deprel::advcl && r != Deprel::xcomp && r != Deprel::acl))
        break;
      at = tree.head(at);
    }
    if (claim.actors.empty() && context.is_party(noun)) context.parties(noun, false, claim.actors);
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
