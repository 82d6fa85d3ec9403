// Looks up a hash among many that lie in ascending order in a model file. Hashes spread evenly, so
// their upper bits say within a few places where one lies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sitrep {

// A view; safe to share between threads.
template <class Hash>
class SortedHashes {
 public:
  SortedHashes() = default;
  // REQUIRES: `ascending` outlives this. Where it is not ascending, some are not found.
  explicit SortedHashes(std::span<const Hash> ascending)
      : hashes_(ascending), first_(kBuckets + 1, 0) {
    for (const Hash hash : hashes_) ++first_[bucket_of(hash) + 1];
    for (size_t b = 0; b < kBuckets; ++b) first_[b + 1] += first_[b];
  }

  size_t size() const { return hashes_.size(); }
  // Its place, or size().
  size_t find(Hash hash) const {
    if (hashes_.empty()) return 0;
    const size_t bucket = bucket_of(hash);
    for (size_t i = first_[bucket]; i < first_[bucket + 1]; ++i) {
      if (hashes_[i] == hash) return i;
    }
    return size();
  }
  bool contains(Hash hash) const { return find(hash) < size(); }

 private:
  static constexpr size_t kBits = 12;
  static constexpr size_t kBuckets = size_t{1} << kBits;
  static size_t bucket_of(Hash hash) {
    return static_cast<size_t>(hash >> (8 * sizeof(Hash) - kBits));
  }

  std::span<const Hash> hashes_;
  std::vector<uint32_t> first_;  // by bucket
};

}  // namespace sitrep
