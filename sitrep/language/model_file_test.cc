#include "sitrep/language/model_file.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "sitrep/language/linear_model.h"

namespace sitrep {
namespace {

class ModelFileTest : public testing::Test {
 protected:
  std::string path_ = testing::TempDir() + "model_file_test." +
                      testing::UnitTest::GetInstance()->current_test_info()->name();
  void write(const std::string& bytes) const {
    std::ofstream(path_, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  void TearDown() override { std::remove(path_.c_str()); }
};

TEST_F(ModelFileTest, GivesItsSectionsBack) {
  const std::vector<std::pair<std::string, std::string>> sections = {{"one", "abc"}, {"two", ""}};
  write(model_file_bytes(sections));
  const auto model = ModelFile::open(path_);
  ASSERT_TRUE(model.has_value());
  EXPECT_EQ(*model->section("one"), "abc");
  EXPECT_EQ(*model->section("two"), "");
  EXPECT_EQ(model->section("three").error().message, path_ + ": no section 'three'");
}

TEST_F(ModelFileTest, AnyDamageIsFound) {
  const std::vector<std::pair<std::string, std::string>> sections = {{"one", "abc"}};
  const std::string bytes = model_file_bytes(sections);
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    write(damaged);
    const auto model = ModelFile::open(path_);
    ASSERT_FALSE(model.has_value()) << at;
    EXPECT_EQ(model.error().code, ErrorCode::corrupt) << at;
  }
  for (size_t size = 0; size < bytes.size(); ++size) {
    write(bytes.substr(0, size));
    EXPECT_FALSE(ModelFile::open(path_).has_value()) << size;
  }
  EXPECT_EQ(ModelFile::open(path_ + ".none").error().code, ErrorCode::not_found);
}

TEST(Section, ReadsWhatWasWritten) {
  SectionWriter writer;
  writer.number(7);
  writer.text("names");
  const std::vector<int16_t> values = {1, -2, 3};
  writer.array(std::span<const int16_t>(values));
  const std::string bytes = writer.take();
  SectionReader reader(bytes);
  EXPECT_EQ(reader.number(), 7u);
  EXPECT_EQ(reader.text(), "names");
  EXPECT_EQ(reader.array<int16_t>(3)[1], -2);
  EXPECT_TRUE(reader.ok());
  EXPECT_TRUE(reader.array<int16_t>(1000000).empty());
  EXPECT_FALSE(reader.ok());
}

// A classifier of two classes with two features.
std::string two_features(uint32_t last_slot) {
  SectionWriter writer;
  writer.number(2);
  writer.number(0x3F800000);  // 1.0f
  writer.number(4);
  writer.number(3);
  std::vector<LinearModel::Slot> slots(4);
  const uint64_t a = feature(1, 5);
  const uint64_t b = feature(2, 5, 6);
  uint64_t at = LinearModel::slot_of(a, 4);
  slots[at] = {static_cast<uint32_t>(a), 0U << 8 | 2U};
  at = LinearModel::slot_of(b, 4);
  while (slots[at].begin_and_count != 0) at = (at + 1) % 4;
  slots[at] = {static_cast<uint32_t>(b), last_slot};
  const std::vector<uint8_t> classes = {0, 1, 1};
  const std::vector<int16_t> weights = {3, -4, 10};
  writer.array(std::span<const LinearModel::Slot>(slots));
  writer.array(std::span<const uint8_t>(classes));
  writer.array(std::span<const int16_t>(weights));
  return writer.take();
}

TEST(LinearModel, AddsTheWeightsOfItsFeatures) {
  const std::string section = two_features(2U << 8 | 1U);
  const auto model = LinearModel::open(section);
  ASSERT_TRUE(model.has_value());
  std::vector<int32_t> scores(2);
  const std::vector<uint64_t> features = {feature(1, 5), feature(2, 5, 6), feature(9, 9)};
  model->add_scores(features, scores);
  EXPECT_EQ(scores, (std::vector<int32_t>{3, 6}));
  EXPECT_EQ(best_class(scores), 1u);
}

TEST(LinearModel, WeightsOutsideTheFileAreDamage) {
  const std::string section = two_features(3U << 8 | 1U);
  EXPECT_EQ(LinearModel::open(section).error().code, ErrorCode::corrupt);
  const std::string_view whole(section);
  EXPECT_EQ(LinearModel::open(whole.substr(0, 20)).error().code, ErrorCode::corrupt);
  EXPECT_EQ(LinearModel::open("").error().code, ErrorCode::corrupt);
}

}  // namespace
}  // namespace sitrep
