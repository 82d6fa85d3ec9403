#include "sitrep/picture/copies.h"

#include <algorithm>
#include <unordered_map>

#include "sitrep/base/hash.h"
#include "sitrep/picture/words.h"

namespace sitrep {
namespace {

constexpr size_t kRun = 5;         // words of a shingle
constexpr double kRepeats = 0.5;   // share of its own shingles that makes a copy
constexpr double kHoldsAll = 0.8;  // share of the earlier text that makes a longer one a copy ...
constexpr double kLittleElse = 0.35;  // ... when this share of the longer text is that
constexpr uint64_t kSample = 4;       // one shingle in this many is in the index
constexpr size_t kFewShingles = 64;   // a text this short is indexed whole
constexpr size_t kMostCandidates = 32;

// The shingles of a document, sorted, each once.
std::vector<uint64_t> shingles_of(const Document& document) {
  std::vector<uint64_t> words;
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::boilerplate) hash_words(document.words(block.span), words);
  }
  if (document.blocks.empty()) hash_words(document.text, words);
  std::vector<uint64_t> shingles;
  const size_t run = std::min(kRun, words.size());
  for (size_t i = 0; run > 0 && i + run <= words.size(); ++i) {
    const auto* bytes = reinterpret_cast<const char*>(words.data() + i);
    shingles.push_back(hash64({bytes, run * sizeof(uint64_t)}));
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

double common(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  size_t count = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) ++count;
    const uint64_t at = std::min(a[i], b[j]);
    if (a[i] == at) ++i;
    if (b[j] == at) ++j;
  }
  return static_cast<double>(count);
}

bool repeats(const std::vector<uint64_t>& later, const std::vector<uint64_t>& earlier) {
  if (later.empty() || earlier.empty()) return false;
  const double shared = common(later, earlier);
  const double of_later = shared / static_cast<double>(later.size());
  const double of_earlier = shared / static_cast<double>(earlier.size());
  return of_later >= kRepeats || (of_earlier >= kHoldsAll && of_later >= kLittleElse);
}

}  // namespace

std::vector<uint32_t> find_originals(std::span<const Document* const> documents) {
  std::vector<std::vector<uint64_t>> shingles;
  shingles.reserve(documents.size());
  for (const Document* document : documents) shingles.push_back(shingles_of(*document));

  std::vector<uint32_t> originals(documents.size());
  std::unordered_map<uint64_t, std::vector<uint32_t>> index;  // of originals only, by shingle
  for (uint32_t at = 0; at < documents.size(); ++at) {
    originals[at] = at;
    std::unordered_map<uint32_t, uint32_t> shared;  // sampled shingles in common, by original
    const bool whole = shingles[at].size() <= kFewShingles;
    for (const uint64_t shingle : shingles[at]) {
      const auto found = index.find(shingle);
      if (found == index.end()) continue;
      for (const uint32_t earlier : found->second) ++shared[earlier];
    }
    std::vector<std::pair<uint32_t, uint32_t>> candidates(shared.begin(), shared.end());
    std::sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    if (candidates.size() > kMostCandidates) candidates.resize(kMostCandidates);
    for (const auto& [earlier, count] : candidates) {
      if (!repeats(shingles[at], shingles[earlier])) continue;
      originals[at] = earlier;
      break;
    }
    if (originals[at] != at) continue;
    for (const uint64_t shingle : shingles[at]) {
      if (!whole && shingle % kSample != 0) continue;
      auto& holders = index[shingle];
      if (holders.size() < kMostCandidates) holders.push_back(at);
    }
  }
  return originals;
}

}  // namespace sitrep
