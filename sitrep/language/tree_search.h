// The best tree over scored arcs: one root, no cycles.
//
// Each word takes its best head; where that makes no tree, which is seldom, the best projective
// tree is searched instead (Eisner 1996, "Three New Probabilistic Models for Dependency Parsing";
// time n^3). In long sentences, which are mostly lists, each loop is led out at its cheapest place.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sitrep {

// Keeps its scratch memory; one a thread.
class TreeSearch {
 public:
  // scores[d * (n + 1) + h]: how well h, counted from 1, is the head of word d, counted from 0; h =
  // 0 is the root. Fills heads[d] with such h. REQUIRES: scores.size() == n * (n + 1), heads.size()
  // == n, n > 0.
  void best_tree(std::span<const float> scores, std::span<uint32_t> heads);

  // Where each word took its best head: keeps the best root alone and leads every loop out of
  // itself at the arc that costs least. Time n^2.
  void mend(std::span<const float> scores, std::span<uint32_t> heads);

  // The best projective tree with one root, whether or not the greedy choice is a tree.
  void best_projective(std::span<const float> scores, std::span<uint32_t> heads);

 private:
  bool is_tree(std::span<const uint32_t> heads);
  void trace(uint32_t from, uint32_t to, bool right, bool complete,
             std::span<uint32_t> heads) const;

  // Chart items over words from..to; [direction]: 0 has its head at `to`, 1 at `from`.
  struct Item {
    float complete[2];
    float open[2];
    uint32_t split_complete[2];
    uint32_t split_open;
  };
  Item& item(uint32_t from, uint32_t to) { return chart_[from * size_ + to]; }
  const Item& item(uint32_t from, uint32_t to) const { return chart_[from * size_ + to]; }

  std::vector<Item> chart_;
  size_t size_ = 0;
  std::vector<uint8_t> seen_;
  std::vector<uint32_t> chain_;
  std::vector<uint32_t> placed_;  // words that reach the root
};

}  // namespace sitrep
