#include "sitrep/language/names.h"

#include <algorithm>
#include <optional>

#include "sitrep/language/name_features.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

Span span_of(const Tokens& tokens, TokenRange range) {
  return {tokens.span[range.first].begin, tokens.span[range.last - 1].end};
}

// Which kinds the sort of a name leaves open.
bool allows(NameSort sort, EntityKind kind) {
  switch (kind) {
    case EntityKind::person:
      return sort == NameSort::person;
    case EntityKind::organisation:
      return sort == NameSort::organisation;
    case EntityKind::armed_group:
      return sort != NameSort::person;
    case EntityKind::country:
    case EntityKind::place:
      return sort == NameSort::place;
    case EntityKind::facility:
      return sort == NameSort::place || sort == NameSort::organisation;
    default:
      return sort == NameSort::other;
  }
}

EntityKind usual_kind(NameSort sort) {
  switch (sort) {
    case NameSort::person:
      return EntityKind::person;
    case NameSort::organisation:
      return EntityKind::organisation;
    case NameSort::place:
      return EntityKind::place;
    default:
      return EntityKind::other;
  }
}

}  // namespace

void NameFinder::find(std::string_view text, NameFeatures& features, Analysis& out) const {
  features.read(text, out);
  std::vector<NameRange> tagged;
  for (const NameRange& name : tagger_.tag(out, features)) {
    const auto parts = parted(text, out, name);
    tagged.insert(tagged.end(), parts.begin(), parts.end());
  }
  for (const NameRange& name : tagged) {
    const TokenRange range = without_title(text, out.tokens, begun(text, out.tokens, name));
    if (range.empty() || stands_for_a_name(text, out.tokens, {range, name.sort}) ||
        is_time(text, out.tokens, range))
      continue;
    // 'US' of 'US Defense Secretary Ash Carter' is a name of its own.
    for (TokenId t = name.tokens.first; t < range.first;) {
      const TokenRange known = longest_known_name(text, *words_, out.tokens, t, range.first, true);
      if (!known.empty()) append(text, {known, NameSort::other}, out);
      t = std::max(known.last, t + 1);
    }
    append(text, {without_article(text, out.tokens, range), name.sort}, out);
  }
  append_missed(text, out);
  std::sort(out.mentions.begin(), out.mentions.end(),
            [](const Mention& a, const Mention& b) { return a.span < b.span; });
  know_places(text, out);
  share_in_rows(text, out);
}

// Is it a common noun behind whose "of" a place is named: "town", "provinces"?
bool NameFinder::names_places(std::string_view text, const Analysis& out, TokenId noun) const {
  if (noun + 1 >= out.tokens.size() || is_ascii_upper(out.tokens.span[noun].of(text).front()) ||
      out.tokens.span[noun + 1].of(text) != "of")
    return false;
  const NounSense* sense = words_->noun(ascii_lower(out.lemma(noun)));
  return sense != nullptr && sense->of_place;
}

// '18 FEB 90', 'Aug.' of 'Aug. 7', 'Thanksgiving Day', 'UTC' of '0100 UTC': a date or a clock.
bool NameFinder::is_time(std::string_view text, const Tokens& tokens, TokenRange name) const {
  const auto is_number = [&](TokenId t) {
    return t < tokens.size() && is_ascii_digit(tokens.span[t].of(text).front());
  };
  const std::string letters = letters_of(span_of(tokens, name).of(text));
  if (words_->is_feast(letters)) return true;
  const bool before = name.first > 0 && is_number(name.first - 1);
  if (before && words_->is_zone(letters)) return true;
  bool month = false;
  bool number = before || is_number(name.last);
  for (const TokenId t : name) {
    const NameWord* word = words_->name_word(ascii_lower(tokens.span[t].of(text)));
    if (word != nullptr && word->month) {
      month = true;
    } else if (is_number(t)) {
      number = true;
    } else if (tokens.upos[t] != Upos::PUNCT) {
      return false;
    }
  }
  return month && number;
}

// 'Kogi state on Tuesday': when it was is no part of the name.
TokenRange NameFinder::without_time(std::string_view text, const Analysis& out,
                                    TokenRange name) const {
  for (TokenId t = name.first + 1; t + 1 < name.last; ++t) {
    const std::string_view said = out.tokens.span[t].of(text);
    if (out.tokens.upos[t] != Upos::ADP || is_ascii_upper(said.front()) || said == "of") continue;
    const NounSense* noun = words_->noun(ascii_lower(out.lemma(t + 1)));
    if (noun != nullptr && !noun->kind && !noun->counts) return {name.first, t};
  }
  return name;
}

// 'Chadian town of Abeche' is two names: whose town it is, and what it is called.
std::vector<NameRange> NameFinder::parted(std::string_view text, const Analysis& out,
                                          NameRange name) const {
  name.tokens = without_time(text, out, name.tokens);
  for (TokenId t = name.tokens.first; t + 2 < name.tokens.last; ++t) {
    if (!names_places(text, out, t)) continue;
    std::vector<NameRange> parts;
    if (t > name.tokens.first) parts.push_back({{name.tokens.first, t}, NameSort::other});
    parts.push_back({{t + 2, name.tokens.last}, NameSort::place});
    return parts;
  }
  return {name};
}

// 'Dorsa, a town of farmers': by its apposition.
bool NameFinder::is_said_to_be_place(const Analysis& out, TokenRange name) const {
  constexpr TokenId kReach = 7;
  const auto end = std::min<TokenId>(name.last + kReach, static_cast<TokenId>(out.tokens.size()));
  for (TokenId t = name.last; t < end; ++t) {
    const TokenId head = out.tokens.head[t];
    if (out.tokens.deprel[t] != Deprel::appos || head < name.first || head >= name.last) continue;
    const NounSense* noun =
        out.tokens.upos[t] == Upos::NOUN ? words_->noun(ascii_lower(out.lemma(t))) : nullptr;
    if (noun != nullptr && noun->of_place) return true;
  }
  return false;
}

// 'The villages of Deir Hanna and Arraba': they are places, whatever they were taken for.
void NameFinder::know_places(std::string_view text, Analysis& out) const {
  TokenId row_end = kNoToken;  // where the next of several would follow
  for (Mention& m : out.mentions) {
    const TokenId first = out.token_at(m.span.begin);
    if (first < 2) continue;
    const std::string_view before = out.tokens.span[first - 1].of(text);
    const bool named = names_places(text, out, first - 2);
    if (m.kind == EntityKind::person || m.kind == EntityKind::other) {
      if (is_said_to_be_place(out, {first, m.head + 1})) m.kind = EntityKind::place;
    }
    const bool goes_on = first - 1 == row_end && (before == "," || before == "and");
    if (!named && !goes_on) continue;
    if (goes_on || out.xpos(first - 2) == "NNS") row_end = m.head + 1;
    if (m.kind == EntityKind::person || m.kind == EntityKind::other) m.kind = EntityKind::place;
  }
}

// 'They took Velika and Bakhmut': what stands in a row with a place is one, where nothing tells
// what it is.
void NameFinder::share_in_rows(std::string_view text, Analysis& out) const {
  constexpr TokenId kDescribed = 8;
  bool ends_row = false;  // is the mention behind a place of a row that an 'and' ends?
  for (size_t i = out.mentions.size(); i-- > 1;) {
    const Mention& behind = out.mentions[i];
    Mention& m = out.mentions[i - 1];
    const TokenId joint = m.head + 1;
    const TokenId first = out.token_at(behind.span.begin);
    // "Kyaukme and the mining town of Mogok"
    bool described =
        first > joint + 2 && first <= joint + kDescribed && names_places(text, out, first - 2);
    for (TokenId t = joint + 1; described && t + 2 < first; ++t)
      described = out.tokens.upos[t] != Upos::ADP;
    const bool next = first == joint + 1 || described;
    const std::string_view said = next ? out.tokens.span[joint].of(text) : "";
    const bool place = behind.kind == EntityKind::place || behind.kind == EntityKind::country;
    const Deprel r = out.tokens.deprel[m.head];
    const bool where = r == Deprel::obj || r == Deprel::obl || r == Deprel::nmod ||
                       r == Deprel::nsubj_pass || r == Deprel::conj;
    const bool in_row = place && where && (said == "and" || (ends_row && said == ","));
    const bool told = m.kind != EntityKind::other && !(described && m.kind == EntityKind::person);
    if (in_row && !told) m.kind = EntityKind::place;
    ends_row = in_row;
  }
}

// Known countries, places and groups that the tagger passed over but that the tags call names.
void NameFinder::append_missed(std::string_view text, Analysis& out) const {
  std::vector<bool> taken(out.tokens.size(), false);
  for (const auto& m : out.mentions) {
    for (TokenId t = out.token_at(m.span.begin); t <= m.head; ++t) taken[t] = true;
  }
  for (const auto& sentence : out.sentences) {
    if (!has_mixed_case(text, out.tokens, sentence)) continue;
    for (TokenId t = sentence.first; t < sentence.last;) {
      // "The RSF": capitals within small letters are a name, whatever the tag.
      const Upos upos = out.tokens.upos[t];
      const bool acronym = upos == Upos::NOUN && out.tokens.span[t].size() > 1 &&
                           !has_ascii_lower(out.tokens.span[t].of(text));
      const bool proper = !taken[t] && (upos == Upos::PROPN || acronym);
      const TokenRange known =
          proper ? longest_known_name(text, *words_, out.tokens, t, sentence.last, true)
                 : TokenRange{t, t};
      const bool free = std::none_of(taken.begin() + known.first, taken.begin() + known.last,
                                     [](bool used) { return used; });
      if (!known.empty() && free && !names_a_people(text, out.tokens, known)) {
        append(text, {known, NameSort::other}, out);
      }
      t = std::max(known.last, t + 1);
    }
  }
}

bool NameFinder::names_a_people(std::string_view text, const Tokens& tokens,
                                TokenRange range) const {
  const KnownName* known = words_->known(letters_of(span_of(tokens, range).of(text)));
  return known && known->kind == EntityKind::nationality;
}

void NameFinder::append(std::string_view text, NameRange name, Analysis& out) const {
  Mention m;
  m.span = m.extent = span_of(out.tokens, name.tokens);
  m.head = name.tokens.last - 1;
  m.form = MentionForm::name;
  m.kind = kind_of(text, out.tokens, name);
  out.mentions.push_back(m);
}

// '-General Antonio Guterres', 'of State Antony Blinken': the tagger began in the midst of a title.
NameRange NameFinder::begun(std::string_view text, const Tokens& tokens, NameRange name) const {
  TokenRange& range = name.tokens;
  while (!range.empty() && tokens.upos[range.first] == Upos::PUNCT) ++range.first;
  const bool office = name.sort == NameSort::person && range.last - range.first > 2 &&
                      tokens.span[range.first].of(text) == "of";
  if (office) range.first += 2;
  return name;
}

// 'The Defence Secretary', 'We': a title or a pronoun alone, though the tagger took it for a name.
bool NameFinder::stands_for_a_name(std::string_view text, const Tokens& tokens,
                                   NameRange name) const {
  if (name.tokens.last - name.tokens.first != 1) return false;
  const std::string_view said = tokens.span[name.tokens.first].of(text);
  const std::string lower = ascii_lower(said);
  const bool capitals = said.size() > 1 && !has_ascii_lower(said);
  if (!capitals && words_->pronoun(lower) != nullptr) return true;
  const NameWord* word = words_->name_word(lower);
  return name.sort == NameSort::person && word != nullptr && word->title && !word->first_name &&
         words_->noun(lower) != nullptr;
}

// 'Foreign Secretary Boris Johnson' is the name 'Boris Johnson'.
TokenRange NameFinder::without_title(std::string_view text, const Tokens& tokens,
                                     NameRange name) const {
  TokenRange range = name.tokens;
  if (name.sort != NameSort::person) return range;
  const auto is_hyphen = [&](TokenId t) { return letters_of(tokens.span[t].of(text)).empty(); };
  const auto is_title = [&](TokenId t) {
    const NameWord* word = words_->name_word(ascii_lower(tokens.span[t].of(text)));
    return word && word->title && !word->first_name;
  };
  for (TokenId t = range.first; t + 1 < range.last; ++t) {
    // 'Saint-Jean' is a name, 'Director-General' a title of two words.
    const bool joined = is_hyphen(t + 1) && t + 2 < range.last && !is_title(t + 2);
    if (is_title(t) && !joined) range.first = t + 1;
  }
  while (!range.empty() && is_hyphen(range.first)) ++range.first;
  return range;
}

// 'The EU' is the known name 'EU', but 'The Hague' is whole.
TokenRange NameFinder::without_article(std::string_view text, const Tokens& tokens,
                                       TokenRange range) const {
  const auto known = [&](TokenRange r) {
    return words_->known(letters_of(span_of(tokens, r).of(text))) != nullptr;
  };
  const TokenRange rest = {range.first + 1, range.last};
  if (rest.empty() || !known(rest) || known(range)) return range;
  // 'Thirteen Syrians' at the head of a sentence
  const bool people =
      names_a_people(text, tokens, rest) && tokens.span[range.last - 1].of(text).ends_with('s');
  return tokens.upos[range.first] == Upos::DET || people ? rest : range;
}

EntityKind NameFinder::kind_of(std::string_view text, const Tokens& tokens, NameRange name) const {
  const KnownName* known = words_->known(letters_of(span_of(tokens, name.tokens).of(text)));
  const auto word = [&](TokenId t) {
    return words_->name_word(ascii_lower(tokens.span[t].of(text)));
  };
  // A place may lend a person its name, and a country that is a first name, too ('Jordan'); else
  // what the lexicon knows goes before.
  const NameWord* first_word = word(name.tokens.first);
  const bool lends =
      known && (known->kind == EntityKind::place ||
                (known->kind == EntityKind::country && first_word && first_word->first_name));
  if (known && (!lends || name.sort != NameSort::person)) return known->kind;
  // 'Su-24 jets' are what a Su-24 is.
  const TokenRange begin =
      longest_known_name(text, *words_, tokens, name.tokens.first, name.tokens.last, true);
  if (!begin.empty() && name.sort == NameSort::other) {
    const EntityKind kind = words_->known(letters_of(span_of(tokens, begin).of(text)))->kind;
    if (kind == EntityKind::weapon || kind == EntityKind::vehicle) return kind;
  }
  if (name.tokens.last - name.tokens.first > 1 && name.sort != NameSort::person) {
    // 'Kogi state', in small letters, is no government.
    const std::string_view end = tokens.span[name.tokens.last - 1].of(text);
    const NounSense* noun = words_->noun(end);
    if (noun != nullptr && noun->of_place) return EntityKind::place;
    const NameWord* last = word(name.tokens.last - 1);
    for (const auto kind :
         {last ? last->head : std::nullopt, first_word ? first_word->start : std::nullopt}) {
      if (kind && allows(name.sort, *kind)) return *kind;
    }
  }
  return usual_kind(name.sort);
}

}  // namespace sitrep
