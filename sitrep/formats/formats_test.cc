// What the formats make of a small picture.
#include <gtest/gtest.h>

#include "sitrep/formats/picture_json.h"
#include "sitrep/formats/picture_text.h"
#include "sitrep/formats/tables.h"
#include "sitrep/picture/test_story.h"

namespace sitrep {
namespace {

std::vector<Report> world() {
  const auto strike = [](const std::string& publisher, const std::string& text,
                         const std::string& words, double killed) {
    return Tale(publisher, "2017-01-17", text)
        .party("civilians", "civilians", "")
        .party("The coalition", "Global Coalition", "IGO MIL")
        .place("Mosul", 36.34, 43.12)
        .time("Monday", "2017-01-16", "2017-01-17")
        .event("ASSAULT", "Air/drone strike", "strike", {"The coalition"}, {"civilians"})
        .casualties("killed", words, killed, {"civilians"})
        .report();
  };
  return {
      strike("Alpha", "The coalition: a strike on Mosul on Monday killed 12 civilians.", "12", 12),
      strike("=Beta, \"daily\"",
             "The coalition hit Mosul on Monday; the strike left 30 civilians dead.", "30", 30),
      Tale("Gamma", "2017-01-17", "Envoys met on \x1b[31mMonday, no place was given.")
          .time("Monday", "2017-01-16", "2017-01-17")
          .event("CONSULT", "", "met", {"Envoys"}, {})};
}

std::string text_of(const TextOptions& options) {
  const std::vector<Report> reports = world();
  std::string out;
  print_picture(reports, assemble(reports), options, out);
  return out;
}

std::vector<Record> records() {
  const std::vector<Report> reports = world();
  const Picture picture = assemble(reports);
  return records_of(PictureView(reports, picture));
}

TEST(PictureText, SaysWhatWhereHowManyAndWhoSaysSo) {
  const std::string text = text_of({});
  for (const char* words :
       {"as of 2017-01-17", "3 reports, 3 independent", "2017-01-16",
        "Air/drone strike: Global Coalition → civilians, Mosul", "2 reports, 2 independent",
        "30 (lowest 12) civilians killed", "How many civilians killed", "“The coalition: a strike",
        "[1]", "[3]", "Gamma, 2017-01-17"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
  }
}

TEST(PictureText, KeepsToItsColumnsAndIsSafeForATerminal) {
  const std::string text = text_of({.columns = 60});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = text.find('\n', begin);
    EXPECT_LE(columns_of(std::string_view(text).substr(begin, end - begin)), 60u)
        << text.substr(begin, end - begin);
    begin = end + 1;
  }
}

TEST(PictureText, ColoursOnlyWhereAsked) {
  EXPECT_NE(text_of({.colour = true}).find("\x1b[1m"), std::string::npos);
}

TEST(PictureJson, HasTheWordsOfEveryFact) {
  const std::vector<Report> reports = world();
  std::string json;
  write_picture(reports, assemble(reports), json);
  EXPECT_NE(json.find("\"schema\":\"sitrep/picture/1\""), std::string::npos);
  EXPECT_NE(json.find("\"quote\":\"The coalition: a strike on Mosul"), std::string::npos);
  EXPECT_EQ(json.find('\x1b'), std::string::npos);
}

TEST(Csv, QuotesCellsAndDefusesFormulas) {
  std::string csv;
  write_csv(records(), csv);
  EXPECT_EQ(csv.substr(0, 24), "id,kind,event_date,event");
  EXPECT_NE(csv.find("\"'=Beta, \"\"daily\"\"; Alpha\""), std::string::npos) << csv;
  size_t lines = 0;
  for (size_t at = csv.find("\r\n"); at != std::string::npos; at = csv.find("\r\n", at + 1))
    ++lines;
  EXPECT_EQ(lines, 4u);  // a header, two events and a figure
}

TEST(Csv, KnowsTheFatalitiesOfAnEvent) {
  const auto all = records();
  ASSERT_EQ(all.size(), 3u);
  const auto strike = std::find_if(all.begin(), all.end(),
                                   [](const Record& r) { return r.plover_type == "ASSAULT"; });
  ASSERT_NE(strike, all.end());
  EXPECT_EQ(strike->fatalities, 30);
  EXPECT_EQ(strike->event_date, "2017-01-16");
  EXPECT_EQ(strike->event_date_end, "2017-01-16");
  EXPECT_EQ(strike->latitude, 36.34);
}

TEST(GeoJson, HasPointsAndCountsTheRest) {
  std::string json;
  write_geojson(records(), json);
  EXPECT_NE(json.find("\"coordinates\":[43.12,36.34]"), std::string::npos) << json;
  EXPECT_NE(json.find("\"left_out\":1}"), std::string::npos) << json;
}

TEST(Words, TimesAndFigures) {
  const auto between = [](const char* from, const char* to) {
    return words_of(
        std::optional(Interval{minute_of(*day_of_iso(from)), minute_of(*day_of_iso(to))}));
  };
  EXPECT_EQ(between("2016-07-09", "2016-07-10"), "2016-07-09");
  EXPECT_EQ(between("2014-06-01", "2014-07-01"), "2014-06");
  EXPECT_EQ(between("2003-01-01", "2004-01-01"), "2003");
  EXPECT_EQ(between("2014-10-01", "2015-01-01"), "2014-10-01 to 2014-12-31");
  EXPECT_EQ(between("2014-10-01", "2014-10-04"), "2014-10-01 to 03");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(grouped(12), "12");
  EXPECT_EQ(one_line(" a\n\tb \x1b[1m c\xE2\x80\xAE"), "a b [1m c");
}

}  // namespace
}  // namespace sitrep
