#include "sitrep/picture/cast.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sitrep/ground/party.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr double kNearKm = 20;
constexpr double kAreaKm = 40;  // a place with a larger radius is an area
constexpr double kSamePointKm = 1;

// The state itself, or an organ of one that is known.
bool acts_for_state(const Party& party) {
  if (party.country.empty()) return false;
  if (party.sectors.empty()) return party.code == party.country;
  return is_state_organ(party);
}

// "Iraqi forces", "Iraqi troops", "soldiers": common nouns for the armed forces of a state, but
// "Iraqi special forces" are a part of them.
bool is_armed_forces(const Party& party, std::string_view name) {
  return !party.country.empty() && is_only(party, "MIL") &&
         std::count(name.begin(), name.end(), ' ') <= 1;
}

// Of several common nouns for one party: one that says whose they are, then the first by alphabet,
// so that the order of the reports does not matter.
bool names_better(const std::string& a, const std::string& b) {
  const bool whose_a = is_ascii_upper(a.front());
  const bool whose_b = is_ascii_upper(b.front());
  if (whose_a != whose_b) return whose_a;
  // "Iraqi forces" rather than "Iraq's soldiers", which is what the soldiers of one report are.
  const bool one_a = a.find("'s ") != std::string::npos;
  const bool one_b = b.find("'s ") != std::string::npos;
  return one_a != one_b ? one_b : a < b;
}

bool only_pronouns(const Report& report, const Entity& entity) {
  return std::all_of(entity.mentions.begin(), entity.mentions.end(), [&](uint32_t mention) {
    return report.analysis.mentions[mention].form == MentionForm::pronoun;
  });
}

// "At least 105 civilians" are the civilians, whatever their number: what is counted there.
Span without_count(const Report& report, Span words) {
  for (const Quantity& quantity : report.quantities) {
    const Span counted = quantity.of;
    if (quantity.span.overlaps(words) && !counted.empty() && counted.end == words.end &&
        counted.begin > words.begin) {
      return counted;
    }
  }
  return words;
}

// Two records of one place: the gazetteer's id; of a facility the kind and the point; else the name
// and the point.
std::string key_of(const Place& place) {
  if (!place.id.empty()) return place.id;
  if (place.lat && place.lon && !place.feature.empty()) {
    return fmt::format("{}|{:.2f}|{:.2f}", place.feature, *place.lat, *place.lon);
  }
  if (!place.lat || !place.lon) return ascii_lower(place.name) + "|" + place.country;
  return fmt::format("{}|{:.1f}|{:.1f}", ascii_lower(place.name), *place.lat, *place.lon);
}

}  // namespace

double distance_km(double lat_a, double lon_a, double lat_b, double lon_b) {
  constexpr double kEarthKm = 6371;
  constexpr double kDegree = 3.14159265358979323846 / 180;
  const double half_lat = std::sin((lat_b - lat_a) * kDegree / 2);
  const double half_lon = std::sin((lon_b - lon_a) * kDegree / 2);
  const double h = half_lat * half_lat +
                   std::cos(lat_a * kDegree) * std::cos(lat_b * kDegree) * half_lon * half_lon;
  return 2 * kEarthKm * std::asin(std::min(1.0, std::sqrt(h)));
}

uint32_t Cast::side_of(const Party& party, const std::string& key) {
  const std::string side = acts_for_state(party) ? "state|" + party.country : key;
  return side_by_key_.try_emplace(side, static_cast<uint32_t>(side_by_key_.size())).first->second;
}

uint32_t Cast::actor(const Report& report, const Participant& participant, uint32_t source) {
  const std::string_view words = report.document.words(participant.span);
  Party party;
  Span named_by = participant.span;
  bool named = false;
  bool noun = participant.entity < report.analysis.entities.size();
  if (participant.entity < report.analysis.entities.size()) {
    const Entity& entity = report.analysis.entities[participant.entity];
    if (!entity.mentions.empty() && only_pronouns(report, entity)) return kNone;
    if (participant.entity < report.parties.size()) party = report.parties[participant.entity];
    if (!entity.name.empty()) {
      named_by = entity.name;
    } else if (named_by.empty() && !entity.mentions.empty()) {
      named_by = report.analysis.mentions[entity.mentions.front()].span;
    }
    for (const uint32_t at : entity.mentions) {
      const Mention& mention = report.analysis.mentions[at];
      if (mention.form != MentionForm::name) continue;
      noun = false;
      named = named || mention.span == participant.span;
    }
  }
  std::string name(report.document.words(without_count(report, named_by)));
  if (!party.name.empty() && party.name != report.document.words(named_by)) name = party.name;
  if (name.empty()) return kNone;
  const bool forces = noun && is_armed_forces(party, name);
  const std::string key =
      forces ? "forces|" + party.country : ascii_lower(name) + "|" + party.country;
  const auto [found, is_new] =
      actor_by_key_.try_emplace(key, static_cast<uint32_t>(actors_.size()));
  if (is_new) {
    actors_.push_back(
        {.name = name, .code = party.code, .for_state = acts_for_state(party), .wordings = {}});
    sides_.push_back(side_of(party, key));
    nouns_.push_back(true);
  }
  if (!noun) nouns_[found->second] = false;
  Actor& actor = actors_[found->second];
  if (actor.code.empty()) actor.code = party.code;
  if (forces && names_better(name, actor.name)) actor.name = name;
  if (named && party.known()) {
    auto at = std::lower_bound(
        actor.wordings.begin(), actor.wordings.end(), words,
        [](const Wording& wording, std::string_view other) { return wording.words < other; });
    if (at == actor.wordings.end() || at->words != words) {
      at = actor.wordings.insert(at, {.words = std::string(words), .sources = {}});
    }
    if (at->sources.empty() || at->sources.back() != source) at->sources.push_back(source);
  }
  return found->second;
}

uint32_t Cast::site(const Place& place) {
  const auto [found, is_new] =
      site_by_key_.try_emplace(key_of(place), static_cast<uint32_t>(sites_.size()));
  if (is_new) {
    site_names_.insert(place.name);
    sites_.push_back({.name = place.name,
                      .id = place.id,
                      .country = place.country,
                      .admin1 = place.admin1,
                      .feature = place.feature,
                      .lat = place.lat,
                      .lon = place.lon,
                      .radius_km = place.radius_km.value_or(0)});
  }
  return found->second;
}

// A sentence may begin with a common noun: the letter alone does not make a name.
bool Cast::is_proper(uint32_t actor) const {
  const char first = actors_[actor].name.front();
  return first >= 'A' && first <= 'Z' && !nouns_[actor];
}

bool Cast::may_be_one(uint32_t a, uint32_t b) const {
  if (same_side(a, b)) return true;
  if (actors_[a].for_state || actors_[b].for_state) return false;
  return !is_proper(a) || !is_proper(b);
}

bool Cast::share_side(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const {
  return std::any_of(a.begin(), a.end(), [&](uint32_t x) {
    return std::any_of(b.begin(), b.end(), [&](uint32_t y) { return same_side(x, y); });
  });
}

bool Cast::share_known_side(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const {
  return std::any_of(a.begin(), a.end(), [&](uint32_t x) {
    return (is_proper(x) || actors_[x].for_state) &&
           std::any_of(b.begin(), b.end(), [&](uint32_t y) { return same_side(x, y); });
  });
}

bool Cast::exclude(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const {
  if (a.empty() || b.empty()) return false;
  const auto proper = [&](uint32_t at) { return is_proper(at); };
  // Neither a common noun ("aircraft", "soldiers") nor a town that is shelled is a party of its
  // own.
  const auto known = [&](uint32_t at) {
    return actors_[at].for_state || (proper(at) && site_names_.count(actors_[at].name) == 0);
  };
  const auto one_kind = [&](uint32_t x) {  // "residents", "civilians"; "Iraqi troops", "soldiers"
    return std::any_of(b.begin(), b.end(), [&](uint32_t y) {
      return (!proper(x) || !proper(y)) && actors_[x].code == actors_[y].code;
    });
  };
  return std::all_of(a.begin(), a.end(), known) && std::all_of(b.begin(), b.end(), known) &&
         std::none_of(a.begin(), a.end(), one_kind);
}

bool Cast::is_area(uint32_t site) const {
  return sites_[site].radius_km > kAreaKm || sites_[site].feature == "country";
}

Nearness Cast::nearness(uint32_t a, uint32_t b) const {
  if (a == kNone || b == kNone) return Nearness::unknown;
  if (a == b) return Nearness::same;
  const Site& one = sites_[a];
  const Site& two = sites_[b];
  for (const auto& [area, other] : {std::pair(&one, &two), std::pair(&two, &one)}) {
    if (area->feature == "country" && !area->country.empty() && !other->country.empty()) {
      return area->country == other->country ? Nearness::inside : Nearness::far;
    }
  }
  if (!one.lat || !one.lon || !two.lat || !two.lon) return Nearness::unknown;
  const double km = distance_km(*one.lat, *one.lon, *two.lat, *two.lon);
  if (km <= kSamePointKm) return Nearness::same;
  // A town and the district that is named for it: reports mean the one by the other.
  const bool namesakes = one.name == two.name && one.country == two.country;
  if (namesakes && km <= std::max({kNearKm, one.radius_km, two.radius_km})) return Nearness::same;
  if (is_area(a) || is_area(b)) {
    return km <= std::max(one.radius_km, two.radius_km) ? Nearness::inside : Nearness::far;
  }
  return km <= std::max(kNearKm, one.radius_km + two.radius_km) ? Nearness::near : Nearness::far;
}

}  // namespace sitrep
