#include "sitrep/cli/report_text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "sitrep/cli/prose.h"
#include "sitrep/formats/view.h"

namespace sitrep {
namespace {

constexpr size_t kMostStatements = 12;
constexpr size_t kLongestName = 60;      // columns
constexpr uint32_t kLongestQuote = 320;  // bytes of evidence that are quoted whole

// One report on its way to the page. Claims come in the order of their weight in the report.
class Printer {
 public:
  Printer(const Report& report, bool colour, std::string& out)
      : r_(report), text_(report.document.text), page_(out, colour) {}

  void print() {
    head();
    section("Events", ClaimKind::event);
    section("Who holds what", ClaimKind::holding);
    section("Forces", ClaimKind::force);
    section("Casualties", ClaimKind::casualties);
    statements();
    if (r_.claims.empty() && r_.statements.empty()) {
      page_.line(Style::dim, "No event, holding, force, casualty or statement was found.");
    }
    page_.end();
  }

 private:
  void head() {
    const Metadata& meta = r_.document.meta;
    page_.line(Style::strong, title());
    std::string line = one_line(meta.publisher);
    const auto add = [&](std::string_view part) {
      if (part.empty()) return;
      if (!line.empty()) line += " · ";
      line += part;
    };
    add(one_line(r_.published.dateline_place));
    if (r_.published.day) {
      add(fmt::format("{} (from the {})", iso_date(*r_.published.day), name_of(r_.published.from)));
    } else {
      add("publication date not known");
    }
    add(one_line(meta.id));
    page_.line(Style::dim, line);
  }

  std::string title() const {
    if (!r_.document.meta.title.empty()) return one_line(r_.document.meta.title);
    for (const Block& block : r_.document.blocks) {
      if (block.kind == BlockKind::headline) return one_line(block.span.of(text_));
    }
    const Span first = r_.document.blocks.empty() ? Span{} : r_.document.blocks.front().span;
    return shortened(one_line(first.of(text_)), 100);
  }

  void section(std::string_view name, ClaimKind kind) {
    std::vector<const Claim*> claims;
    for (const Claim& claim : r_.claims) {
      if (claim.kind == kind) claims.push_back(&claim);
    }
    if (claims.empty()) return;
    std::stable_sort(claims.begin(), claims.end(),
                     [](const Claim* a, const Claim* b) { return a->salience > b->salience; });
    page_.heading(name);
    for (const Claim* claim : claims) print(*claim);
  }

  void print(const Claim& claim) {
    page_.item(fact(claim));
    page_.detail(circumstances(claim));
    page_.quote(evidence(claim));
  }

  // "Iraqi government forces: liberated → Daesh militants"
  std::string fact(const Claim& claim) const {
    if (claim.kind == ClaimKind::holding && claim.holding) return holding(claim);
    if (claim.kind == ClaimKind::force || claim.kind == ClaimKind::casualties) {
      return numbers(claim);
    }
    std::string line = names(claim.actors);
    if (!line.empty()) line += ": ";
    line += one_line(claim.trigger.of(text_));
    if (!claim.recipients.empty()) line += " → " + names(claim.recipients);
    for (size_t i = 0; i < claim.instruments.size(); ++i) {
      line += (i == 0 ? " with " : ", ") + std::string(one_line(claim.instruments[i].of(text_)));
    }
    return line;
  }

  std::string holding(const Claim& claim) const {
    const std::string_view verb = claim.holding->change == HoldingChange::gained  ? "took"
                                  : claim.holding->change == HoldingChange::lost  ? "lost"
                                  : claim.holding->change == HoldingChange::holds ? "holds"
                                                                                  : "fights for";
    const std::string what =
        claim.place ? r_.places[*claim.place].name : std::string(one_line(claim.trigger.of(text_)));
    return fmt::format("{} {} {}", name(claim.holding->holder), verb, what);
  }

  // "560 more US troops (increment); more than 4,647 US troops (total)"
  std::string numbers(const Claim& claim) const {
    std::string line;
    for (const ClaimNumber& number : claim.numbers) {
      if (!line.empty()) line += "; ";
      line += one_line(number.span.of(text_));
      const std::string counted = counted_by(number);
      if (!counted.empty()) line += " " + counted;
      if (!number.role.empty()) line += fmt::format(" ({})", number.role);
    }
    const std::string who =
        names(claim.kind == ClaimKind::casualties ? claim.recipients : claim.actors);
    if (!who.empty() && line.find(who) == std::string::npos) line += " · " + who;
    return line;
  }

  // What the number counts, where its own words leave it out: "US troops".
  std::string counted_by(const ClaimNumber& number) const {
    for (const Quantity& quantity : r_.quantities) {
      if (quantity.span.overlaps(number.span) && quantity.of.begin >= number.span.end) {
        return one_line(quantity.of.of(text_));
      }
    }
    return {};
  }

  // "planned · 2016-07-11 · Qayyarah, Nineveh, IRQ (35.80, 43.29) · says Carter · ASSAULT"
  std::string circumstances(const Claim& claim) const {
    std::string line = page_.styled(style_of(claim.status), name_of(claim.status));
    const auto add = [&](std::string_view part) {
      if (!part.empty()) line += fmt::format(" · {}", part);
    };
    if (claim.time) add(when(r_.times[*claim.time]));
    if (claim.place) add(where(r_.places[*claim.place]));
    if (!claim.attribution.empty()) add("according to " + names(claim.attribution));
    add(claim.acled_sub_event.empty() ? claim.type : claim.acled_sub_event);
    if (is_told_again(claim)) add(fmt::format("event {}", *claim.event + 1));
    return line;
  }

  // Do several claims tell this happening? Then its number ties them together.
  bool is_told_again(const Claim& claim) const {
    return claim.event &&
           std::count_if(r_.claims.begin(), r_.claims.end(),
                         [&claim](const Claim& c) { return c.event == claim.event; }) > 1;
  }

  static Style style_of(Status status) {
    switch (status) {
      case Status::occurred:
      case Status::ongoing:
        return Style::sure;
      case Status::denied:
      case Status::negated:
        return Style::no;
      default:
        return Style::open;
    }
  }

  static std::string when(const Time& time) {
    if (!time.interval) return time.value;
    const std::string from = iso_minute(time.interval->from);
    // The last day of the interval, which is half open.
    const std::string last = iso_minute(std::max(time.interval->from, time.interval->to - 1));
    const std::string first_day = from.substr(0, 10);
    const std::string last_day = last.substr(0, 10);
    return first_day == last_day ? first_day : first_day + " to " + last_day;
  }

  static std::string where(const Place& place) {
    std::string label = one_line(place.name);
    for (const std::string* part : {&place.admin1, &place.country}) {
      if (part == &place.country && place.feature == "country") continue;  // its name says it
      if (!part->empty() && *part != place.name) label += ", " + *part;
    }
    if (place.lat && place.lon) {
      label += fmt::format(" ({:.2f}, {:.2f}", *place.lat, *place.lon);
      if (place.radius_km && *place.radius_km >= 1)
        label += fmt::format(" ± {:.0f} km", *place.radius_km);
      label += ")";
    }
    return label;
  }

  std::string names(const std::vector<Participant>& all) const {
    std::string line;
    for (const Participant& who : all) {
      if (!line.empty()) line += ", ";
      line += name(who);
    }
    return line;
  }

  // The entity's fullest name with the office or the neutral name of its party; where it has no
  // name, the words there, or for "they" what it was called first.
  std::string name(const Participant& who) const {
    const std::string words = shortened(one_line(who.span.of(text_)), kLongestName);
    if (who.entity >= r_.analysis.entities.size()) return words;
    const Entity& entity = r_.analysis.entities[who.entity];
    const bool named = std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](uint32_t m) {
      const Mention& mention = r_.analysis.mentions[m];
      return mention.form == MentionForm::name ||
             (mention.form == MentionForm::pronoun && mention.span == who.span);
    });
    std::string name = named ? one_line(entity.name.of(text_)) : words;
    if (who.entity >= r_.parties.size()) return name;
    const Party& party = r_.parties[who.entity];
    const std::string& more = party.title.empty() ? party.name : party.title;
    if (!more.empty() && !contains_folded(name, more)) name += fmt::format(" ({})", more);
    return name;
  }

  // The first piece of evidence, shortened around what was found where it is long.
  std::string evidence(const Claim& claim) const {
    if (claim.evidence.empty()) return {};
    Span span = claim.evidence.front();
    for (const Span other : claim.evidence) {
      if (other.contains(claim.trigger)) span = other;
    }
    const Span focus = claim.trigger.empty() ? span : claim.trigger;
    return excerpt(text_, span, focus, kLongestQuote);
  }

  void statements() {
    if (r_.statements.empty()) return;
    page_.heading("Statements");
    size_t shown = 0;
    for (const Statement& statement : r_.statements) {
      if (shown++ == kMostStatements) {
        page_.line(Style::dim,
                   fmt::format("  and {} more: --to json --layers statements has them all",
                               r_.statements.size() - kMostStatements));
        break;
      }
      const std::string who = statement.speaker ? name(*statement.speaker) : "not named";
      page_.item(fmt::format("{} ({})", who, name_of(statement.kind)));
      std::string said;
      for (const Span content : statement.content) {
        if (!said.empty()) said += " … ";
        said += excerpt(text_, content, content, kLongestQuote);
      }
      page_.quote(said);
    }
  }

  const Report& r_;
  std::string_view text_;
  Prose page_;
};

}  // namespace

bool wants_colour(std::FILE* stream) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(fileno(stream)) == 1 && (no_colour == nullptr || *no_colour == '\0') &&
         term != nullptr && std::string_view(term) != "dumb";
}

void print_report(const Report& report, bool colour, std::string& out) {
  Printer(report, colour, out).print();
}

}  // namespace sitrep
