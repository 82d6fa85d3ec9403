#include "sitrep/language/analysis.h"

#include <gtest/gtest.h>

#include <vector>

namespace sitrep {
namespace {

std::vector<TokenId> walked(TokenRange range) {
  std::vector<TokenId> out;
  for (const TokenId t : range) out.push_back(t);
  return out;
}

TEST(Analysis, TheTokensOfSomeBytesAreTheWordsThatTheyArePartOf) {
  Analysis analysis;
  analysis.tokens.span = {{0, 3}, {4, 8}, {8, 9}, {11, 15}};
  EXPECT_EQ(walked(analysis.tokens_in({4, 9})), (std::vector<TokenId>{1, 2}));
  EXPECT_EQ(walked(analysis.tokens_in({2, 5})), (std::vector<TokenId>{0, 1}));
  EXPECT_EQ(walked(analysis.tokens_in({11, 40})), (std::vector<TokenId>{3}));
  EXPECT_EQ(walked(analysis.tokens_in({3, 8})), (std::vector<TokenId>{1}));
  EXPECT_TRUE(analysis.tokens_in({9, 11}).empty()) << "between words";
  EXPECT_TRUE(analysis.tokens_in({20, 30}).empty());
  EXPECT_TRUE(analysis.tokens_in({}).empty());
}

}  // namespace
}  // namespace sitrep
