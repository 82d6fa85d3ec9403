#include "sitrep/ground/place_capitals.h"

#include <algorithm>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr double kEvidence = 3;        // that a capital is a place
constexpr size_t kMostCountries = 20;  // whose capital "the capital" may be

class CapitalFinder {
 public:
  CapitalFinder(const ToponymInput& input, const std::vector<Toponym>& found)
      : text_(input.document.text),
        analysis_(input.analysis),
        grammar_(input.grammar),
        gazetteer_(input.gazetteer),
        found_(found) {}

  std::vector<Toponym> run() {
    std::vector<Toponym> capitals;
    for (TokenId t = 0; t < analysis_.tokens.size(); ++t) {
      if (!is_capital(t) || is_named(t)) continue;
      Toponym capital;
      for (const std::string_view country : countries_of(t)) add_capital(country, capital.hits);
      if (capital.hits.empty()) continue;
      capital.first = t;
      capital.last = t + 1;
      capital.span = analysis_.tokens.span[t];
      capital.types = feature_bit(Feature::city);
      capital.evidence = kEvidence;
      capital.capital = true;
      // The same countries, the same capital.
      capital.key = "|capital";
      for (const NameHit& hit : capital.hits) capital.key += '|' + std::to_string(hit.place);
      capitals.push_back(std::move(capital));
    }
    return capitals;
  }

 private:
  bool is_capital(TokenId t) const {
    const std::string_view said = analysis_.tokens.span[t].of(text_);
    return std::any_of(grammar_.capital_words.begin(), grammar_.capital_words.end(),
                       [said](const auto& word) { return equals_ignoring_case(said, word); });
  }
  std::string word(TokenId t) const {
    return t < analysis_.tokens.size()
               ? lower_case(analysis_.tokens.span[t].of(text_).substr(0, 40))
               : "";
  }
  bool same_sentence(TokenId a, TokenId b) const {
    return b < analysis_.tokens.size() &&
           analysis_.tokens.sentence[a] == analysis_.tokens.sentence[b];
  }
  const Toponym* toponym_at(TokenId t) const {
    const auto at =
        std::upper_bound(found_.begin(), found_.end(), t,
                         [](TokenId token, const Toponym& other) { return token < other.first; });
    if (at == found_.begin()) return nullptr;
    return std::prev(at)->last > t ? &*std::prev(at) : nullptr;
  }

  // "The capital Khartoum", "the capital, Khartoum": the name says it. "Capital punishment" is
  // none.
  bool is_named(TokenId capital) const {
    TokenId next = capital + 1;
    if (toponym_at(capital) != nullptr) return true;
    if (!same_sentence(capital, next)) return false;
    if (word(next) == "city") ++next;
    const bool comma = word(next) == "," || word(next) == "(";
    if (comma) ++next;
    if (!same_sentence(capital, next)) return false;
    const Upos upos = analysis_.tokens.upos[next];
    return upos == Upos::PROPN || toponym_at(next) != nullptr ||
           (!comma && (upos == Upos::NOUN || upos == Upos::NUM));
  }

  // ISO codes.
  std::vector<std::string_view> countries_of(TokenId capital) const {
    if (word(capital + 1) == "of") {
      // "The capital of Iraq's Anbar province" is another.
      const TokenId country = word(capital + 2) == "the" ? capital + 3 : capital + 2;
      const Toponym* named = toponym_at(country);
      const bool more = named != nullptr && same_sentence(capital, named->last) &&
                        (analysis_.tokens.upos[named->last] == Upos::PART ||
                         analysis_.tokens.upos[named->last] == Upos::NOUN);
      return more ? std::vector<std::string_view>() : countries_at(country);
    }
    if (capital == 0 || !same_sentence(capital, capital - 1)) return {};
    const TokenId before = capital - 1;
    if (analysis_.tokens.deprel[before] == Deprel::case_ && before > 0 &&
        analysis_.tokens.upos[before] == Upos::PART) {
      return countries_at(before - 1);  // "Sudan's"
    }
    const Upos upos = analysis_.tokens.upos[before];
    if (upos == Upos::PRON || word(before) == "the") return spoken_of();
    return countries_at(before);
  }

  // Those that these words may name. A name that a division has too says nothing: "Georgia".
  std::vector<std::string_view> countries_at(TokenId t) const {
    if (word(t) == "the") ++t;
    const Toponym* toponym = toponym_at(t);
    std::vector<std::string_view> countries;
    if (toponym == nullptr) return countries;
    for (const NameHit& hit : toponym->hits) {
      const GazetteerPlace place = gazetteer_.place(hit.place);
      if (place.feature == Feature::admin1 && hit.kind == NameKind::name) return {};
      if (place.feature == Feature::country) countries.push_back(place.country);
    }
    return countries;
  }

  // All countries that the document names.
  std::vector<std::string_view> spoken_of() const {
    std::vector<std::string_view> countries;
    for (const Toponym& toponym : found_) {
      if (toponym.hits.empty() || countries.size() >= kMostCountries) continue;
      const GazetteerPlace place = gazetteer_.place(toponym.hits.front().place);
      if (place.feature != Feature::country && !toponym.dateline) continue;
      if (std::find(countries.begin(), countries.end(), place.country) == countries.end())
        countries.push_back(place.country);
    }
    return countries;
  }

  void add_capital(std::string_view country, std::vector<NameHit>& hits) const {
    const auto name = grammar_.capitals.find(country);
    if (name == grammar_.capitals.end()) return;
    std::vector<uint32_t> places;
    gazetteer_.find(name->second, places);
    for (const uint32_t p : places) {
      const GazetteerPlace place = gazetteer_.place(p);
      if (place.feature != Feature::city || place.country != country) continue;
      hits.push_back({p, NameKind::name});
      return;
    }
  }

  const std::string_view text_;
  const Analysis& analysis_;
  const PlaceGrammar::Parts& grammar_;
  const Gazetteer& gazetteer_;
  const std::vector<Toponym>& found_;
};

}  // namespace

void add_capitals(const ToponymInput& input, std::vector<Toponym>& found) {
  std::vector<Toponym> capitals = CapitalFinder(input, found).run();
  std::move(capitals.begin(), capitals.end(), std::back_inserter(found));
  std::stable_sort(found.begin(), found.end(),
                   [](const Toponym& a, const Toponym& b) { return a.span.begin < b.span.begin; });
}

size_t country_of_capital(size_t capital, const Place& place, const std::vector<Toponym>& found,
                          const std::vector<Place>& named) {
  size_t other = kNoToponym;
  for (size_t step = 1; step < found.size(); ++step) {
    for (const size_t t : {capital - step, capital + step}) {
      if (t >= found.size() || found[t].capital || named[t].country != place.country) continue;
      if (named[t].feature == "country") return t;
      if (other == kNoToponym) other = t;
    }
  }
  return other;
}

}  // namespace sitrep
