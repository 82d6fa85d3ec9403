#include "sitrep/ground/quantity.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sitrep/ground/time.h"

namespace sitrep {
namespace {

std::string number(std::optional<double> value) {
  return value ? fmt::format("{}", *value) : "-";
}

class Quantities : public testing::Test {
 protected:
  void SetUp() override {
    auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
    ASSERT_TRUE(lexicon.has_value());
    lexicon_ = std::make_unique<Lexicon>(std::move(*lexicon));
    auto times = TimeGrammar::compile(*lexicon_);
    ASSERT_TRUE(times.has_value()) << times.error().message;
    times_ = std::make_unique<TimeGrammar>(std::move(*times));
    auto quantities = QuantityGrammar::compile(*lexicon_);
    ASSERT_TRUE(quantities.has_value()) << quantities.error().message;
    quantities_ = std::make_unique<QuantityGrammar>(std::move(*quantities));
  }

  std::vector<Quantity> read(std::string_view text) {
    document_.text = text;
    document_.blocks = {{BlockKind::paragraph, {0, static_cast<uint32_t>(text.size())}, {}}};
    const Analysis analysis;
    return ground_quantities(document_, analysis, *quantities_,
                             ground_times(document_, analysis, *times_, {}));
  }

  // "more than 4,647 = 4647 more_than 4648 -"; then the unit and "more" where there are any.
  std::string written(std::string_view text) {
    std::string out;
    for (const Quantity& q : read(text)) {
      if (!out.empty()) out += "; ";
      out += fmt::format("{} = {} {} {} {}", document_.words(q.span), number(q.value),
                         name_of(q.bound), number(q.low), number(q.high));
      if (!q.unit.empty()) out += " " + q.unit;
      if (q.more) out += " more";
    }
    return out;
  }

  Document document_;
  std::unique_ptr<Lexicon> lexicon_;
  std::unique_ptr<TimeGrammar> times_;
  std::unique_ptr<QuantityGrammar> quantities_;
};

std::string_view trimmed(std::string_view text) {
  const size_t first = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

TEST_F(Quantities, ExamplesGiveWhatTheySay) {
  size_t examples = 0;
  for (const LexiconEntry& entry : lexicon_->entries()) {
    if (entry.section().substr(0, 8) != "quantity") continue;
    for (const std::string_view example : entry.all("example")) {
      const size_t arrow = example.find("=>");
      ASSERT_NE(arrow, std::string_view::npos) << entry.where() << ": " << example;
      EXPECT_EQ(written(trimmed(example.substr(0, arrow))), trimmed(example.substr(arrow + 2)))
          << entry.where();
      ++examples;
    }
  }
  EXPECT_GT(examples, 10u);
}

TEST_F(Quantities, SayWhatTheyCount) {
  const auto quantities = read("Carter said 560 more US troops will be sent to Iraq.");
  ASSERT_EQ(quantities.size(), 1u);
  EXPECT_EQ(document_.words(quantities[0].of), "US troops");
  EXPECT_TRUE(quantities[0].more);
}

TEST_F(Quantities, DistancesAreInKilometres) {
  const auto quantities = read("It lies 40 miles (64 km) south of Mosul.");
  ASSERT_EQ(quantities.size(), 1u);
  EXPECT_EQ(quantities[0].unit, "mile");
  EXPECT_NEAR(quantities[0].si, 64.37, 0.01);
}

TEST_F(Quantities, VagueCountsAreChangedByALexiconOfTheUser) {
  const auto own =
      Lexicon::parse("quantity-word: vague\nword: dozens => low=30 bound=at_least\n", "own.txt");
  ASSERT_TRUE(own.has_value());
  EXPECT_EQ(written("Dozens died."), "Dozens = - at_least 24 -");
  auto changed = QuantityGrammar::compile(Lexicon::merged(*own, *lexicon_));
  ASSERT_TRUE(changed.has_value()) << changed.error().message;
  *quantities_ = std::move(*changed);
  EXPECT_EQ(written("Dozens died."), "Dozens = - at_least 30 -");
}

TEST_F(Quantities, DigitsOfOtherScriptsAreNoNumbers) {
  EXPECT_TRUE(read("\xD9\xA3\xD9\xA4 men, \xE0\xA5\xA7\xE0\xA5\xA8,\xE0\xA5\xA6 men").empty());
}

TEST_F(Quantities, AbsurdNumbersAreAbsent) {
  EXPECT_TRUE(read("He counted " + std::string(400, '9') + " sheep.").empty());
  EXPECT_TRUE(read("Call 555-1234-5678 or see F-16, M16, COVID-19 and Route 9.").empty());
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "12 men and ";
  EXPECT_EQ(read(many).size(), 10'000u);
}

}  // namespace
}  // namespace sitrep
