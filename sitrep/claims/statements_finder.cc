#include "sitrep/claims/statements_finder.h"

#include <algorithm>

#include "sitrep/claims/event_words.h"
#include "sitrep/claims/statements_surface.h"
#include "sitrep/claims/statements_words.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// How far from a quotation its cue may stand, in tokens.
constexpr uint32_t kReach = 30;

// Sorted, with what overlaps or has only marks and spaces between it made one.
void normalise(const Tree& tree, std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> out;
  for (const Span span : spans) {
    if (span.empty()) continue;
    if (!out.empty() && span.begin <= out.back().end) {
      out.back().end = std::max(out.back().end, span.end);
    } else if (!out.empty() && trimmed(tree, {out.back().end, span.begin}, false).empty() &&
               span.begin - out.back().end <= 4) {
      out.back().end = span.end;
    } else {
      out.push_back(span);
    }
  }
  spans = std::move(out);
}

}  // namespace

StatementFinder::StatementFinder(const Tree& tree, const StatementRules::Parts& rules)
    : tree_(tree), rules_(rules), quotations_(find_quotations(tree.document())) {
  owner_.assign(quotations_.size(), kNone);
}

std::vector<Statement> StatementFinder::run() {
  read_cues();
  name_cited_sources();
  cut_what_is_added();
  answer_denials();
  read_what_is_put_in();
  give_quotations();
  reach_out();
  read_blocks_after_colons();
  std::vector<Statement> out;
  for (const Draft& draft : drafts_) {
    if (is_statement(draft)) out.push_back(statement(draft));
  }
  find_nested(out);
  std::stable_sort(out.begin(), out.end(),
                   [](const Statement& a, const Statement& b) { return a.span < b.span; });
  return out;
}

// By trees.

void StatementFinder::read_cues() {
  const auto& tokens = tree_.analysis().tokens;
  for (TokenId t = 0; t < tokens.size(); ++t) {
    if (rules_.phrases.find(ascii_lower(tree_.word(t))) != rules_.phrases.end()) {
      read_phrase(t);
    } else if (tokens.upos[t] == Upos::VERB) {
      if (const Cue* cue = look_up(rules_.verbs, t)) read_verb(t, *cue);
    } else if (tokens.upos[t] == Upos::NOUN) {
      if (const Cue* cue = look_up(rules_.nouns, t)) read_noun(t, *cue);
    }
  }
}

// By the lemma, and by what it may be where the lemmatiser was wrong.
const Cue* StatementFinder::look_up(const WordMap<Cue>& cues, TokenId t) const {
  const std::string lemma = ascii_lower(tree_.lemma(t));
  for (const std::string_view reading : LemmaReadings(lemma)) {
    if (const auto at = cues.find(reading); at != cues.end()) return &at->second;
  }
  return nullptr;
}

void StatementFinder::add_draft(TokenId cue, const SaidContent& said, TokenId speaker) {
  Draft draft;
  draft.cue = cue;
  draft.cue_span = said.cue;
  draft.content = said.content;
  draft.deed = said.deed;
  draft.asserts = said.asserts;
  draft.kind = said.kind;
  draft.speaker = speaker;
  draft.within = quotation_at(said.cue.begin);
  drafts_.push_back(std::move(draft));
}

void StatementFinder::read_verb(TokenId verb, const Cue& cue) {
  add_draft(verb, said_by_verb(tree_, verb, cue, rules_.times),
            speaker_of_verb(tree_, verb, false));
  drafts_.back().verb = true;
  drafts_.back().takes_quotations = cue.has(Content::quote);
  drafts_.back().says = cue.has(Content::quote) && cue.kind(Content::clause) == Cue::Kind::speech;
  drafts_.back().names = cue.has(Content::predicate);
}

void StatementFinder::read_noun(TokenId noun, const Cue& cue) {
  const SaidContent said = said_by_noun(tree_, noun, cue);
  if (!said.content.empty()) add_draft(noun, said, speaker_of_noun(tree_, noun));
}

void StatementFinder::read_phrase(TokenId first) {
  const TokenId source = source_of_phrase(tree_, first);
  if (source == kNoToken) return;
  add_draft(first, said_by_phrase(tree_, first, source), source);
}

// "Reuters, citing officials, reported that": the officials say it, and that they are cited is no
// statement beside it.
void StatementFinder::name_cited_sources() {
  const auto& tokens = tree_.analysis().tokens;
  for (size_t i = 0; i < drafts_.size(); ++i) {
    Draft& citing = drafts_[i];
    if (!citing.verb || tree_.xpos(citing.cue) != "VBG" ||
        rules_.citing.find(ascii_lower(tree_.lemma(citing.cue))) == rules_.citing.end())
      continue;
    const TokenId source = tree_.child(citing.cue, Deprel::obj);
    if (source == kNoToken || !can_be_cited(source)) continue;
    // Of the cues of its sentence the one before it, else the one behind.
    for (const size_t k : {i - 1, i + 1}) {
      if (k >= drafts_.size() || !drafts_[k].says || drafts_[k].within != citing.within ||
          tokens.sentence[drafts_[k].cue] != tokens.sentence[citing.cue])
        continue;
      drafts_[k].speaker = source;
      citing.content.clear();
      citing.takes_quotations = false;
      citing.says = false;
      break;
    }
  }
}

bool StatementFinder::can_be_cited(TokenId noun) const {
  if (rules_.cited.find(ascii_lower(tree_.lemma(noun))) != rules_.cited.end()) return true;
  const uint32_t m = tree_.analysis().mention_at(noun);
  if (m == kNoEntity) return false;
  const EntityKind kind = tree_.analysis().mentions[m].kind;
  return kind == EntityKind::person || kind == EntityKind::organisation ||
         kind == EntityKind::armed_group || kind == EntityKind::country;
}

// "He said that troops left, adding that more would follow": a tree often hangs the second cue on
// what the first one says. It belongs to the first speaker, and ends what he said first.
void StatementFinder::cut_what_is_added() {
  const auto& tokens = tree_.analysis().tokens;
  for (size_t i = 0; i < drafts_.size(); ++i) {
    Draft& added = drafts_[i];
    if (!added.verb || added.cue == 0 || tree_.xpos(added.cue) != "VBG") continue;
    if (tree_.word(added.cue - 1) != "," || added.within != kNone) continue;
    for (size_t k = i; k > 0; --k) {
      Draft& first = drafts_[k - 1];
      if (tokens.sentence[first.cue] != tokens.sentence[added.cue]) break;
      if (!first.verb || !first.says || first.within != kNone) continue;
      if (first.speaker != kNoToken) added.speaker = first.speaker;
      const uint32_t comma = tree_.span(added.cue - 1).begin;
      if (!first.content.empty() && first.content.back().begin < comma &&
          first.content.back().contains(added.cue_span.begin)) {
        first.content.back() = trimmed(tree_, {first.content.back().begin, comma}, false);
      }
    }
  }
}

// "The town fell, the army said on Monday": commas show it, whatever the tree says.
void StatementFinder::read_what_is_put_in() {
  for (Draft& draft : drafts_) {
    if (!draft.says || draft.within != kNone) continue;
    auto found = put_in(tree_, draft.cue);
    if (!found || begins_with_quotation(found->content.front())) continue;
    draft.content = std::move(found->content);
    draft.speaker = found->speaker;
    draft.asserts = true;
    draft.kind = Cue::Kind::speech;
  }
  for (Draft& draft : drafts_) {
    if (!draft.says || draft.within != kNone) continue;
    // "Carter, who was in Iraq, said on Monday that": no words before the verb where "that"
    // follows.
    const bool before =
        !draft.content.empty() && !draft.quoted && draft.content.back().end <= draft.cue_span.begin;
    if (opens_condition(draft)) {
      const auto& analysis = tree_.analysis();
      const Span sentence =
          analysis.span_of(analysis.sentences[analysis.tokens.sentence[draft.cue]]);
      draft.content.front().end = trimmed(tree_, sentence, false).end;
      continue;
    }
    if (!draft.content.empty() && !before) continue;
    Span after = said_behind_that(tree_, draft.cue);
    if (after.empty() && !before) after = said_after(tree_, draft.cue);
    if (after.empty() || quotation_at(after.begin) != kNone) continue;
    draft.content = {after};
  }
}

// "Said if the goal is peace, then they should leave": a condition is said with what follows from
// it.
bool StatementFinder::opens_condition(const Draft& draft) const {
  if (draft.content.size() != 1 || draft.content.front().begin < draft.cue_span.end) return false;
  const TokenId first = tree_.analysis().token_at(draft.content.front().begin);
  const TokenId next = tree_.analysis().token_at(draft.content.front().end);
  return first != kNoToken && next != kNoToken && ascii_lower(tree_.word(first)) == "if" &&
         tree_.relation(first) == Deprel::mark && tree_.word(next) == ",";
}

bool StatementFinder::begins_with_quotation(Span words) const {
  return std::any_of(quotations_.begin(), quotations_.end(), [words](const Quotation& q) {
    return q.outer.overlaps(words) && q.inner.begin <= words.begin + 4;
  });
}

// "said that she was “sad” and would leave": the words around those in marks are said as well, to
// the end of the sentence or the next cue.
void StatementFinder::reach_out() {
  const auto& analysis = tree_.analysis();
  for (size_t i = 0; i < drafts_.size(); ++i) {
    Draft& draft = drafts_[i];
    if (!draft.verb || draft.within != kNone || draft.content.empty()) continue;
    if (!draft.quoted && !takes_next_quotation(draft, i)) continue;
    const Span sentence = analysis.span_of(analysis.sentences[analysis.tokens.sentence[draft.cue]]);
    Span& first = draft.content.front();
    if (first.begin < draft.cue_span.end || !sentence.contains(first.begin)) continue;
    const uint32_t marks = quotation_at(first.begin);
    if (marks != kNone) {
      const uint32_t opens = quotations_[marks].outer.begin;
      const uint32_t begin = begin_of_mixed(tree_, draft.cue, opens, draft.names);
      if (begin < opens) first.begin = std::min(first.begin, begin);
    }
    // Where another cue stands behind, what it says begins at the comma or the "and" before it.
    uint32_t limit = trimmed(tree_, sentence, false).end;
    for (size_t k = i + 1; k < drafts_.size() && drafts_[k].cue_span.begin < limit; ++k) {
      if (drafts_[k].cue_span.begin < first.end || !drafts_[k].verb || drafts_[k].content.empty())
        continue;
      limit = clause_begin_before(drafts_[k].cue, first.end);
    }
    for (size_t k = 0; k < draft.content.size(); ++k) {
      Span& span = draft.content[k];
      const uint32_t q = quotation_at(span.end - 1);
      if (q == kNone || !sentence.contains(quotations_[q].outer) || ends_clause(quotations_[q]))
        continue;
      span.end = std::max(span.end, limit);
    }
    normalise(tree_, draft.content);
  }
}

// "said she led the “first” attack": a clause that breaks off before words in marks that nobody
// else says goes on with them.
bool StatementFinder::takes_next_quotation(Draft& draft, size_t index) {
  const Span last = draft.content.back();
  if (!draft.says || last.begin < draft.cue_span.end) return false;
  const auto q =
      std::lower_bound(quotations_.begin(), quotations_.end(), last.end,
                       [](const Quotation& other, uint32_t at) { return other.outer.begin < at; });
  if (q == quotations_.end() || q->outer.begin - last.end > 48) return false;
  const auto number = static_cast<size_t>(q - quotations_.begin());
  if (owner_[number] != kNone || ends_sentence_between(last.end, q->outer.begin)) return false;
  const Span between = {last.end, q->outer.begin};
  if (between.of(tree_.document().text).find_first_of(",;:") != std::string_view::npos)
    return false;
  const bool other = index + 1 < drafts_.size() && drafts_[index + 1].verb &&
                     drafts_[index + 1].cue_span.begin < q->outer.begin &&
                     !drafts_[index + 1].content.empty();
  if (other) return false;
  draft.content.back().end = q->inner.end;
  draft.quoted = true;
  owner_[number] = static_cast<uint32_t>(index);
  return true;
}

// The end of the word before the comma or conjunction that stands last before this cue.
uint32_t StatementFinder::clause_begin_before(TokenId cue, uint32_t floor) const {
  for (TokenId t = cue; t > 0 && tree_.span(t - 1).begin >= floor; --t) {
    if (tree_.is(t - 1, Upos::CCONJ) || tree_.is(t - 1, Upos::PUNCT)) {
      return std::max(floor, trimmed(tree_, {floor, tree_.span(t - 1).begin}, false).end);
    }
  }
  return floor;
}

// By quotation marks.

void StatementFinder::give_quotations() {
  for (uint32_t q = 0; q < quotations_.size(); ++q) {
    // A sentence in quotation marks and the cue right after it belong together, whatever the tree
    // says.
    const uint32_t after = is_announced(quotations_[q]) ? kNone : cue_after(quotations_[q]);
    if (after != kNone && begins_sentence(quotations_[q]) && ends_clause(quotations_[q])) {
      Draft& draft = drafts_[after];
      if (!draft.quoted) draft.content.clear();
      give(q, after);
    }
    if (widen(q) || owner_[q] != kNone) continue;
    if (after != kNone && drafts_[after].content.empty()) {
      give(q, after);
    } else if (const uint32_t before = cue_before(q); before != kNone) {
      give(q, before);
    } else if (const uint32_t reaction = reaction_before(q); reaction != kNone) {
      drafts_[reaction].content.clear();
      drafts_[reaction].asserts = true;
      give(q, reaction);
    } else if (const uint32_t last = statement_before(q); last != kNone) {
      give(q, last);
    }
  }
}

// The statements that the tree gave a part of the quotation get the whole of it, but for those
// whose cue stands inside it: they stay inside.
bool StatementFinder::widen(uint32_t q) {
  const Quotation& quotation = quotations_[q];
  bool any = false;
  const bool announced = is_announced(quotation);
  const auto first =
      std::lower_bound(drafts_.begin(), drafts_.end(), quotation.outer.begin,
                       [](const Draft& d, uint32_t at) { return d.cue_span.end + 4096 < at; });
  for (auto draft = first; draft != drafts_.end(); ++draft) {
    if (draft->cue_span.begin > quotation.outer.end + 4096) break;
    if (draft->within == q) {
      for (Span& span : draft->content) {
        if (span.overlaps(quotation.inner)) {
          span = {std::max(span.begin, quotation.inner.begin),
                  std::min(span.end, quotation.inner.end)};
        }
      }
      continue;
    }
    if (announced && draft->cue_span.begin > quotation.outer.end) {
      std::erase_if(draft->content, [&](Span span) { return span.overlaps(quotation.inner); });
      continue;
    }
    const bool overlaps = std::any_of(draft->content.begin(), draft->content.end(),
                                      [&](Span span) { return span.overlaps(quotation.inner); });
    if (!overlaps) continue;
    any = true;
    give(q, static_cast<uint32_t>(draft - drafts_.begin()));
  }
  return any;
}

void StatementFinder::give(uint32_t q, uint32_t at) {
  Draft& draft = drafts_[at];
  draft.content.push_back(trimmed(tree_, quotations_[q].inner, true));
  normalise(tree_, draft.content);
  draft.quoted = true;
  owner_[q] = at;
  if (!draft.verb) return;
  if (draft.speaker == kNoToken) draft.speaker = speaker_of_verb(tree_, draft.cue, true);
  const bool misplaced =
      draft.speaker == kNoToken || quotations_[q].outer.overlaps(tree_.span(draft.speaker));
  if (misplaced) draft.speaker = speaker_beside(draft, quotations_[q]);
  draft.speaker = past_relative(draft.speaker, quotations_[q].outer);
}

// "“They lay there,” a survivor who reached Chad said": not the last word of the clause with "who".
TokenId StatementFinder::past_relative(TokenId speaker, Span quotation) const {
  if (speaker == kNoToken) return speaker;
  for (TokenId t = speaker; t > 1 && speaker - t < 6; --t) {
    if (tree_.span(t - 1).begin < quotation.end || tree_.is(t - 1, Upos::PUNCT)) break;
    if (tree_.xpos(t - 1) != "WP") continue;
    const bool nominal = tree_.is(t - 2, Upos::NOUN) || tree_.is(t - 2, Upos::PROPN);
    return nominal && tree_.span(t - 2).begin >= quotation.end ? t - 2 : speaker;
  }
  return speaker;
}

bool StatementFinder::ends_sentence_between(uint32_t from, uint32_t to) const {
  const std::string_view text = tree_.document().text;
  for (uint32_t at = from; at < to; ++at) {
    const bool stop = text[at] == '.' || text[at] == '?' || text[at] == '!';
    if (stop && at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n')) return true;
    if (text[at] == '\n') return true;
  }
  return false;
}

// The nominal between the quotation and its cue ("“We left,” Carter said"), else the one right
// after the cue
// ("“We left,” said Carter"); for where the tree has none, or one within the quotation.
TokenId StatementFinder::speaker_beside(const Draft& draft, const Quotation& q) const {
  const auto& tokens = tree_.analysis().tokens;
  const auto nominal = [&](TokenId t) {
    const Upos u = tokens.upos[t];
    return (u == Upos::PROPN || u == Upos::NOUN || u == Upos::PRON) &&
           !q.outer.overlaps(tree_.span(t));
  };
  // Of "Prime Minister Haider al-Abadi" the word that the others hang on.
  const auto head_of = [&](TokenId t) {
    for (int steps = 0; steps < 8 && !tree_.is_root(t); ++steps) {
      const Deprel r = universal(tree_.relation(t));
      const bool part =
          r == Deprel::flat || r == Deprel::compound || r == Deprel::nmod || r == Deprel::appos;
      if (!part || !nominal(tree_.head(t))) break;
      t = tree_.head(t);
    }
    return t;
  };
  if (q.outer.end <= draft.cue_span.begin) {
    for (TokenId t = draft.cue; t > 0 && tokens.span[t - 1].begin >= q.outer.end; --t) {
      if (nominal(t - 1)) return head_of(t - 1);
    }
  }
  const auto last = std::min(static_cast<TokenId>(tokens.size()), draft.cue + 6);
  for (TokenId t = draft.cue + 1; t < last && !tree_.is(t, Upos::PUNCT); ++t) {
    if (nominal(t)) return head_of(t);
  }
  return kNoToken;
}

// "“We left,” Carter said."
uint32_t StatementFinder::cue_after(const Quotation& q) const {
  if (ends_sentence(q)) return kNone;
  auto at = std::lower_bound(drafts_.begin(), drafts_.end(), q.outer.end,
                             [](const Draft& d, uint32_t byte) { return d.cue_span.begin < byte; });
  for (; at != drafts_.end(); ++at) {
    const uint32_t tokens = (at->cue_span.begin - q.outer.end) / 4;
    if (tokens > kReach || ends_sentence_between(q.outer.end, at->cue_span.begin)) return kNone;
    if (quotation_at(at->cue_span.begin) != kNone) return kNone;
    if (at->takes_quotations) return static_cast<uint32_t>(at - drafts_.begin());
  }
  return kNone;
}

// “We left.” with another sentence behind it; "“We left.” Carter said." is told by its verb.
bool StatementFinder::ends_sentence(const Quotation& q) const {
  const std::string_view text = tree_.document().text;
  if (text[q.inner.end - 1] != '.' || q.outer.end + 1 >= text.size()) return false;
  if (text[q.outer.end] == '\n') return true;
  const TokenId before = tree_.analysis().token_at(q.inner.end - 1);
  const TokenId next = tree_.analysis().token_at(q.outer.end + 1);
  const auto& sentences = tree_.analysis().tokens.sentence;
  return before != kNoToken && next != kNoToken && sentences[before] != sentences[next] &&
         !begins_sentence(q);
}

// "Carter said, “We left”", or a colon at the end of the block before.
uint32_t StatementFinder::cue_before(uint32_t q) const {
  const uint32_t begin = quotations_[q].outer.begin;
  const uint32_t floor = q > 0 ? quotations_[q - 1].outer.end : 0;
  auto at = std::lower_bound(drafts_.begin(), drafts_.end(), begin,
                             [](const Draft& d, uint32_t byte) { return d.cue_span.begin < byte; });
  const bool colon = stands_after_colon(quotations_[q]);
  while (at != drafts_.begin()) {
    --at;
    if (at->cue_span.end < floor || (begin - at->cue_span.end) / 4 > kReach) return kNone;
    if (!colon && ends_sentence_between(at->cue_span.end, begin)) return kNone;
    const auto index = static_cast<uint32_t>(at - drafts_.begin());
    // "“We left,” he said, “for the sea.”" is one.
    const bool goes_on = q > 0 && owner_[q - 1] == index && at->quoted;
    if (at->takes_quotations && (at->content.empty() || goes_on || colon)) return index;
  }
  return kNone;
}

// "Carter defended his decision: “...”", "Carter criticized the move. “It is late.”": whoever takes
// a stand right before a quotation that nobody else says, in the same paragraph, says it. What he
// takes a stand on is then no statement of its own.
uint32_t StatementFinder::reaction_before(uint32_t q) const {
  const Quotation& quotation = quotations_[q];
  if (quotation.continues || quotation.single || !ends_clause(quotation)) return kNone;
  // Within one paragraph the last who spoke goes on.
  if (q > 0 && quotations_[q - 1].block == quotation.block && statement_before(q) != kNone)
    return kNone;
  const uint32_t opens = tree_.document().blocks[quotation.block].span.begin;
  const uint32_t begin = quotation.outer.begin;
  const Span before = {begin < opens + 2 ? opens : begin - 2, begin};
  const bool apart = before.of(tree_.document().text).find_first_of(",:") != std::string_view::npos;
  if (!apart && !begins_sentence(quotation)) return kNone;
  const uint32_t floor = q > 0 ? std::max(opens, quotations_[q - 1].outer.end) : opens;
  auto at = std::lower_bound(drafts_.begin(), drafts_.end(), quotation.outer.begin,
                             [](const Draft& d, uint32_t byte) { return d.cue_span.begin < byte; });
  if (at == drafts_.begin()) return kNone;
  --at;
  const bool stands = at->verb && !at->says && !at->quoted && at->within == kNone &&
                      at->kind == Cue::Kind::speech && is_finite(tree_, at->cue) &&
                      at->speaker != kNoToken && !at->content.empty();
  if (!stands || at->cue_span.begin < floor || tree_.has_feature(at->speaker, "Person=1"))
    return kNone;
  // Nothing but what he takes a stand on lies between, and at most the end of its sentence.
  const uint32_t from = std::max(at->cue_span.end, at->content.back().end);
  if (from > quotation.outer.begin || quotation.outer.begin - from > kReach) return kNone;
  return static_cast<uint32_t>(at - drafts_.begin());
}

// A sentence in quotation marks without a cue goes on from the quotation before it, where only its
// own cue stands between the two.
uint32_t StatementFinder::statement_before(uint32_t q) const {
  if (q == 0 || !begins_sentence(quotations_[q])) return kNone;
  const uint32_t owner = owner_[q - 1];
  if (owner == kNone || !drafts_[owner].quoted) return kNone;
  if (quotations_[q].continues) return owner;
  // Another cue between the two has the word.
  const uint32_t from = quotations_[q - 1].outer.end;
  const uint32_t to = quotations_[q].outer.begin;
  if (quotations_[q].block > quotations_[q - 1].block + 1) return kNone;
  return (to - from) / 6 <= kReach * 2 ? owner : kNone;
}

bool StatementFinder::stands_after_colon(const Quotation& q) const {
  const uint32_t begin = q.outer.begin;
  const Span before = {begin >= 4 ? begin - 4 : 0, begin};
  return trimmed(tree_, before, true).empty() &&
         before.of(tree_.document().text).find(':') != std::string_view::npos;
}

// "She said: “It was late.” The group called for talks": the next sentence has its own words.
bool StatementFinder::is_announced(const Quotation& q) const {
  constexpr std::string_view kStops = ".?!";
  return stands_after_colon(q) &&
         kStops.find(tree_.document().text[q.inner.end - 1]) != std::string_view::npos;
}

bool StatementFinder::begins_sentence(const Quotation& q) const {
  const Block& block = tree_.document().blocks[q.block];
  const Span before = {block.span.begin, q.outer.begin};
  const std::string_view text = before.of(tree_.document().text);
  const size_t last = text.find_last_not_of(" \n\t\"");
  if (last == std::string_view::npos) return true;
  const std::string_view until = text.substr(0, last + 1);
  return until.ends_with('.') || until.ends_with('?') || until.ends_with('!') ||
         until.ends_with(':') || until.ends_with("”");
}

// "“We left,”", "“Why?”", "“We left”,": not the first words of a sentence that goes on without
// marks.
bool StatementFinder::ends_clause(const Quotation& q) const {
  const std::string_view text = tree_.document().text;
  constexpr std::string_view kEnds = ",.?!";
  const bool after = q.outer.end < text.size() && text[q.outer.end] == ',';
  return after || kEnds.find(text[q.inner.end - 1]) != std::string_view::npos;
}

uint32_t StatementFinder::quotation_at(uint32_t byte) const {
  auto at = std::upper_bound(quotations_.begin(), quotations_.end(), byte,
                             [](uint32_t b, const Quotation& q) { return b < q.outer.begin; });
  if (at == quotations_.begin()) return kNone;
  --at;
  return at->outer.contains(byte) ? static_cast<uint32_t>(at - quotations_.begin()) : kNone;
}

StatementKind StatementFinder::kind_of(const std::vector<Span>& content) const {
  bool any = false;
  bool all = true;
  for (const Span span : content) {
    const uint32_t q = quotation_at(span.begin);
    all = all && q != kNone && span.end <= quotations_[q].outer.end;
    const auto next = std::upper_bound(
        quotations_.begin(), quotations_.end(), span.begin,
        [](uint32_t byte, const Quotation& other) { return byte < other.outer.end; });
    any = any || (next != quotations_.end() && next->inner.overlaps(span));
  }
  return !any ? StatementKind::indirect : all ? StatementKind::direct : StatementKind::mixed;
}

// "The minister said:" at the end of a block: the next block is what he said.
void StatementFinder::read_blocks_after_colons() {
  const auto& blocks = tree_.document().blocks;
  size_t next = 0;
  for (size_t b = 0; b + 1 < blocks.size(); ++b) {
    const Block& block = blocks[b];
    while (next < drafts_.size() && drafts_[next].cue_span.begin < block.span.end) ++next;
    if (next == 0 || !block.span.of(tree_.document().text).ends_with(':')) continue;
    Draft& draft = drafts_[next - 1];
    if (!block.span.contains(draft.cue_span) || !draft.takes_quotations || !draft.content.empty())
      continue;
    if (ends_sentence_between(draft.cue_span.end, block.span.end)) continue;
    for (size_t said = b + 1; said < blocks.size() && (said == b + 1 || goes_on_in(said)); ++said)
      draft.content.push_back(trimmed(tree_, blocks[said].span, true));
    draft.quoted = true;
    draft.set_apart = true;
  }
}

// A statement that a press release prints without marks goes on over the paragraphs in which nobody
// is told to say anything.
bool StatementFinder::goes_on_in(size_t block) const {
  const Block& next = tree_.document().blocks[block];
  if (next.kind != BlockKind::paragraph || !next.span.of(tree_.document().text).ends_with('.'))
    return false;
  const bool quotes = std::any_of(quotations_.begin(), quotations_.end(), [&](const Quotation& q) {
    return q.block == block && !q.single;
  });
  return !quotes && std::none_of(drafts_.begin(), drafts_.end(), [&](const Draft& d) {
    return d.says && d.speaker != kNoToken && next.span.contains(d.cue_span) &&
           !tree_.has_feature(d.speaker, "Person=1");
  });
}

// What a quoted speaker says that others say is his words; what nobody is named for, what did not
// or may not be said, and what the text says of its own writer or reader, is no statement.
bool StatementFinder::is_statement(const Draft& draft) const {
  if (draft.content.empty() || draft.within != kNone) return false;
  if (draft.quoted) return true;
  if (draft.speaker == kNoToken) return false;
  if (tree_.has_feature(draft.speaker, "Person=1") || tree_.has_feature(draft.speaker, "Person=2"))
    return false;
  if (!draft.verb) return true;
  // "They say" may pass for an infinitive, but for its subject.
  const bool infinitive = draft.cue > 0 && tree_.is(draft.cue - 1, Upos::PART);
  bool finite = false;
  for (const TokenId c : tree_.children(draft.cue)) {
    const auto xpos = tree_.xpos(c);
    if (xpos == "MD" || rules_.negators.find(ascii_lower(tree_.lemma(c))) != rules_.negators.end())
      return false;
    const Deprel r = universal(tree_.relation(c));
    finite = finite || r == Deprel::aux || (r == Deprel::nsubj && !infinitive);
  }
  return finite || tree_.xpos(draft.cue) != "VB";
}

// Marks those whose cue stands in the content of another; of these only what is said in so many
// words is kept.
void StatementFinder::find_nested(std::vector<Statement>& statements) const {
  std::vector<Span> stretches;
  for (const Statement& s : statements) {
    stretches.insert(stretches.end(), s.content.begin(), s.content.end());
  }
  std::sort(stretches.begin(), stretches.end());
  for (size_t i = 1; i < stretches.size(); ++i) {  // the furthest end so far
    stretches[i].end = std::max(stretches[i].end, stretches[i - 1].end);
  }
  for (Statement& s : statements) {
    const auto after = std::upper_bound(stretches.begin(), stretches.end(), s.cue.begin,
                                        [](uint32_t byte, Span x) { return byte < x.begin; });
    s.nested = after != stretches.begin() && (after - 1)->end > s.cue.begin;
  }
  std::erase_if(statements, [](const Statement& s) { return s.nested && !s.asserts; });
}

// "The council on Monday called for calm": a tree may hang the day on the council.
Span StatementFinder::without_time(TokenId speaker, Span name) const {
  for (const TokenId c : tree_.children(speaker)) {
    const bool behind = c > speaker && universal(tree_.relation(c)) == Deprel::nmod;
    if (!behind || rules_.times.find(ascii_lower(tree_.lemma(c))) == rules_.times.end()) continue;
    const uint32_t end = tree_.subtree(c).begin;
    if (end < name.end) name.end = trimmed(tree_, {name.begin, end}, false).end;
  }
  return name;
}

Statement StatementFinder::statement(const Draft& draft) const {
  Statement out;
  out.cue = draft.cue_span;
  out.content = draft.content;
  out.asserts = draft.asserts;
  out.kind = draft.set_apart ? StatementKind::direct : kind_of(draft.content);
  out.span = out.cue;
  for (const Span span : out.content) out.span = cover(out.span, span);
  if (draft.speaker != kNoToken) {
    Participant speaker;
    speaker.span = without_time(draft.speaker, name_words(tree_, draft.speaker));
    const uint32_t mention = tree_.analysis().mention_at(draft.speaker);
    if (mention != kNoEntity) speaker.entity = tree_.analysis().mentions[mention].entity;
    out.speaker = speaker;
    out.span = cover(out.span, speaker.span);
  }
  return out;
}

}  // namespace sitrep
