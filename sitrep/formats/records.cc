#include "sitrep/formats/records.h"

#include <algorithm>
#include <chrono>
#include <unordered_map>

#include "sitrep/base/hash.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

class Maker {
 public:
  explicit Maker(const PictureView& view) : view_(view), picture_(view.picture()) {
    for (const Casualties& line : picture_.casualties) {
      if (line.event != kNone && line.role == "killed") killed_[line.event].push_back(line);
    }
  }

  std::vector<Record> make() {
    for (uint32_t at = 0; at < picture_.events.size(); ++at) {
      Record record = event(picture_.events[at], "event");
      if (const auto found = killed_.find(at); found != killed_.end()) {
        record.fatalities = sum_of(found->second).best;
      }
      out_.push_back(std::move(record));
    }
    for (const Plan& plan : picture_.plans) {
      Record record = event(plan.act, "plan");
      record.outcome = name_of(plan.outcome);
      out_.push_back(std::move(record));
    }
    for (const PlaceHolding& holding : picture_.holdings) out_.push_back(of(holding));
    for (const Force& force : picture_.forces) out_.push_back(of(force));
    for (const Casualties& line : picture_.casualties) out_.push_back(of(line));
    return std::move(out_);
  }

 private:
  Record event(const Event& event, std::string_view kind) {
    Record record = told(kind, event.facts, event.lead, event.support);
    record.id = hex(event.id);
    record.event_type = event.acled_event;
    record.sub_event_type = event.acled_sub_event;
    record.plover_type = event.type;
    record.status = name_of(event.status);
    record.actor1 = view_.actors(event.actors);
    record.actor1_code = codes(event.actors);
    record.actor2 = view_.actors(event.recipients);
    record.actor2_code = codes(event.recipients);
    when(record, event.time, event.dated);
    where(record, event.site);
    return record;
  }

  Record of(const PlaceHolding& holding) {
    const HoldingVersion& now = holding.current;
    Record record = told("holding", now.facts, now.facts.front(), now.support);
    record.status = holding.contested ? "contested" : std::string(name_of(now.change));
    record.actor1 = view_.actor(now.holder);
    record.actor1_code = picture_.actors[now.holder].code;
    when(record, now.time, now.dated);
    where(record, holding.site);
    return record;
  }

  Record of(const Force& force) {
    Record record = told("force", force.facts, force.facts.front(), force.support);
    record.status = name_of(force.status);
    record.actor1 = view_.actor(force.actor);
    record.actor1_code = picture_.actors[force.actor].code;
    record.role = force.role;
    record.unit = force.unit;
    figure(record, force.figure);
    when(record, force.time, force.dated);
    where(record, force.site);
    return record;
  }

  Record of(const Casualties& line) {
    Record record = told("casualties", line.facts, line.facts.front(), line.support);
    record.role = line.role;
    if (line.who != kNone) {
      record.actor2 = view_.actor(line.who);
      record.actor2_code = picture_.actors[line.who].code;
    }
    figure(record, line.figure);
    when(record, line.time, line.dated);
    where(record, line.site);
    return record;
  }

  // What every record has: who says it, and in which words.
  Record told(std::string_view kind, const std::vector<uint32_t>& facts, uint32_t lead,
              const Support& support) {
    const Fact& fact = view_.fact(lead);
    const Report& report = view_.report(fact.source);
    const Span span = view_.claim(lead).evidence.front();
    Record record;
    record.kind = kind;
    record.id = hex(fact.id);
    record.support = support;
    record.notes = one_line(span.of(report.document.text));
    record.document = hex(picture_.sources[fact.source].id);
    const Span points = positions(fact.source).code_points(span);
    record.begin = points.begin;
    record.end = points.end;
    std::vector<std::string> publishers;
    for (const uint32_t at : facts) {
      publishers.push_back(view_.publisher(view_.fact(at).source));
    }
    std::sort(publishers.begin(), publishers.end());
    publishers.erase(std::unique(publishers.begin(), publishers.end()), publishers.end());
    for (const std::string& name : publishers) {
      record.source += record.source.empty() ? name : "; " + name;
    }
    return record;
  }

  static void when(Record& record, const std::optional<Interval>& time, bool given) {
    if (!time) return;
    record.event_date = iso_minute(time->from).substr(0, 10);
    record.event_date_end = iso_minute(std::max(time->from, time->to - 1)).substr(0, 10);
    record.date_given = given;
  }

  void where(Record& record, uint32_t at) const {
    if (at == kNone) return;
    const Site& site = picture_.sites[at];
    record.country = site.country;
    record.admin1 = site.admin1;
    record.location = one_line(site.name);
    record.location_id = site.id;
    record.latitude = site.lat;
    record.longitude = site.lon;
    if (site.radius_km > 0) record.radius_km = site.radius_km;
  }

  static void figure(Record& record, const Figure& figure) {
    record.low = figure.low;
    record.best = figure.best;
    record.high = figure.high;
    record.open = figure.open;
    record.bound = name_of(figure.bound);
  }

  std::string codes(const std::vector<uint32_t>& actors) const {
    std::vector<std::string_view> all;
    for (const uint32_t at : actors) {
      if (!picture_.actors[at].code.empty()) all.push_back(picture_.actors[at].code);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::string out;
    for (const std::string_view code : all) {
      if (!out.empty()) out += "; ";
      out += code;
    }
    return out;
  }

  const Positions& positions(uint32_t source) {
    const auto found = positions_.find(source);
    if (found != positions_.end()) return found->second;
    return positions_.emplace(source, Positions(view_.report(source).document.text)).first->second;
  }

  const PictureView& view_;
  const Picture& picture_;
  std::unordered_map<uint32_t, std::vector<Casualties>> killed_;  // by event
  std::unordered_map<uint32_t, Positions> positions_;
  std::vector<Record> out_;
};

}  // namespace

std::vector<Record> records_of(const PictureView& view) {
  return Maker(view).make();
}

}  // namespace sitrep
