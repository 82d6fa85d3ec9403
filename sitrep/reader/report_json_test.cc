#include "sitrep/reader/report_json.h"

#include <gtest/gtest.h>

#include <limits>

#include "sitrep/reader/json_out.h"

namespace sitrep {
namespace {

Span at(const Report& report, std::string_view words) {
  const auto begin = static_cast<uint32_t>(report.document.text.find(words));
  return {begin, begin + static_cast<uint32_t>(words.size())};
}

// A report with something in every field, over a text that is not ASCII.
Report full_report() {
  Report r;
  r.document.text =
      "“Daesh” lost Qayyarah, 60 km south of Mosul, on July 9; 560 troops, Carter said.";
  r.document.meta = {"d1", "Title \"x\"\n", "Agency", "http://a/b", "2016-07-11T10:00:00"};
  r.document.blocks = {{BlockKind::caption, {0, 20}, {3, 8}}};
  r.published = {day_of_iso("2016-07-11"), PublishedFrom::metadata, "BAGHDAD", {0, 3}};
  const Span daesh = at(r, "Daesh");
  const Span carter = at(r, "Carter");
  r.analysis.mentions = {
      {daesh, daesh, kNoToken, MentionForm::name, EntityKind::armed_group, 0},
      {carter, {carter.begin - 1, carter.end}, kNoToken, MentionForm::name, EntityKind::person, 1}};
  r.analysis.entities = {{EntityKind::armed_group, daesh, {0}}, {EntityKind::person, carter, {1}}};
  r.parties = {{"Islamic State", "IMG REB ISI", "", {"REB"}, ""},
               {"Ash Carter", "USA GOV MIL", "USA", {"GOV", "MIL"}, "Defense Secretary"}};
  Time time;
  time.span = at(r, "July 9");
  time.value = "2016-07-09";
  time.interval =
      Interval{minute_of(*day_of_iso("2016-07-09")), minute_of(*day_of_iso("2016-07-10"))};
  r.times = {time};
  Place mosul;
  mosul.span = at(r, "Mosul");
  mosul.name = "Mosul";
  mosul.id = "geonames:99072";
  mosul.lat = 36.335;
  mosul.lon = 43.119;
  mosul.country = "IRQ";
  mosul.confidence = 0.97;
  Place base;
  base.span = at(r, "60 km south of Mosul");
  base.name = "60 km south of Mosul";
  base.confidence = 0.5;
  base.radius_km = 10;
  base.relation = PlaceRelation{1, "offset", 60.0, "S"};
  r.places = {base, mosul};
  Quantity quantity;
  quantity.span = at(r, "560");
  quantity.value = quantity.low = 560;
  quantity.high = std::numeric_limits<double>::quiet_NaN();
  quantity.unit = "troops";
  quantity.of = at(r, "troops");
  quantity.more = true;
  r.quantities = {quantity};
  Statement statement;
  statement.span = {0, 40};
  statement.cue = at(r, "said");
  statement.speaker = Participant{1, carter};
  statement.content = {{0, 11}, {12, 20}};
  r.statements = {statement};
  Claim claim;
  claim.kind = ClaimKind::holding;
  claim.type = "ASSAULT";
  claim.contexts = {"military"};
  claim.acled_event = "Battles";
  claim.acled_sub_event = "Government regains territory";
  claim.trigger = at(r, "lost");
  claim.actors = {{0, daesh}};
  claim.recipients = {{kNoEntity, at(r, "troops")}};
  claim.instruments = {at(r, "km")};
  claim.event = 2;
  claim.place = 0;
  claim.time = 0;
  claim.status = Status::denied;
  claim.attribution = {{1, carter}};
  claim.numbers = {{"total", at(r, "560"), 560.0, 560.0, {}, Bound::at_least, "troops"}};
  claim.holding = Holding{{0, daesh}, HoldingChange::lost};
  claim.evidence = {{0, static_cast<uint32_t>(r.document.text.size())}};
  claim.confidence = 0.9;
  claim.salience = 0.25;
  claim.why = "lexicon/en/events/fight.txt:3";
  r.claims = {claim, claim};
  r.claims[1].holding = Holding{{kNoEntity, daesh}, HoldingChange::contested};
  r.claims[1].place = std::nullopt;
  return r;
}

std::string written(const Report& report, const Layers& layers = {}) {
  std::string out;
  write_report(report, layers, out);
  return out;
}

TEST(ReportJson, GivesTheContract) {
  EXPECT_EQ(
      written(full_report()),
      R"({"schema":"sitrep/report/1","id":"d1","text":"“Daesh” lost Qayyarah, 60 km south of Mosul, on July 9; 560 troops, Carter said.",)"
      R"("meta":{"title":"Title \"x\"\n","publisher":"Agency","url":"http://a/b","published":"2016-07-11T10:00:00","published_from":"metadata","dateline":{"place":"BAGHDAD","begin":0,"end":1}},)"
      R"("blocks":[{"kind":"caption","begin":0,"end":16,"credit":[1,6]}],"sentences":[],)"
      R"("entities":[{"id":"e1","kind":"armed_group","name":"Daesh","name_at":[1,6],"mentions":[{"begin":1,"end":6,"form":"name"}],"actor":{"name":"Islamic State","code":"IMG REB ISI","sectors":["REB"]}},)"
      R"({"id":"e2","kind":"person","name":"Carter","name_at":[68,74],"mentions":[{"begin":68,"end":74,"form":"name","extent":[67,74]}],"actor":{"name":"Ash Carter","code":"USA GOV MIL","country":"USA","sectors":["GOV","MIL"],"title":"Defense Secretary"}}],)"
      R"("times":[{"begin":48,"end":54,"type":"DATE","value":"2016-07-09","from":"2016-07-09T00:00","to":"2016-07-10T00:00"}],)"
      R"("places":[{"begin":23,"end":43,"name":"60 km south of Mosul","radius_km":10,"confidence":0.5,"relation":{"anchor":"Mosul","anchor_at":[38,43],"kind":"offset","distance_km":60,"bearing":"S"}},)"
      R"({"begin":38,"end":43,"name":"Mosul","id":"geonames:99072","lat":36.335,"lon":43.119,"country":"IRQ","confidence":0.97}],)"
      R"("quantities":[{"begin":56,"end":59,"value":560,"low":560,"bound":"exact","unit":"troops","of":"troops","of_at":[60,66],"more":true}],)"
      R"("statements":[{"begin":0,"end":36,"kind":"indirect","cue":[75,79],"speaker":{"entity":"e2","begin":68,"end":74},"content":[[0,7],[8,16]]}],)"
      R"("claims":[{"id":"c1","event":"v3","kind":"holding","type":"ASSAULT","contexts":["military"],"acled":{"event":"Battles","sub_event":"Government regains territory"},"trigger":[8,12],"actors":[{"entity":"e1","begin":1,"end":6}],"recipients":[{"begin":60,"end":66}],"instruments":[{"begin":26,"end":28}],)"
      R"("place":{"begin":23,"end":43,"name":"60 km south of Mosul","radius_km":10,"confidence":0.5,"relation":{"anchor":"Mosul","anchor_at":[38,43],"kind":"offset","distance_km":60,"bearing":"S"}},"time":{"begin":48,"end":54,"type":"DATE","value":"2016-07-09","from":"2016-07-09T00:00","to":"2016-07-10T00:00"},)"
      R"("status":"denied","attribution":[{"entity":"e2","begin":68,"end":74}],"numbers":[{"role":"total","begin":56,"end":59,"value":560,"low":560,"bound":"at_least","unit":"troops"}],"holding":{"place":"60 km south of Mosul","holder":"e1","holder_at":[1,6],"change":"lost"},"evidence":[[0,80]],"confidence":0.9,"salience":0.25,"why":"lexicon/en/events/fight.txt:3"},)"
      R"({"id":"c2","event":"v3","kind":"holding","type":"ASSAULT","contexts":["military"],"acled":{"event":"Battles","sub_event":"Government regains territory"},"trigger":[8,12],"actors":[{"entity":"e1","begin":1,"end":6}],"recipients":[{"begin":60,"end":66}],"instruments":[{"begin":26,"end":28}],"time":{"begin":48,"end":54,"type":"DATE","value":"2016-07-09","from":"2016-07-09T00:00","to":"2016-07-10T00:00"},)"
      R"("status":"denied","attribution":[{"entity":"e2","begin":68,"end":74}],"numbers":[{"role":"total","begin":56,"end":59,"value":560,"low":560,"bound":"at_least","unit":"troops"}],"holding":{"holder":{"begin":1,"end":6},"change":"contested"},"evidence":[[0,80]],"confidence":0.9,"salience":0.25,"why":"lexicon/en/events/fight.txt:3"}]})");
}

TEST(ReportJson, ComesBackAsItWas) {
  const std::string once = written(full_report());
  const auto back = read_report(once);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(written(*back), once);
  EXPECT_EQ(back->document.words(back->claims[0].trigger), "lost");
}

TEST(ReportJson, LayersChooseWhatIsPrinted) {
  const auto layers = Layers::parse("times,blocks");
  ASSERT_TRUE(layers);
  const std::string json = written(full_report(), *layers);
  EXPECT_NE(json.find("\"times\""), std::string::npos);
  EXPECT_EQ(json.find("\"claims\""), std::string::npos);
  const auto none = Layers::parse("times,trees");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().message.substr(0, 33), "no layer is called 'trees'; there");
}

TEST(ReportJson, WrongReportsAreRefused) {
  const std::string right = written(full_report());
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"report/1", "report/9"},
           {"\"begin\":48,\"end\":54", "\"begin\":54,\"end\":48"},
           {"\"begin\":48,\"end\":54", "\"begin\":48,\"end\":5400"},
           {"\"entity\":\"e2\"", "\"entity\":\"e3\""},
           {"\"status\":\"denied\"", "\"status\":\"unknown\""},
           {"]}", "]"}}) {
    std::string wrong = right;
    const size_t found = wrong.rfind(from);
    ASSERT_NE(found, std::string::npos) << from;
    wrong.replace(found, from.size(), to);
    const auto report = read_report(wrong);
    ASSERT_FALSE(report) << from;
    EXPECT_EQ(report.error().code, ErrorCode::malformed);
  }
}

TEST(ReportJson, ErrorsAreOneLineOfUtf8) {
  std::string out;
  write_error("caf\xe9.txt", {ErrorCode::io, "caf\xe9.txt: no\n"}, out);
  EXPECT_EQ(out, R"({"id":"caf?.txt","error":{"code":"io","message":"caf?.txt: no\n"}})");
}

TEST(JsonOut, EscapesWhatMustBe) {
  std::string out;
  JsonOut(out).string(std::string_view("\"\\\n\x01\x7f/é\0", 9));
  EXPECT_EQ(out, "\"\\\"\\\\\\n\\u0001\x7f/é\\u0000\"");
}

TEST(JsonOut, LeavesOutWhatIsNotKnown) {
  std::string out;
  JsonOut json(out);
  json.open('{').field("a", "").field("b", std::numeric_limits<double>::quiet_NaN());
  json.field("c", std::numeric_limits<double>::infinity())
      .field("d", 0.1)
      .field("e", 1e21)
      .close('}');
  EXPECT_EQ(out, R"({"d":0.1,"e":1e+21})");
}

}  // namespace
}  // namespace sitrep
