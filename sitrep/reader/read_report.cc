// Reads what write_report wrote. Code points become bytes again; ids become indices.
#include <fmt/format.h>
#include <simdjson.h>

#include <charconv>

#include "sitrep/reader/report_json.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

namespace dom = simdjson::dom;

// The enumerator of that name: `name_of` says "unknown" behind the last one.
template <class E>
std::optional<E> named(std::string_view name) {
  for (uint8_t i = 0; i < 64; ++i) {
    const std::string_view candidate = name_of(static_cast<E>(i));
    if (i > 0 && candidate == "unknown") break;
    if (candidate == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

// One pass over the object. The first thing that is wrong is kept in error_; what is read after
// that is thrown away.
class ReportReader {
 public:
  Result<Report> read(dom::element json) {
    dom::object object;
    if (json.get(object)) return fail(ErrorCode::malformed, "a report is a JSON object");
    if (text(object, "schema") != "sitrep/report/1") {
      return fail(ErrorCode::malformed, "not of the schema sitrep/report/1");
    }
    r_.document.text = text(object, "text");
    at_.emplace(r_.document.text);
    r_.document.meta.id = text(object, "id");
    meta(object);
    each(object, "blocks", [&](dom::object o) { block(o); });
    each(object, "entities", [&](dom::object o) { entity(o); });
    std::stable_sort(r_.analysis.mentions.begin(), r_.analysis.mentions.end(), in_text_order);
    list_mentions();
    each(object, "times", [&](dom::object o) { r_.times.push_back(time(o)); });
    each(object, "places", [&](dom::object o) { r_.places.push_back(place(o)); });
    size_t related = 0;
    each(object, "places", [&](dom::object o) { relation(o, r_.places[related++]); });
    each(object, "quantities", [&](dom::object o) { quantity(o); });
    each(object, "statements", [&](dom::object o) { statement(o); });
    each(object, "claims", [&](dom::object o) { claim(o); });
    if (!error_.empty()) return fail(ErrorCode::malformed, error_);
    return std::move(r_);
  }

 private:
  void wrong(std::string_view what) {
    if (error_.empty()) error_ = fmt::format("a report with a wrong {}", what);
  }

  static std::string text(dom::object object, std::string_view key) {
    std::string_view value;
    return object[key].get(value) ? std::string() : std::string(value);
  }

  static std::optional<double> number(dom::object object, std::string_view key) {
    double value = 0;
    return object[key].get(value) ? std::nullopt : std::optional(value);
  }

  template <class Use>
  void each(dom::object object, std::string_view key, Use use) {
    dom::array items;
    if (object[key].get(items)) return;
    for (const dom::element item : items) {
      dom::object inner;
      if (item.get(inner)) return wrong(key);
      use(inner);
    }
  }

  template <class E>
  E value_named(dom::object object, std::string_view key) {
    const auto value = named<E>(text(object, key));
    if (!value) wrong(key);
    return value.value_or(E{});
  }

  Span bytes(uint64_t begin, uint64_t end) {
    if (begin > end || end > r_.document.text.size()) {
      wrong("range");
      return {};
    }
    return at_->bytes({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  }

  Span begin_end(dom::object object) {
    uint64_t begin = 0;
    uint64_t end = 0;
    if (object["begin"].get(begin) || object["end"].get(end)) wrong("range");
    return bytes(begin, end);
  }

  Span pair(dom::element element) {
    uint64_t begin = 0;
    uint64_t end = 0;
    if (element.at(0).get(begin) || element.at(1).get(end)) wrong("range");
    return bytes(begin, end);
  }

  // Empty where there is none.
  Span pair(dom::object object, std::string_view key) {
    dom::element element;
    return object[key].get(element) ? Span{} : pair(element);
  }

  std::vector<Span> pairs(dom::object object, std::string_view key) {
    std::vector<Span> spans;
    dom::array items;
    if (object[key].get(items)) return spans;
    for (const dom::element item : items) spans.push_back(pair(item));
    return spans;
  }

  std::vector<std::string> strings(dom::object object, std::string_view key) {
    std::vector<std::string> values;
    dom::array items;
    if (object[key].get(items)) return values;
    for (const dom::element item : items) {
      std::string_view value;
      if (item.get(value)) wrong(key);
      values.emplace_back(value);
    }
    return values;
  }

  void meta(dom::object object) {
    dom::object meta;
    if (object["meta"].get(meta)) return;
    Metadata& m = r_.document.meta;
    m.title = text(meta, "title");
    m.publisher = text(meta, "publisher");
    m.url = text(meta, "url");
    const std::string published = text(meta, "published");
    r_.published.from = value_named<PublishedFrom>(meta, "published_from");
    r_.published.day = day_of_iso(published);
    if (r_.published.from == PublishedFrom::metadata) m.published = published;
    dom::object dateline;
    if (meta["dateline"].get(dateline)) return;
    r_.published.dateline_place = text(dateline, "place");
    dom::element begin;
    if (!dateline["begin"].get(begin)) r_.published.dateline = begin_end(dateline);
  }

  void block(dom::object o) {
    r_.document.blocks.push_back(
        {value_named<BlockKind>(o, "kind"), begin_end(o), pair(o, "credit")});
  }

  void entity(dom::object o) {
    const auto id = static_cast<uint32_t>(r_.analysis.entities.size());
    Entity entity;
    entity.kind = value_named<EntityKind>(o, "kind");
    entity.name = pair(o, "name_at");
    each(o, "mentions", [&](dom::object m) {
      Mention mention;
      mention.span = begin_end(m);
      mention.extent = pair(m, "extent");
      if (mention.extent.empty()) mention.extent = mention.span;
      mention.form = value_named<MentionForm>(m, "form");
      mention.kind = named<EntityKind>(text(m, "kind")).value_or(entity.kind);
      mention.entity = id;
      r_.analysis.mentions.push_back(mention);
    });
    r_.analysis.entities.push_back(std::move(entity));
    Party party;
    dom::object actor;
    if (!o["actor"].get(actor)) {
      party.name = text(actor, "name");
      party.code = text(actor, "code");
      party.country = text(actor, "country");
      party.sectors = strings(actor, "sectors");
      party.title = text(actor, "title");
    }
    r_.parties.push_back(std::move(party));
  }

  static bool in_text_order(const Mention& a, const Mention& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  }

  void list_mentions() {
    Analysis& analysis = r_.analysis;
    for (uint32_t m = 0; m < analysis.mentions.size(); ++m) {
      analysis.entities[analysis.mentions[m].entity].mentions.push_back(m);
    }
  }

  Time time(dom::object o) {
    Time time;
    time.span = begin_end(o);
    time.type = value_named<TimeType>(o, "type");
    time.value = text(o, "value");
    time.mod = text(o, "mod");
    time.quant = text(o, "quant");
    time.freq = text(o, "freq");
    time.zone = text(o, "zone");
    time.begin_point = text(o, "begin_point");
    time.end_point = text(o, "end_point");
    const auto from = minute_of_iso(text(o, "from"));
    const auto to = minute_of_iso(text(o, "to"));
    if (from && to) time.interval = Interval{*from, *to};
    return time;
  }

  Place place(dom::object o) {
    Place place;
    place.span = begin_end(o);
    place.name = text(o, "name");
    place.id = text(o, "id");
    place.lat = number(o, "lat");
    place.lon = number(o, "lon");
    place.country = text(o, "country");
    place.admin1 = text(o, "admin1");
    place.admin2 = text(o, "admin2");
    place.feature = text(o, "feature");
    place.radius_km = number(o, "radius_km");
    place.confidence = number(o, "confidence").value_or(0);
    return place;
  }

  // The places are all known by now: gives the place of this object its relation to another.
  void relation(dom::object o, Place& place) {
    dom::object said;
    if (o["relation"].get(said)) return;
    PlaceRelation relation;
    relation.anchor = index_of(r_.places, pair(said, "anchor_at")).value_or(kNoEntity);
    relation.kind = text(said, "kind");
    relation.distance_km = number(said, "distance_km");
    relation.bearing = text(said, "bearing");
    place.relation = std::move(relation);
  }

  // The value with that span; spans of one layer differ.
  template <class T>
  static std::optional<uint32_t> index_of(const std::vector<T>& values, Span span) {
    for (uint32_t i = 0; i < values.size(); ++i) {
      if (values[i].span == span) return i;
    }
    return std::nullopt;
  }

  void quantity(dom::object o) {
    Quantity quantity;
    quantity.span = begin_end(o);
    quantity.value = number(o, "value");
    quantity.low = number(o, "low");
    quantity.high = number(o, "high");
    quantity.bound = value_named<Bound>(o, "bound");
    quantity.unit = text(o, "unit");
    quantity.of = pair(o, "of_at");
    bool more = false;
    quantity.more = !o["more"].get(more) && more;
    quantity.si = number(o, "km").value_or(0);
    r_.quantities.push_back(std::move(quantity));
  }

  uint32_t entity_of(std::string_view id) {
    uint32_t number = 0;
    const bool right =
        id.starts_with('e') &&
        std::from_chars(id.data() + 1, id.data() + id.size(), number).ec == std::errc() &&
        number >= 1 && number <= r_.analysis.entities.size();
    if (!right) wrong("entity");
    return right ? number - 1 : kNoEntity;
  }

  uint32_t event_of(std::string_view id) {
    uint32_t number = 0;
    const bool right =
        id.starts_with('v') &&
        std::from_chars(id.data() + 1, id.data() + id.size(), number).ec == std::errc() &&
        number >= 1;
    if (!right) wrong("event");
    return right ? number - 1 : 0;
  }

  Participant participant(dom::object o) {
    Participant who;
    const std::string id = text(o, "entity");
    if (!id.empty()) who.entity = entity_of(id);
    who.span = begin_end(o);
    return who;
  }

  std::vector<Participant> participants(dom::object o, std::string_view key) {
    std::vector<Participant> all;
    each(o, key, [&](dom::object who) { all.push_back(participant(who)); });
    return all;
  }

  void statement(dom::object o) {
    Statement statement;
    statement.span = begin_end(o);
    statement.kind = value_named<StatementKind>(o, "kind");
    statement.cue = pair(o, "cue");
    dom::object speaker;
    if (!o["speaker"].get(speaker)) statement.speaker = participant(speaker);
    statement.content = pairs(o, "content");
    r_.statements.push_back(std::move(statement));
  }

  void claim(dom::object o) {
    Claim claim;
    claim.kind = value_named<ClaimKind>(o, "kind");
    if (const std::string id = text(o, "event"); !id.empty()) claim.event = event_of(id);
    claim.type = text(o, "type");
    claim.mode = text(o, "mode");
    claim.contexts = strings(o, "contexts");
    dom::object acled;
    if (!o["acled"].get(acled)) {
      claim.acled_event = text(acled, "event");
      claim.acled_sub_event = text(acled, "sub_event");
    }
    claim.cameo = text(o, "cameo");
    claim.trigger = pair(o, "trigger");
    claim.actors = participants(o, "actors");
    claim.recipients = participants(o, "recipients");
    each(o, "instruments", [&](dom::object i) { claim.instruments.push_back(begin_end(i)); });
    dom::object inner;
    if (!o["place"].get(inner)) claim.place = index_or_add(r_.places, place(inner));
    if (!o["time"].get(inner)) claim.time = index_or_add(r_.times, time(inner));
    claim.status = value_named<Status>(o, "status");
    claim.attribution = participants(o, "attribution");
    each(o, "numbers", [&](dom::object n) { claim.numbers.push_back(claim_number(n)); });
    if (!o["holding"].get(inner)) claim.holding = holding(inner);
    claim.evidence = pairs(o, "evidence");
    claim.confidence = number(o, "confidence").value_or(0);
    claim.salience = number(o, "salience").value_or(0);
    claim.why = text(o, "why");
    r_.claims.push_back(std::move(claim));
  }

  template <class T>
  static uint32_t index_or_add(std::vector<T>& values, T value) {
    if (const auto index = index_of(values, value.span)) return *index;
    values.push_back(std::move(value));
    return static_cast<uint32_t>(values.size() - 1);
  }

  ClaimNumber claim_number(dom::object o) {
    ClaimNumber figure;
    figure.role = text(o, "role");
    figure.span = begin_end(o);
    figure.value = number(o, "value");
    figure.low = number(o, "low");
    figure.high = number(o, "high");
    figure.bound = value_named<Bound>(o, "bound");
    figure.unit = text(o, "unit");
    return figure;
  }

  Holding holding(dom::object o) {
    Holding holding;
    holding.change = value_named<HoldingChange>(o, "change");
    dom::object words;
    if (!o["holder"].get(words)) {
      holding.holder = participant(words);
    } else {
      holding.holder = {entity_of(text(o, "holder")), pair(o, "holder_at")};
    }
    return holding;
  }

  Report r_;
  std::optional<Positions> at_;
  std::string error_;
};

}  // namespace

Result<Report> read_report(std::string_view json) {
  dom::parser parser;
  dom::element element;
  if (const auto code = parser.parse(json.data(), json.size()).get(element); code) {
    return fail(ErrorCode::malformed,
                fmt::format("a report that is no JSON: {}", simdjson::error_message(code)));
  }
  return ReportReader().read(element);
}

}  // namespace sitrep
