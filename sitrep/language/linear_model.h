// A linear classifier over hashed features: each feature has a few weights, one for each class that
// it says something about. Scores are whole numbers, so that every machine finds the same.
//
//     slots    |hash, where its weights begin, how many|   open addressing
//     classes  |3 17 40 ...|   weights |120 -33 7 ...|
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sitrep/base/result.h"

namespace sitrep {

// Makes the hash of a feature from its template's number and up to three values.
constexpr uint64_t feature(uint64_t kind, uint64_t a, uint64_t b = 0, uint64_t c = 0) {
  uint64_t h = (kind + 1) * 0x9E3779B97F4A7C15ULL;
  for (const uint64_t value : {a, b, c}) {
    h = (h ^ value) * 0xD6E8FEB86659FD93ULL;
    h ^= h >> 32;
  }
  return h;
}

// Immutable; reads from the bytes that it was opened on. Safe to share between threads.
class LinearModel {
 public:
  // Nothing is copied: `section` must outlive the model. Errors: corrupt.
  static Result<LinearModel> open(std::string_view section);

  uint32_t classes() const { return classes_; }
  // What one unit of an update in training is worth in a score.
  float scale() const { return scale_; }

  // Adds the weights of these features to `scores`. REQUIRES: scores.size() >= classes().
  void add_scores(std::span<const uint64_t> features, std::span<int32_t> scores) const;

  struct Slot {
    uint32_t check = 0;  // lower half of the hash; with count 0 the slot is free
    uint32_t begin_and_count = 0;
  };
  static constexpr uint32_t kCountBits = 8;  // a feature has weights for at most 255 classes
  static uint64_t slot_of(uint64_t hash, uint64_t slots) { return ((hash >> 32) * slots) >> 32; }

 private:
  uint32_t find(uint64_t feature) const;

  uint32_t classes_ = 0;
  float scale_ = 1;
  std::span<const Slot> slots_;
  std::span<const uint8_t> class_;
  std::span<const int16_t> weight_;
};

// The class with the highest score; the first of equals.
uint32_t best_class(std::span<const int32_t> scores);

}  // namespace sitrep
