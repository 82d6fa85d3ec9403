#include "sitrep/claims/context.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr TokenId kLongestName = 6;  // words of a name behind a title

// For each token the value that covers it; where several do, the last one (a relative place comes
// after its anchor, so the smaller one is kept by marking the larger first).
template <class T>
std::vector<uint32_t> by_token(const Analysis& analysis, const std::vector<T>& values) {
  std::vector<uint32_t> order(values.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&values](uint32_t a, uint32_t b) {
    return values[a].span.size() > values[b].span.size();
  });
  std::vector<uint32_t> out(analysis.tokens.size(), kNoEntity);
  for (const uint32_t i : order) {
    for (const TokenId t : analysis.tokens_in(values[i].span)) out[t] = i;
  }
  return out;
}

// Where the name of whom this nominal describes would begin: right behind it, or behind the phrase
// and the comma that follow it ("the head of the agency, Dr Ali bin Tamim,").
TokenId name_behind(const Tree& tree, TokenId nominal) {
  const auto count = static_cast<TokenId>(tree.analysis().tokens.size());
  const TokenId next = nominal + 1;
  if (next >= count || !tree.is(next, Upos::ADP)) return next;
  for (TokenId t = next; t + 1 < count && t < next + kLongestName + 2; ++t) {
    if (tree.is(t, Upos::VERB) || tree.is_root(t)) break;
    if (tree.word(t) != ",") continue;
    return t + 1;
  }
  return next;
}

bool is_actor_kind(EntityKind kind) {
  switch (kind) {
    case EntityKind::person:
    case EntityKind::organisation:
    case EntityKind::armed_group:
    case EntityKind::country:
    case EntityKind::nationality:
      return true;
    default:
      return false;
  }
}

}  // namespace

Context::Context(const Grounded& grounded, const EventWords& words)
    : grounded_(&grounded), words_(&words), tree_(grounded.document, grounded.analysis) {
  const auto& a = grounded.analysis;
  mention_of_.assign(a.tokens.size(), kNoEntity);
  name_of_.assign(a.tokens.size(), kNoEntity);
  for (uint32_t i = 0; i < a.mentions.size(); ++i) {
    if (a.mentions[i].form == MentionForm::name) note_name(i);
    const TokenId head = a.mentions[i].head;
    if (head == kNoToken || head >= mention_of_.size()) continue;
    uint32_t& known = mention_of_[head];
    if (known == kNoEntity || a.mentions[i].extent.size() < a.mentions[known].extent.size())
      known = i;
  }
  in_speaker_.assign(a.tokens.size(), false);
  for (const Statement& s : grounded.statements) {
    if (!s.speaker) continue;
    for (const TokenId t : a.tokens_in(s.speaker->span)) in_speaker_[t] = true;
  }
  const auto& upos = a.tokens.upos;
  const auto verb = std::find(upos.begin(), upos.end(), Upos::VERB);
  if (verb != upos.end()) lead_ = a.tokens.sentence[static_cast<size_t>(verb - upos.begin())];
  place_of_ = by_token(a, grounded.places);
  time_of_ = by_token(a, grounded.times);
  quantity_of_ = by_token(a, grounded.quantities);
}

void Context::note_name(uint32_t mention) {
  const auto& a = analysis();
  const Span name = a.mentions[mention].span;
  for (const TokenId t : a.tokens_in(name)) {
    if (name_of_[t] == kNoEntity && name.contains(a.tokens.span[t])) name_of_[t] = mention;
  }
}

std::optional<EntityKind> Context::kind(TokenId t) const {
  const uint32_t m = mention_of_[t];
  if (m == kNoEntity) return std::nullopt;
  const auto& mention = analysis().mentions[m];
  // A pronoun is what it stands for.
  if (mention.form == MentionForm::pronoun && mention.entity != kNoEntity) {
    return analysis().entities[mention.entity].kind;
  }
  // "the Nigerian Army", whatever it was taken for: who is known to be a party is one.
  if (mention.kind == EntityKind::other) {
    const Party* const known = party(t);
    if (known != nullptr && !known->sectors.empty()) return EntityKind::organisation;
  }
  return mention.kind;
}

const Party* Context::party(TokenId t) const {
  const uint32_t m = mention_of_[t];
  if (m == kNoEntity) return nullptr;
  const uint32_t entity = analysis().mentions[m].entity;
  if (entity == kNoEntity || entity >= grounded_->parties.size()) return nullptr;
  return &grounded_->parties[entity];
}

bool Context::is_person(TokenId t) const {
  return kind(t) == EntityKind::person;
}

bool Context::is_named_person(TokenId t) const {
  return is_person(t) && analysis().mentions[mention_of_[t]].form == MentionForm::name;
}

bool Context::is_place(TokenId t) const {
  const auto k = kind(t);
  if (k == EntityKind::place || k == EntityKind::country || k == EntityKind::facility) return true;
  return place_of_[t] != kNoEntity && (!k || !is_actor_kind(*k));
}

bool Context::is_party(TokenId t) const {
  const auto k = kind(t);
  return k && is_actor_kind(*k);
}

bool Context::is_time(TokenId t) const {
  return time_of_[t] != kNoEntity;
}

bool Context::is_number(TokenId t) const {
  return tree_.is(t, Upos::NUM);
}

TokenId Context::counted(TokenId t) const {
  for (int steps = 0; steps < 3; ++steps) {
    // "Dozens of villages", "14 of the province's 17 townships".
    if (!tree_.is(t, Upos::NUM) && words_->look_up("partitive", tree_.lemma(t)).empty()) return t;
    TokenId next = kNoToken;
    for (const TokenId c : tree_.children(t)) {
      if (tree_.relation(c) == Deprel::nmod && tree_.preposition(c) == "of") next = c;
    }
    if (next == kNoToken) return t;
    t = next;
  }
  return t;
}

// "They were held": what a pronoun stands for is what its entity was called.
bool Context::stands_for(TokenId pronoun, const Filler& filler) const {
  const uint32_t m = mention_of_[pronoun];
  if (m == kNoEntity || analysis().mentions[m].entity == kNoEntity) return false;
  const auto& mentions = analysis().entities[analysis().mentions[m].entity].mentions;
  return std::any_of(mentions.begin(), mentions.end(), [&](uint32_t other) {
    const Mention& mention = analysis().mentions[other];
    return mention.form != MentionForm::pronoun && mention.head != kNoToken &&
           names(filler, mention.head);
  });
}

bool Context::names(const Filler& filler, TokenId noun) const {
  if (filler.has(tree_.lemma(noun))) return true;
  if (filler.phrases.empty()) return false;
  const LemmaReadings readings(tree_.lemma(noun));
  for (const auto& phrase : filler.phrases) {
    if (std::find(readings.begin(), readings.end(), phrase.back()) == readings.end()) continue;
    const bool whole = std::all_of(phrase.begin(), phrase.end() - 1, [&](std::string_view word) {
      const auto below = tree_.children(noun);
      return std::any_of(below.begin(), below.end(),
                         [&](TokenId c) { return c < noun && tree_.lemma(c) == word; });
    });
    if (whole) return true;
  }
  return false;
}

bool Context::fits(const Filler& filler, TokenId nominal) const {
  if (nominal == kNoToken) return filler.any() || filler.none;
  if (filler.any()) return !filler.none;
  if (filler.some) return true;
  const TokenId noun = counted(nominal);
  for (const TokenId t : {nominal, noun}) {
    if (names(filler, t)) return true;
    if (tree_.is(t, Upos::PRON) && stands_for(t, filler)) return true;
    if (filler.person && is_person(t)) return true;
    if (filler.place && is_place(t)) return true;
    if (filler.party && is_party(t)) return true;
    if (filler.facility && kind(t) == EntityKind::facility) return true;
    if (filler.number && (is_number(t) || tree_.has_child(t, Deprel::nummod))) return true;
  }
  return false;
}

std::optional<uint32_t> Context::place_named(TokenId t) const {
  if (kind(t) == EntityKind::nationality) return std::nullopt;  // "three Egyptians" are anywhere
  if (const auto own = place_at(t)) return own;
  const uint32_t m = mention_of_[t];
  if (m == kNoEntity || analysis().mentions[m].entity == kNoEntity) return std::nullopt;
  for (const uint32_t other : analysis().entities[analysis().mentions[m].entity].mentions) {
    const TokenId head = analysis().mentions[other].head;
    if (head == kNoToken) continue;
    if (const auto place = place_at(head)) return place;
  }
  return std::nullopt;
}

Span Context::core(TokenId nominal) const {
  Span span = tree_.span(nominal);
  for (const TokenId c : tree_.children(nominal)) {
    switch (tree_.relation(c)) {
      case Deprel::amod:
      case Deprel::compound:
      case Deprel::nummod:
      case Deprel::flat:
        span = cover(span,
                     c < nominal ? Span{tree_.subtree(c).begin, tree_.span(c).end} : tree_.span(c));
        break;
      default:
        break;
    }
  }
  return span;
}

Span Context::sentence(TokenId t) const {
  return analysis().span_of(analysis().sentences[analysis().tokens.sentence[t]]);
}

bool Context::one_party(TokenId nominal, std::vector<Participant>& out) const {
  const uint32_t m = mention_of_[nominal];
  if (m == kNoEntity) return false;
  const auto& mention = analysis().mentions[m];
  const auto k = kind(nominal);
  if (!k || *k == EntityKind::weapon || *k == EntityKind::other) return false;
  // "Former mayor Luis Mora" is who is named, wherever the parser hung the name.
  if (mention.form == MentionForm::nominal && *k == EntityKind::person) {
    const auto& tokens = analysis().tokens;
    const TokenId first = name_behind(tree_, nominal);
    const auto end = std::min<TokenId>(first + kLongestName, static_cast<TokenId>(tokens.size()));
    for (TokenId t = first; t < end; ++t) {
      const uint32_t n = mention_of_[t];
      if (n == kNoEntity) continue;
      const auto& name = analysis().mentions[n];
      if (name.form != MentionForm::name || name.kind != EntityKind::person) continue;
      const bool behind_title =
          first != nominal + 1 && t > first && name.span.begin == tokens.span[first + 1].begin;
      if (name.span.begin != tokens.span[first].begin && !behind_title) continue;
      // Over a comma only what another closes: "the head of the agency, Ali bin Tamim, said".
      TokenId after = t;
      while (after < end && tokens.span[after].begin < name.span.end) ++after;
      if (first != nominal + 1 && (after == end || tree_.word(after) != ",")) continue;
      out.push_back({name.entity, name.span});
      return true;
    }
  }
  out.push_back({mention.entity, mention.span});
  return true;
}

bool Context::nested_party(TokenId nominal, std::vector<Participant>& out) const {
  // A possessor or a modifier first ("Iran's nuclear programme", "Turkish shelling"), then "of",
  // "by", "from", then who is told to have made it.
  for (const TokenId c : tree_.children(nominal)) {
    const Deprel r = tree_.relation(c);
    if (r != Deprel::nmod_poss && r != Deprel::compound && r != Deprel::amod) continue;
    const auto k = kind(c);
    if (!k || !(is_actor_kind(*k) || *k == EntityKind::place)) continue;
    // "A Kabul bombing" was there; nobody did it by that name.
    const bool where = *k == EntityKind::place && r != Deprel::nmod_poss &&
                       !words_->senses(WordClass::noun, tree_.lemma(nominal)).empty();
    if (where) continue;
    if (one_party(c, out)) return true;
  }
  for (const TokenId c : tree_.children(nominal)) {
    if (tree_.relation(c) != Deprel::nmod) continue;
    if (!listed(words_->prepositions("party-preposition"), tree_.preposition(c))) continue;
    if (one_party(c, out)) return true;
  }
  for (const TokenId c : tree_.children(nominal)) {
    if (tree_.relation(c) != Deprel::acl || !tree_.is_passive(c)) continue;
    const TokenId maker = tree_.subject(c);
    if (maker != kNoToken && is_party(maker) && one_party(maker, out)) return true;
  }
  return false;
}

// "The government and the rebels said that they": all that stand in a row with what the pronoun's
// entity was called last.
void Context::add_row_of(TokenId pronoun, std::vector<TokenId>& all) const {
  const auto& a = analysis();
  const uint32_t m = mention_of_[pronoun];
  if (!a.has_feature(pronoun, "Number=Plur") || m == kNoEntity || a.mentions[m].entity == kNoEntity)
    return;
  TokenId last = kNoToken;
  for (const uint32_t other : a.entities[a.mentions[m].entity].mentions) {
    const Mention& mention = a.mentions[other];
    const bool before = mention.head != kNoToken && mention.head < pronoun;
    if (before && mention.form != MentionForm::pronoun) last = mention.head;
  }
  if (last == kNoToken || a.tokens.sentence[last] != a.tokens.sentence[pronoun]) return;
  std::vector<TokenId> row;
  tree_.coordinated(last, row);
  all.insert(all.end(), row.begin() + 1, row.end());
}

void Context::parties(TokenId nominal, bool fallback, std::vector<Participant>& out) const {
  std::vector<TokenId> all;
  tree_.coordinated(nominal, all);
  if (tree_.is(nominal, Upos::PRON)) add_row_of(nominal, all);
  for (TokenId t : all) {
    if (is_time(t) && mention_of_[t] == kNoEntity) continue;
    const size_t before = out.size();
    const TokenId noun = counted(t);
    // "A member of the Coast Guard", "some of the Taliban": who has a name stands for the part.
    const uint32_t whole = noun == t ? kNoEntity : mention_of_[noun];
    const bool named = whole != kNoEntity && analysis().mentions[whole].form == MentionForm::name;
    if ((!named || !one_party(noun, out)) && !one_party(t, out)) {
      if (noun == t || !one_party(noun, out)) nested_party(noun, out);
      // "The US, allies, aim": what only stands in a row with parties.
      const bool thing = t != nominal && !words_->look_up("no-actor", tree_.lemma(noun)).empty();
      if (out.size() == before && fallback && !thing &&
          (tree_.is(noun, Upos::NOUN) || tree_.is(noun, Upos::PROPN))) {
        out.push_back({kNoEntity, core(noun)});
      }
    }
  }
}

}  // namespace sitrep
