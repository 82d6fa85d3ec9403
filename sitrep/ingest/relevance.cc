#include "sitrep/ingest/relevance.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <vector>

#include "sitrep/text/ascii.h"
#include "sitrep/text/words.h"

namespace sitrep {
namespace {

constexpr size_t kPassage = 60;  // words
constexpr size_t kStep = 40;     // from the beginning of one passage to the next
constexpr size_t kFewest = 8;    // words of a passage that tells something
constexpr size_t kLongestWord = 40;

Result<float> number_in(const LexiconEntry& entry, std::string_view value) {
  float number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size()) {
    return fail(ErrorCode::malformed, fmt::format("{}: \"{}\" is no number", entry.where(), value));
  }
  return number;
}

// The words of a document, one after another; the last time that the same word stood before.
struct Row {
  std::vector<float> weights;
  std::vector<size_t> before;  // its place, and one; 0 where it is the first
};

}  // namespace

Result<Relevance> Relevance::compile(const Lexicon& lexicon) {
  Relevance relevance;
  for (const LexiconEntry* entry : lexicon.section("relevance")) {
    auto bias = number_in(*entry, entry->title());
    if (!bias) return tl::unexpected(bias.error());
    auto least = number_in(*entry, entry->get("least"));
    if (!least) return tl::unexpected(least.error());
    relevance.bias_ = *bias;
    relevance.least_ = *least;
  }
  for (const LexiconEntry* entry : lexicon.section("relevance-words")) {
    auto weight = number_in(*entry, entry->title());
    if (!weight) return tl::unexpected(weight.error());
    for (const std::string_view word : split_list(entry->get("words"))) {
      relevance.weights_.try_emplace(std::string(stem_of(word)), *weight);
    }
    for (const std::string_view stem : split_list(entry->get("stems"))) {
      relevance.weights_.try_emplace(std::string(stem), *weight);
    }
  }
  return relevance;
}

float Relevance::score(const Document& document) const {
  Row row;
  std::unordered_map<std::string_view, size_t> last;  // by the lexicon's own copy of the word
  std::string word;
  const auto end_word = [&] {
    if (word.size() > 1) {
      const auto found = weights_.find(std::string(stem_of(word)));
      row.weights.push_back(found == weights_.end() ? 0 : found->second);
      row.before.push_back(0);
      if (found != weights_.end()) {
        size_t& place = last[found->first];
        row.before.back() = place;
        place = row.weights.size();
      }
    }
    word.clear();
  };
  const auto add = [&](std::string_view text) {
    for (const char c : text) {
      if (!is_ascii_letter(c)) {
        end_word();
      } else if (word.size() < kLongestWord) {
        word += to_ascii_lower(c);
      }
    }
    end_word();
  };
  add(document.meta.title);
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::boilerplate) add(document.words(block.span));
  }
  if (document.blocks.empty()) add(document.text);

  const size_t count = row.weights.size();
  float best = -std::numeric_limits<float>::infinity();
  for (size_t begin = 0; begin == 0 || begin + kPassage - kStep < count; begin += kStep) {
    const size_t end = std::min(count, begin + kPassage);
    if (end - begin < kFewest) break;
    float sum = bias_;
    for (size_t i = begin; i < end; ++i) {
      if (row.before[i] <= begin) sum += row.weights[i];  // each word once
    }
    best = std::max(best, sum);
  }
  return count < kFewest ? std::numeric_limits<float>::infinity() : best;
}

bool Relevance::tells_of_event(const Document& document) const {
  return score(document) >= least_;
}

}  // namespace sitrep
