#include "sitrep/base/hash.h"

#include <gtest/gtest.h>

namespace sitrep {
namespace {

TEST(Hash, IsTheSameEverywhere) {
  // The value that XXH3's specification gives for no bytes and seed 0: identifiers rest on it.
  EXPECT_EQ(hash64(""), 0x2D06800538D394C2ULL);
  EXPECT_NE(hash64("Mosul"), hash64("Mosul", 1));
}

TEST(Hash, HexKeepsLeadingZeros) {
  EXPECT_EQ(hex(0), "0000000000000000");
  EXPECT_EQ(hex(0xABCDEFULL), "0000000000abcdef");
}

}  // namespace
}  // namespace sitrep
