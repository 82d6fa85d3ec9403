#include "sitrep/ingest/language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <array>

namespace sitrep {
namespace {

constexpr int kMostBytes = 2'000;  // that are looked at
constexpr int kLeastBytes = 60;    // of letters; below that, a name decides
constexpr int kLeastShare = 75;    // percent of the text

}  // namespace

std::string language_of(std::string_view text) {
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int bytes = 0;
  bool reliable = false;
  // What is cut within a letter is passed by.
  const int size = static_cast<int>(std::min<size_t>(text.size(), kMostBytes));
  CLD2::ExtDetectLanguageSummary(text.data(), size, true, nullptr, 0, languages.data(),
                                 percents.data(), scores.data(), nullptr, &bytes, &reliable);
  if (!reliable || bytes < kLeastBytes || percents[0] < kLeastShare ||
      languages[0] == CLD2::UNKNOWN_LANGUAGE) {
    return {};
  }
  const std::string code = CLD2::LanguageCode(languages[0]);
  return code.substr(0, code.find('-'));
}

}  // namespace sitrep
