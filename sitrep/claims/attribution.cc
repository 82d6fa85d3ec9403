#include "sitrep/claims/attribution.h"

#include <algorithm>

namespace sitrep {

Attribution::Attribution(const std::vector<Statement>& statements) : statements_(&statements) {
  for (uint32_t i = 0; i < statements.size(); ++i) {
    if (!statements[i].asserts || !statements[i].speaker) continue;
    for (const Span span : statements[i].content) stretches_.push_back({span, i, 0});
  }
  std::sort(stretches_.begin(), stretches_.end(), [](const Stretch& a, const Stretch& b) {
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    if (a.span.end != b.span.end) return a.span.end > b.span.end;
    return a.statement < b.statement;
  });
  std::vector<uint32_t> open;
  for (uint32_t i = 0; i < stretches_.size(); ++i) {
    while (!open.empty() && stretches_[open.back()].span.end <= stretches_[i].span.begin)
      open.pop_back();
    stretches_[i].around = open.empty() ? 0 : open.back() + 1;
    open.push_back(i);
  }
}

std::vector<Participant> Attribution::at(Span words) const {
  const auto after =
      std::upper_bound(stretches_.begin(), stretches_.end(), words.begin,
                       [](uint32_t begin, const Stretch& s) { return begin < s.span.begin; });
  std::vector<Participant> out;
  auto next = static_cast<uint32_t>(after - stretches_.begin());
  uint32_t last = 0xFFFFFFFF;
  while (next != 0) {
    const Stretch& stretch = stretches_[next - 1];
    const Statement& statement = (*statements_)[stretch.statement];
    const bool own = statement.cue.overlaps(words) || statement.speaker->span.overlaps(words);
    if (stretch.span.contains(words.begin) && stretch.statement != last && !own) {
      out.push_back(*statement.speaker);
      last = stretch.statement;
    }
    next = stretch.around;
  }
  return out;
}

}  // namespace sitrep
