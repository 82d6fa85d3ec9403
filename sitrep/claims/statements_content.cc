#include "sitrep/claims/statements_content.h"

#include <algorithm>

#include "sitrep/claims/statements_words.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

bool has_marker(const Tree& tree, TokenId clause, std::string_view word) {
  for (const TokenId c : tree.children(clause)) {
    const Deprel r = tree.relation(c);
    if ((r == Deprel::mark || r == Deprel::case_) && ascii_lower(tree.word(c)) == word) return true;
  }
  return false;
}

bool has_subject(const Tree& tree, TokenId verb) {
  for (const TokenId c : tree.children(verb)) {
    const Deprel r = universal(tree.relation(c));
    if (r == Deprel::nsubj || r == Deprel::csubj) return true;
  }
  return false;
}

bool has_auxiliary(const Tree& tree, TokenId verb) {
  for (const TokenId c : tree.children(verb)) {
    const Deprel r = universal(tree.relation(c));
    if (r == Deprel::aux || r == Deprel::cop) return true;
  }
  return false;
}

// The object; of a passive, its subject.
TokenId object_of(const Tree& tree, TokenId verb) {
  for (const TokenId c : tree.children(verb)) {
    if (tree.relation(c) == Deprel::obj || tree.relation(c) == Deprel::nsubj_pass) return c;
  }
  return kNoToken;
}

void append(std::vector<Span>& out, const std::vector<Span>& more) {
  out.insert(out.end(), more.begin(), more.end());
}

// Two phrases of one clause, and what stands between them, as one span: "the recapture | a
// victory".
std::vector<Span> joined(const Tree& tree, TokenId first, TokenId second, TokenId verb) {
  const auto a = words_below(tree, first, kNoToken);
  const auto b = words_below(tree, second, kNoToken);
  if (a.empty() || b.empty()) return {};
  const Span whole = cover(a.front(), b.back());
  if (!whole.contains(tree.span(verb))) return {whole};
  std::vector<Span> out = a;
  append(out, b);
  std::sort(out.begin(), out.end());
  return out;
}

// What a source or a speaker put beside it speaks of: where it stands first or last in the
// sentence, all the rest of it, for that is where a tree is most often wrong; else the clause that
// it stands in.
std::vector<Span> words_beside(const Tree& tree, TokenId host, TokenId source) {
  const Sentence& s = tree.analysis().sentences[tree.analysis().tokens.sentence[source]];
  TokenId first = s.first;
  TokenId last = s.last - 1;
  while (first < last && tree.is(first, Upos::PUNCT)) ++first;
  while (last > first && tree.is(last, Upos::PUNCT)) --last;
  const Span own = tree.subtree(source);
  const bool edge = own.contains(tree.span(first)) || own.contains(tree.span(last));
  TokenId top = edge ? host : tree.clause(host);
  while (edge && !tree.is_root(top)) top = tree.head(top);
  return words_below(tree, top, source);
}

// What is below or beside the verb, in one way; `said.content` is empty where there is nothing.
class VerbReader {
 public:
  VerbReader(const Tree& tree, TokenId verb, const Cue& cue, const WordSet& times)
      : tree_(tree), verb_(verb), cue_(cue), times_(times) {}

  SaidContent read() {
    said_.cue = tree_.span(verb_);
    complement() || around() || prepositional() || beside() || object();
    said_.asserts = said_.asserts && said_.kind == Cue::Kind::speech;
    return said_;
  }

 private:
  // Takes the content as of that kind. False where there is none.
  bool take(Content content, std::vector<Span> spans) {
    if (spans.empty()) return false;
    said_.content = std::move(spans);
    said_.kind = cue_.kind(content);
    // "announced a withdrawal" says that there is one; "condemned the attack" takes it for granted.
    const bool granted = content == Content::object || content == Content::predicate;
    said_.asserts = !granted || cue_.kind(Content::clause) == Cue::Kind::speech;
    return true;
  }

  bool is_bare(TokenId c, std::string_view form) const {
    return tree_.xpos(c) == form && !has_subject(tree_, c);
  }

  // Clauses and infinitives below the verb.
  bool complement() {
    const TokenId first_object = object_of(tree_, verb_);
    for (const TokenId c : tree_.children(verb_)) {
      const Deprel r = tree_.relation(c);
      // "called it a victory": of two objects the second is what the first is called.
      if (r == Deprel::obj && c > first_object && cue_.has(Content::predicate))
        return take(Content::predicate, joined(tree_, first_object, c, verb_));
      if (r == Deprel::parataxis && c > verb_ && stray_subject(c) != kNoToken && clausal(c))
        return true;
      if (r == Deprel::ccomp || r == Deprel::csubj_pass) {
        if (clausal(c)) return true;
      } else if (r == Deprel::xcomp || r == Deprel::obl_unmarked || asks_to(c, first_object)) {
        if (open(c)) return true;
      }
    }
    return false;
  }

  // "urged Iran to stop": the infinitive may hang there as if it said what for.
  bool asks_to(TokenId c, TokenId object) const {
    return tree_.relation(c) == Deprel::advcl && cue_.has(Content::to) && object != kNoToken &&
           object > verb_ && c > object && has_marker(tree_, c, "to") && !has_subject(tree_, c);
  }

  bool clausal(TokenId c) {
    const bool infinitive = has_marker(tree_, c, "to") && !has_subject(tree_, c);
    const Content kind = infinitive                               ? Content::to
                         : is_bare(c, "VBG")                      ? Content::gerund
                         : cue_.has(Content::clause) || c > verb_ ? Content::clause
                                                                  : Content::quote;
    const bool takes = cue_.has(kind) || cue_.has(Content::clause);
    const TokenId subject = stray_subject(c);
    return takes && take(cue_.has(kind) ? kind : Content::clause,
                         subject != kNoToken ? joined(tree_, subject, c, verb_)
                                             : words_below(tree_, c, kNoToken));
  }

  // "said 90 civilians were wounded": without a "that", a tree may hang the clause's subject on the
  // verb that says it.
  TokenId stray_subject(TokenId clause) const {
    if (const TokenId first = first_of_row(clause); first != kNoToken) return first;
    if (has_subject(tree_, clause) || clause < verb_ || !cue_.has(Content::clause)) return kNoToken;
    const bool finite = tree_.xpos(clause) == "VBD" || tree_.xpos(clause) == "VBZ" ||
                        tree_.xpos(clause) == "VBP" || has_auxiliary(tree_, clause);
    if (!finite || has_marker(tree_, clause, "that") || has_marker(tree_, clause, "to"))
      return kNoToken;
    TokenId found = kNoToken;
    for (const TokenId c : tree_.children(verb_)) {
      if (c <= verb_ || c >= clause) continue;
      const Deprel r = universal(tree_.relation(c));
      if (r == Deprel::nsubj || (r == Deprel::obj && !tree_.is(c, Upos::PRON))) found = c;
    }
    return found;
  }

  // "Said two nurses, a guard and six children were hurt": of a row of subjects a tree may take the
  // first for what is said.
  TokenId first_of_row(TokenId clause) const {
    const TokenId subject = tree_.child(clause, Deprel::nsubj) != kNoToken
                                ? tree_.child(clause, Deprel::nsubj)
                                : tree_.child(clause, Deprel::nsubj_pass);
    const TokenId first = tree_.child(verb_, Deprel::obj);
    if (subject == kNoToken || first == kNoToken || first < verb_ || subject < first ||
        !cue_.has(Content::clause) || tree_.is(first, Upos::PRON) ||
        !tree_.has_child(subject, Deprel::conj))
      return kNoToken;
    // The comma may hang on either.
    const uint32_t end = tree_.span(first).end;
    const bool comma = first + 1 < subject && tree_.word(first + 1) == ",";
    return comma && tree_.subtree(subject).begin <= end + 2 ? first : kNoToken;
  }

  bool open(TokenId c) {
    const TokenId object = object_of(tree_, verb_);
    const bool before = object != kNoToken && object < c && !tree_.is_passive(verb_);
    const bool infinitive = has_marker(tree_, c, "to") && !has_subject(tree_, c);
    if (infinitive && cue_.has(Content::to)) {
      // "urged residents to help" says it of the residents.
      return take(Content::to,
                  before ? joined(tree_, object, c, verb_) : words_below(tree_, c, kNoToken));
    }
    if (infinitive && cue_.has(Content::clause) && (before || tree_.is_passive(verb_))) {
      return take(Content::clause,
                  before ? joined(tree_, object, c, verb_) : words_below(tree_, c, kNoToken));
    }
    if (is_bare(c, "VBG")) {
      return cue_.has(Content::gerund) && take(Content::gerund, words_below(tree_, c, kNoToken));
    }
    if (!cue_.has(Content::predicate) || object == kNoToken || tree_.is(c, Upos::VERB))
      return false;
    return take(Content::predicate, joined(tree_, object, c, verb_));
  }

  // "Attacked the town for days", "commented on Tuesday": that is when, not what was said.
  bool is_time(TokenId c) const { return times_.find(ascii_lower(tree_.lemma(c))) != times_.end(); }

  bool is_deed_to(const Cue::DeedTo& deed, TokenId object) const {
    const auto has = [](const auto& list, const auto& wanted) {
      return std::find(list.begin(), list.end(), wanted) != list.end();
    };
    if (has(deed.nouns, tree_.lemma(object))) return true;
    const uint32_t mention = tree_.analysis().mention_at(object);
    return mention != kNoEntity && has(deed.kinds, tree_.analysis().mentions[mention].kind);
  }

  // "called for talks", "blamed Iran for the attack".
  bool prepositional() {
    const TokenId object = object_of(tree_, verb_);
    for (const TokenId c : tree_.children(verb_)) {
      const Deprel r = universal(tree_.relation(c));
      if (r != Deprel::obl && r != Deprel::advcl && r != Deprel::nmod && r != Deprel::xcomp)
        continue;
      if (is_time(c)) continue;
      for (const auto& with : cue_.object_with) {
        if (object == kNoToken || !has_marker(tree_, c, with.word)) continue;
        if (is_deed_to(with.deed_to, object)) continue;
        if (take(Content::object, joined(tree_, object, c, verb_))) {
          said_.kind = with.kind;
          said_.asserts = r == Deprel::advcl;
          if (said_.asserts) said_.deed = {tree_.span(c).begin, said_.content.back().end};
          return true;
        }
      }
      for (const auto& with : cue_.with) {
        if (after_preposition(c, with)) return true;
      }
    }
    return object != kNoToken && !tree_.is_passive(verb_) && within(object);
  }

  // "attributed the bombing to the rebels": the phrase may hang on the object.
  bool within(TokenId object) {
    for (const TokenId c : tree_.children(object)) {
      if (universal(tree_.relation(c)) != Deprel::nmod) continue;
      for (const auto& with : cue_.object_with) {
        if (!has_marker(tree_, c, with.word) || is_time(c)) continue;
        if (is_deed_to(with.deed_to, object)) continue;
        if (!take(Content::object, words_below(tree_, object, kNoToken))) return false;
        said_.kind = with.kind;
        return true;
      }
    }
    return false;
  }

  // The preposition of the phrase; a tree may hang "on" of "called on both sides" on the verb.
  TokenId preposition_of(TokenId c, std::string_view word) const {
    for (const TokenId p : tree_.children(c)) {
      const Deprel r = tree_.relation(p);
      if ((r == Deprel::case_ || r == Deprel::mark) && ascii_lower(tree_.word(p)) == word) return p;
    }
    const TokenId particle = tree_.child(verb_, Deprel::compound_prt);
    const bool before = particle == verb_ + 1 && particle < c &&
                        tree_.subtree(c).begin == tree_.span(particle).end + 1;
    return before && ascii_lower(tree_.word(particle)) == word ? particle : kNoToken;
  }

  bool after_preposition(TokenId c, const Cue::Preposition& with) {
    const TokenId p = preposition_of(c, with.word);
    if (p == kNoToken || is_deed_to(with.deed_to, c)) return false;
    if (!take(Content::object, words_below(tree_, c, p))) return false;
    // "Called on the parties to stop": what they are called on to do is said of them.
    for (const TokenId asked : tree_.children(verb_)) {
      if (asked < c || !has_marker(tree_, asked, "to") || !cue_.has(Content::to)) continue;
      if (tree_.subtree(asked).begin != tree_.subtree(c).end + 1) continue;
      said_.content = {cover(said_.content.front(), tree_.subtree(asked))};
      break;
    }
    said_.kind = with.kind;
    said_.asserts = true;
    if (p == verb_ + 1) said_.cue = cover(said_.cue, tree_.span(p));
    return true;
  }

  // What the verb is put into or beside: "The town, he said, is free", "as he said, ...".
  bool around() {
    if (tree_.is_root(verb_) || !has_subject(tree_, verb_)) return false;
    const Deprel r = tree_.relation(verb_);
    const bool put_in =
        r == Deprel::parataxis || (r == Deprel::advcl && has_marker(tree_, verb_, "as"));
    if (!put_in || !says()) return false;
    return take(way(), words_beside(tree_, tree_.head(verb_), verb_));
  }

  // "He said: the town is free": a clause beside the verb.
  bool beside() {
    if (!says()) return false;
    for (const TokenId c : tree_.children(verb_)) {
      if (tree_.relation(c) != Deprel::parataxis && tree_.relation(c) != Deprel::dep) continue;
      bool beside = c < verb_;
      for (TokenId t = verb_ + 1; t < c && !beside; ++t) beside = tree_.word(t) == ":";
      if (beside && take(way(), words_below(tree_, c, kNoToken))) return true;
    }
    return false;
  }

  bool object() {
    if (!cue_.has(Content::object)) return false;
    const TokenId object = object_of(tree_, verb_);
    if (object == kNoToken || tree_.is(object, Upos::PRON) || is_deed_to(cue_.deed_to, object))
      return false;
    const TokenId more = belongs_to(object);
    return take(Content::object, more == kNoToken ? words_below(tree_, object, kNoToken)
                                                  : joined(tree_, object, more, verb_));
  }

  // "claimed responsibility for the attacks", "announced the start of an operation to isolate
  // them": what follows the object at once says more of it, though it may hang on the verb.
  TokenId belongs_to(TokenId object) const {
    const uint32_t end = tree_.subtree(object).end;
    for (const TokenId c : tree_.children(verb_)) {
      if (c < object || tree_.subtree(c).begin != end + 1) continue;
      const Deprel r = universal(tree_.relation(c));
      if (r == Deprel::advcl && has_marker(tree_, c, "to") && !has_subject(tree_, c)) return c;
      if (r != Deprel::obl) continue;
      for (const auto* preposition : {"for", "against", "of", "between"}) {
        if (has_marker(tree_, c, preposition)) return c;
      }
    }
    return kNoToken;
  }

  bool says() const { return cue_.has(Content::clause) || cue_.has(Content::quote); }
  Content way() const { return cue_.has(Content::clause) ? Content::clause : Content::quote; }

  const Tree& tree_;
  TokenId verb_;
  const Cue& cue_;
  const WordSet& times_;
  SaidContent said_;
};

// "criticism by Damascus that ...": a tree may hang the clause on the last word of the phrase.
TokenId clause_after_phrase(const Tree& tree, TokenId noun) {
  const auto& tokens = tree.analysis().tokens;
  const TokenId last = std::min(static_cast<TokenId>(tokens.size()), noun + 8);
  for (TokenId t = noun + 2; t < last && tokens.sentence[t] == tokens.sentence[noun]; ++t) {
    if (tree.is(t, Upos::PUNCT) || tree.is(t, Upos::VERB)) return kNoToken;
    if (tree.relation(t) != Deprel::mark || ascii_lower(tree.word(t)) != "that") continue;
    const TokenId clause = tree.head(t);
    const bool within = !tree.is_root(clause) && tree.head(clause) > noun && tree.head(clause) < t;
    return within ? clause : kNoToken;
  }
  return kNoToken;
}

}  // namespace

SaidContent said_by_verb(const Tree& tree, TokenId verb, const Cue& cue, const WordSet& times) {
  return VerbReader(tree, verb, cue, times).read();
}

SaidContent said_by_noun(const Tree& tree, TokenId noun, const Cue& cue) {
  SaidContent said;
  said.cue = tree.span(noun);
  std::vector<TokenId> clauses(tree.children(noun).begin(), tree.children(noun).end());
  if (const TokenId later = clause_after_phrase(tree, noun); later != kNoToken)
    clauses.push_back(later);
  for (const TokenId c : clauses) {
    const Deprel r = tree.relation(c);
    if (r != Deprel::acl && r != Deprel::ccomp) continue;
    const bool that = cue.has(Content::clause) && has_marker(tree, c, "that");
    const bool to = cue.has(Content::to) && has_marker(tree, c, "to");
    if (!that && !to) continue;
    said.content = words_below(tree, c, kNoToken);
    said.kind = cue.kind(that ? Content::clause : Content::to);
    said.asserts = said.kind == Cue::Kind::speech;
  }
  return said;
}

SaidContent said_by_phrase(const Tree& tree, TokenId first, TokenId nominal) {
  SaidContent said;
  said.cue = cover(tree.span(first), tree.span(first + 1));
  if (!tree.is_root(nominal)) said.content = words_beside(tree, tree.head(nominal), nominal);
  return said;
}

TokenId speaker_of_verb(const Tree& tree, TokenId verb, bool beside_quotation) {
  TokenId speaker = tree.subject(verb);
  if (speaker == kNoToken && beside_quotation) {
    // "“We left,” said Carter": a parser may take the speaker for the object.
    const TokenId object = tree.child(verb, Deprel::obj);
    if (object != kNoToken && object > verb && !tree.is(object, Upos::PRON)) speaker = object;
  }
  // "released a statement saying": who released it.
  if (!tree.is_root(verb) && tree.relation(verb) == Deprel::acl && tree.xpos(verb) == "VBG") {
    const TokenId noun = tree.head(verb);
    if (tree.relation(noun) == Deprel::obj && !tree.is_root(noun)) {
      const TokenId who = tree.subject(tree.head(noun));
      if (who != kNoToken) speaker = who;
    }
  }
  if (speaker != kNoToken && tree.relation(speaker) == Deprel::expl) return kNoToken;
  return speaker;
}

TokenId speaker_of_noun(const Tree& tree, TokenId noun) {
  for (const TokenId c : tree.children(noun)) {
    if (tree.relation(c) == Deprel::nmod_poss) return c;
  }
  for (const TokenId c : tree.children(noun)) {
    if (universal(tree.relation(c)) != Deprel::nmod) continue;
    const std::string preposition = ascii_lower(tree.preposition(c));
    if (preposition == "by" || preposition == "from" || preposition == "of" ||
        preposition == "among")
      return c;
  }
  const bool object = tree.relation(noun) == Deprel::obj;
  return object && !tree.is_root(noun) ? tree.subject(tree.head(noun)) : kNoToken;
}

TokenId source_of_phrase(const Tree& tree, TokenId first) {
  if (ascii_lower(tree.word(first)) != "according") return kNoToken;
  const auto count = static_cast<TokenId>(tree.analysis().tokens.size());
  if (first + 1 >= count || ascii_lower(tree.word(first + 1)) != "to") return kNoToken;
  if (tree.relation(first) == Deprel::case_) return tree.head(first);
  for (const TokenId c : tree.children(first)) {
    if (universal(tree.relation(c)) == Deprel::obl) return c;
  }
  return kNoToken;
}

}  // namespace sitrep
