#include "sitrep/formats/changes_text.h"

#include <fmt/format.h>

#include <array>

#include "sitrep/base/hash.h"
#include "sitrep/formats/lines.h"
#include "sitrep/formats/page.h"
#include "sitrep/reader/json_out.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

constexpr std::array<std::pair<ChangeKind, std::string_view>, 5> kHeadings = {
    {{ChangeKind::became_known, "BECAME KNOWN"},
     {ChangeKind::corrected, "CORRECTED"},
     {ChangeKind::withdrawn, "WITHDRAWN"},
     {ChangeKind::settled, "SETTLED"},
     {ChangeKind::supported, "TOLD BY MORE SOURCES"}}};

// A line of one of the two pictures, its day, and the facts that it rests on.
struct Told {
  std::string words;
  std::vector<uint32_t> facts;
};

Told told(const PictureView& view, Part part, uint32_t at) {
  const Picture& picture = view.picture();
  const auto dated = [](const std::string& words, const std::optional<Interval>& time) {
    return time ? fmt::format("{}, {}", words, words_of(time)) : words;
  };
  switch (part) {
    case Part::event: {
      const Event& event = picture.events[at];
      return {dated(line_of(view, event), event.time), {event.lead}};
    }
    case Part::holding: {
      const PlaceHolding& holding = picture.holdings[at];
      return {dated(line_of(view, holding), holding.current.time), holding.current.facts};
    }
    case Part::force: {
      const Force& force = picture.forces[at];
      return {dated(line_of(view, force), force.time), force.facts};
    }
    case Part::casualties: {
      const Casualties& line = picture.casualties[at];
      return {dated(line_of(view, line), line.time),
              {view.one_that_says(line.facts, line.figure.best)}};
    }
    case Part::plan: {
      const Plan& plan = picture.plans[at];
      return {line_of(view, plan),
              plan.outcome_facts.empty() ? plan.act.facts : plan.outcome_facts};
    }
    case Part::disagreement:
      break;
  }
  Told out{line_of(view, picture.disagreements[at]), {}};
  for (const DisagreementSide& side : picture.disagreements[at].sides) {
    out.facts.push_back(side.facts.front());
  }
  return out;
}

// The line as it stands now, or as it stood where it is gone.
Told told(const Changes& changes, const Change& change) {
  return change.after != kNone ? told(changes.later, change.part, change.after)
                               : told(changes.earlier, change.part, change.before);
}

const PictureView& view_of(const Changes& changes, const Change& change) {
  return change.after != kNone ? changes.later : changes.earlier;
}

bool is_new_value(const Change& change) {
  return change.before != kNone && change.after != kNone && change.kind != ChangeKind::supported;
}

}  // namespace

void print_changes(const Changes& changes, const ChangesTextOptions& options, std::string& out) {
  Page page(options.columns, options.colour, out);
  const Picture& earlier = changes.earlier.picture();
  std::string head = "CHANGES";
  if (earlier.known_by) head += fmt::format(" since {}", iso_date(*earlier.known_by));
  page.line(head, Style::strong);
  page.line(fmt::format("Reports since then: {}; before: {}",
                        changes.later.picture().sources.size() - earlier.sources.size(),
                        earlier.sources.size()));
  for (const auto& [kind, heading] : kHeadings) {
    bool any = false;
    for (const Change& change : changes.list) {
      if (change.kind != kind) continue;
      if (!any) page.title(heading);
      any = true;
      const Told now = told(changes, change);
      page.wrapped(2, fmt::format("{:<13}", name_of(change.part)), now.words);
      if (is_new_value(change)) {
        const std::string_view aspect =
            change.aspect == Aspect::whole ? "" : name_of(change.aspect);
        page.wrapped(4, fmt::format("{}{}before: ", aspect, aspect.empty() ? "" : " "),
                     told(changes.earlier, change.part, change.before).words);
      }
      const PictureView& view = view_of(changes, change);
      for (const uint32_t fact : view.one_a_number(now.facts)) {
        const uint32_t source = view.fact(fact).source;
        page.wrapped(
            4, "",
            fmt::format("“{}” {}", view.quote(fact, options.columns), view.publisher(source)),
            Style::faint);
      }
    }
  }
}

void write_changes(const Changes& changes, std::string& out) {
  JsonOut json(out);
  const Picture& earlier = changes.earlier.picture();
  json.open('{').field("schema", "sitrep/changes/1");
  if (earlier.known_by) json.field("since", iso_date(*earlier.known_by));
  json.key("changes").open('[');
  for (const Change& change : changes.list) {
    const Told now = told(changes, change);
    const PictureView& view = view_of(changes, change);
    json.open('{').field("kind", name_of(change.kind)).field("part", name_of(change.part));
    if (change.aspect != Aspect::whole) json.field("aspect", name_of(change.aspect));
    json.field(change.after != kNone ? "now" : "before", now.words);
    if (is_new_value(change)) {
      json.field("before", told(changes.earlier, change.part, change.before).words);
    }
    json.key("evidence").open('[');
    for (const uint32_t at : now.facts) {
      const Fact& fact = view.fact(at);
      const std::string& text = view.report(fact.source).document.text;
      const Span words = view.claim(at).evidence.front();
      const Span points = Positions(text).code_points(words);
      json.open('{').field("claim", hex(fact.id));
      json.field("document", hex(view.picture().sources[fact.source].id));
      json.field("begin", points.begin).field("end", points.end);
      json.field("quote", words.of(text)).close('}');
    }
    json.close(']').close('}');
  }
  json.close(']').close('}');
  out += '\n';
}

}  // namespace sitrep
