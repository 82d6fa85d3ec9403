// Writes a report. docs/report.schema.json says what every field means.
#include "sitrep/reader/report_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sitrep/ground/place_precision.h"
#include "sitrep/reader/json_out.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

// Rounded: more digits of a confidence say nothing.
double decimals(double value, double scale) {
  return std::round(value * scale) / scale;
}

// File names need not be UTF-8; JSON does.
std::string printable(std::string_view words) {
  std::string out(words);
  if (!is_valid_utf8(words)) {
    std::replace_if(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  }
  return out;
}

class Writer {
 public:
  Writer(const Report& report, std::string& out)
      : r_(report), text_(report.document.text), at_(text_), json_(out) {}

  void write(const Layers& layers) {
    json_.open('{').field("schema", "sitrep/report/1").field("id", r_.document.meta.id);
    json_.key("text").string(text_);
    meta();
    if (layers.blocks) list("blocks", r_.document.blocks, &Writer::block);
    if (layers.sentences) list("sentences", r_.analysis.sentences, &Writer::sentence);
    if (layers.tokens) tokens();
    if (layers.entities) entities();
    if (layers.times) list("times", r_.times, &Writer::time);
    if (layers.places) list("places", r_.places, &Writer::place);
    if (layers.quantities) list("quantities", r_.quantities, &Writer::quantity);
    if (layers.statements) list("statements", r_.statements, &Writer::statement);
    if (layers.predicates) list("predicates", r_.predicates, &Writer::predicate);
    if (layers.claims) claims();
    json_.close('}');
  }

 private:
  template <class T>
  void list(std::string_view name, const std::vector<T>& items, void (Writer::*put)(const T&)) {
    json_.key(name).open('[');
    for (const T& item : items) (this->*put)(item);
    json_.close(']');
  }

  // "begin": 3, "end": 9
  void begin_end(Span span) {
    const Span points = at_.code_points(span);
    json_.field("begin", points.begin).field("end", points.end);
  }

  // [3, 9]
  void pair(Span span) {
    const Span points = at_.code_points(span);
    json_.open('[').number(points.begin).number(points.end).close(']');
  }
  void pair(std::string_view name, Span span) {
    if (span.empty()) return;
    json_.key(name);
    pair(span);
  }
  void pairs(std::string_view name, const std::vector<Span>& spans) {
    json_.key(name).open('[');
    for (const Span span : spans) pair(span);
    json_.close(']');
  }

  void number(std::string_view name, std::optional<double> value) {
    if (value) json_.field(name, *value);
  }

  void strings(std::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) return;
    json_.key(name).open('[');
    for (const std::string& value : values) json_.string(value);
    json_.close(']');
  }

  void meta() {
    const Metadata& meta = r_.document.meta;
    const PublicationDate& published = r_.published;
    json_.key("meta").open('{');
    json_.field("title", meta.title).field("publisher", meta.publisher).field("url", meta.url);
    if (published.day) {
      const bool given = published.from == PublishedFrom::metadata && !meta.published.empty();
      json_.field("published", given ? meta.published : iso_date(*published.day));
    }
    json_.field("published_from", name_of(published.from));
    if (!published.dateline.empty() || !published.dateline_place.empty()) {
      json_.key("dateline").open('{').field("place", published.dateline_place);
      if (published.day && published.from == PublishedFrom::dateline) {
        json_.field("date", iso_date(*published.day));
      }
      if (!published.dateline.empty()) begin_end(published.dateline);
      json_.close('}');
    }
    json_.close('}');
  }

  void block(const Block& block) {
    json_.open('{').field("kind", name_of(block.kind));
    begin_end(block.span);
    pair("credit", block.credit);
    json_.close('}');
  }

  void sentence(const Sentence& sentence) {
    if (sentence.first == sentence.last) return;
    json_.open('{');
    begin_end(r_.analysis.span_of(sentence));
    json_.close('}');
  }

  void tokens() {
    const Analysis& analysis = r_.analysis;
    json_.key("tokens").open('[');
    for (const Sentence& sentence : analysis.sentences) {
      for (TokenId t = sentence.first; t < sentence.last; ++t) token(t, sentence.first);
    }
    json_.close(']');
  }

  void token(TokenId t, TokenId first) {
    const Analysis& analysis = r_.analysis;
    const Tokens& tokens = analysis.tokens;
    json_.open('{');
    begin_end(tokens.span[t]);
    if (tokens.surface[t] != tokens.span[t]) pair("surface", tokens.surface[t]);
    json_.field("lemma", analysis.lemma(t)).field("upos", name_of(tokens.upos[t]));
    json_.field("xpos", analysis.xpos(t));
    if (tokens.feats[t] < analysis.feats_names.size()) {
      json_.field("feats", analysis.feats_names[tokens.feats[t]]);
    }
    // Counted from 1 within the sentence; 0 is the root.
    json_.field("head", analysis.is_root(t) ? 0 : tokens.head[t] - first + 1);
    json_.field("deprel", name_of(tokens.deprel[t])).close('}');
  }

  void entities() {
    const Analysis& analysis = r_.analysis;
    json_.key("entities").open('[');
    for (uint32_t e = 0; e < analysis.entities.size(); ++e) {
      const Entity& entity = analysis.entities[e];
      json_.open('{').field("id", entity_id(e)).field("kind", name_of(entity.kind));
      json_.field("name", r_.document.words(entity.name));
      pair("name_at", entity.name);
      json_.key("mentions").open('[');
      for (const uint32_t m : entity.mentions) mention(analysis.mentions[m], entity.kind);
      json_.close(']');
      if (e < r_.parties.size()) actor(r_.parties[e]);
      json_.close('}');
    }
    json_.close(']');
  }

  static std::string entity_id(uint32_t entity) { return fmt::format("e{}", entity + 1); }

  void mention(const Mention& mention, EntityKind kind) {
    json_.open('{');
    begin_end(mention.span);
    json_.field("form", name_of(mention.form));
    if (mention.kind != kind) json_.field("kind", name_of(mention.kind));
    if (mention.extent != mention.span) pair("extent", mention.extent);
    json_.close('}');
  }

  void actor(const Party& party) {
    if (!party.known() && party.title.empty()) return;
    json_.key("actor").open('{').field("name", party.name).field("code", party.code);
    json_.field("country", party.country);
    strings("sectors", party.sectors);
    json_.field("title", party.title).close('}');
  }

  void time(const Time& time) {
    json_.open('{');
    begin_end(time.span);
    json_.field("type", name_of(time.type)).field("value", time.value).field("mod", time.mod);
    json_.field("quant", time.quant).field("freq", time.freq).field("zone", time.zone);
    json_.field("begin_point", time.begin_point).field("end_point", time.end_point);
    if (time.interval) {
      json_.field("from", iso_minute(time.interval->from));
      json_.field("to", iso_minute(time.interval->to));
    }
    json_.close('}');
  }

  void place(const Place& place) {
    json_.open('{');
    begin_end(place.span);
    json_.field("name", place.name).field("id", place.id);
    if (place.lat) json_.field("lat", decimals(*place.lat, 1e6));
    if (place.lon) json_.field("lon", decimals(*place.lon, 1e6));
    json_.field("country", place.country).field("admin1", place.admin1);
    json_.field("admin2", place.admin2);
    json_.field("feature", place.feature);
    if (place.radius_km) json_.field("radius_km", decimals(*place.radius_km, 1e3));
    if (const auto code = ucdp_where_prec(place))
      json_.field("where_prec", static_cast<uint32_t>(*code));
    if (const auto code = acled_geo_precision(place))
      json_.field("geo_precision", static_cast<uint32_t>(*code));
    json_.field("confidence", decimals(place.confidence, 1e4));
    if (place.relation) relation(*place.relation);
    json_.close('}');
  }

  void relation(const PlaceRelation& relation) {
    json_.key("relation").open('{');
    if (relation.anchor < r_.places.size()) {
      const Place& anchor = r_.places[relation.anchor];
      json_.field("anchor", anchor.name);
      pair("anchor_at", anchor.span);
    }
    json_.field("kind", relation.kind);
    if (relation.distance_km) json_.field("distance_km", decimals(*relation.distance_km, 1e3));
    json_.field("bearing", relation.bearing).close('}');
  }

  void quantity(const Quantity& quantity) {
    json_.open('{');
    begin_end(quantity.span);
    number("value", quantity.value);
    number("low", quantity.low);
    number("high", quantity.high);
    json_.field("bound", name_of(quantity.bound)).field("unit", quantity.unit);
    json_.field("of", r_.document.words(quantity.of));
    pair("of_at", quantity.of);
    if (quantity.more) json_.key("more").truth(true);
    if (quantity.si != 0) json_.field("km", decimals(quantity.si, 1e6));
    json_.close('}');
  }

  void participant(const Participant& who) {
    json_.open('{');
    if (who.entity != kNoEntity) json_.field("entity", entity_id(who.entity));
    begin_end(who.span);
    json_.close('}');
  }

  void participants(std::string_view name, const std::vector<Participant>& all) {
    if (all.empty()) return;
    json_.key(name).open('[');
    for (const Participant& who : all) participant(who);
    json_.close(']');
  }

  void statement(const Statement& statement) {
    json_.open('{');
    begin_end(statement.span);
    json_.field("kind", name_of(statement.kind));
    pair("cue", statement.cue);
    if (statement.speaker) {
      json_.key("speaker");
      participant(*statement.speaker);
    }
    pairs("content", statement.content);
    json_.close('}');
  }

  void predicate(const Predicate& predicate) {
    if (predicate.token >= r_.analysis.tokens.size()) return;
    json_.open('{');
    begin_end(r_.analysis.tokens.span[predicate.token]);
    json_.field("status", name_of(predicate.status));
    json_.field("factuality", decimals(predicate.factuality, 1e4)).close('}');
  }

  void claims() {
    json_.key("claims").open('[');
    for (size_t c = 0; c < r_.claims.size(); ++c) claim(r_.claims[c], c);
    json_.close(']');
  }

  void claim(const Claim& claim, size_t index) {
    json_.open('{').field("id", fmt::format("c{}", index + 1));
    if (claim.event) json_.field("event", fmt::format("v{}", *claim.event + 1));
    json_.field("kind", name_of(claim.kind)).field("type", claim.type).field("mode", claim.mode);
    strings("contexts", claim.contexts);
    if (!claim.acled_event.empty()) {
      json_.key("acled").open('{').field("event", claim.acled_event);
      json_.field("sub_event", claim.acled_sub_event).close('}');
    }
    json_.field("cameo", claim.cameo);
    pair("trigger", claim.trigger);
    participants("actors", claim.actors);
    participants("recipients", claim.recipients);
    instruments(claim.instruments);
    if (claim.place && *claim.place < r_.places.size()) {
      json_.key("place");
      place(r_.places[*claim.place]);
    }
    if (claim.time && *claim.time < r_.times.size()) {
      json_.key("time");
      time(r_.times[*claim.time]);
    }
    json_.field("status", name_of(claim.status));
    participants("attribution", claim.attribution);
    numbers(claim.numbers);
    if (claim.holding) holding(claim);
    pairs("evidence", claim.evidence);
    json_.field("confidence", decimals(claim.confidence, 1e4));
    json_.field("salience", decimals(claim.salience, 1e4)).field("why", claim.why).close('}');
  }

  void instruments(const std::vector<Span>& spans) {
    if (spans.empty()) return;
    json_.key("instruments").open('[');
    for (const Span span : spans) {
      json_.open('{');
      begin_end(span);
      json_.close('}');
    }
    json_.close(']');
  }

  void numbers(const std::vector<ClaimNumber>& numbers) {
    if (numbers.empty()) return;
    json_.key("numbers").open('[');
    for (const ClaimNumber& figure : numbers) {
      json_.open('{').field("role", figure.role);
      begin_end(figure.span);
      number("value", figure.value);
      number("low", figure.low);
      number("high", figure.high);
      json_.field("bound", name_of(figure.bound)).field("unit", figure.unit).close('}');
    }
    json_.close(']');
  }

  // The place of a holding is the place of its claim; its holder an entity, or words that are none.
  void holding(const Claim& claim) {
    const Holding& holding = *claim.holding;
    json_.key("holding").open('{');
    if (claim.place && *claim.place < r_.places.size()) {
      json_.field("place", r_.places[*claim.place].name);
    }
    if (holding.holder.entity != kNoEntity) {
      json_.field("holder", entity_id(holding.holder.entity));
      pair("holder_at", holding.holder.span);
    } else {
      json_.key("holder");
      participant(holding.holder);
    }
    json_.field("change", name_of(holding.change)).close('}');
  }

  const Report& r_;
  std::string_view text_;
  Positions at_;
  JsonOut json_;
};

}  // namespace

void write_report(const Report& report, const Layers& layers, std::string& out) {
  Writer(report, out).write(layers);
}

void write_error(std::string_view id, const Error& error, std::string& out) {
  JsonOut json(out);
  json.open('{').key("id").string(printable(id)).key("error").open('{');
  json.field("code", name_of(error.code)).field("message", printable(error.message));
  json.close('}').close('}');
}

}  // namespace sitrep
