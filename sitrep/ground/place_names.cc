#include "sitrep/ground/place_names.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "sitrep/ground/place_capitals.h"

namespace sitrep {
namespace {

constexpr TokenId kMostTokens = 7;      // of a name
constexpr size_t kMostHits = 80;        // places of a name that are looked at
constexpr double kAccept = 0.5;         // evidence from which on a name is taken for a place
constexpr double kPartEvidence = -0.3;  // of a name that many towns have for a part of themselves

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
// A letter beyond ASCII counts as a capital: names begin with such letters more often than words.
// The first bytes of Latin, Greek and Cyrillic letters; quotation marks and dashes begin with
// others.
bool begins_capital(std::string_view word) {
  if (word.empty()) return false;
  const auto first = static_cast<unsigned char>(word.front());
  return is_upper(word.front()) || (first >= 0xC3 && first <= 0xD4) || first == 0xE1;
}
bool has_capital(std::string_view word) {
  return std::any_of(word.begin(), word.end(), is_upper) || begins_capital(word);
}
bool all_capitals(std::string_view word) {
  size_t capitals = 0;
  for (char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    if (is_upper(c)) ++capitals;
  }
  return capitals >= 2;
}

class ToponymFinder {
 public:
  explicit ToponymFinder(const ToponymInput& input)
      : input_(input),
        text_(input.document.text),
        analysis_(input.analysis),
        grammar_(input.grammar),
        gazetteer_(input.gazetteer),
        home_(input.home),
        dateline_(input.dateline) {
    read_tokens();
    read_mentions();
  }

  std::vector<Toponym> run() {
    const size_t count = analysis_.tokens.size();
    for (TokenId i = 0; i < count;) {
      const TokenId end = match_at(i);
      i = end > i ? end : i + 1;
    }
    link_containers(true);
    share_in_lists();
    share_within_document();
    std::erase_if(found_, [](const Toponym& t) { return t.evidence < kAccept; });
    add_unknown_places();
    add_capitals(input_, found_);
    link_containers(false);
    keep_towns_named_so();
    return std::move(found_);
  }

 private:
  struct Word {
    std::string lower;
    bool capital = false;
    bool upper = false;
    bool first = false;  // of its sentence
    bool word = false;   // begins with a letter
  };

  void read_tokens();
  void read_mentions();
  std::string_view token(TokenId t) const { return analysis_.tokens.span[t].of(text_); }
  bool same_sentence(TokenId a, TokenId b) const {
    return analysis_.tokens.sentence[a] == analysis_.tokens.sentence[b];
  }
  // The word before or behind, in the same sentence; null where there is none.
  const Word* word_at(TokenId near, int64_t t) const {
    if (t < 0 || t >= static_cast<int64_t>(words_.size())) return nullptr;
    return same_sentence(near, static_cast<TokenId>(t)) ? &words_[static_cast<size_t>(t)] : nullptr;
  }

  TokenId match_at(TokenId begin);
  void match_parts(TokenId at);
  bool take(Span span, TokenId begin, TokenId end);
  bool fits_case(TokenId begin, TokenId end, NameKind kind) const;
  void add_types(Toponym& t) const;
  bool is_part_of(TokenId name) const;
  void read_dateline(Toponym& t) const;
  bool is_home(const Toponym& t) const;
  bool is_modifier(const Toponym& t) const;
  double evidence_of(const Toponym& t) const;
  double known_evidence(const Toponym& t) const;
  double context_evidence(const Toponym& t) const;
  double name_evidence(const Toponym& t) const;
  void add_unknown_places();
  void link_containers(bool count);
  const TownPart* part_of(std::string_view key) const;
  void keep_towns_named_so();
  bool is_list(const Toponym& a, const Toponym& b) const;
  void share_in_lists();
  void share_within_document();
  bool contains(const Toponym& outer, const Toponym& inner) const;

  const ToponymInput& input_;
  std::string_view text_;
  const Analysis& analysis_;
  const PlaceGrammar::Parts& grammar_;
  const Gazetteer& gazetteer_;
  const PublisherHome& home_;
  const Span dateline_;
  std::vector<Word> words_;
  std::vector<uint32_t> mention_;  // by token: the outermost name that holds it, or kNoEntity
  std::map<std::string, int, std::less<>> surnames_;  // last words of persons' names
  std::vector<Toponym> found_;
};

void ToponymFinder::read_tokens() {
  const Tokens& tokens = analysis_.tokens;
  words_.resize(tokens.size());
  for (TokenId t = 0; t < tokens.size(); ++t) {
    const std::string_view text = token(t);
    Word& word = words_[t];
    word.lower = lower_case(text.substr(0, 40));
    if (word.lower.size() > 2 && word.lower.back() == '.') word.lower.pop_back();
    word.capital = begins_capital(text);
    word.upper = all_capitals(text);
    word.word = word.capital || (!text.empty() && ((text[0] >= 'a' && text[0] <= 'z')));
  }
  for (const Sentence& sentence : analysis_.sentences) {
    for (TokenId t = sentence.first; t < sentence.last; ++t) {
      if (!words_[t].word) continue;
      words_[t].first = true;
      break;
    }
  }
}

void ToponymFinder::read_mentions() {
  mention_.assign(analysis_.tokens.size(), kNoEntity);
  for (uint32_t m = 0; m < analysis_.mentions.size(); ++m) {
    const Mention& mention = analysis_.mentions[m];
    if (mention.form != MentionForm::name) continue;
    TokenId last = kNoToken;
    for (const TokenId t : analysis_.tokens_in(mention.span)) {
      if (mention_[t] == kNoEntity) mention_[t] = m;
      last = t;
    }
    if (mention.kind == EntityKind::person && last != kNoToken &&
        analysis_.tokens.span[last].begin > mention.span.begin) {
      ++surnames_[words_[last].lower];
    }
  }
}

// Whether these words are written as that kind of name is.
bool ToponymFinder::fits_case(TokenId begin, TokenId end, NameKind kind) const {
  const std::string_view words =
      text_.substr(analysis_.tokens.span[begin].begin,
                   analysis_.tokens.span[end - 1].end - analysis_.tokens.span[begin].begin);
  if (kind != NameKind::abbreviation) return true;
  const bool stop = words.back() == '.' || (analysis_.tokens.span[end - 1].end < text_.size() &&
                                            text_[analysis_.tokens.span[end - 1].end] == '.');
  return all_capitals(words) || stop;
}

// Tries the runs of words that begin here, longest first. Gives the token behind the name, or
// `begin` where there is none.
TokenId ToponymFinder::match_at(TokenId begin) {
  if (!words_[begin].capital || words_[begin].lower == "the") {
    match_parts(begin);
    return begin;
  }
  TokenId end = begin + 1;
  while (end < words_.size() && end - begin < kMostTokens && same_sentence(begin, end) &&
         token(end) != "," && token(end) != ";" && token(end) != "(" && token(end) != ")") {
    ++end;
  }
  for (; end > begin; --end) {
    if (!has_capital(token(end - 1))) continue;
    const Span span{analysis_.tokens.span[begin].begin, analysis_.tokens.span[end - 1].end};
    if (take(span, begin, end)) return end;
  }
  match_parts(begin);
  return begin;
}

// "Egyptian-US", "anti-Russian": names within a token.
void ToponymFinder::match_parts(TokenId at) {
  const Span all = analysis_.tokens.span[at];
  const std::string_view words = all.of(text_);
  if (words.size() > 60 || words.find('-') == std::string_view::npos) return;
  size_t begin = 0;
  while (begin < words.size()) {
    const size_t end = std::min(words.find('-', begin), words.size());
    const std::string_view part = words.substr(begin, end - begin);
    if (begins_capital(part) && part.size() > 1 && !gazetteer_.is_article(part)) {
      take({static_cast<uint32_t>(all.begin + begin), static_cast<uint32_t>(all.begin + end)}, at,
           at + 1);
      // "D-Charleston": a legislator's party and seat.
      if (begin > 0 && !found_.empty() && found_.back().span.begin == all.begin + begin &&
          grammar_.parties.contains(lower_case(words.substr(0, begin - 1)))) {
        found_.back().evidence += 3;
      }
    }
    begin = end + 1;
  }
}

bool ToponymFinder::take(Span span, TokenId begin, TokenId end) {
  if (span.size() > 100) return false;
  Toponym t;
  gazetteer_.find(span.of(text_), t.hits);
  std::erase_if(t.hits, [&](const NameHit& hit) { return !fits_case(begin, end, hit.kind); });
  t.key = lower_case(span.of(text_));
  t.part = part_of(t.key);
  if (t.hits.empty() && (t.part == nullptr || t.part->feature != Feature::neighbourhood)) {
    return false;
  }
  if (t.hits.size() > kMostHits) t.hits.resize(kMostHits);
  t.span = span;
  t.first = begin;
  t.last = end;
  t.adjective = !t.hits.empty() &&
                std::all_of(t.hits.begin(), t.hits.end(),
                            [](const NameHit& hit) { return hit.kind == NameKind::adjective; });
  add_types(t);
  read_dateline(t);
  t.evidence = evidence_of(t);
  found_.push_back(std::move(t));
  return true;
}

// "Nineveh province", "the town of Qayyarah", "Qayyarah, a town", "Qayyarah is a town".
void ToponymFinder::add_types(Toponym& t) const {
  auto type_of = [this](const Word* word) -> FeatureSet {
    if (word == nullptr) return 0;
    const auto found = grammar_.types.find(word->lower);
    return found == grammar_.types.end() ? 0 : found->second;
  };
  const auto behind = static_cast<int64_t>(t.last);
  t.types = type_of(word_at(t.first, behind));
  if (t.types == 0 && t.first >= 2 && words_[t.first - 1].lower == "of" && !is_part_of(t.first)) {
    t.types = type_of(word_at(t.first, static_cast<int64_t>(t.first) - 2));
  }
  if (t.types == 0 && word_at(t.first, behind) != nullptr &&
      (token(t.last) == "," || token(t.last) == "is" || token(t.last) == "was")) {
    const Word* article = word_at(t.first, behind + 1);
    if (article != nullptr &&
        (article->lower == "a" || article->lower == "an" || article->lower == "the")) {
      for (int64_t k = 2; k <= 4 && t.types == 0; ++k)
        t.types = type_of(word_at(t.first, behind + k));
    }
  }
}

// "the Jadida district of Mosul", "a district of Mosul" are parts of Mosul, not Mosul itself.
bool ToponymFinder::is_part_of(TokenId name) const {
  if (name < 3 || !same_sentence(name, name - 3)) return false;
  const TokenId before = name - 3;
  const std::string& word = words_[before].lower;
  return word == "a" || word == "an" || analysis_.xpos(before).substr(0, 2) == "NN";
}

// The first name of a dateline is where the report was written: "OMAHA, Neb. (AP) --".
void ToponymFinder::read_dateline(Toponym& t) const {
  const bool first = std::none_of(found_.begin(), found_.end(),
                                  [](const Toponym& other) { return other.dateline; });
  t.dateline = first && dateline_.contains(t.span);
  if (t.dateline && t.types == 0) t.types = kSettlements;
}

// Whether it is the name of the town that the publisher is named after.
bool ToponymFinder::is_home(const Toponym& t) const {
  return std::any_of(t.hits.begin(), t.hits.end(), [this](const NameHit& hit) {
    return std::any_of(home_.hits.begin(), home_.hits.end(),
                       [&hit](const NameHit& home) { return home.place == hit.place; });
  });
}

// Whether it tells more of a noun behind it: "the Mosul offensive".
bool ToponymFinder::is_modifier(const Toponym& t) const {
  const TokenId head = analysis_.tokens.head[t.last - 1];
  return head >= t.last && same_sentence(head, t.first);
}

// How much the name alone says.
double ToponymFinder::known_evidence(const Toponym& t) const {
  double best = t.part != nullptr ? kPartEvidence : -2;
  for (const NameHit& hit : t.hits) {
    const GazetteerPlace place = gazetteer_.place(hit.place);
    double value = 0;
    switch (place.feature) {
      case Feature::country:
        value = 3.5;
        break;
      case Feature::admin1:
        value = hit.kind == NameKind::abbreviation ? (t.span.size() > 2 ? 0.8 : -0.3) : 2;
        break;
      case Feature::admin2:
        value = hit.kind == NameKind::name ? 0.8 : -0.3;
        break;
      case Feature::city:
      case Feature::neighbourhood:
        value = -1.2 + 0.5 * std::log10(static_cast<double>(place.population) + 10.0);
        break;
      case Feature::facility:
        value = -0.5;
        break;
      case Feature::camp:
      case Feature::airbase:
      case Feature::airport:
        value = 0;
        break;
      default:
        value = 2;
    }
    best = std::max(best, value);
  }
  const Word& first = words_[t.first];
  if (t.last - t.first > 1) return best + 1;
  if (grammar_.no_place.contains(first.lower)) return -5;
  if (grammar_.common.contains(first.lower)) return best - (first.first ? 4.5 : 3);
  if (grammar_.first_names.contains(first.lower)) best -= 1.2;
  if (first.first && !t.adjective && best < 2) best -= 0.7;
  return best;
}

double ToponymFinder::context_evidence(const Toponym& t) const {
  const Word* before = word_at(t.first, static_cast<int64_t>(t.first) - 1);
  const Word* behind = word_at(t.first, static_cast<int64_t>(t.last));
  double sum = 0;
  if (before != nullptr) {
    const Word* second = word_at(t.first, static_cast<int64_t>(t.first) - 2);
    if (grammar_.strong_cues.contains(before->lower)) {
      sum += 2;
    } else if (second != nullptr && (before->lower == "of" || before->lower == "from") &&
               grammar_.directions.contains(second->lower)) {
      sum += 2.5;
    } else if (grammar_.weak_cues.contains(before->lower)) {
      sum += 0.5;
    } else if (grammar_.part_cues.contains(before->lower)) {
      sum += 1.5;
    } else if (grammar_.articles.contains(before->lower)) {
      // "an Albany man": people take no article. "The Toyota": nor do towns, on their own.
      sum += is_modifier(t) || before->lower != "the" || t.last - t.first > 1 ? 1 : -1;
    } else if (before->lower == "-" && t.first >= 2 &&
               grammar_.parties.contains(words_[t.first - 2].lower)) {
      sum += 3;  // "Dodd, D-Conn."
    } else if (grammar_.titles.contains(before->lower) && before->capital) {
      sum -= 4;
    } else if (grammar_.first_names.contains(before->lower) && before->capital) {
      sum -= 4;
    } else if (before->capital && !before->first && !before->upper) {
      sum -= 1.5;
    }
  }
  if (t.types != 0) sum += 2.5;
  if (is_home(t)) sum += 1.5;
  if (behind != nullptr) {
    const bool dash = behind->lower == "--" || behind->lower == "—" || behind->lower == "–";
    if (dash && words_[t.first].upper && words_[t.first].first) sum += 2.5;
    if (grammar_.diseases.contains(behind->lower)) sum -= 8;
    if (grammar_.people.contains(behind->lower) && !behind->capital && !t.adjective) sum += 1.5;
    if (grammar_.bodies.contains(behind->lower) && behind->capital) {
      sum += 0.7;
    } else if (behind->capital && behind->word && !words_[t.first].upper) {
      // "Jackson Smith", but not "Mosul Friday" and not after an adjective.
      if (!t.adjective) sum -= grammar_.first_names.contains(words_[t.first].lower) ? 3 : 1.2;
    }
  }
  return sum;
}

// What the names say that the language floor found.
double ToponymFinder::name_evidence(const Toponym& t) const {
  const uint32_t m = mention_[t.first];
  if (m == kNoEntity) return 0;
  const Mention& mention = analysis_.mentions[m];
  const bool whole = mention.span == t.span;
  switch (mention.kind) {
    case EntityKind::country:
    case EntityKind::place:
    case EntityKind::nationality:
    case EntityKind::facility:
      return 2;
    case EntityKind::person:
      return whole ? -1.5 : -3.5;
    case EntityKind::organisation:
    case EntityKind::armed_group:
      return whole ? -1 : mention.span.begin == t.span.begin ? 0 : -0.7;
    default:
      return -0.5;
  }
}

double ToponymFinder::evidence_of(const Toponym& t) const {
  return known_evidence(t) + context_evidence(t) + name_evidence(t);
}

// Places that the language floor found and the gazetteer does not have.
void ToponymFinder::add_unknown_places() {
  std::vector<Toponym> more;
  for (const Mention& mention : analysis_.mentions) {
    if (mention.form != MentionForm::name || mention.kind != EntityKind::place) continue;
    const TokenRange own = analysis_.tokens_in(mention.span);
    if (own.empty() || !words_[own.first].capital) continue;
    const auto behind =
        std::lower_bound(found_.begin(), found_.end(), mention.span.end,
                         [](const Toponym& t, uint32_t end) { return t.span.begin < end; });
    if (behind != found_.begin() && std::prev(behind)->span.end > mention.span.begin) continue;
    Toponym t;
    t.span = mention.span;
    t.first = own.first;
    t.last = own.last;
    if (own.size() == 1 && grammar_.no_place.contains(words_[own.first].lower)) continue;
    const Word* const next = word_at(t.first, static_cast<int64_t>(t.last));
    if (next != nullptr && grammar_.diseases.contains(next->lower)) continue;
    t.key = lower_case(mention.span.of(text_));
    t.part = part_of(t.key);
    if (t.part == nullptr) gazetteer_.find_alike(mention.span.of(text_), t.hits);
    if (t.hits.size() > kMostHits) t.hits.resize(kMostHits);
    t.alike = true;
    t.evidence = 1;
    more.push_back(std::move(t));
  }
  found_.insert(found_.end(), more.begin(), more.end());
  std::stable_sort(found_.begin(), found_.end(),
                   [](const Toponym& a, const Toponym& b) { return a.span.begin < b.span.begin; });
}

bool ToponymFinder::contains(const Toponym& outer, const Toponym& inner) const {
  for (const NameHit& in : inner.hits) {
    const GazetteerPlace place = gazetteer_.place(in.place);
    for (const NameHit& out : outer.hits) {
      if (out.place == in.place || out.kind == NameKind::adjective) continue;
      if (out.place == place.country_place || out.place == place.admin1_place ||
          out.place == place.admin2_place) {
        return true;
      }
    }
  }
  return false;
}

const TownPart* ToponymFinder::part_of(std::string_view key) const {
  const auto found = grammar_.town_parts.find(key);
  return found == grammar_.town_parts.end() ? nullptr : &found->second;
}

// "Old Town, Maine" is a town, and so is "Old Town" in the rest of the report, and in a dateline.
void ToponymFinder::keep_towns_named_so() {
  WordSet towns;
  for (const Toponym& t : found_) {
    if (t.part != nullptr && (t.container != kNoToponym || t.dateline || is_home(t))) {
      towns.insert(t.key);
    }
  }
  for (Toponym& t : found_) {
    if (towns.contains(t.key)) t.part = nullptr;
  }
}

// "Paris, Texas", "Mosul in Nineveh". With `count`, each is evidence for the other.
void ToponymFinder::link_containers(bool count) {
  for (Toponym& t : found_) t.container = kNoToponym;
  for (size_t i = 0; i + 1 < found_.size(); ++i) {
    Toponym& inner = found_[i];
    Toponym& outer = found_[i + 1];
    if (!same_sentence(inner.first, outer.first) || outer.first - inner.last > 4) continue;
    const std::string_view between =
        text_.substr(inner.span.end, outer.span.begin - inner.span.end);
    const bool comma = between == ", " || between == ",";
    const bool bracket = between == " (" || between == " in " || between == ", in " ||
                         between == " in the " || between == " ";
    const bool typed = between.find(" in ") != std::string_view::npos && between.size() < 40;
    if (!(comma || bracket || typed) || !contains(outer, inner)) continue;
    inner.container = i + 1;
    if (comma && count) {
      inner.evidence = std::max(inner.evidence, 0.0) + 2.5;
      outer.evidence += 2.5;
    }
  }
}

// "Becker, Clay, Douglas and Grant": what stands in a list with places is a place; where they are
// "counties", all are.
void ToponymFinder::share_in_lists() {
  std::vector<double> more(found_.size(), 0);
  for (size_t i = found_.size(); i-- > 0;) {
    Toponym& t = found_[i];
    const Word* behind = word_at(t.first, t.last);
    const auto types =
        behind == nullptr ? grammar_.plural_types.end() : grammar_.plural_types.find(behind->lower);
    const bool named = types != grammar_.plural_types.end();
    if (!named && !(i + 1 < found_.size() && found_[i + 1].listed && is_list(t, found_[i + 1])))
      continue;
    t.listed = true;
    t.types = named ? types->second : found_[i + 1].types;
    more[i] += 2.5;
  }
  for (size_t i = 0; i + 1 < found_.size(); ++i) {
    const Toponym& a = found_[i];
    const Toponym& b = found_[i + 1];
    if (!is_list(a, b)) continue;
    if (b.evidence > 1) more[i] += 1.2;
    if (a.evidence > 1) more[i + 1] += 1.2;
  }
  for (size_t i = 0; i < found_.size(); ++i) found_[i].evidence += more[i];
}

bool ToponymFinder::is_list(const Toponym& a, const Toponym& b) const {
  const std::string_view between = text_.substr(a.span.end, b.span.begin - a.span.end);
  return a.adjective == b.adjective &&
         (between == ", " || between == " and " || between == ", and " || between == "-");
}

// The same words are the same thing all through a document, more often than not.
void ToponymFinder::share_within_document() {
  std::map<std::string, std::pair<double, double>, std::less<>> range;  // least and most
  for (const Toponym& t : found_) {
    auto [at, fresh] = range.emplace(t.key, std::pair(t.evidence, t.evidence));
    at->second.first = std::min(at->second.first, t.evidence);
    at->second.second = std::max(at->second.second, t.evidence);
  }
  for (Toponym& t : found_) {
    const auto& [least, most] = range[t.key];
    if (most >= 2.5) {
      t.evidence += 1;
    } else if (surnames_.contains(t.key)) {
      t.evidence -= 3;
    }
  }
}

}  // namespace

std::vector<Toponym> find_toponyms(const ToponymInput& input) {
  return ToponymFinder(input).run();
}

}  // namespace sitrep
