#include "sitrep/ingest/intake.h"

#include <algorithm>
#include <iterator>

namespace sitrep {

namespace {

bool is_straight(const SourceRun& run) {
  return run.text.size() == run.raw.size();
}

// The first run that ends past a place of the text.
std::vector<SourceRun>::const_iterator first_past(const std::vector<SourceRun>& runs, uint32_t at) {
  return std::partition_point(runs.begin(), runs.end(),
                              [at](const SourceRun& run) { return run.text.end <= at; });
}

Span bytes_of(const std::vector<SourceRun>& runs, Span span) {
  const auto first = first_past(runs, span.begin);
  auto last = std::partition_point(first, runs.end(),
                                   [&](const SourceRun& run) { return run.text.begin < span.end; });
  if (first == last) {  // nothing stands there: the place between its neighbours
    const uint32_t at = first == runs.begin() ? 0 : std::prev(first)->raw.end;
    return {at, at};
  }
  --last;
  Span raw{first->raw.begin, last->raw.end};
  if (is_straight(*first) && span.begin > first->text.begin) {
    raw.begin += span.begin - first->text.begin;
  }
  if (is_straight(*last) && span.end < last->text.end) raw.end -= last->text.end - span.end;
  // A parser moves words that stand between the cells of a table to before it, out of their order.
  return raw.begin <= raw.end ? raw : Span{last->raw.begin, first->raw.end};
}

}  // namespace

std::vector<SourceRun> joined(const std::vector<SourceRun>& first,
                              const std::vector<SourceRun>& second) {
  std::vector<SourceRun> out;
  for (const SourceRun& run : first) {
    if (!is_straight(run)) {
      out.push_back({run.text, bytes_of(second, run.raw)});
      continue;
    }
    const uint32_t to_text = run.text.begin - run.raw.begin;  // may wrap around, and back
    for (auto part = first_past(second, run.raw.begin);
         part != second.end() && part->text.begin < run.raw.end; ++part) {
      const Span middle{std::max(part->text.begin, run.raw.begin),
                        std::min(part->text.end, run.raw.end)};
      out.push_back({{middle.begin + to_text, middle.end + to_text},
                     is_straight(*part) ? bytes_of({*part}, middle) : part->raw});
    }
  }
  return out;
}

Span source_of(const Intake& intake, Span span) {
  return intake.source.empty() ? span : bytes_of(intake.source, span);
}

}  // namespace sitrep
