#include "sitrep/language/tree_search.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace sitrep {
namespace {

// All trees over n words, the slow way: the best score of any with one root, projective ones only
// where asked.
float best_slowly(const std::vector<float>& scores, uint32_t n, bool projective) {
  std::vector<uint32_t> heads(n, 0);
  float best = -1e30F;
  for (;;) {
    uint32_t roots = 0;
    bool tree = true;
    for (uint32_t d = 0; d < n && tree; ++d) {
      roots += heads[d] == 0;
      uint32_t at = d + 1;
      for (uint32_t steps = 0; at != 0 && tree; ++steps) {
        tree = steps <= n;
        at = heads[at - 1];
      }
    }
    for (uint32_t a = 0; a < n && tree && projective; ++a) {
      for (uint32_t b = 0; b < n && tree; ++b) {
        const auto low = [&](uint32_t d) { return std::min(d + 1, heads[d]); };
        const auto high = [&](uint32_t d) { return std::max(d + 1, heads[d]); };
        if (heads[a] != 0 && heads[b] != 0 && low(a) < low(b) && low(b) < high(a) &&
            high(a) < high(b))
          tree = false;
        // No arc may go over the root.
        if (heads[a] != 0 && heads[b] == 0 && low(a) < b + 1 && b + 1 < high(a)) tree = false;
      }
    }
    if (tree && roots == 1) {
      float sum = 0;
      for (uint32_t d = 0; d < n; ++d) sum += scores[d * (n + 1) + heads[d]];
      best = std::max(best, sum);
    }
    uint32_t d = 0;
    while (d < n && heads[d] == n) heads[d++] = 0;
    if (d == n) return best;
    ++heads[d];
  }
}

TEST(TreeSearch, ProjectiveSearchFindsTheBest) {
  TreeSearch search;
  uint64_t seed = 7;
  for (int round = 0; round < 200; ++round) {
    const uint32_t n = 1 + static_cast<uint32_t>(round % 5);
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      s = static_cast<float>(seed >> 50);
    }
    std::vector<uint32_t> heads(n);
    search.best_projective(scores, heads);
    float sum = 0;
    uint32_t roots = 0;
    for (uint32_t d = 0; d < n; ++d) {
      sum += scores[d * (n + 1) + heads[d]];
      roots += heads[d] == 0;
    }
    EXPECT_EQ(roots, 1u);
    EXPECT_EQ(sum, best_slowly(scores, n, true)) << round;
  }
}

TEST(TreeSearch, AGreedyTreeIsKeptEvenWhereArcsCross) {
  // 1 <- 3, 2 <- 4 cross; the root is 3, and 4 hangs on 3.
  const std::vector<uint32_t> wanted = {3, 4, 0, 3};
  std::vector<float> scores(4 * 5, 0.0F);
  for (uint32_t d = 0; d < 4; ++d) scores[d * 5 + wanted[d]] = 9.0F;
  std::vector<uint32_t> heads(4);
  TreeSearch().best_tree(scores, heads);
  EXPECT_EQ(heads, wanted);
}

TEST(TreeSearch, ACycleIsBroken) {
  // Two words that like each other best: one must take the root.
  const std::vector<float> scores = {1, 0, 9, 2, 9, 0};
  std::vector<uint32_t> heads(2);
  TreeSearch().best_tree(scores, heads);
  EXPECT_EQ(heads, (std::vector<uint32_t>{2, 0}));
}

TEST(TreeSearch, LongSentencesGiveATreeToo) {
  TreeSearch search;
  uint64_t seed = 11;
  for (uint32_t n = 121; n <= 400; n += 31) {
    std::vector<float> scores(n * (n + 1));
    for (float& s : scores) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      s = static_cast<float>(seed >> 58);  // few values, so many loops
    }
    std::vector<uint32_t> heads(n);
    search.best_tree(scores, heads);
    uint32_t roots = 0;
    for (uint32_t d = 0; d < n; ++d) {
      roots += heads[d] == 0;
      uint32_t at = d + 1;
      for (uint32_t steps = 0; at != 0; at = heads[at - 1]) ASSERT_LE(++steps, n) << n;
    }
    EXPECT_EQ(roots, 1u);
  }
}

}  // namespace
}  // namespace sitrep
