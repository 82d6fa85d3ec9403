#include "sitrep/language/sentences.h"

#include <algorithm>

#include "sitrep/language/characters.h"

namespace sitrep {
namespace {

enum class Mark : uint8_t { none, full_stop, strong, ellipsis };

Mark mark_of(std::string_view word) {
  if (word == ".") return Mark::full_stop;
  if (word == "\xE2\x80\xA6") return Mark::ellipsis;
  if (word.find_first_not_of(".!?") != std::string_view::npos) return Mark::none;
  return word.find_first_of("!?") != std::string_view::npos ? Mark::strong : Mark::ellipsis;
}

// Reads the words of one block.
class Block {
 public:
  Block(std::string_view text, std::span<const Word> words, const Tokenizer& tokenizer,
        const WordSet& openers)
      : text_(text), words_(words), tokenizer_(tokenizer), openers_(openers) {}

  // The word behind the sentence that word i ends; i itself where it ends none.
  uint32_t end_after(uint32_t i, uint32_t first) const {
    const std::string_view word = view(i);
    const Mark mark = mark_of(word);
    const bool shortened = mark == Mark::none && word.size() > 1 && word.back() == '.';
    if (mark == Mark::none && !shortened) return i;
    const uint32_t next = behind_closers(i + 1);
    if (next >= size()) return next;
    if (mark == Mark::full_stop && is_list_number(i, first)) return i;
    const uint32_t opened = behind_openers(next);
    if (opened >= size()) return i;
    if (shortened) return ends_shortened(i, opened) ? next : i;
    const Character c = character_at(text_, words_[opened].span.begin);
    if (is_lower(c.code)) return i;
    if (c.kind == CharacterClass::punctuation && !opens_by_mark(c.code)) return i;
    return next;
  }

 private:
  uint32_t size() const { return static_cast<uint32_t>(words_.size()); }
  std::string_view view(uint32_t i) const { return words_[i].span.of(text_); }
  bool glued(uint32_t i) const { return i > 0 && words_[i].span.begin == words_[i - 1].span.end; }
  bool spaced_behind(uint32_t i) const { return i + 1 >= size() || !glued(i + 1); }

  // Quotes and brackets without a space before them close what stands before.
  uint32_t behind_closers(uint32_t i) const {
    while (i < size() && glued(i)) {
      const Character c = character_at(text_, words_[i].span.begin);
      const bool straight = c.code == '"' || c.code == '\'';
      if (c.kind != CharacterClass::close && !(straight && spaced_behind(i)) &&
          !(straight && i + 1 < size() && closes(i + 1)))
        break;
      ++i;
    }
    return i;
  }
  bool closes(uint32_t i) const {
    const Character c = character_at(text_, words_[i].span.begin);
    return c.kind == CharacterClass::close || c.code == '"' || c.code == '\'';
  }
  uint32_t behind_openers(uint32_t i) const {
    while (i < size()) {
      const Character c = character_at(text_, words_[i].span.begin);
      const bool quote = c.code == '"' || c.code == '\'' || c.code == '`';
      if (c.kind != CharacterClass::open && !quote) break;
      ++i;
    }
    return i;
  }
  static bool opens_by_mark(char32_t code) {
    return code == '-' || is_dash(code) || code == '*' || code == 0x2022 || code == '#' ||
           code == '@' || code == '.';
  }

  // "1." at the start, of a list.
  bool is_list_number(uint32_t i, uint32_t first) const {
    return i == first + 1 && view(first).size() <= 3 &&
           view(first).find_first_not_of("0123456789") == std::string_view::npos;
  }

  // "the U.S. The army": an abbreviation ends a sentence where the next word opens one.
  bool ends_shortened(uint32_t i, uint32_t opened) const {
    const AbbreviationEnd* listed = tokenizer_.abbreviation(view(i));
    if (listed != nullptr && *listed != AbbreviationEnd::before_opener) return false;
    if (listed == nullptr && is_initial(i)) return false;
    return openers_.contains(view(opened));
  }
  bool is_initial(uint32_t i) const {
    const std::string_view word = view(i);
    return word.size() == 2 && is_upper(static_cast<unsigned char>(word[0]));
  }

  std::string_view text_;
  std::span<const Word> words_;
  const Tokenizer& tokenizer_;
  const WordSet& openers_;
};

// Cuts [from, to) so that no part is too long: behind the last comma or other mark of its second
// half, else at the limit.
void cut_long(std::string_view text, std::span<const Word> words, uint32_t from, uint32_t to,
              std::vector<uint32_t>& starts) {
  while (to - from > kMostSentenceWords) {
    uint32_t cut = from + kMostSentenceWords;
    for (uint32_t i = cut; i > from + kMostSentenceWords / 2; --i) {
      const std::string_view word = words[i - 1].span.of(text);
      if (word == ";" || word == "," || word == ":" || word == "--") {
        cut = i;
        break;
      }
    }
    // Words of one token stay together.
    while (cut > from + 1 && words[cut].surface == words[cut - 1].surface) --cut;
    starts.push_back(cut);
    from = cut;
  }
}

}  // namespace

SentenceSplitter SentenceSplitter::compile(const Lexicon& lexicon) {
  SentenceSplitter s;
  for (const LexiconEntry* entry : lexicon.section("opener")) {
    for (const std::string_view word : split_list(entry->title())) {
      s.openers_.emplace(word);
      s.openers_.insert(upper_ascii(word));
    }
  }
  return s;
}

void SentenceSplitter::append_starts(std::string_view text, std::span<const Word> words,
                                     uint32_t first, const Tokenizer& tokenizer,
                                     std::vector<uint32_t>& starts) const {
  const auto size = static_cast<uint32_t>(words.size());
  if (first >= size) return;
  const Block block(text, words, tokenizer, openers_);
  uint32_t from = first;
  starts.push_back(from);
  uint32_t i = first;
  while (i < size) {
    const uint32_t next = block.end_after(i, from);
    if (next == i || next >= size) {
      i = std::max(i + 1, next);
      continue;
    }
    cut_long(text, words, from, next, starts);
    starts.push_back(next);
    from = i = next;
  }
  cut_long(text, words, from, size, starts);
}

}  // namespace sitrep
