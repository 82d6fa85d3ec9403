#include "sitrep/reader/reader.h"

#include <gtest/gtest.h>

#include "sitrep/reader/report_json.h"

namespace sitrep {
namespace {

Document story() {
  Document document;
  document.meta.published = "2016-07-11";
  document.text =
      "Iraqi forces retook an airbase near Qayyarah, 60 km south of Mosul, on Saturday, killing 12 "
      "militants. \"The city is next,\" Defense Secretary Ash Carter said in Baghdad.";
  document.blocks.push_back(
      {BlockKind::paragraph, {0, static_cast<uint32_t>(document.text.size())}, {}});
  return document;
}

std::string printed(const Report& report, const Layers& layers) {
  std::string out;
  write_report(report, layers, out);
  return out;
}

class ReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    EngineOptions options;
    options.data = SITREP_DATA_DIR;
    auto engine = Engine::open(options);
    ASSERT_TRUE(engine.has_value()) << engine.error().message;
    engine_ = std::move(*engine);
  }
  std::shared_ptr<const Engine> engine_;
};

TEST_F(ReaderTest, ALayerReadAloneIsAsInAWholeReport) {
  Reader reader(*engine_);
  Layers all;
  all.tokens = all.predicates = true;
  const auto whole = reader.read(story(), all);
  ASSERT_TRUE(whole.has_value());
  EXPECT_FALSE(whole->claims.empty());
  EXPECT_FALSE(whole->statements.empty());
  for (const char* list : {"sentences", "tokens", "entities", "times", "places", "quantities",
                           "statements", "predicates", "claims", "tokens,entities"}) {
    const Layers layers = *Layers::parse(list);
    const auto part = reader.read(story(), layers);
    ASSERT_TRUE(part.has_value());
    EXPECT_EQ(printed(*part, layers), printed(*whole, layers)) << list;
  }
}

TEST_F(ReaderTest, WhatNobodyAsksForIsNotRead) {
  Reader reader(*engine_);
  const auto report = reader.read(story(), *Layers::parse("sentences,tokens"));
  ASSERT_TRUE(report.has_value());
  EXPECT_GT(report->analysis.tokens.size(), 0U);
  EXPECT_TRUE(report->claims.empty());
  EXPECT_TRUE(report->statements.empty());
  EXPECT_TRUE(report->places.empty());
}

}  // namespace
}  // namespace sitrep
