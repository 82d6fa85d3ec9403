#include "sitrep/ground/place_locate.h"

#include <algorithm>
#include <map>

#include "sitrep/ground/geodesy.h"

namespace sitrep {
namespace {

constexpr double kMostAstray = 0.5;  // of a spoken distance, by which a place may be elsewhere
constexpr double kLeastAstrayKm = 8;
constexpr double kDirectionKm = 15;  // how far "north of Mosul" is taken to be
constexpr double kBorderKm = 10;     // how far from the border "on the border" may be

bool is_wide(const Place& place) {
  return place.feature == "country" || place.feature == "continent" || place.feature == "sea";
}

// How much `a` and `b` may be trusted together.
double trust(const Place& a, const Place* b) {
  return 0.9 * (b == nullptr ? a.confidence : std::min(a.confidence, b->confidence));
}

Place place_at(const RelativePlace& relative, const Place& anchor, Point point, double radius_km,
               std::string_view text) {
  Place place;
  place.span = relative.span;
  place.name = relative.span.of(text);
  place.country = anchor.country;
  place.admin1 = anchor.admin1;
  place.feature = relative.feature ? std::string(name_of(*relative.feature)) : "";
  place.relation = PlaceRelation{};
  place.relation->kind = relative.kind;
  place.relation->distance_km = relative.distance_km;
  place.relation->bearing = relative.bearing;
  place.lat = point.lat;
  place.lon = point.lon;
  place.radius_km = radius_km;
  return place;
}

// "the border between Syria and Turkey", "Kobani, on the border with Turkey", "the Turkish border".
class BorderPlace {
 public:
  BorderPlace(const RelativePlace& relative, const NamedPlaces& places)
      : relative_(relative),
        places_(places),
        borders_(places.gazetteer.borders()),
        anchor_(places.named[relative.anchor]) {}

  std::optional<Place> locate() const {
    if (anchor_.feature != "country" || !borders_.knows(anchor_.country)) return std::nullopt;
    const Place* other = relative_.other == kNoToponym ? nullptr : &places_.named[relative_.other];
    const bool is_pair = other != nullptr && other->feature == "country";
    if (other != nullptr && !is_pair) return std::nullopt;
    if (const Place* town = town_beside(is_pair ? other->country : "")) {
      if (auto place = at_town(*town, is_pair ? other->country : "")) return place;
    }
    if (is_pair) return in_the_middle(other->country, other);
    const std::string country = country_spoken_of();
    return country.empty() ? std::nullopt : in_the_middle(country, nullptr);
  }

 private:
  // The town nearest to the words, in their sentence, on one side of the border.
  const Place* town_beside(std::string_view other) const {
    const TokenId first = places_.toponyms[relative_.anchor].first;
    const uint32_t sentence = places_.analysis.tokens.sentence[first];
    const Place* best = nullptr;
    TokenId least = 0;
    for (size_t t = 0; t < places_.toponyms.size(); ++t) {
      const Toponym& toponym = places_.toponyms[t];
      const Place& place = places_.named[t];
      if (toponym.adjective || !place.lat || is_wide(place) || place.country.empty()) continue;
      if (places_.analysis.tokens.sentence[toponym.first] != sentence) continue;
      if (!other.empty() && place.country != other && place.country != anchor_.country) continue;
      const TokenId far = toponym.first > first ? toponym.first - first : first - toponym.first;
      if (best == nullptr || far < least) {
        best = &place;
        least = far;
      }
    }
    return best;
  }

  std::optional<Place> at_town(const Place& town, std::string_view other) const {
    const std::string_view neighbour =
        other.empty() && town.country != anchor_.country ? std::string_view(town.country) : other;
    const auto nearest = borders_.nearest(anchor_.country, neighbour, {*town.lat, *town.lon});
    // A town far inland does not tell which part of the border is meant.
    constexpr double kFarthestKm = 150;
    if (!nearest || nearest->km > kFarthestKm) return std::nullopt;
    Place place =
        place_at(relative_, town, nearest->point, std::max(kBorderKm, nearest->km), places_.text);
    place.confidence = trust(anchor_, &town);
    return place;
  }

  std::optional<Place> in_the_middle(std::string_view country, const Place* other) const {
    const auto middle = borders_.middle(country, anchor_.country);
    if (!middle) return std::nullopt;
    Place place =
        place_at(relative_, anchor_, middle->point, std::max(kBorderKm, middle->km), places_.text);
    place.country.clear();  // the words do not say which side
    place.admin1.clear();
    place.confidence = trust(anchor_, other);
    return place;
  }

  // The neighbour that the sentence, else the document, speaks of most.
  std::string country_spoken_of() const {
    const uint32_t sentence =
        places_.analysis.tokens.sentence[places_.toponyms[relative_.anchor].first];
    std::map<std::string, int> counts;
    for (size_t t = 0; t < places_.named.size(); ++t) {
      const std::string& country = places_.named[t].country;
      if (country.empty() || country == anchor_.country) continue;
      const bool here = places_.analysis.tokens.sentence[places_.toponyms[t].first] == sentence;
      counts[country] += here ? 1000 : 1;
    }
    std::string best;
    int most = 0;
    for (const auto& [country, count] : counts) {
      if (count <= most || !borders_.middle(country, anchor_.country)) continue;
      best = country;
      most = count;
    }
    return best;
  }

  const RelativePlace& relative_;
  const NamedPlaces& places_;
  const Borders& borders_;
  const Place& anchor_;
};

}  // namespace

Subject find_subject(const RelativePlace& relative, const Place& located,
                     const std::vector<Toponym>& toponyms, const Gazetteer& gazetteer) {
  Subject best;
  double least = std::max(kLeastAstrayKm, kMostAstray * relative.distance_km.value_or(0));
  for (const size_t t : relative.subjects) {
    for (const NameHit& hit : toponyms[t].hits) {
      const GazetteerPlace place = gazetteer.place(hit.place);
      if (place.feature != Feature::city && place.feature != Feature::neighbourhood) continue;
      const double km = great_circle_km(*located.lat, *located.lon, place.lat, place.lon);
      if (km < least) {
        least = km;
        best = {t, hit.place};
      }
    }
  }
  return best;
}

std::optional<Place> locate(const RelativePlace& relative, const NamedPlaces& places) {
  const Place& anchor = places.named[relative.anchor];
  const Place* other = relative.other == kNoToponym ? nullptr : &places.named[relative.other];
  if (!anchor.lat || (other != nullptr && !other->lat)) return std::nullopt;
  if (relative.kind == "border") {
    if (auto place = BorderPlace(relative, places).locate()) return place;
    // Between two provinces it is about half way; of one alone nobody knows where.
    if (other == nullptr || is_wide(anchor)) return std::nullopt;
  }
  // "Talks between Russia and Ukraine" are held elsewhere.
  if (relative.kind == "between" && anchor.feature == "country" && other->feature == "country") {
    return std::nullopt;
  }
  Point point{*anchor.lat, *anchor.lon};
  const double around = anchor.radius_km.value_or(1);
  double radius = std::max(relative.radius_km, around);
  if (const auto azimuth = azimuth_of(relative.bearing)) {
    // A compass point is good to an eighth of the circle at best, a spoken distance to a fifth.
    // Without a distance it begins where the anchor ends; a river is long, but not wide.
    const bool river = anchor.feature == "river";
    const double km =
        relative.distance_km.value_or(river ? kDirectionKm : std::max(kDirectionKm, around));
    point = offset(point, *azimuth, km);
    radius = relative.distance_km ? std::max(3.0, 0.25 * km) : std::max(km, around);
  } else if (relative.distance_km) {
    radius = *relative.distance_km + around;
  } else if (other != nullptr) {
    double km = 0;
    point = middle(point, {*other->lat, *other->lon}, &km);
    radius = std::max(1.0, km / 2);
  }
  Place place = place_at(relative, anchor, point, radius, places.text);
  place.confidence = trust(anchor, other);
  return place;
}

}  // namespace sitrep
