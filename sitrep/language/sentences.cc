#include "sitrep/language/sentences.h"

#include <algorithm>
#include <array>

#include "sitrep/language/characters.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

enum class Mark : uint8_t { none, full_stop, strong, ellipsis };

Mark mark_of(std::string_view word) {
  if (word == ".") return Mark::full_stop;
  if (word == "\xE2\x80\xA6") return Mark::ellipsis;
  if (word.find_first_not_of(".!?") != std::string_view::npos) return Mark::none;
  return word.find_first_of("!?") != std::string_view::npos ? Mark::strong : Mark::ellipsis;
}

constexpr uint8_t kSurely = 2;  // of a word that begins a sentence, whatever the weights say

// Reads the words of one block.
class Block {
 public:
  Block(std::string_view text, std::span<const Word> words, const Tokenizer& tokenizer,
        const WordSet& openers)
      : text_(text), words_(words), tokenizer_(tokenizer), openers_(openers) {}

  // Does a sentence that word i ends end with a name of one letter?
  bool ends_name(uint32_t i) const {
    return view(i).back() == '.' && tokenizer_.abbreviation(view(i)) == nullptr && is_initial(i) &&
           is_name(i);
  }

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
    if (listed == nullptr && is_initial(i) && !is_name(i)) return false;
    return openers_.contains(view(opened));
  }
  // "Said on X. The army": before its initials a name has a capital.
  bool is_name(uint32_t i) const { return i > 0 && is_ascii_lower(view(i - 1).front()); }
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

Result<SentenceSplitter> SentenceSplitter::open(const std::string& path, const Lexicon& lexicon) {
  SentenceSplitter s = compile(lexicon);
  auto file = ModelFile::open(path);
  if (!file) return tl::unexpected(file.error());
  const auto words = file->section("words");
  if (!words) return tl::unexpected(words.error());
  const auto weights = file->section("split.weights");
  if (!weights) return tl::unexpected(weights.error());
  const auto table = WordTable::open(*words);
  const auto model = LinearModel::open(*weights);
  if (!table || !model || model->classes() != 2) {
    return fail(ErrorCode::corrupt, path + ": the sentence splitter is damaged");
  }
  s.table_ = *table;
  s.weights_ = *model;
  s.file_ = std::move(*file);
  return s;
}

void SentenceSplitter::mark_by_rules(std::string_view text, std::span<const Word> words,
                                     const Tokenizer& tokenizer,
                                     std::vector<uint8_t>& begins) const {
  const auto size = static_cast<uint32_t>(words.size());
  begins.assign(size, 0);
  if (size == 0) return;
  begins[0] = 1;
  const Block block(text, words, tokenizer, openers_);
  uint32_t from = 0;
  uint32_t i = 0;
  while (i < size) {
    const uint32_t next = block.end_after(i, from);
    if (next == i || next >= size) {
      i = std::max(i + 1, next);
      continue;
    }
    begins[next] = block.ends_name(i) ? kSurely : 1;
    from = i = next;
  }
}

// Where the story begins behind a dateline ("MOSUL, Iraq, June 22 (AP) - "): the word after its
// dash; 0 where the block has none. A place that stands alone ("MOSUL - ") begins in capitals, or
// all its words do and a comma parts them ("Harare, Zimbabwe - ").
uint32_t word_after_dateline(std::string_view text, std::span<const Word> words) {
  constexpr uint32_t kLongest = 24;
  constexpr uint32_t kLongestWithoutAgency = 6;
  constexpr uint32_t kLongestWithDate = 12;
  const auto size = static_cast<uint32_t>(std::min<size_t>(words.size(), kLongest));
  if (size < 3 || !is_ascii_upper(text[words[0].span.begin])) return 0;
  const bool first_in_capitals =
      words[0].span.size() > 2 && !has_ascii_lower(words[0].span.of(text));
  bool names = true;
  bool comma = false;
  bool date = false;  // "BAGHDAD, March 2 - "
  for (uint32_t i = 0; i + 1 < size; ++i) {
    const std::string_view word = words[i].span.of(text);
    const bool dash = word == "-" || word == "--" || word == "\u2013" || word == "\u2014";
    const bool apart = i > 0 && words[i - 1].span.end < words[i].span.begin &&
                       words[i].span.end < words[i + 1].span.begin;
    if (dash && apart) {
      const bool agency = words[i - 1].span.of(text) == ")";
      const bool place = names && (first_in_capitals || comma) &&
                         i < (date ? kLongestWithDate : kLongestWithoutAgency);
      return agency || place ? i + 1 : 0;
    }
    // "PORT-AU-PRINCE", "Port-au-Prince"
    const bool inner = i > 0 && words[i - 1].span.end == words[i].span.begin &&
                       (word == "-" || text[words[i].span.begin - 1] == '-');
    const bool number = comma && is_ascii_digit(word.front()) && word.size() <= 4;
    names = names && (word == "," || word == "." || word == "/" || is_ascii_upper(word.front()) ||
                      number || inner);
    date = date || number;
    comma = comma || word == ",";
  }
  return 0;
}

void SentenceSplitter::append_starts(std::string_view text, std::span<const Word> words,
                                     const Tokenizer& tokenizer, Scratch& s,
                                     std::vector<uint32_t>& starts) const {
  if (words.empty()) return;
  mark_by_rules(text, words, tokenizer, s.begins);
  if (weights_) {
    s.forms.clear();
    for (const Word& word : words) s.forms.push_back(word.span.of(text));
    describe_words(s.forms, table_, s.described);
  }
  const BoundaryInput input{text, words, s.described, s.begins};
  const auto size = static_cast<uint32_t>(words.size());
  const uint32_t story = word_after_dateline(text, words);
  uint32_t from = 0;
  starts.push_back(0);
  for (uint32_t i = 1; i < size; ++i) {
    bool begins = s.begins[i] != 0;
    if (i <= story) {
      begins = i == story;  // a dateline is a sentence of its own
    } else if (s.begins[i] != kSurely && weights_ && may_begin(input, tokenizer, i)) {
      boundary_features(input, i, from, s.features);
      std::array<int32_t, 2> scores{};
      weights_->add_scores(s.features, scores);
      begins = scores[1] > scores[0];
    }
    if (!begins) continue;
    cut_long(text, words, from, i, starts);
    starts.push_back(i);
    from = i;
  }
  cut_long(text, words, from, size, starts);
}

bool may_begin(const BoundaryInput& in, const Tokenizer& tokenizer, uint32_t i) {
  if (in.rules[i] != 0) return true;
  if (in.words[i].span.begin == in.words[i - 1].span.end) return false;
  const std::string_view before = in.words[i - 1].span.of(in.text);
  const bool initial = before.size() == 2 && before[1] == '.' && before[0] != '.';
  const bool dotted = before.size() > 2 && before.back() == '.' &&
                      before[before.size() - 3] == '.' &&
                      before.find_first_not_of('.') != std::string_view::npos;
  return !initial && !dotted && tokenizer.abbreviation(before) == nullptr;
}

void boundary_features(const BoundaryInput& in, uint32_t i, uint32_t first,
                       std::vector<uint64_t>& features) {
  const auto size = static_cast<uint32_t>(in.words.size());
  const WordFeatures& before = in.described[i - 1];
  const WordFeatures& here = in.described[i];
  const uint64_t second = i >= 2 && i - 2 >= first ? in.described[i - 2].form : 1;
  const uint64_t second_casing =
      i >= 2 && i - 2 >= first ? static_cast<uint64_t>(in.described[i - 2].casing) : 9;
  const uint64_t after = i + 1 < size ? in.described[i + 1].form : 1;
  const uint64_t after_tag = i + 1 < size ? in.described[i + 1].usual_tag : 255;
  const uint64_t after_casing =
      i + 1 < size ? static_cast<uint64_t>(in.described[i + 1].casing) : 9;
  const uint64_t rule = in.rules[i];
  const auto casing = static_cast<uint64_t>(here.casing);
  const auto casing_before = static_cast<uint64_t>(before.casing);
  const bool letters_before = before.casing != Casing::none;
  // Marks by their form, words by how they are written.
  const uint64_t mark = letters_before ? casing_before : before.shape;
  const uint64_t length = std::min<uint64_t>((i - first) / 2, 12);
  const uint64_t left = std::min<uint64_t>(size - i, 8);
  const uint64_t glued = in.words[i].span.begin == in.words[i - 1].span.end ? 1 : 0;
  features.clear();
  const auto add = [&](uint64_t kind, uint64_t a, uint64_t b = 0, uint64_t c = 0) {
    features.push_back(feature(kind, a, b, c));
  };
  add(600, rule, glued);
  add(601, rule, before.form);
  add(602, rule, here.form);
  add(603, before.form, here.form);
  add(604, mark, casing, rule);
  add(605, mark, here.usual_tag, rule);
  add(606, mark, casing, here.usual_tag);
  add(607, before.form, casing, rule);
  add(608, before.form, here.usual_tag);
  add(609, before.usual_tag, here.usual_tag, casing);
  add(610, before.usual_tag, here.form, casing);
  add(611, second, before.form);
  add(612, second_casing, mark, casing);
  add(613, here.form, after, rule);
  add(614, here.usual_tag, after_tag, casing);
  add(615, casing, after_casing, mark);
  add(616, rule, length);
  add(617, mark, length, casing);
  add(618, rule, left);
  add(619, mark, left, casing);
  add(620, here.shape, mark, rule);
  add(621, here.form, casing, mark);
  add(622, before.usual_tag, here.usual_tag, after_tag);
  add(623, in.described[first].form, rule, casing);
  add(624, in.described[first].usual_tag, mark, casing);
  add(625, before.suffix[2], casing, here.usual_tag);
  add(626, size - first < 40 ? size / 4 : 10, mark, casing);
}

}  // namespace sitrep
