#include "sitrep/language/word_features.h"

#include <algorithm>
#include <array>

#include "sitrep/base/hash.h"
#include "sitrep/language/model_file.h"

namespace sitrep {
namespace {

constexpr size_t kMostBytes = 48;  // of a word that the classifiers see

// The word in lower case with each digit as 0. ASCII only: other letters keep their case.
std::string_view folded(std::string_view word, std::array<char, kMostBytes>& buffer) {
  const size_t size = std::min(word.size(), buffer.size());
  for (size_t i = 0; i < size; ++i) {
    const char c = word[i];
    buffer[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c >= '0' && c <= '9' ? '0' : c;
  }
  return {buffer.data(), size};
}

struct Letters {
  uint32_t upper = 0;
  uint32_t lower = 0;
};

Letters count_letters(std::string_view word) {
  Letters n;
  for (const char c : word.substr(0, kMostBytes)) {
    n.upper += c >= 'A' && c <= 'Z' ? 1 : 0;
    n.lower += c >= 'a' && c <= 'z' ? 1 : 0;
  }
  return n;
}

Casing casing_of(std::string_view word, Letters n) {
  if (n.upper + n.lower == 0) return Casing::none;
  if (n.upper == 0) return Casing::lower;
  const bool first = word[0] >= 'A' && word[0] <= 'Z';
  if (n.lower == 0) return word.size() == 1 ? Casing::capitalised : Casing::upper;
  return first && n.upper == 1 ? Casing::capitalised : Casing::mixed;
}

// "Xx-0": the kinds of characters, each run once; in capitals everywhere as if in lower case.
uint64_t shape_of(std::string_view word, bool capitals) {
  std::array<char, 12> shape{};
  size_t size = 0;
  for (const char c : word.substr(0, kMostBytes)) {
    char kind = c;
    if (c >= 'A' && c <= 'Z') {
      kind = capitals ? 'x' : 'X';
    } else if (c >= 'a' && c <= 'z') {
      kind = 'x';
    } else if (c >= '0' && c <= '9') {
      kind = '0';
    } else if (static_cast<unsigned char>(c) >= 128) {
      kind = 'u';
    }
    if (size > 0 && shape[size - 1] == kind) continue;
    if (size == shape.size()) break;
    shape[size++] = kind;
  }
  return hash64({shape.data(), size});
}

// Most letters of several words are capitals.
bool in_capitals(std::span<const std::string_view> words) {
  Letters all;
  for (const std::string_view word : words) {
    const Letters n = count_letters(word);
    all.upper += n.upper;
    all.lower += n.lower;
  }
  return words.size() >= 3 && all.upper >= 8 && all.upper > 4 * all.lower;
}

}  // namespace

Result<WordTable> WordTable::open(std::string_view section) {
  SectionReader reader(section);
  WordTable table;
  table.slots_ = reader.array<Slot>(reader.number());
  const bool has_free =
      std::any_of(table.slots_.begin(), table.slots_.end(), [](Slot s) { return s.used == 0; });
  if (!reader.ok() || !has_free)
    return fail(ErrorCode::corrupt, "the words of the model are damaged");
  return table;
}

const WordTable::Slot* WordTable::find(uint64_t form) const {
  if (slots_.empty()) return nullptr;
  const auto check = static_cast<uint32_t>(form);
  uint64_t at = slot_of(form, slots_.size());
  while (slots_[at].used != 0) {
    if (slots_[at].check == check) return &slots_[at];
    if (++at == slots_.size()) at = 0;
  }
  return nullptr;
}

uint64_t form_hash(std::string_view word) {
  std::array<char, kMostBytes> buffer;
  return hash64(folded(word, buffer));
}

void describe_words(std::span<const std::string_view> words, const WordTable& table,
                    std::vector<WordFeatures>& out) {
  out.resize(words.size());
  const bool capitals = in_capitals(words);
  for (size_t i = 0; i < words.size(); ++i) {
    WordFeatures& f = out[i];
    std::array<char, kMostBytes> buffer;
    const std::string_view lower = folded(words[i], buffer);
    f.form = hash64(lower);
    f.shape = shape_of(words[i], capitals);
    for (size_t n = 0; n < 3; ++n) f.prefix[n] = hash64(lower.substr(0, n + 1));
    for (size_t n = 0; n < 4; ++n)
      f.suffix[n] = hash64(lower.substr(lower.size() - std::min(lower.size(), n + 1)));
    f.casing = casing_of(words[i], count_letters(words[i]));
    if (capitals && f.casing != Casing::none) f.casing = Casing::capitals_everywhere;
    const WordTable::Slot* known = table.find(f.form);
    f.cluster = known == nullptr ? uint16_t{0} : known->cluster;
    f.usual_tag = known == nullptr ? uint8_t{0} : known->usual_tag;
  }
}

}  // namespace sitrep
