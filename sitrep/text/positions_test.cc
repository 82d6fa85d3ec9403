#include "sitrep/text/positions.h"

#include <gtest/gtest.h>

#include <string>

namespace sitrep {
namespace {

// The obvious way, for comparison.
uint32_t count_slowly(std::string_view text, uint32_t byte) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < byte; ++i) count += (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
  return count;
}

TEST(Positions, AgreeWithCountingInMixedText) {
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += i % 3 == 0 ? "é" : i % 7 == 0 ? "…" : i % 11 == 0 ? "😀" : "ab";
  const Positions positions(text);
  for (uint32_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    const uint32_t point = count_slowly(text, i);
    EXPECT_EQ(positions.code_point(i), point);
    EXPECT_EQ(positions.byte(point), i);
  }
  EXPECT_EQ(positions.byte(100000), text.size());
}

TEST(Positions, PlainAsciiIsItsOwnIndex) {
  const Positions positions("Mosul");
  EXPECT_EQ(positions.code_point(3), 3u);
  EXPECT_EQ(positions.byte(99), 5u);
}

TEST(Utf8, RejectsBrokenBytes) {
  EXPECT_TRUE(is_valid_utf8("Qayyārah"));
  EXPECT_FALSE(is_valid_utf8("a\xC3"));
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));  // a surrogate
}

}  // namespace
}  // namespace sitrep
