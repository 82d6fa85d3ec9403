#include "sitrep/formats/lines.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <set>

namespace sitrep {
namespace {

constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};

std::string in(const PictureView& view, uint32_t site) {
  return site == kNone ? "" : ", " + view.site(site);
}

}  // namespace

std::string parties_of(const PictureView& view, const Event& event) {
  const std::string actors = view.actors(event.actors);
  const std::string recipients = view.actors(event.recipients);
  if (recipients.empty() || recipients == actors) return actors;
  return actors.empty() ? "→ " + recipients : actors + " → " + recipients;
}

std::string account_of(const PictureView& view, const std::vector<uint32_t>& facts) {
  std::set<std::string> names;
  for (const uint32_t at : facts) {
    const auto& attribution = view.fact(at).attribution;
    if (attribution.empty()) return "";
    for (const uint32_t actor : attribution) names.insert(view.actor(actor));
  }
  return fmt::format(", according to {}", fmt::join(names, ", "));
}

std::string line_of(const PictureView& view, const Event& event) {
  const std::string parties = parties_of(view, event);
  std::string line = kind_of(event);
  if (!parties.empty()) line += ": " + parties;
  line += in(view, event.site);
  if (event.status != Status::occurred) line += fmt::format(" [{}]", name_of(event.status));
  return line;
}

std::string line_of(const PictureView& view, const PlaceHolding& holding) {
  const HoldingVersion& now = holding.current;
  std::string line = view.site(holding.site) + ": ";
  if (now.change == HoldingChange::contested) {
    line += "fought over by " + view.actor(now.holder);
  } else if (holding.holder == kNone) {
    line += "lost by " + view.actor(now.holder) + "; no report says who holds it";
  } else {
    line += "held by " + view.actor(now.holder);
  }
  if (now.claimed) line += ", as it claims";
  if (holding.contested && now.change != HoldingChange::contested) line += "; contested";
  return line;
}

std::string line_of(const PictureView& view, const Force& force) {
  std::string line = view.actor(force.actor) + in(view, force.site) + ": ";
  if (force.role == "increment") line += "+";
  line += words_of(force.figure) + " " + view.counted(force.facts.front());
  if (force.role != "increment" && !force.role.empty()) line += ", " + force.role;
  if (force.status != Status::occurred) line += fmt::format(" [{}]", name_of(force.status));
  return line;
}

std::string line_of(const PictureView& view, const Casualties& line) {
  std::string words = words_of(line.figure);
  if (line.who != kNone) words += " " + view.actor(line.who);
  if (!line.role.empty()) words += " " + line.role;
  return words + in(view, line.site);
}

std::string line_of(const PictureView& view, const Plan& plan) {
  const Event& act = plan.act;
  const std::string parties = parties_of(view, act);
  std::string line = fmt::format("{}: {}", name_of(act.status), kind_of(act));
  if (!parties.empty()) line += ": " + parties;
  line += in(view, act.site);
  if (act.dated) line += ", for " + long_date(act.time);
  return fmt::format("{}; {}", line, name_of(plan.outcome));
}

std::string line_of(const PictureView& view, const Disagreement& disagreement) {
  const Picture& picture = view.picture();
  switch (disagreement.kind) {
    case DisagreementKind::status: {
      const Event& event = picture.events[disagreement.index];
      const std::string parties = parties_of(view, event);
      return fmt::format("Whether it happened: {}{}{}, {}", kind_of(event),
                         parties.empty() ? "" : ": " + parties, in(view, event.site),
                         words_of(event.time));
    }
    case DisagreementKind::holder:
      return fmt::format("Who holds {}", view.site(picture.holdings[disagreement.index].site));
    case DisagreementKind::force: {
      const Force& force = picture.forces[disagreement.index];
      return fmt::format("How many {} {} has{}, {}", force.unit, view.actor(force.actor),
                         in(view, force.site), words_of(force.time));
    }
    case DisagreementKind::number:
      break;
  }
  const Casualties& line = picture.casualties[disagreement.index];
  return fmt::format("How many {}{}{}, {}", line.who == kNone ? "" : view.actor(line.who) + " ",
                     line.role, in(view, line.site), words_of(line.time));
}

std::string long_date(const std::optional<Interval>& time) {
  using namespace std::chrono;
  const std::string words = words_of(time);
  if (words.size() < 10) return words;  // a month, a year, nothing
  const auto name = [](Day day, bool with_month, bool with_year) {
    const year_month_day date(day);
    std::string out = fmt::format("{}", unsigned(date.day()));
    if (with_month) out += fmt::format(" {}", kMonths[unsigned(date.month()) - 1]);
    if (with_year) out += fmt::format(" {}", int(date.year()));
    return out;
  };
  const Day first(floor<days>(minutes(time->from)));
  const Day last(floor<days>(minutes(std::max(time->from, time->to - 1))));
  if (first == last) return name(first, true, true);
  const year_month_day from(first);
  const year_month_day to(last);
  const bool one_year = from.year() == to.year();
  const bool one_month = one_year && from.month() == to.month();
  return fmt::format("{} to {}", name(first, !one_month, !one_year), name(last, true, true));
}

}  // namespace sitrep
