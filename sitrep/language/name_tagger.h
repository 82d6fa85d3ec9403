// A linear-chain conditional random field over words: which begin a name, which go on with it, of
// which sort. After Lafferty, McCallum and Pereira (2001); labels as in Ramshaw and Marcus (1995).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/linear_model.h"
#include "sitrep/language/model_file.h"
#include "sitrep/language/name_features.h"

namespace sitrep {

enum class NameSort : uint8_t { person, organisation, place, other };

// The label of the first word of a name of this sort; that of its others is the next.
constexpr uint32_t first_label(NameSort sort) {
  return 1 + 2 * static_cast<uint32_t>(sort);
}
// May label `b` follow label `a`? 0 stands before the first word.
constexpr bool may_follow(uint32_t a, uint32_t b) {
  const bool goes_on = b != 0 && b % 2 == 0;
  return !goes_on || a == b || a + 1 == b;
}

struct NameRange {
  TokenRange tokens;
  NameSort sort = NameSort::other;
};

// Immutable; safe to share between threads. Movable.
class NameTagger {
 public:
  // Reads names.model in that folder. Errors: not_found, corrupt.
  static Result<NameTagger> open(const std::string& folder);

  // Features that know the weights.
  NameFeatures features(const EntityWords& words) const {
    return {words, classes_, places_, &weights_};
  }
  // The best labels of the document's sentences, as names in the order of the text. `features` are
  // those of this tagger, and have read the document.
  std::vector<NameRange> tag(const Analysis& analysis, NameFeatures& features) const;

 private:
  ModelFile file_;
  LinearModel weights_;
  std::span<const int32_t> transitions_;  // [from][to]
  WordClasses classes_;
  PlaceNames places_;
};

}  // namespace sitrep
