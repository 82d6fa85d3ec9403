#include "sitrep/ground/place_choose.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "sitrep/ground/geodesy.h"

namespace sitrep {
namespace {

constexpr int kRounds = 3;
constexpr double kNearKm = 120;     // how far the pull of a neighbour reaches
constexpr double kSameSpotKm = 80;  // candidates nearer than this are one answer
constexpr size_t kMostOthers = 60;  // senses that are asked for their distance

struct Candidate {
  GazetteerPlace place;
  uint32_t index = kNoPlace;
  double prior = 0;
  double score = 0;
};

struct Sense {
  std::vector<size_t> toponyms;
  std::vector<Candidate> candidates;
  FeatureSet types = 0;
  std::vector<size_t> containers;  // senses
  size_t best = 0;
  double weight = 1;   // how much it says about the others
  bool alike = false;  // its names are only written alike
  bool wide() const {
    const Feature f = candidates[best].place.feature;
    return f == Feature::country || f == Feature::continent || f == Feature::sea;
  }
};

class Chooser {
 public:
  Chooser(const std::vector<Toponym>& toponyms, const Gazetteer& gazetteer,
          const PublisherHome& home)
      : toponyms_(toponyms), gazetteer_(gazetteer), home_(home) {
    sense_of_.assign(toponyms.size(), kNoToponym);
    group();
    add_home();
  }

  std::vector<PlaceChoice> run() {
    for (Sense& sense : senses_) pick(sense);
    for (int round = 0; round < kRounds; ++round) {
      count_regions();
      std::vector<size_t> best(senses_.size());
      for (size_t i = 0; i < senses_.size(); ++i) {
        score(i);
        best[i] = senses_[i].best;
        best[i] = best_of(senses_[i]);
      }
      for (size_t i = 0; i < senses_.size(); ++i) senses_[i].best = best[i];
    }
    std::vector<PlaceChoice> choices(toponyms_.size());
    for (size_t t = 0; t < toponyms_.size(); ++t) {
      if (sense_of_[t] == kNoToponym) continue;
      const Sense& sense = senses_[sense_of_[t]];
      if (sense.alike && !is_expected(sense)) continue;
      choices[t] = {sense.candidates[sense.best].index, probability(sense)};
    }
    return choices;
  }

 private:
  void group();
  static void prefer_capitals(Sense& sense);
  void add_home();
  void count_regions();
  void score(size_t s);
  double context(size_t s, const Candidate& candidate) const;
  double pull(size_t s, const Candidate& candidate) const;
  bool lies_in(const Candidate& inner, const Sense& outer) const;
  double probability(const Sense& sense) const;
  bool is_expected(const Sense& sense) const;

  static size_t best_of(const Sense& sense) {
    size_t best = 0;
    for (size_t c = 1; c < sense.candidates.size(); ++c) {
      if (sense.candidates[c].score > sense.candidates[best].score) best = c;
    }
    return best;
  }
  static void pick(Sense& sense) {
    for (Candidate& candidate : sense.candidates) candidate.score = candidate.prior;
    sense.best = best_of(sense);
  }

  const std::vector<Toponym>& toponyms_;
  const Gazetteer& gazetteer_;
  std::vector<size_t> sense_of_;
  std::vector<Sense> senses_;
  const PublisherHome& home_;
  std::map<std::string, double, std::less<>> countries_;  // how much the document speaks of each
  std::map<uint32_t, double> divisions_;
};

void Chooser::group() {
  std::map<std::string, size_t, std::less<>> by_key;
  std::map<std::string, FeatureSet, std::less<>> written_in;  // the town of the dateline
  for (const Toponym& toponym : toponyms_) {
    if (toponym.dateline) written_in.emplace(toponym.key, toponym.types);
  }
  for (size_t t = 0; t < toponyms_.size(); ++t) {
    const Toponym& toponym = toponyms_[t];
    const bool elsewhere = toponym.part != nullptr && !toponym.part->alone;  // place_parts finds it
    if (toponym.hits.empty() || toponym.street || elsewhere) continue;
    // "Tex." and "Nineveh province" are senses of their own beside "Nineveh"; the name of the town
    // that a report is written in means that town.
    std::string key = toponym.key;
    FeatureSet types = toponym.types;
    const auto home = written_in.find(key);
    if (home != written_in.end() && (types == 0 || types == home->second)) {
      types = home->second;
    } else if (types != 0) {
      key += '|' + std::to_string(types);
    }
    const auto [at, fresh] = by_key.emplace(key, senses_.size());
    if (fresh) {
      Sense sense;
      sense.types = types;
      sense.alike = toponym.alike;
      for (const NameHit& hit : toponym.hits) {
        Candidate candidate;
        candidate.index = hit.place;
        candidate.place = gazetteer_.place(hit.place);
        // Whose capital is meant depends on what the text speaks of, not on how large it is.
        if (!toponym.capital) candidate.prior = prior_of(candidate.place, hit.kind).total();
        if (sense.types != 0) {
          candidate.prior += (sense.types & feature_bit(candidate.place.feature)) != 0 ? 2.5 : -1;
        }
        sense.candidates.push_back(candidate);
      }
      prefer_capitals(sense);
      senses_.push_back(std::move(sense));
    }
    senses_[at->second].toponyms.push_back(t);
    sense_of_[t] = at->second;
  }
  for (size_t t = 0; t < toponyms_.size(); ++t) {
    const size_t outer = toponyms_[t].container;
    if (outer == kNoToponym || sense_of_[t] == kNoToponym || sense_of_[outer] == kNoToponym)
      continue;
    senses_[sense_of_[t]].containers.push_back(sense_of_[outer]);
  }
  for (Sense& sense : senses_) {
    sense.weight = std::min(2.0, 1 + 0.25 * static_cast<double>(sense.toponyms.size() - 1));
    if (sense.alike) sense.weight *= 0.3;
    for (const size_t t : sense.toponyms) {
      // The report was written there.
      if (toponyms_[t].dateline) sense.weight = 2;
    }
  }
}

// A division that is named after a town in it is called a province or a state where it is meant:
// "Aleppo" alone is the town.
void Chooser::prefer_capitals(Sense& sense) {
  constexpr double kClear = 0.5;
  if (sense.types != 0) return;
  for (Candidate& town : sense.candidates) {
    if (town.place.feature != Feature::city) continue;
    for (const Candidate& division : sense.candidates) {
      if (division.index != town.place.admin1_place && division.index != town.place.admin2_place)
        continue;
      town.prior = std::max(town.prior, division.prior + kClear);
    }
  }
}

// The town that the publisher is named after is one more sense, which no words stand for.
void Chooser::add_home() {
  if (home_.hits.empty()) return;
  Sense sense;
  for (const NameHit& hit : home_.hits) {
    Candidate candidate;
    candidate.index = hit.place;
    candidate.place = gazetteer_.place(hit.place);
    candidate.prior = prior_of(candidate.place, hit.kind).total();
    if (!home_.country.empty() && candidate.place.country == home_.country) candidate.prior += 4;
    sense.candidates.push_back(candidate);
  }
  sense.weight = 2;
  senses_.push_back(std::move(sense));
}

void Chooser::count_regions() {
  countries_.clear();
  divisions_.clear();
  if (!home_.country.empty()) countries_[home_.country] += 2;
  for (const Sense& sense : senses_) {
    const GazetteerPlace& place = sense.candidates[sense.best].place;
    if (!place.country.empty()) countries_[std::string(place.country)] += sense.weight;
    if (place.feature == Feature::admin1) {
      divisions_[sense.candidates[sense.best].index] += 2 * sense.weight;
    } else if (place.admin1_place != kNoPlace) {
      divisions_[place.admin1_place] += sense.weight;
    }
  }
}

bool Chooser::lies_in(const Candidate& inner, const Sense& outer) const {
  return std::any_of(outer.candidates.begin(), outer.candidates.end(), [&](const Candidate& out) {
    return out.index != inner.index &&
           (out.index == inner.place.country_place || out.index == inner.place.admin1_place ||
            out.index == inner.place.admin2_place);
  });
}

// What the other senses say of this candidate by the country and division that they lie in.
double Chooser::context(size_t s, const Candidate& candidate) const {
  const Sense& sense = senses_[s];
  const GazetteerPlace& own = sense.candidates[sense.best].place;
  auto support = [&sense](double total, bool is_own, double weight) {
    return std::log1p(std::max(0.0, total - (is_own ? weight * sense.weight : 0)));
  };
  double sum = 0;
  if (const auto found = countries_.find(candidate.place.country); found != countries_.end()) {
    sum += 0.9 * support(found->second, own.country == candidate.place.country, 1);
  }
  if (candidate.place.feature == Feature::country) return sum;
  const bool division = candidate.place.feature == Feature::admin1;
  const uint32_t in = division ? candidate.index : candidate.place.admin1_place;
  if (const auto found = divisions_.find(in); found != divisions_.end()) {
    const bool same = own.feature == Feature::admin1 ? sense.candidates[sense.best].index == in
                                                     : own.admin1_place == in;
    sum += 1.3 * support(found->second, same, own.feature == Feature::admin1 ? 2 : 1);
  }
  return sum;
}

double Chooser::pull(size_t s, const Candidate& candidate) const {
  double sum = 0;
  size_t asked = 0;
  for (size_t other = 0; other < senses_.size() && asked < kMostOthers; ++other) {
    if (other == s || senses_[other].wide()) continue;
    ++asked;
    const Candidate& there = senses_[other].candidates[senses_[other].best];
    if (there.index == candidate.index) continue;
    const double km =
        great_circle_km(candidate.place.lat, candidate.place.lon, there.place.lat, there.place.lon);
    if (km < 5 * kNearKm) sum += senses_[other].weight * std::exp(-km / kNearKm);
  }
  return 1.1 * std::log1p(sum);
}

void Chooser::score(size_t s) {
  Sense& sense = senses_[s];
  for (Candidate& candidate : sense.candidates) {
    candidate.score = candidate.prior + context(s, candidate);
    if (candidate.place.feature != Feature::country) candidate.score += pull(s, candidate);
    double held = 0;
    for (const size_t outer : sense.containers) {
      if (lies_in(candidate, senses_[outer])) held = 6;
    }
    candidate.score += held;
  }
  // What contains another sense by the words of the text is the one that can.
  for (const Sense& inner : senses_) {
    if (std::find(inner.containers.begin(), inner.containers.end(), s) == inner.containers.end()) {
      continue;
    }
    for (Candidate& candidate : sense.candidates) {
      const bool holds =
          std::any_of(inner.candidates.begin(), inner.candidates.end(), [&](const Candidate& in) {
            return candidate.index == in.place.country_place ||
                   candidate.index == in.place.admin1_place ||
                   candidate.index == in.place.admin2_place;
          });
      if (holds) candidate.score += 1.5;
    }
  }
}

double Chooser::probability(const Sense& sense) const {
  const Candidate& best = sense.candidates[sense.best];
  double sum = 0;
  for (const Candidate& candidate : sense.candidates) {
    const double km =
        great_circle_km(best.place.lat, best.place.lon, candidate.place.lat, candidate.place.lon);
    if (candidate.index != best.index && km < kSameSpotKm) continue;
    sum += std::exp(candidate.score - best.score);
  }
  return 1 / sum;
}

// Whether the other senses of the document speak of the country of this one. A name that is only
// written alike is taken for a place where that is so.
bool Chooser::is_expected(const Sense& sense) const {
  const GazetteerPlace& place = sense.candidates[sense.best].place;
  const auto found = countries_.find(place.country);
  return found != countries_.end() && found->second > sense.weight + 0.5;
}

}  // namespace

PlacePrior prior_of(const GazetteerPlace& place, NameKind kind) {
  PlacePrior prior;
  prior.people = 0.6 * std::log10(static_cast<double>(place.population) + 30.0);
  switch (place.feature) {
    case Feature::country:
    case Feature::continent:
      prior.feature = 3;
      break;
    case Feature::admin1:
      prior.feature = 0.6;
      break;
    case Feature::admin2:
      // A county is meant by its full name; alone the name is that of the town.
      prior.feature = -0.6;
      if (kind != NameKind::name) prior.name = -1;
      break;
    case Feature::city:
      if (kind == NameKind::alias) prior.name = -0.3;
      break;
    case Feature::neighbourhood:
      prior.feature = -0.6;
      break;
    default:
      // A river or a region has no people of its own: whoever names it means it.
      prior.people = 0;
      prior.feature = 5;
  }
  return prior;
}

std::vector<PlaceChoice> choose_places(const std::vector<Toponym>& toponyms,
                                       const Gazetteer& gazetteer, const PublisherHome& home) {
  return Chooser(toponyms, gazetteer, home).run();
}

}  // namespace sitrep
