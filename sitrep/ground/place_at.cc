#include "sitrep/ground/place_at.h"

namespace sitrep {

void take_entry(const GazetteerPlace& known, Place& place) {
  place.name = known.name;
  place.id = known.id;
  place.lat = known.lat;
  place.lon = known.lon;
  place.country = known.country;
  place.admin1 = known.admin1;
  place.admin2 = known.admin2;
  place.radius_km = known.radius_km;
}

void put_where(const Place& other, Place& place) {
  place.lat = other.lat;
  place.lon = other.lon;
  place.country = other.country;
  place.admin1 = other.admin1;
  place.admin2 = other.admin2;
  place.radius_km = other.radius_km;
}

}  // namespace sitrep
