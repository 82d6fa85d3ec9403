#include "sitrep/picture/selection.h"

#include <algorithm>
#include <unordered_map>

namespace sitrep {
namespace {

// Where each kept line stands now; kNone for what is left out.
class Moved {
 public:
  explicit Moved(const std::vector<uint32_t>& kept) {
    for (uint32_t at = 0; at < kept.size(); ++at) now_.emplace(kept[at], at);
  }
  uint32_t operator[](uint32_t before) const {
    const auto found = now_.find(before);
    return found == now_.end() ? kNone : found->second;
  }

 private:
  std::unordered_map<uint32_t, uint32_t> now_;
};

template <class Line>
void keep(std::vector<Line>& list, const std::vector<uint32_t>& kept) {
  std::vector<Line> out;
  out.reserve(kept.size());
  for (const uint32_t at : kept) out.push_back(std::move(list[at]));
  list = std::move(out);
}

// The facts that the lines of a picture rest on.
std::vector<bool> facts_used(const Picture& picture) {
  std::vector<bool> used(picture.facts.size());
  const auto use = [&](const std::vector<uint32_t>& facts) {
    for (const uint32_t fact : facts) used[fact] = true;
  };
  for (const Event& event : picture.events) use(event.facts);
  for (const Plan& plan : picture.plans) use(plan.act.facts), use(plan.outcome_facts);
  for (const PlaceHolding& holding : picture.holdings) {
    for (const HoldingVersion& version : holding.history) use(version.facts);
  }
  for (const Force& force : picture.forces) use(force.facts);
  for (const Casualties& line : picture.casualties) use(line.facts);
  return used;
}

}  // namespace

Picture keep_only(const Picture& picture, const Lines& lines) {
  Picture out = picture;
  const Moved events(lines.events);
  const Moved holdings(lines.holdings);
  const Moved forces(lines.forces);
  const Moved casualties(lines.casualties);
  keep(out.events, lines.events);
  keep(out.plans, lines.plans);
  keep(out.holdings, lines.holdings);
  keep(out.forces, lines.forces);
  keep(out.casualties, lines.casualties);
  for (Plan& plan : out.plans) plan.outcome_event = events[plan.outcome_event];
  for (Casualties& line : out.casualties) line.event = events[line.event];
  for (Force& force : out.forces) force.increment = forces[force.increment];

  for (LedgerWarning& warning : out.warnings) {
    warning.earlier = forces[warning.earlier];
    warning.later = forces[warning.later];
    for (uint32_t& at : warning.increments) at = forces[at];
  }
  const auto cut = [](const LedgerWarning& one) {
    return one.earlier == kNone || one.later == kNone ||
           std::count(one.increments.begin(), one.increments.end(), kNone) > 0;
  };
  out.warnings.erase(std::remove_if(out.warnings.begin(), out.warnings.end(), cut),
                     out.warnings.end());

  for (Disagreement& one : out.disagreements) {
    const Moved& moved = one.kind == DisagreementKind::status   ? events
                         : one.kind == DisagreementKind::holder ? holdings
                         : one.kind == DisagreementKind::number ? casualties
                                                                : forces;
    one.index = moved[one.index];
  }
  out.disagreements.erase(
      std::remove_if(out.disagreements.begin(), out.disagreements.end(),
                     [](const Disagreement& one) { return one.index == kNone; }),
      out.disagreements.end());

  out.statements.clear();
  const std::vector<bool> used = facts_used(out);
  out.loaded.erase(std::remove_if(out.loaded.begin(), out.loaded.end(),
                                  [&](const LoadedWord& word) { return !used[word.fact]; }),
                   out.loaded.end());
  return out;
}

}  // namespace sitrep
