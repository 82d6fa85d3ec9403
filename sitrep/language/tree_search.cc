#include "sitrep/language/tree_search.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr float kNever = -1e30F;
constexpr size_t kLongestSearched = 120;  // words

}  // namespace

bool TreeSearch::is_tree(std::span<const uint32_t> heads) {
  // Every word reaches the root by going up: 1 is on the way, 2 is known to.
  seen_.assign(heads.size() + 1, 0);
  seen_[0] = 2;
  for (uint32_t start = 1; start <= heads.size(); ++start) {
    chain_.clear();
    uint32_t at = start;
    while (seen_[at] == 0) {
      seen_[at] = 1;
      chain_.push_back(at);
      at = heads[at - 1];
    }
    if (seen_[at] == 1) return false;
    for (const uint32_t passed : chain_) seen_[passed] = 2;
  }
  return true;
}

void TreeSearch::best_tree(std::span<const float> scores, std::span<uint32_t> heads) {
  const auto n = static_cast<uint32_t>(heads.size());
  const size_t width = n + 1;
  for (uint32_t d = 0; d < n; ++d) {
    uint32_t best = 0;
    for (uint32_t h = 1; h <= n; ++h) {
      if (h != d + 1 && scores[d * width + h] > scores[d * width + best]) best = h;
    }
    heads[d] = best;
  }
  if (std::count(heads.begin(), heads.end(), 0U) == 1 && is_tree(heads)) return;
  if (n <= kLongestSearched)
    best_projective(scores, heads);
  else
    mend(scores, heads);
}

void TreeSearch::mend(std::span<const float> scores, std::span<uint32_t> heads) {
  const auto n = static_cast<uint32_t>(heads.size());
  const size_t width = n + 1;
  const auto score = [&](uint32_t word, uint32_t head) {
    return scores[(word - 1) * width + head];
  };
  uint32_t root = 1;
  for (uint32_t word = 2; word <= n; ++word) {
    if (score(word, 0) > score(root, 0)) root = word;
  }
  for (uint32_t word = 1; word <= n; ++word) {
    if (word != root && heads[word - 1] == 0) heads[word - 1] = root;
  }
  heads[root - 1] = 0;
  // Every word goes up until it meets what is known to reach the root, or itself.
  seen_.assign(width, 0);
  seen_[root] = 2;
  placed_.assign(1, root);
  for (uint32_t start = 1; start <= n; ++start) {
    chain_.clear();
    uint32_t at = start;
    for (; seen_[at] == 0; at = heads[at - 1]) {
      seen_[at] = 1;
      chain_.push_back(at);
    }
    if (seen_[at] == 1) {
      float least = kNever;
      uint32_t out = at;
      uint32_t to = root;
      for (uint32_t word = at, first = 1; first != 0 || word != at;
           word = heads[word - 1], first = 0) {
        for (const uint32_t head : placed_) {
          const float gain = score(word, head) - score(word, heads[word - 1]);
          if (gain <= least) continue;
          least = gain;
          out = word;
          to = head;
        }
      }
      heads[out - 1] = to;
    }
    for (const uint32_t word : chain_) seen_[word] = 2;
    placed_.insert(placed_.end(), chain_.begin(), chain_.end());
  }
}

void TreeSearch::best_projective(std::span<const float> scores, std::span<uint32_t> heads) {
  const auto n = static_cast<uint32_t>(heads.size());
  const size_t width = n + 1;
  size_ = n;
  chart_.assign(size_ * size_, Item{{kNever, kNever}, {kNever, kNever}, {0, 0}, 0});
  for (uint32_t i = 0; i < n; ++i) item(i, i).complete[0] = item(i, i).complete[1] = 0;
  const auto arc = [&](uint32_t head, uint32_t word) { return scores[word * width + head + 1]; };
  for (uint32_t length = 1; length < n; ++length) {
    for (uint32_t i = 0; i + length < n; ++i) {
      const uint32_t j = i + length;
      Item& here = item(i, j);
      // Open: an arc between the two ends.
      float best = kNever;
      for (uint32_t k = i; k < j; ++k) {
        const float sum = item(i, k).complete[1] + item(k + 1, j).complete[0];
        if (sum > best) {
          best = sum;
          here.split_open = k;
        }
      }
      here.open[0] = best + arc(j, i);
      here.open[1] = best + arc(i, j);
      // Complete: what hangs on the inner end is joined.
      for (uint32_t k = i; k < j; ++k) {
        const float left = item(i, k).complete[0] + item(k, j).open[0];
        if (left > here.complete[0]) {
          here.complete[0] = left;
          here.split_complete[0] = k;
        }
      }
      for (uint32_t k = i + 1; k <= j; ++k) {
        const float right = item(i, k).open[1] + item(k, j).complete[1];
        if (right > here.complete[1]) {
          here.complete[1] = right;
          here.split_complete[1] = k;
        }
      }
    }
  }
  uint32_t root = 0;
  float best = kNever * 2;
  for (uint32_t r = 0; r < n; ++r) {
    const float sum = item(0, r).complete[0] + item(r, n - 1).complete[1] + scores[r * width];
    if (sum > best) {
      best = sum;
      root = r;
    }
  }
  heads[root] = 0;
  trace(0, root, false, true, heads);
  trace(root, n - 1, true, true, heads);
}

void TreeSearch::trace(uint32_t from, uint32_t to, bool right, bool complete,
                       std::span<uint32_t> heads) const {
  if (from == to) return;
  const Item& here = item(from, to);
  if (!complete) {
    heads[right ? to : from] = (right ? from : to) + 1;
    trace(from, here.split_open, true, true, heads);
    trace(here.split_open + 1, to, false, true, heads);
    return;
  }
  const uint32_t k = here.split_complete[right ? 1 : 0];
  trace(from, k, right, !right, heads);
  trace(k, to, right, right, heads);
}

}  // namespace sitrep
