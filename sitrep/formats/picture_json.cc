#include "sitrep/formats/picture_json.h"

#include <fmt/format.h>

#include <array>
#include <map>

#include "sitrep/base/hash.h"
#include "sitrep/formats/lines.h"
#include "sitrep/formats/view.h"
#include "sitrep/reader/json_out.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

class Writer {
 public:
  Writer(const PictureView& view, std::string& out)
      : view_(view), picture_(view.picture()), json_(out) {}

  void write() {
    json_.open('{').field("schema", "sitrep/picture/1");
    day("as_of", picture_.as_of);
    day("known_by", picture_.known_by);
    json_.field("rule", name_of(picture_.rule));
    day("first", picture_.first);
    day("last", picture_.last);
    json_.field("left_out", picture_.left_out);
    json_.field("undated_left_out", picture_.undated_left_out);
    for (const auto& [name, part] : kParts) {
      json_.key(name);
      (this->*part)();
    }
    json_.close('}');
  }

  // Whether there is a part of that name.
  bool write_part(std::string_view wanted) {
    for (const auto& [name, part] : kParts) {
      if (name != wanted) continue;
      (this->*part)();
      return true;
    }
    return false;
  }

  void write_happening(const Event& event) {
    json_.open('{');
    put(event);
    json_.close('}');
  }

 private:
  struct Part {
    std::string_view name;
    void (Writer::*write)();
  };
  static const std::array<Part, 12> kParts;

  void day(std::string_view name, const std::optional<Day>& value) {
    if (value) json_.field(name, iso_date(*value));
  }
  void day(std::string_view name, const std::optional<Interval>& time, bool dated) {
    if (!time) return;
    json_.key(name).open('{');
    json_.field("from", iso_minute(time->from)).field("to", iso_minute(time->to));
    json_.key("given").truth(dated);
    json_.close('}');
  }

  void actors(std::string_view name, const std::vector<uint32_t>& list) {
    if (list.empty()) return;
    json_.key(name).open('[');
    for (const uint32_t at : list) actor_object(at);
    json_.close(']');
  }
  void actor_object(uint32_t at) {
    const Actor& actor = picture_.actors[at];
    json_.open('{').field("name", actor.name).field("code", actor.code).close('}');
  }
  void actor(std::string_view name, uint32_t at) {
    if (at == kNone) return;
    json_.key(name);
    actor_object(at);
  }

  void place(uint32_t at) {
    if (at == kNone) return;
    const Site& site = picture_.sites[at];
    json_.key("place").open('{').field("name", site.name).field("id", site.id);
    if (site.lat && site.lon) json_.field("lat", *site.lat).field("lon", *site.lon);
    json_.field("country", site.country)
        .field("admin1", site.admin1)
        .field("feature", site.feature);
    if (site.radius_km > 0) json_.field("radius_km", site.radius_km);
    json_.close('}');
  }

  void figure(const Figure& figure) {
    json_.key("figure").open('{');
    if (figure.low) json_.field("low", *figure.low);
    if (figure.best) json_.field("best", *figure.best);
    if (figure.high) json_.field("high", *figure.high);
    if (figure.open) json_.key("open").truth(true);
    json_.field("bound", name_of(figure.bound)).close('}');
  }

  void support(const Support& support) {
    json_.field("reports", support.reports).field("independent", support.independent);
  }

  const Positions& positions(uint32_t source) {
    const auto found = positions_.find(source);
    if (found != positions_.end()) return found->second;
    return positions_.emplace(source, Positions(view_.report(source).document.text)).first->second;
  }

  void span(uint32_t source, Span span) {
    const Span points = positions(source).code_points(span);
    json_.field("source", view_.number(source))
        .field("document", hex(picture_.sources[source].id))
        .field("begin", points.begin)
        .field("end", points.end)
        .field("quote", span.of(view_.report(source).document.text));
  }

  void evidence(const std::vector<uint32_t>& facts) {
    json_.key("evidence");
    evidence_list(facts);
  }
  void evidence_list(const std::vector<uint32_t>& facts) {
    json_.open('[');
    for (const uint32_t at : facts) {
      const Claim& claim = view_.claim(at);
      json_.open('{').field("claim", hex(view_.fact(at).id));
      json_.field("report_claim", fmt::format("c{}", view_.fact(at).claim + 1));
      json_.field("status", name_of(claim.status));
      span(view_.fact(at).source, claim.evidence.front());
      if (!claim.numbers.empty()) json_.field("number", words_of(claim.numbers.front()));
      actors("attribution", view_.fact(at).attribution);
      json_.field("confidence", claim.confidence).field("why", claim.why).close('}');
    }
    json_.close(']');
  }

  void put(const Event& event) {
    json_.field("id", hex(event.id)).field("type", event.type);
    json_.field("acled_event", event.acled_event).field("acled_sub_event", event.acled_sub_event);
    json_.field("status", name_of(event.status));
    actors("actors", event.actors);
    actors("recipients", event.recipients);
    place(event.site);
    day("time", event.time, event.dated);
    support(event.support);
    evidence(event.facts);
  }

  void events() {
    json_.open('[');
    for (const Event& event : picture_.events) write_happening(event);
    json_.close(']');
  }

  void sources() {
    json_.open('[');
    for (uint32_t at = 0; at < picture_.sources.size(); ++at) {
      const Metadata& meta = view_.report(at).document.meta;
      const Source& source = picture_.sources[at];
      json_.open('{').field("number", view_.number(at)).field("document", hex(source.id));
      json_.field("publisher", meta.publisher).field("title", meta.title).field("url", meta.url);
      day("published", source.published);
      if (source.original != at) json_.field("copy_of", hex(picture_.sources[source.original].id));
      json_.close('}');
    }
    json_.close(']');
  }

  void version(const HoldingVersion& version) {
    json_.open('{');
    actor("holder", version.holder);
    json_.field("change", name_of(version.change));
    json_.key("claimed").truth(version.claimed);
    day("time", version.time, version.dated);
    support(version.support);
    evidence(version.facts);
    json_.close('}');
  }

  void holdings() {
    json_.open('[');
    for (const PlaceHolding& holding : picture_.holdings) {
      json_.open('{');
      place(holding.site);
      actor("holder", holding.holder);
      json_.key("contested").truth(holding.contested);
      json_.key("current");
      version(holding.current);
      json_.key("rivals").open('[');
      for (const HoldingVersion& rival : holding.rivals) version(rival);
      json_.close(']').key("spans").open('[');
      for (const HoldingSpan& one : holding.spans) {
        json_.open('{');
        actor("holder", one.holder);
        if (one.from) json_.field("from", iso_minute(*one.from));
        if (one.until) json_.field("until", iso_minute(*one.until));
        json_.key("claimed").truth(one.claimed);
        json_.key("contested").truth(one.contested).close('}');
      }
      json_.close(']').key("history").open('[');
      for (const HoldingVersion& one : holding.history) version(one);
      json_.close(']').close('}');
    }
    json_.close(']');
  }

  void forces() {
    json_.open('[');
    for (const Force& force : picture_.forces) {
      json_.open('{');
      actor("actor", force.actor);
      place(force.site);
      json_.field("unit", force.unit).field("role", force.role);
      figure(force.figure);
      if (force.before) json_.field("before", *force.before);
      json_.field("status", name_of(force.status));
      day("time", force.time, force.dated);
      support(force.support);
      evidence(force.facts);
      json_.close('}');
    }
    json_.close(']');
  }

  void casualties() {
    json_.open('[');
    for (const Casualties& line : picture_.casualties) {
      json_.open('{').field("role", line.role);
      actor("who", line.who);
      json_.key("civilians").truth(line.civilians);
      figure(line.figure);
      place(line.site);
      day("time", line.time, line.dated);
      if (line.event != kNone) json_.field("event", hex(picture_.events[line.event].id));
      support(line.support);
      evidence(line.facts);
      json_.close('}');
    }
    json_.close(']');
  }

  void statements() {
    json_.open('[');
    for (const PictureStatement& said : picture_.statements) {
      const Statement& statement = view_.report(said.source).statements[said.statement];
      json_.open('{').field("kind", name_of(statement.kind));
      actor("speaker", said.speaker);
      support(said.support);
      json_.key("content").open('[');
      for (const Span content : statement.content) {
        json_.open('{');
        span(said.source, content);
        json_.close('}');
      }
      json_.close(']').close('}');
    }
    json_.close(']');
  }

  void plans() {
    json_.open('[');
    for (const Plan& plan : picture_.plans) {
      json_.open('{');
      put(plan.act);
      json_.field("outcome", name_of(plan.outcome));
      if (plan.outcome_event != kNone) {
        json_.field("outcome_event", hex(picture_.events[plan.outcome_event].id));
      }
      if (!plan.outcome_facts.empty()) {
        json_.key("outcome_evidence");
        evidence_list(plan.outcome_facts);
      }
      json_.close('}');
    }
    json_.close(']');
  }

  void disagreements() {
    json_.open('[');
    for (const Disagreement& disagreement : picture_.disagreements) {
      json_.open('{').field("kind", name_of(disagreement.kind));
      json_.field("about", line_of(view_, disagreement));
      switch (disagreement.kind) {
        case DisagreementKind::status:
          json_.field("event", hex(picture_.events[disagreement.index].id));
          break;
        case DisagreementKind::holder:
          place(picture_.holdings[disagreement.index].site);
          break;
        case DisagreementKind::number:
          json_.field("casualties", disagreement.index);
          place(picture_.casualties[disagreement.index].site);
          break;
        case DisagreementKind::force:
          json_.field("force", disagreement.index);
          place(picture_.forces[disagreement.index].site);
          break;
      }
      json_.key("sides").open('[');
      for (const DisagreementSide& side : disagreement.sides) {
        json_.open('{').field("value", side.value);
        support(side.support);
        evidence(side.facts);
        json_.close('}');
      }
      json_.close(']').close('}');
    }
    json_.close(']');
  }

  // The documents on one happening each.
  void stories() {
    json_.open('[');
    for (const Story& story : picture_.stories) {
      json_.open('{').field("id", hex(story.id));
      support(story.support);
      json_.key("documents").open('[');
      for (const uint32_t source : story.sources) json_.string(hex(picture_.sources[source].id));
      json_.close(']').close('}');
    }
    json_.close(']');
  }

  // Lines of the ledger, as indices into "forces", that do not add up.
  void warnings() {
    json_.open('[');
    for (const LedgerWarning& warning : picture_.warnings) {
      json_.open('{').field("earlier", warning.earlier).field("later", warning.later);
      json_.key("increments").open('[');
      for (const uint32_t at : warning.increments) json_.number(at);
      json_.close(']').field("least", warning.least);
      if (warning.most) json_.field("most", *warning.most);
      json_.close('}');
    }
    json_.close(']');
  }

  void loaded() {
    json_.open('[');
    for (const LoadedWord& word : picture_.loaded) {
      json_.open('{').field("claim", hex(view_.fact(word.fact).id));
      span(view_.fact(word.fact).source, word.words);
      json_.field("neutral", word.neutral).field("kind", word.kind).close('}');
    }
    json_.close(']');
  }

  void wordings() {
    json_.open('[');
    for (const Actor& actor : picture_.actors) {
      if (actor.wordings.size() < 2) continue;
      json_.open('{').field("name", actor.name).key("words").open('[');
      for (const Wording& wording : actor.wordings) {
        json_.open('{').field("words", wording.words).key("sources").open('[');
        for (const uint32_t source : wording.sources) json_.number(view_.number(source));
        json_.close(']').close('}');
      }
      json_.close(']').close('}');
    }
    json_.close(']');
  }

  const PictureView& view_;
  const Picture& picture_;
  JsonOut json_;
  std::map<uint32_t, Positions> positions_;
};

constexpr std::array<Writer::Part, 12> Writer::kParts = {{{"sources", &Writer::sources},
                                                          {"stories", &Writer::stories},
                                                          {"warnings", &Writer::warnings},
                                                          {"loaded", &Writer::loaded},
                                                          {"events", &Writer::events},
                                                          {"holdings", &Writer::holdings},
                                                          {"forces", &Writer::forces},
                                                          {"casualties", &Writer::casualties},
                                                          {"statements", &Writer::statements},
                                                          {"plans", &Writer::plans},
                                                          {"disagreements", &Writer::disagreements},
                                                          {"wordings", &Writer::wordings}}};

}  // namespace

bool write_part(const PictureView& view, std::string_view part, std::string& out) {
  return Writer(view, out).write_part(part);
}

void write_event(const PictureView& view, const Event& event, std::string& out) {
  Writer(view, out).write_happening(event);
}

void write_picture(const ReportList& reports, const Picture& picture, std::string& out) {
  const PictureView view(reports, picture);
  Writer(view, out).write();
  out += '\n';
}

}  // namespace sitrep
