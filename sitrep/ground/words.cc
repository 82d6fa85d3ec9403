#include "sitrep/ground/words.h"

#include <algorithm>

namespace sitrep {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
// Bytes of letters outside ASCII count as letters.
bool is_letter(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// White space and marks outside ASCII, and the ASCII mark that each counts as.
struct Foreign {
  std::string_view bytes;
  char as;
};
constexpr Foreign kForeign[] = {
    {"\xC2\xA0", ' '},                                 // no-break space
    {"\xE2\x80\xAF", ' '},                             // narrow no-break space
    {"\xE2\x80\x89", ' '},                             // thin space
    {"\xE2\x80\x98", '\''},   {"\xE2\x80\x99", '\''},  // single quotes
    {"\xE2\x80\x9C", '"'},    {"\xE2\x80\x9D", '"'},   // double quotes
    {"\xE2\x80\x90", '-'},    {"\xE2\x80\x91", '-'},  {"\xE2\x80\x92", '-'},  // hyphens
    {"\xE2\x80\x93", '-'},    {"\xE2\x80\x94", '-'},  {"\xE2\x80\x95", '-'},  // dashes
    {"\xE2\x88\x92", '-'},                                                    // minus
    {"\xE2\x80\xA6", '.'},                                                    // ellipsis
    {"\xC2\xA3", '\xA3'},                                                     // pound sign
    {"\xC2\xB0", '\xB0'},                                                     // degree sign
    {"\xC2\xB1", '\xB1'},                                                     // plus or minus
    {"\xC2\xA5", '\xA5'},                                                     // yen sign
    {"\xE2\x82\xAC", '\xA4'},                                                 // euro sign
    {"\xE2\x82\xB9", '\xA4'},                                                 // rupee sign
    {"\xE2\x82\xAA", '\xA4'},                                                 // shekel sign
    {"\xE2\x82\xA6", '\xA4'},                                                 // naira sign
    {"\xE2\x82\xB4", '\xA4'},                                                 // hryvnia sign
};

// One sign for a part of one, in UTF-8.
struct Vulgar {
  std::string_view bytes;
  double value;
};
constexpr Vulgar kVulgar[] = {{"\xC2\xBC", 0.25}, {"\xC2\xBD", 0.5}, {"\xC2\xBE", 0.75}};

const Foreign* foreign_at(std::string_view text, uint32_t at, uint32_t end) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first != 0xE2 && first != 0xC2) return nullptr;
  for (const Foreign& f : kForeign) {
    if (at + f.bytes.size() <= end && text.substr(at, f.bytes.size()) == f.bytes) return &f;
  }
  return nullptr;
}

class Cutter {
 public:
  Cutter(std::string_view text, Span within, const Vocabulary& vocabulary,
         std::vector<TextWord>& words)
      : text_(text), within_(within), vocabulary_(vocabulary), words_(words) {}

  void cut() {
    bool glued = false;
    bool first = true;
    for (uint32_t at = within_.begin; at < within_.end;) {
      TextWord word;
      const Foreign* foreign = foreign_at(text_, at, within_.end);
      if ((foreign && foreign->as == ' ') || static_cast<unsigned char>(text_[at]) <= ' ') {
        at += foreign ? static_cast<uint32_t>(foreign->bytes.size()) : 1;
        glued = false;
        continue;
      }
      if (foreign) {
        word.kind = WordKind::mark;
        word.span = {at, at + static_cast<uint32_t>(foreign->bytes.size())};
        const bool ascii = static_cast<unsigned char>(foreign->as) < 0x80;
        word.symbol = vocabulary_.find(ascii ? std::string_view(&foreign->as, 1) : foreign->bytes);
      } else if (is_digit(text_[at]) || vulgar_at(at) ||
                 (!glued && text_[at] == '.' && at + 1 < within_.end &&
                  is_digit(text_[at + 1]))) {  // .45
        read_number(at, word);
      } else if (is_letter(text_[at])) {
        read_letters(at, word);
        word.capital = is_upper(text_[at]);
      } else {
        word.kind = WordKind::mark;
        word.span = {at, at + 1};
        word.symbol = vocabulary_.find(text_.substr(at, 1));
      }
      word.glued = glued;
      word.starts = first;
      first = false;
      glued = true;
      at = word.span.end;
      words_.push_back(word);
    }
  }

 private:
  void read_letters(uint32_t begin, TextWord& word) {
    uint32_t at = begin;
    lower_.clear();
    while (at < within_.end && is_letter(text_[at]) && !foreign_at(text_, at, within_.end)) {
      lower_ += is_upper(text_[at]) ? static_cast<char>(text_[at] - 'A' + 'a') : text_[at];
      ++at;
    }
    word.span = {begin, at};
    word.symbol = vocabulary_.find(lower_);
  }

  void read_number(uint32_t begin, TextWord& word) {
    word.kind = WordKind::number;
    uint32_t at = begin;
    double value = 0;
    uint32_t digits = 0;
    const auto take_digits = [&] {
      for (; at < within_.end && is_digit(text_[at]); ++at, ++digits) {
        value = value * 10 + (text_[at] - '0');
      }
    };
    take_digits();
    if (digits <= 3) {  // 4,647: groups of three, and none of four
      while (at + 3 < within_.end && text_[at] == ',' && is_digit(text_[at + 1]) &&
             is_digit(text_[at + 2]) && is_digit(text_[at + 3]) &&
             !(at + 4 < within_.end && is_digit(text_[at + 4]))) {
        ++at;
        take_digits();
        word.form = NumberForm::grouped;
      }
    }
    word.digits = static_cast<uint8_t>(std::min<uint32_t>(digits, 255));
    if (at + 1 < within_.end && text_[at] == '.' && is_digit(text_[at + 1])) {
      word.form = NumberForm::decimal;
      double unit = 1;  // one division at the end, so that 1.64 is 1.64
      for (++at; at < within_.end && is_digit(text_[at]); ++at) {
        if (unit >= 1e9) continue;
        unit *= 10;
        value = value * 10 + (text_[at] - '0');
      }
      value /= unit;
    } else if (const Vulgar* part = vulgar_at(at)) {  // 2½
      word.form = NumberForm::decimal;
      value += part->value;
      at += static_cast<uint32_t>(part->bytes.size());
    } else {
      read_ending(at, word);
    }
    word.value = value;
    word.span = {begin, at};
  }

  const Vulgar* vulgar_at(uint32_t at) const {
    if (at >= within_.end || static_cast<unsigned char>(text_[at]) != 0xC2) return nullptr;
    for (const Vulgar& part : kVulgar) {
      if (text_.substr(at, part.bytes.size()) == part.bytes &&
          at + part.bytes.size() <= within_.end) {
        return &part;
      }
    }
    return nullptr;
  }

  // "st" of 21st, "s" of 1990s, "'s" of 1990's.
  void read_ending(uint32_t& at, TextWord& word) {
    uint32_t end = at;
    while (end < within_.end && is_letter(text_[end]) && end - at < 3) ++end;
    lower_.assign(text_.substr(at, end - at));
    for (char& c : lower_) c = is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower_ == "st" || lower_ == "nd" || lower_ == "rd" || lower_ == "th") {
      word.form = NumberForm::ordinal;
      at = end;
    } else if (lower_ == "s") {
      word.form = NumberForm::plural;
      at = end;
    }
  }

  std::string_view text_;
  Span within_;
  const Vocabulary& vocabulary_;
  std::vector<TextWord>& words_;
  std::string lower_;
};

}  // namespace

Symbol Vocabulary::add(std::string_view word) {
  return symbols_.try_emplace(std::string(word), static_cast<Symbol>(symbols_.size() + 1))
      .first->second;
}

Symbol Vocabulary::find(std::string_view word) const {
  const auto found = symbols_.find(word);
  return found == symbols_.end() ? kNoSymbol : found->second;
}

void cut_words(std::string_view text, Span within, const Vocabulary& vocabulary,
               std::vector<TextWord>& words) {
  Cutter(text, within, vocabulary, words).cut();
}

}  // namespace sitrep
