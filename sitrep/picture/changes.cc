#include "sitrep/picture/changes.h"

#include <array>
#include <unordered_map>

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 6> kParts = {"event",      "holding", "force",
                                                    "casualties", "plan",    "disagreement"};
constexpr std::array<std::string_view, 5> kKinds = {"became-known", "corrected", "withdrawn",
                                                    "supported", "settled"};
constexpr std::array<std::string_view, 7> kAspects = {"whole",  "status", "time",   "place",
                                                      "figure", "holder", "outcome"};

bool is_refuted(Status status) {
  return status == Status::denied || status == Status::negated;
}

// The facts that a line rests on.
const std::vector<uint32_t>& facts_of(const Event& event) {
  return event.facts;
}
const std::vector<uint32_t>& facts_of(const Plan& plan) {
  return plan.act.facts;
}
const std::vector<uint32_t>& facts_of(const Force& force) {
  return force.facts;
}
const std::vector<uint32_t>& facts_of(const Casualties& line) {
  return line.facts;
}
std::vector<uint32_t> facts_of(const PlaceHolding& holding) {
  std::vector<uint32_t> out;
  for (const HoldingVersion& version : holding.history) {
    out.insert(out.end(), version.facts.begin(), version.facts.end());
  }
  return out;
}
std::vector<uint32_t> facts_of(const Disagreement& disagreement) {
  std::vector<uint32_t> out;
  for (const DisagreementSide& side : disagreement.sides) {
    out.insert(out.end(), side.facts.begin(), side.facts.end());
  }
  return out;
}

class Comparison {
 public:
  Comparison(const Picture& earlier, const Picture& later) : earlier_(earlier), later_(later) {}

  std::vector<Change> run() {
    part(Part::event, earlier_.events, later_.events);
    part(Part::holding, earlier_.holdings, later_.holdings);
    part(Part::force, earlier_.forces, later_.forces);
    part(Part::casualties, earlier_.casualties, later_.casualties);
    part(Part::plan, earlier_.plans, later_.plans);
    part(Part::disagreement, earlier_.disagreements, later_.disagreements);
    return std::move(changes_);
  }

 private:
  // Pairs the lines of a part by their facts and compares each pair.
  template <class Line>
  void part(Part part, const std::vector<Line>& earlier, const std::vector<Line>& later) {
    std::unordered_map<uint64_t, uint32_t> line_of;  // by the id of a fact
    for (uint32_t at = 0; at < earlier.size(); ++at) {
      for (const uint32_t fact : facts_of(earlier[at])) {
        line_of.try_emplace(earlier_.facts[fact].id, at);
      }
    }
    std::vector<bool> kept(earlier.size());
    for (uint32_t at = 0; at < later.size(); ++at) {
      uint32_t before = kNone;
      for (const uint32_t fact : facts_of(later[at])) {
        const auto found = line_of.find(later_.facts[fact].id);
        if (found == line_of.end()) continue;
        kept[found->second] = true;
        if (before == kNone) before = found->second;
      }
      now_ = {.kind = ChangeKind::became_known,
              .part = part,
              .aspect = Aspect::whole,
              .before = before,
              .after = at};
      if (before == kNone) {
        changes_.push_back(now_);
      } else {
        compare(earlier[before], later[at]);
      }
    }
    for (uint32_t at = 0; at < earlier.size(); ++at) {
      if (kept[at] || part != Part::disagreement) continue;
      changes_.push_back({.kind = ChangeKind::settled,
                          .part = part,
                          .aspect = Aspect::whole,
                          .before = at,
                          .after = kNone});
    }
  }

  void say(ChangeKind kind, Aspect aspect) {
    now_.kind = kind;
    now_.aspect = aspect;
    changes_.push_back(now_);
  }
  void corrected(bool same, Aspect aspect) {
    if (!same) say(ChangeKind::corrected, aspect);
  }
  void supported(const Support& before, const Support& after) {
    if (after.independent > before.independent) say(ChangeKind::supported, Aspect::whole);
  }

  bool same_site(uint32_t before, uint32_t after) const {
    if (before == kNone || after == kNone) return before == after;
    const Site& a = earlier_.sites[before];
    const Site& b = later_.sites[after];
    if (a.name != b.name || a.id != b.id) return false;
    return !a.id.empty() || (a.lat == b.lat && a.lon == b.lon);
  }
  bool same_actor(uint32_t before, uint32_t after) const {
    if (before == kNone || after == kNone) return before == after;
    return earlier_.actors[before].name == later_.actors[after].name;
  }
  static bool same_figure(const Figure& a, const Figure& b) {
    return a.low == b.low && a.best == b.best && a.high == b.high && a.open == b.open &&
           a.bound == b.bound;
  }

  void compare(const Event& before, const Event& after) {
    if (before.status != after.status) {
      say(is_refuted(after.status) ? ChangeKind::withdrawn : ChangeKind::corrected, Aspect::status);
    }
    corrected(before.dated == after.dated && before.time == after.time, Aspect::time);
    corrected(same_site(before.site, after.site), Aspect::place);
    supported(before.support, after.support);
  }
  void compare(const PlaceHolding& before, const PlaceHolding& after) {
    corrected(same_actor(before.holder, after.holder) && before.contested == after.contested,
              Aspect::holder);
  }
  void compare(const Force& before, const Force& after) {
    corrected(same_figure(before.figure, after.figure), Aspect::figure);
    corrected(before.status == after.status, Aspect::status);
    supported(before.support, after.support);
  }
  void compare(const Casualties& before, const Casualties& after) {
    corrected(same_figure(before.figure, after.figure), Aspect::figure);
    supported(before.support, after.support);
  }
  void compare(const Plan& before, const Plan& after) {
    if (before.outcome != after.outcome) say(ChangeKind::settled, Aspect::outcome);
    corrected(before.act.time == after.act.time, Aspect::time);
  }
  void compare(const Disagreement& before, const Disagreement& after) {
    corrected(before.sides.size() == after.sides.size(), Aspect::whole);
  }

  const Picture& earlier_;
  const Picture& later_;
  Change now_;
  std::vector<Change> changes_;
};

}  // namespace

std::string_view name_of(Part part) {
  return name_in(kParts, part);
}
std::string_view name_of(ChangeKind kind) {
  return name_in(kKinds, kind);
}
std::string_view name_of(Aspect aspect) {
  return name_in(kAspects, aspect);
}

std::vector<Change> changes_between(const Picture& earlier, const Picture& later) {
  return Comparison(earlier, later).run();
}

}  // namespace sitrep
