#include "sitrep/ground/place_parts.h"

#include <algorithm>
#include <set>

#include "sitrep/ground/geodesy.h"
#include "sitrep/ground/place_at.h"

namespace sitrep {
namespace {

constexpr double kWithinTownKm = 30;  // a part lies no farther from the middle of its town

bool is_town(const Toponym& toponym, const Place& place) {
  return toponym.part == nullptr && !toponym.adjective && place.lat && place.feature == "city";
}

class PartPlacer {
 public:
  PartPlacer(const std::vector<Toponym>& toponyms, const Gazetteer& gazetteer,
             std::string_view text, std::vector<Place>& named)
      : toponyms_(toponyms), gazetteer_(gazetteer), text_(text), named_(named) {}

  void run() {
    size_t before = kNoToponym;  // the town that was named last
    size_t first = kNoToponym;   // the first of the document
    for (size_t t = 0; t < toponyms_.size(); ++t) {
      if (toponyms_[t].part == nullptr) countries_.insert(named_[t].country);
      if (first == kNoToponym && is_town(toponyms_[t], named_[t])) first = t;
    }
    for (size_t t = 0; t < toponyms_.size(); ++t) {
      if (is_town(toponyms_[t], named_[t])) before = t;
      if (toponyms_[t].part == nullptr) continue;
      size_t town = beside(t);
      if (town == kNoToponym && toponyms_[t].part->alone && is_spoken_of(t, first)) continue;
      if (town == kNoToponym) town = before != kNoToponym ? before : first;
      put(t, town);
    }
  }

 private:
  std::string_view between(size_t left, size_t right) const {
    const uint32_t begin = toponyms_[left].span.end;
    return text_.substr(begin, toponyms_[right].span.begin - begin);
  }
  // Whether the document names another place in the country of this one, or no town at all: then
  // the place that is known alone is meant.
  bool is_spoken_of(size_t t, size_t first_town) const {
    return first_town == kNoToponym || countries_.contains(named_[t].country);
  }
  // "the Old City of Mosul", "Mosul's Old City", "the Old City, in Mosul", "In Mosul the Old City"
  size_t beside(size_t t) const {
    if (t + 1 < toponyms_.size() && is_town(toponyms_[t + 1], named_[t + 1])) {
      const std::string_view link = between(t, t + 1);
      if (link == " of " || link == " in " || link == ", " || link == ", in ") return t + 1;
    }
    if (t > 0 && is_town(toponyms_[t - 1], named_[t - 1])) {
      const std::string_view link = between(t - 1, t);
      if (link == "'s " || link == "\xE2\x80\x99s " || link == " " || link == " the ") return t - 1;
    }
    return kNoToponym;
  }

  void put(size_t t, size_t town) {
    const Toponym& part = toponyms_[t];
    Place place;
    place.span = part.span;
    place.name = part.span.of(text_);
    place.confidence = named_[t].confidence;
    place.feature = name_of(part.part->feature);
    if (town != kNoToponym) {
      const Place& in = named_[town];
      put_where(in, place);
      place.confidence = std::min(place.confidence, in.confidence);
      take_known(part, place);
    }
    named_[t] = std::move(place);
  }

  // The place of this name in that town, where the gazetteer has one.
  void take_known(const Toponym& part, Place& place) const {
    double least = kWithinTownKm;
    for (const NameHit& hit : part.hits) {
      const GazetteerPlace known = gazetteer_.place(hit.place);
      const double km = great_circle_km(*place.lat, *place.lon, known.lat, known.lon);
      if (km >= least) continue;
      least = km;
      take_entry(known, place);
    }
  }

  const std::vector<Toponym>& toponyms_;
  const Gazetteer& gazetteer_;
  const std::string_view text_;
  std::vector<Place>& named_;
  std::set<std::string> countries_;  // of what is no part of a town
};

}  // namespace

void place_parts(const std::vector<Toponym>& toponyms, const Gazetteer& gazetteer,
                 std::string_view text, std::vector<Place>& named) {
  PartPlacer(toponyms, gazetteer, text, named).run();
}

}  // namespace sitrep
