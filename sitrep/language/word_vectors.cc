#include "sitrep/language/word_vectors.h"

#include <algorithm>

#include "sitrep/base/hash.h"
#include "sitrep/language/byte_matrix.h"

namespace sitrep {
namespace {

constexpr uint32_t kLongestPart = 4;  // code points of a prefix or suffix

}  // namespace

void WordVectors::Table::add(uint32_t row, float* to) const {
  const float scale = scales[row];
  const int8_t* const from = values.data() + static_cast<size_t>(row) * width;
  for (uint32_t i = 0; i < width; ++i) to[i] += scale * static_cast<float>(from[i]);
}

bool WordVectors::read_table(SectionReader& reader, Table& out) {
  const uint32_t rows = reader.number();
  out.width = reader.number();
  out.scales = reader.array<float>(rows);
  out.values = reader.array<int8_t>(static_cast<size_t>(rows) * out.width);
  return reader.ok();
}

bool WordVectors::read(SectionReader& reader, WordVectors& out) {
  const uint32_t known = reader.number();
  out.known_ = SortedHashes(reader.array<uint64_t>(known));
  out.rows_ = reader.array<uint32_t>(known);
  if (!read_table(reader, out.word_) || !read_table(reader, out.part_) ||
      !read_table(reader, out.shape_)) {
    return false;
  }
  const size_t words = out.word_.scales.size();
  return words > 0 && !out.part_.scales.empty() && out.shape_.scales.size() >= kShapes &&
         std::all_of(out.rows_.begin(), out.rows_.end(), [&](uint32_t row) { return row < words; });
}

WordVectors::Word WordVectors::describe(std::string_view word, Cache& cache, uint8_t* to) const {
  if (cache.slots_.empty()) {
    cache.slots_.resize(Cache::kSlots);
    cache.bytes_.resize(Cache::kSlots * width());
  }
  const size_t at = hash64(word) % Cache::kSlots;
  Cache::Slot& slot = cache.slots_[at];
  uint8_t* const bytes = cache.bytes_.data() + at * width();
  if (word.empty() || word.size() > slot.letters.size()) return compute(word, cache, to);
  if (std::string_view(slot.letters.data(), slot.size) != word) {
    slot.word = compute(word, cache, bytes);
    slot.size = static_cast<uint8_t>(word.size());
    std::copy(word.begin(), word.end(), slot.letters.begin());
  }
  std::copy_n(bytes, width(), to);
  return slot.word;
}

WordVectors::Word WordVectors::compute(std::string_view word, Cache& cache, uint8_t* to) const {
  Spelling& spelling = cache.spelling_;
  spell(word, spelling);
  const std::string_view lower = spelling.lower;
  const uint64_t hash = fnv(lower);
  cache.sum_.assign(width(), 0.0F);
  const size_t known = known_.find(hash);
  word_.add(known < known_.size() ? rows_[known] : 0, cache.sum_.data());
  float* const parts = cache.sum_.data() + word_.width;
  const auto rows = static_cast<uint64_t>(part_.scales.size());
  const auto add = [&](char mark, std::string_view part) {
    part_.add(static_cast<uint32_t>(fnv(part, fnv({&mark, 1})) % rows), parts);
  };
  add('=', lower);
  const auto count = static_cast<uint32_t>(spelling.starts.size()) - 1;
  for (uint32_t n = 1; n <= std::min(kLongestPart, count); ++n) {
    add('^', lower.substr(0, spelling.starts[n]));
    add('$', lower.substr(spelling.starts[count - n]));
  }
  shape_.add(spelling.shape, parts + part_.width);
  return {hash, to_bytes(cache.sum_.data(), width(), to)};
}

}  // namespace sitrep
