#include "sitrep/ground/place_relative.h"

#include <algorithm>
#include <charconv>

namespace sitrep {
namespace {

constexpr int64_t kMostBetween =
    8;                             // tokens from a direction to its anchor: "of the modern town of"
constexpr int64_t kMostOwned = 5;  // tokens from an owner to what it owns: "restive north-western"
constexpr double kFarthestKm = 20000;  // half the way round the earth

class RelativeFinder {
 public:
  RelativeFinder(const Document& document, const Analysis& analysis,
                 const PlaceGrammar::Parts& grammar, const std::vector<Toponym>& toponyms,
                 const std::vector<Quantity>& quantities)
      : text_(document.text),
        analysis_(analysis),
        grammar_(grammar),
        toponyms_(toponyms),
        quantities_(quantities) {}

  std::vector<RelativePlace> run() {
    for (size_t t = 0; t < toponyms_.size(); ++t) {
      if (toponyms_[t].street || is_owner(t)) continue;
      if (pair(t)) {
        site(t + 1);
        ++t;  // the words of the second are taken
        continue;
      }
      if (toponyms_[t].adjective) {
        behind(t);
        continue;
      }
      if (!by_direction(t) && !by_distance(t) && !by_vague_words(t)) behind(t);
      site(t);
    }
    return std::move(found_);
  }

 private:
  struct Distance {
    TokenId first = 0;
    double km = 0;
  };

  std::string word(int64_t t) const {
    return lower_case(analysis_.tokens.span[static_cast<size_t>(t)].of(text_).substr(0, 40));
  }
  // The first token of the anchor's sentence.
  int64_t sentence_begin(const Toponym& t) const {
    return analysis_.sentences[analysis_.tokens.sentence[t.first]].first;
  }
  Span cover_from(int64_t first, const Toponym& anchor) const {
    return {analysis_.tokens.span[static_cast<size_t>(first)].begin, anchor.span.end};
  }
  // The words of these tokens as they are written, white space as one space.
  std::string phrase(int64_t first, int64_t last) const {
    std::string out;
    for (int64_t t = first; t < last; ++t) {
      const auto at = static_cast<size_t>(t);
      if (t > first && analysis_.tokens.span[at].begin > analysis_.tokens.span[at - 1].end) {
        out += ' ';
      }
      out += word(t);
    }
    return out;
  }
  // "south - southeast" as "south-southeast".
  std::string compass_words(int64_t first, int64_t last) const {
    std::string out = phrase(first, last);
    for (size_t at = out.find(" - "); at != std::string::npos; at = out.find(" - ")) {
      out.replace(at, 3, "-");
    }
    return out;
  }
  bool ends_with(int64_t end, int64_t begin, const std::vector<std::string>& words) const {
    const auto size = static_cast<int64_t>(words.size());
    if (end - begin < size) return false;
    for (int64_t i = 0; i < size; ++i) {
      if (word(end - size + i) != words[static_cast<size_t>(i)]) return false;
    }
    return true;
  }

  std::optional<Distance> distance_before(int64_t end, int64_t begin) const;
  std::optional<double> number_at(int64_t t) const;
  bool is_owner(size_t t) const;
  int64_t before_the_town_of(const Toponym& anchor) const;
  bool by_direction(size_t t);
  void add_subjects(RelativePlace& relative) const;
  bool by_distance(size_t t);
  bool pair(size_t t);
  bool by_vague_words(size_t t);
  void behind(size_t t);
  std::optional<int64_t> end_of(const std::vector<std::string>& words, int64_t begin) const;
  bool is_border_of_more(int64_t end) const;
  void site(size_t t);
  std::optional<int64_t> begin_of_site(int64_t link, int64_t begin,
                                       const std::vector<std::string>& words) const;

  std::string_view text_;
  const Analysis& analysis_;
  const PlaceGrammar::Parts& grammar_;
  const std::vector<Toponym>& toponyms_;
  const std::vector<Quantity>& quantities_;
  std::vector<RelativePlace> found_;
};

std::optional<double> RelativeFinder::number_at(int64_t t) const {
  std::string digits;
  for (char c : word(t)) {
    if (c != ',') digits += c;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc() && end == digits.data() + digits.size() && value >= 0) return value;
  // Number words are the quantity grammar's.
  const Span span = analysis_.tokens.span[static_cast<size_t>(t)];
  for (const Quantity& quantity : quantities_) {
    if (quantity.value && quantity.span.begin <= span.begin && span.end <= quantity.span.end &&
        quantity.si == 0) {
      return quantity.value;
    }
  }
  return std::nullopt;
}

// The distance whose words end before token `end`: "60 kilometers (40 miles)", "20km", "5 to 6 km".
std::optional<RelativeFinder::Distance> RelativeFinder::distance_before(int64_t end,
                                                                        int64_t begin) const {
  int64_t at = end - 1;
  if (at >= begin && word(at) == ")") {
    while (at >= begin && word(at) != "(") --at;
    --at;
  }
  if (at < begin) return std::nullopt;
  const Span last = analysis_.tokens.span[static_cast<size_t>(at)];
  for (const Quantity& quantity : quantities_) {
    if (quantity.si > 0 && quantity.span.end >= last.end && quantity.span.begin <= last.begin &&
        quantity.span.end <= analysis_.tokens.span[static_cast<size_t>(end - 1)].end) {
      const TokenId first = analysis_.token_at(quantity.span.begin);
      if (first != kNoToken) return Distance{first, quantity.si};
    }
  }
  // A unit on its own, or on the end of its number ("20km").
  if (const auto unit = grammar_.units.find(word(at)); unit != grammar_.units.end()) {
    --at;
    if (at >= begin && word(at) == "-") --at;
    const auto value = at >= begin ? number_at(at) : std::nullopt;
    if (!value) return std::nullopt;
    if (at - 2 >= begin && (word(at - 1) == "-" || word(at - 1) == "–" || word(at - 1) == "to")) {
      if (const auto low = number_at(at - 2)) {
        return Distance{static_cast<TokenId>(at - 2), (*low + *value) / 2 * unit->second};
      }
    }
    return Distance{static_cast<TokenId>(at), *value * unit->second};
  }
  const std::string joined = word(at);
  const size_t letters = joined.find_first_not_of("0123456789.,");
  if (letters == 0 || letters == std::string::npos) return std::nullopt;
  const auto unit = grammar_.units.find(joined.substr(letters));
  double value = 0;
  const auto [stop, error] = std::from_chars(joined.data(), joined.data() + letters, value);
  if (unit == grammar_.units.end() || error != std::errc() || stop != joined.data() + letters) {
    return std::nullopt;
  }
  return Distance{static_cast<TokenId>(at), value * unit->second};
}

// "Iraq" of "Iraq's Anbar province", "Iraq's western town of Hit": whose the next toponym is. What
// stands before it says where that one is.
bool RelativeFinder::is_owner(size_t t) const {
  if (t + 1 >= toponyms_.size()) return false;
  const int64_t begin = static_cast<int64_t>(toponyms_[t].last) + 1;
  const auto owned = static_cast<int64_t>(toponyms_[t + 1].first);
  if (owned < begin || owned > begin + kMostOwned) return false;
  const std::string mark = word(begin - 1);
  if (mark != "'s" && mark != "\xE2\x80\x99s" && mark != "'" && mark != "\xE2\x80\x99")
    return false;
  const bool of_kind =
      owned >= begin + 2 && word(owned - 1) == "of" && grammar_.types.contains(word(owned - 2));
  for (int64_t at = begin; at < (of_kind ? owned - 2 : owned); ++at) {
    const Upos upos = analysis_.tokens.upos[static_cast<size_t>(at)];
    const bool tells_more = upos == Upos::ADJ || upos == Upos::ADV || upos == Upos::NUM ||
                            (of_kind && upos == Upos::NOUN);  // "port city of"
    if (!tells_more) return false;
  }
  return true;
}

// The token behind which "the town of", the owner ("Iraq's Anbar") or nothing leads to the anchor.
int64_t RelativeFinder::before_the_town_of(const Toponym& anchor) const {
  const int64_t begin = sentence_begin(anchor);
  const auto t = static_cast<size_t>(&anchor - toponyms_.data());
  if (t > 0 && is_owner(t - 1)) return before_the_town_of(toponyms_[t - 1]);
  int64_t at = anchor.first;
  if (at - 1 >= begin && word(at - 1) == "of" && at - 2 >= begin &&
      (grammar_.types.contains(word(at - 2)) || grammar_.plural_types.contains(word(at - 2)))) {
    at -= 2;
    while (at - 1 >= begin && at > static_cast<int64_t>(anchor.first) - 6 && word(at - 1) != "of" &&
           word(at - 1) != "from" && word(at - 1) != "the" && word(at - 1) != ",") {
      --at;
    }
  }
  if (at - 1 >= begin && word(at - 1) == "the") --at;
  return at;
}

// "60 km south of Mosul"; without the distance, a direction alone.
bool RelativeFinder::by_direction(size_t t) {
  const Toponym& anchor = toponyms_[t];
  const int64_t begin = sentence_begin(anchor);
  const int64_t farthest = std::max(begin, static_cast<int64_t>(anchor.first) - kMostBetween);
  // No other place may stand between the direction and its anchor.
  const size_t first = t > 0 && is_owner(t - 1) ? t - 1 : t;
  const int64_t previous = first > 0 ? static_cast<int64_t>(toponyms_[first - 1].last) : 0;
  for (int64_t at = static_cast<int64_t>(anchor.first) - 1; at >= std::max(farthest, previous);
       --at) {
    const std::string link = word(at);
    if (link == "," || link == ";") return false;
    if (link != "of" && link != "from") continue;
    for (int64_t size = 5; size >= 1; --size) {
      if (at - size < begin) continue;
      const auto direction = grammar_.directions.find(compass_words(at - size, at));
      if (direction == grammar_.directions.end()) continue;
      int64_t end = at - size;
      while (end > begin && (word(end - 1) == "the" || word(end - 1) == "to" ||
                             word(end - 1) == "due" || word(end - 1) == "directly")) {
        --end;
      }
      RelativePlace relative;
      relative.anchor = t;
      relative.bearing = direction->second;
      if (const auto distance = distance_before(end, begin);
          distance && distance->km < kFarthestKm) {
        relative.kind = "offset";
        relative.distance_km = distance->km;
        relative.span = cover_from(distance->first, anchor);
      } else {
        relative.kind = "direction";
        relative.span = cover_from(at - size, anchor);
      }
      add_subjects(relative);
      found_.push_back(relative);
      return true;
    }
  }
  return false;
}

// The toponyms before the words, in their sentence, with a word of lying or being in between.
void RelativeFinder::add_subjects(RelativePlace& relative) const {
  const int64_t begin = sentence_begin(toponyms_[relative.anchor]);
  const TokenId first = analysis_.token_at(relative.span.begin);
  if (first == kNoToken) return;
  int64_t at = first;
  bool located = false;
  for (size_t t = relative.anchor; t-- > 0;) {
    const Toponym& subject = toponyms_[t];
    if (static_cast<int64_t>(subject.first) < begin) break;
    for (; at > static_cast<int64_t>(subject.last); --at) {
      if (grammar_.located.contains(word(at - 1))) located = true;
    }
    if (located && !subject.adjective) relative.subjects.push_back(t);
  }
}

// "60 km from Mosul", "20 miles outside Kirkuk": a ring around the anchor.
bool RelativeFinder::by_distance(size_t t) {
  const Toponym& anchor = toponyms_[t];
  const int64_t begin = sentence_begin(anchor);
  int64_t at = before_the_town_of(anchor);
  if (at - 1 < begin) return false;
  const std::string link = word(at - 1);
  if (link != "from" && link != "outside" && link != "of") return false;
  --at;
  if (at - 1 >= begin && (word(at - 1) == "away" || word(at - 1) == "outside")) --at;
  const auto distance = distance_before(at, begin);
  if (!distance || distance->km >= kFarthestKm) return false;
  RelativePlace relative;
  relative.anchor = t;
  relative.kind = "distance";
  relative.distance_km = distance->km;
  relative.span = cover_from(distance->first, anchor);
  found_.push_back(relative);
  return true;
}

// Where these words end that begin at token `begin`; none where other words stand there.
std::optional<int64_t> RelativeFinder::end_of(const std::vector<std::string>& words,
                                              int64_t begin) const {
  const int64_t end = begin + static_cast<int64_t>(words.size());
  if (end > static_cast<int64_t>(analysis_.tokens.size())) return std::nullopt;
  for (size_t i = 0; i < words.size(); ++i) {
    if (word(begin + static_cast<int64_t>(i)) != words[i]) return std::nullopt;
  }
  return end;
}

// "the Turkish border guards": the border goes with the noun behind it.
bool RelativeFinder::is_border_of_more(int64_t end) const {
  const auto at = static_cast<size_t>(end);
  if (at >= analysis_.tokens.size()) return false;
  const Upos next = analysis_.tokens.upos[at];
  return next == Upos::NOUN || next == Upos::PROPN;
}

// "between Tikrit and Baiji", "the Syrian-Turkish border".
bool RelativeFinder::pair(size_t t) {
  if (t + 1 >= toponyms_.size()) return false;
  const Toponym& a = toponyms_[t];
  const Toponym& b = toponyms_[t + 1];
  const int64_t begin = sentence_begin(a);
  if (sentence_begin(b) != begin || b.first > a.last + kMostBetween) return false;
  const int64_t before = before_the_town_of(a);
  for (const PairRelation& pair : grammar_.pairs) {
    const bool border = pair.kind == "border";
    if (!border && (a.adjective || b.adjective)) continue;
    int64_t first = before;
    if (!pair.before.empty()) {
      if (!ends_with(first, begin, pair.before)) continue;
      first -= static_cast<int64_t>(pair.before.size());
    } else {
      first = static_cast<int64_t>(a.first);
    }
    const auto linked = end_of(pair.link, a.last);
    if (!linked || (*linked != b.first && *linked != before_the_town_of(b))) continue;
    const auto end = end_of(pair.behind, b.last);
    if (!end || (border && !pair.behind.empty() && is_border_of_more(*end))) continue;
    RelativePlace relative;
    relative.anchor = t;
    relative.other = t + 1;
    relative.kind = pair.kind;
    relative.span = {analysis_.tokens.span[static_cast<size_t>(first)].begin,
                     analysis_.tokens.span[static_cast<size_t>(*end - 1)].end};
    found_.push_back(relative);
    return true;
  }
  return false;
}

bool RelativeFinder::by_vague_words(size_t t) {
  const Toponym& anchor = toponyms_[t];
  const int64_t begin = sentence_begin(anchor);
  const int64_t end = before_the_town_of(anchor);
  for (const int64_t stop : {end, static_cast<int64_t>(anchor.first)}) {
    for (const VagueRelation& vague : grammar_.vague) {
      if (vague.behind || !ends_with(stop, begin, vague.words)) continue;
      RelativePlace relative;
      relative.anchor = t;
      relative.kind = vague.kind;
      relative.radius_km = vague.radius_km;
      relative.span = cover_from(stop - static_cast<int64_t>(vague.words.size()), anchor);
      found_.push_back(relative);
      return true;
    }
  }
  return false;
}

// "Mosul's outskirts", "the Turkish border", "10 km from the Turkish border".
void RelativeFinder::behind(size_t t) {
  const Toponym& anchor = toponyms_[t];
  for (const VagueRelation& vague : grammar_.vague) {
    if (!vague.behind || (anchor.adjective && vague.kind != "border")) continue;
    const auto end = end_of(vague.words, anchor.last);
    if (!end || is_border_of_more(*end)) continue;
    RelativePlace relative;
    relative.anchor = t;
    relative.kind = vague.kind;
    relative.radius_km = vague.radius_km;
    relative.span = {anchor.span.begin, analysis_.tokens.span[static_cast<size_t>(*end - 1)].end};
    found_.push_back(relative);
    return;
  }
}

// "Qayyarah airbase", "the airfield near Qayyarah", "the air base in the town of Qayyarah".
void RelativeFinder::site(size_t t) {
  const Toponym& anchor = toponyms_[t];
  const int64_t begin = sentence_begin(anchor);
  const auto end =
      static_cast<int64_t>(analysis_.sentences[analysis_.tokens.sentence[anchor.first]].last);
  const int64_t link = before_the_town_of(anchor) - 1;
  const bool linked =
      link >= begin && (word(link) == "near" || word(link) == "in" || word(link) == "at" ||
                        word(link) == "outside" || word(link) == "of");
  for (const SiteType& type : grammar_.sites) {
    const auto size = static_cast<int64_t>(type.words.size());
    RelativePlace relative;
    relative.anchor = t;
    relative.kind = "site";
    relative.feature = type.feature;
    relative.radius_km = type.radius_km;
    const int64_t behind = static_cast<int64_t>(anchor.last) + size;
    if (behind <= end && ends_with(behind, anchor.last, type.words)) {
      relative.span = {anchor.span.begin,
                       analysis_.tokens.span[static_cast<size_t>(behind - 1)].end};
    } else if (linked && type.feature != Feature::facility && ends_with(link, begin, type.words)) {
      relative.span = cover_from(link - size, anchor);
    } else if (const auto first =
                   linked && type.within ? begin_of_site(link, begin, type.words) : std::nullopt) {
      relative.span = cover_from(*first, anchor);
    } else {
      continue;
    }
    found_.push_back(relative);
    return;
  }
}

// Where the site's words begin before this link, with no more than whose it is in between:
// "headquarters of the state broadcaster" of "in Kano".
std::optional<int64_t> RelativeFinder::begin_of_site(int64_t link, int64_t begin,
                                                     const std::vector<std::string>& words) const {
  for (int64_t end = link; end > std::max(begin, link - kMostBetween); --end) {
    if (ends_with(end, begin, words)) return end - static_cast<int64_t>(words.size());
    const auto at = static_cast<size_t>(end - 1);
    const Upos upos = analysis_.tokens.upos[at];
    const bool whose = upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::ADJ ||
                       upos == Upos::DET || word(end - 1) == "of";
    if (!whose) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::vector<RelativePlace> find_relative_places(const Document& document, const Analysis& analysis,
                                                const PlaceGrammar::Parts& grammar,
                                                const std::vector<Toponym>& toponyms,
                                                const std::vector<Quantity>& quantities) {
  return RelativeFinder(document, analysis, grammar, toponyms, quantities).run();
}

}  // namespace sitrep
