#include "sitrep/language/tokenizer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sitrep/base/names.h"
#include "sitrep/language/characters.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr uint32_t kMostLookAhead = 2048;  // bytes of a token that is recognised as a whole
constexpr std::array<std::string_view, 3> kEnds = {"never", "before_opener", "before_number"};
constexpr size_t kLongestListed =
    15;  // bytes of an entry of the lexicon; such a string needs no heap

bool is_alnum(const Character& c) {
  return c.kind == CharacterClass::letter || c.kind == CharacterClass::digit;
}

bool is_ascii_alnum(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c);
}

// The word behind a blank, in lower case; none where a mark or a hyphen is joined to it.
std::string next_word(std::string_view rest) {
  if (rest.empty() || rest[0] != ' ') return "";
  size_t size = 1;
  while (size < rest.size() && size <= kLongestListed && is_ascii_alnum(rest[size])) ++size;
  if (size < rest.size() && rest[size] == '-') return "";
  return ascii_lower(rest.substr(1, size - 1));
}

// Cuts one stretch of text without white space into tokens, from left to right.
class Chunk {
 public:
  Chunk(const Tokenizer& rules, std::string_view text, Span range, uint32_t block_end,
        std::vector<Word>& words)
      : rules_(rules),
        text_(text),
        at_(range.begin),
        begin_(range.begin),
        end_(range.end),
        block_end_(block_end),
        words_(words) {}

  void cut() {
    while (at_ < end_) {
      const Character c = peek(at_);
      if (take_address()) continue;
      if (c.kind == CharacterClass::digit || starts_fraction(c)) {
        take_number();
      } else if (is_apostrophe(c.code) && starts_decade(at_ + c.size)) {
        emit(at_ + c.size + 3);
      } else if (c.kind == CharacterClass::letter || (is_apostrophe(c.code) && starts_elided(c))) {
        take_word();
      } else {
        take_marks(c);
      }
    }
  }

 private:
  Character peek(uint32_t at) const { return at < end_ ? character_at(text_, at) : Character{}; }
  char byte(uint32_t at) const { return at < end_ ? text_[at] : '\0'; }
  std::string_view bytes(uint32_t from, uint32_t to) const { return text_.substr(from, to - from); }
  void emit(uint32_t to) {
    words_.push_back({{at_, to}, {at_, to}});
    at_ = to;
  }

  // Web and mail addresses, file names of the web ("whitehouse.gov"), hashtags and handles.
  bool take_address() {
    const std::string_view ahead = bytes(at_, std::min(end_, at_ + kMostLookAhead));
    const char first = ahead.front();
    if (first == '#' || first == '@') return take_tag(ahead);
    if (!is_ascii_alnum(first)) return false;
    if (starts_url(ahead)) return emit_without_closers(at_ + static_cast<uint32_t>(ahead.size()));
    // One look at a run of address characters; a run without '@' is looked at once.
    if (at_ < address_free_) return false;
    size_t size = 0;
    size_t mark = 0;
    while (size < ahead.size() &&
           (is_ascii_alnum(ahead[size]) ||
            std::string_view("._%+-@").find(ahead[size]) != std::string_view::npos)) {
      if (ahead[size] == '@') mark = size;
      ++size;
    }
    if (mark > 0 && mark + 1 < size && is_ascii_alnum(ahead[mark + 1])) {
      return emit_without_closers(at_ + static_cast<uint32_t>(size));
    }
    address_free_ = at_ + static_cast<uint32_t>(size);
    return false;
  }

  static bool starts_url(std::string_view ahead) {
    if (ahead.size() > 4 && equals_ignoring_case(ahead.substr(0, 4), "www.")) return true;
    const size_t scheme = ahead.substr(0, 12).find("://");
    return scheme != std::string_view::npos && scheme >= 3 && ahead.size() > scheme + 3 &&
           std::all_of(ahead.begin(), ahead.begin() + static_cast<std::ptrdiff_t>(scheme),
                       is_ascii_alnum);
  }

  bool take_tag(std::string_view ahead) {
    size_t size = 1;
    while (size < ahead.size() && (is_ascii_alnum(ahead[size]) || ahead[size] == '_')) ++size;
    const bool number =
        size > 1 && std::all_of(ahead.begin() + 1,
                                ahead.begin() + static_cast<std::ptrdiff_t>(size), is_ascii_digit);
    if (size < 3 || number) return false;
    emit(at_ + static_cast<uint32_t>(size));
    return true;
  }

  bool emit_without_closers(uint32_t to) {
    while (to > at_ + 1 &&
           std::string_view(".,;:!?)'\"]>*").find(text_[to - 1]) != std::string_view::npos)
      --to;
    // Not in the middle of a character: addresses may run on in other scripts.
    while (to < end_ && (static_cast<unsigned char>(text_[to]) & 0xC0U) == 0x80U) ++to;
    emit(to);
    return true;
  }

  bool starts_fraction(const Character& c) const {
    return c.code == '.' && is_ascii_digit(byte(at_ + 1)) && at_ == begin_;
  }

  // 1,000.5  10:30  9/11  1980s  20th  555-1234; what follows as letters is a token of its own.
  void take_number() {
    uint32_t to = at_;
    bool telephone = false;
    while (to < end_) {
      const Character c = peek(to);
      if (c.kind == CharacterClass::digit) {
        to += c.size;
      } else if (std::string_view(".,:/").find(byte(to)) != std::string_view::npos &&
                 is_ascii_digit(byte(to + 1))) {
        to += 1;
      } else if (c.code == '-' && (telephone || joins_telephone(to))) {
        telephone = true;
        to += 1;
      } else {
        break;
      }
    }
    to += suffix_of_number(to);
    if (is_alnum(peek(to)) && mixes_letters_and_digits(to)) {
      while (is_alnum(peek(to))) to += peek(to).size;
    }
    emit(to);
  }

  // "713-853-3989", "345-9945": a range of years or a score has no group of seven digits.
  bool joins_telephone(uint32_t hyphen) const {
    if (hyphen - at_ < 1 || hyphen - at_ > 5) return false;
    uint32_t groups = 0;
    uint32_t to = hyphen;
    uint32_t last = 0;
    while (byte(to) == '-' && is_ascii_digit(byte(to + 1)) && groups < 6) {
      const uint32_t from = ++to;
      while (is_ascii_digit(byte(to)) && to - from < 12) ++to;
      last = to - from;
      ++groups;
    }
    if (groups >= 2) return true;
    // "345-9945", "x 3-5213", "77415-0027", but not "500-1000".
    const uint32_t first = hyphen - at_;
    return last == 4 && (first == 1 || first == 3 || first == 5) && bytes(to - 2, to) != "00";
  }

  // What stays on a number: 1980s, 1980's, 20th, 1st.
  uint32_t suffix_of_number(uint32_t at) const {
    uint32_t to = at;
    while (to < end_ && to - at < 4 && is_ascii_alnum(text_[to]) && !is_ascii_digit(text_[to]))
      ++to;
    if (is_alnum(peek(to))) return 0;
    const std::string_view letters = bytes(at, to);
    if (byte(at) == '\'' && byte(at + 1) == 's' && !is_alnum(peek(at + 2))) return 2;
    static constexpr std::array<std::string_view, 5> kSuffixes = {"s", "st", "nd", "rd", "th"};
    const bool joined = std::any_of(kSuffixes.begin(), kSuffixes.end(), [&](std::string_view s) {
      return equals_ignoring_case(letters, s);
    });
    return joined ? to - at : 0;
  }

  // "3x4b": digits come again behind the letters, so nothing here is a unit.
  bool mixes_letters_and_digits(uint32_t at) const {
    uint32_t to = at;
    while (to < end_ && to - at < 32 && peek(to).kind == CharacterClass::letter)
      to += peek(to).size;
    return peek(to).kind == CharacterClass::digit;
  }

  // The "70s" of "'70s".
  bool starts_decade(uint32_t at) const {
    return at_ == begin_ && is_ascii_digit(byte(at)) && byte(at + 1) == '0' &&
           (byte(at + 2) == 's' || byte(at + 2) == 'S') && !is_alnum(peek(at + 3));
  }

  // 's, 'em, 'til: a word of its own that begins with an apostrophe.
  bool starts_elided(const Character& c) const {
    const uint32_t next = at_ + c.size;
    if (peek(next).kind != CharacterClass::letter) return false;
    const std::string_view rest = bytes(next, std::min(end_, next + 8));
    // English has these few and makes no more; how each is cut is in the rules, not in a list.
    static constexpr std::array<std::string_view, 10> kElided = {
        "s", "m", "re", "ve", "ll", "em", "cause", "til", "tis", "twas"};
    return std::any_of(kElided.begin(), kElided.end(), [&](std::string_view e) {
      return rest.size() >= e.size() && equals_ignoring_case(rest.substr(0, e.size()), e) &&
             !is_alnum(peek(next + static_cast<uint32_t>(e.size())));
    });
  }

  // Letters with what joins them: O'Brien, U.S., R&D, mid-1990s, F16.
  void take_word() {
    uint32_t to = at_ + (is_apostrophe(peek(at_).code) ? peek(at_).size : 0);
    while (to < end_) {
      const Character c = peek(to);
      const uint32_t next = to + c.size;
      if (is_alnum(c)) {
        to = next;
      } else if (joins(c, to, next)) {
        to = next;
      } else if (c.code == '.' && keeps_full_stop(to)) {
        to = next;
      } else {
        break;
      }
    }
    if (breaks_off(to)) return emit(to + 1);
    const uint32_t from = at_;
    split_contraction(from, to);
  }

  std::string_view rest_of_block(uint32_t at) const { return bytes(at, block_end_); }

  // "w- well", "re- --": a word that a speaker begins and leaves, with the hyphen that says so.
  bool breaks_off(uint32_t hyphen) const {
    if (byte(hyphen) != '-' || byte(hyphen + 1) == '-') return false;
    const uint32_t behind = hyphen + 1;
    if (behind < end_ && is_alnum(peek(behind))) return false;
    const std::string_view word = bytes(at_, hyphen);
    const bool vowel = word.find_first_of("aeiouAEIOU") != std::string_view::npos;
    if (word.size() == 1 || (word.size() <= 3 && !vowel)) return true;
    const std::string_view rest = rest_of_block(behind);
    if (rest.size() < 2 || rest[0] != ' ') return false;
    const char32_t next = character_at(rest, 1).code;
    if (next == 0x2013 || next == 0x2014 || rest.substr(1, 2) == "--") return true;
    return rest.size() > word.size() &&
           ascii_lower(rest.substr(1, word.size())) == ascii_lower(word);
  }

  bool joins(const Character& c, uint32_t to, uint32_t next) const {
    const Character after = peek(next);
    if (!is_alnum(after)) return false;
    if (is_apostrophe(c.code)) return after.kind == CharacterClass::letter;
    if (c.code == '_') return true;
    if (c.code == '&')
      return to - at_ <= 3 && is_upper(after.code) && !is_lower(peek(next + after.size).code);
    if (c.code == '.') return joins_dotted(to, next);
    if (is_hyphen(c.code))
      return rules_.is_prefix(ascii_lower(bytes(at_, std::min(to, at_ + 16)))) && to - at_ < 16;
    return false;
  }

  // "U.S", "example.com": a full stop between letters, without a new sentence glued on ("end.The").
  bool joins_dotted(uint32_t to, uint32_t next) const {
    const Character after = peek(next);
    const bool initial = to - at_ == 1 || (to >= at_ + 2 && text_[to - 2] == '.');
    if (initial) return true;
    if (is_upper(after.code) && is_lower(static_cast<unsigned char>(text_[to - 1]))) return false;
    return is_lower(after.code);
  }

  // Whether the full stop at this byte belongs to the letters before it.
  bool keeps_full_stop(uint32_t to) const {
    const std::string_view word = bytes(at_, to);
    // An ellipsis; but of "Inc.." the second ends the sentence.
    if (byte(to + 1) == '.' && byte(to + 2) == '.') return false;
    const bool last = to + 1 == end_ || !is_alnum(peek(to + 1));
    if (!last) return false;
    if (word.size() > kLongestListed) return false;
    if (word.size() == 1 && is_upper(static_cast<unsigned char>(word[0]))) {
      return word[0] != 'I' && to + 1 < block_end_;  // an initial, unless it ends here: "plan B."
    }
    if (word.size() >= 3 && word[word.size() - 2] == '.' && !is_ascii_digit(word.back()))
      return true;  // "U.S"
    const AbbreviationEnd* listed = rules_.abbreviation(bytes(at_, to + 1));
    if (listed == nullptr || *listed != AbbreviationEnd::before_number) return listed != nullptr;
    const uint32_t next = to + 1 < block_end_ && text_[to + 1] == ' ' ? to + 2 : to + 1;
    return next < block_end_ && is_ascii_digit(text_[next]);
  }

  // Emits [from, to) as one word, or as the parts of one token.
  void split_contraction(uint32_t from, uint32_t to) {
    uint32_t cut = ending(from, to);
    // The apostrophe of a plural's genitive: "parents' house".
    if (cut == to && to < end_) {
      const Character c = peek(to);
      const bool plural = text_[to - 1] == 's' || text_[to - 1] == 'S';
      if (is_apostrophe(c.code) && c.code != '`' && c.code != 0x2018 && plural &&
          !is_alnum(peek(to + c.size)) && !quoted(from)) {
        cut = to;
        to += c.size;
      }
    }
    const Span surface{from, to};
    if (cut == from || cut >= to) return emit(to);
    // "wouldn't've" has three parts.
    const uint32_t first = ending(from, cut);
    if (first > from && first < cut) words_.push_back({{from, first}, surface});
    words_.push_back({{first > from && first < cut ? first : from, cut}, surface});
    words_.push_back({{cut, to}, surface});
    at_ = to;
  }

  // Where the clitic at the end of this word begins; `to` where there is none.
  uint32_t ending(uint32_t from, uint32_t to) const {
    const std::string_view word = bytes(from, to);
    if (const uint32_t cut = rules_.contraction(word, rest_of_block(to)); cut > 0)
      return from + cut;
    for (const uint32_t apostrophe : {1U, 3U}) {  // bytes of ' and of ’
      static constexpr std::array<std::string_view, 7> kClitics = {"s", "re", "ve", "ll",
                                                                   "d", "m",  "t"};
      for (const std::string_view clitic : kClitics) {
        const size_t size = apostrophe + clitic.size();
        if (word.size() <= size) continue;
        const std::string_view tail = word.substr(word.size() - size);
        if (!is_apostrophe(character_at(tail, 0).code) || character_at(tail, 0).size != apostrophe)
          continue;
        if (!equals_ignoring_case(tail.substr(apostrophe), clitic)) continue;
        const auto cut = to - static_cast<uint32_t>(size);
        if (clitic != "t") return cut;
        const char n = text_[cut - 1];
        if ((n == 'n' || n == 'N') && cut - 1 > from) return cut - 1;
      }
    }
    return to;
  }

  // An opening quote stands right before this byte, so that an apostrophe behind may close it.
  bool quoted(uint32_t from) const {
    if (from == 0) return false;
    if (text_[from - 1] == '\'') return true;
    return from >= 3 && text_.substr(from - 3, 3) == "\xE2\x80\x98";
  }

  // Runs of one mark stay together (..., !!!, --); of full stops, question and exclamation marks
  // also mixed ones. Other marks stand alone.
  void take_marks(const Character& c) {
    uint32_t to = at_ + c.size;
    if (is_terminal(c)) {
      while (to < end_ && is_terminal(peek(to))) to += peek(to).size;
    } else if (runs(c.code)) {
      while (to < end_ && peek(to).code == c.code) to += c.size;
    } else if ((c.code == ':' || c.code == ';' || c.code == '=') && at_ == begin_) {
      if (byte(to) == '-') ++to;
      if (std::string_view("()DPp").find(byte(to)) != std::string_view::npos && to + 1 == end_) {
        ++to;
      } else {
        to = at_ + c.size;
      }
    } else if (c.kind == CharacterClass::symbol) {
      // The parts of one emoji: skin tones, joiners, variation selectors.
      while (to < end_ && joins_emoji(peek(to).code)) {
        const bool joiner = peek(to).code == 0x200D;
        to += peek(to).size;
        if (joiner && to < end_) to += peek(to).size;
      }
    }
    emit(to);
  }

  static bool is_terminal(const Character& c) {
    return c.code == '.' || c.code == '!' || c.code == '?' || c.code == 0x2026;
  }
  static bool runs(char32_t code) {
    return code == '-' || code == '*' || code == '_' || code == '=' || code == '+' || code == '~' ||
           code == '<' || code == '>' || code == '\'' || code == '`' || code == '$';
  }
  static bool joins_emoji(char32_t code) {
    return code == 0x200D || code == 0xFE0F || (code >= 0x1F3FB && code <= 0x1F3FF);
  }

  const Tokenizer& rules_;
  std::string_view text_;
  uint32_t at_;
  uint32_t begin_;
  uint32_t end_;
  uint32_t block_end_;
  uint32_t address_free_ = 0;  // no mail address begins before this byte
  std::vector<Word>& words_;
};

}  // namespace

std::string upper_ascii(std::string_view word) {
  std::string upper(word);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return upper;
}

std::string capitalised_ascii(std::string_view word) {
  return upper_ascii(word.substr(0, 1)) +
         std::string(word.substr(std::min<size_t>(1, word.size())));
}

Result<Tokenizer> Tokenizer::compile(const Lexicon& lexicon) {
  Tokenizer t;
  for (const LexiconEntry* entry : lexicon.section("abbreviation")) {
    const auto end = value_in<AbbreviationEnd>(kEnds, entry->get("ends"));
    if (!end) {
      return fail(
          ErrorCode::malformed,
          fmt::format("{}: 'ends' is never, before_opener or before_number", entry->where()));
    }
    for (const std::string_view word : split_list(entry->title())) {
      t.abbreviations_.emplace(word, *end);
      t.abbreviations_.emplace(capitalised_ascii(word), *end);
      t.abbreviations_.emplace(upper_ascii(word), *end);
    }
  }
  for (const LexiconEntry* entry : lexicon.section("contraction")) {
    std::optional<WordSet> before;
    if (entry->has("before")) {
      before.emplace();
      for (const std::string_view word : split_list(entry->get("before"))) before->emplace(word);
    }
    for (const std::string_view parts : split_list(entry->title())) {
      const size_t cut = parts.find('|');
      if (cut == std::string_view::npos || cut == 0 || cut + 1 == parts.size()) {
        return fail(ErrorCode::malformed,
                    fmt::format("{}: a contraction is 'can|not', not '{}'", entry->where(), parts));
      }
      std::string whole = ascii_lower(parts);
      whole.erase(cut, 1);
      t.contractions_.emplace(std::move(whole), Contraction{static_cast<uint32_t>(cut), before});
    }
  }
  for (const LexiconEntry* entry : lexicon.section("prefix")) {
    for (const std::string_view word : split_list(entry->title()))
      t.prefixes_.insert(ascii_lower(word));
  }
  return t;
}

const AbbreviationEnd* Tokenizer::abbreviation(std::string_view word) const {
  if (word.size() > kLongestListed) return nullptr;
  const auto found = abbreviations_.find(word);
  return found == abbreviations_.end() ? nullptr : &found->second;
}

uint32_t Tokenizer::contraction(std::string_view token, std::string_view rest) const {
  if (token.size() > kLongestListed) return 0;
  const auto found = contractions_.find(ascii_lower(token));
  if (found == contractions_.end()) return 0;
  const Contraction& contraction = found->second;
  if (contraction.before && !contraction.before->contains(next_word(rest))) return 0;
  return contraction.cut;
}

void Tokenizer::append_words(std::string_view text, Span range, std::vector<Word>& words) const {
  uint32_t at = range.begin;
  while (at < range.end) {
    const Character c = character_at(text, at);
    if (c.kind == CharacterClass::space) {
      at += c.size;
      continue;
    }
    const uint32_t from = at;
    while (at < range.end) {
      const Character next = character_at(text, at);
      if (next.kind == CharacterClass::space) break;
      at += next.size;
    }
    Chunk(*this, text, {from, at}, range.end, words).cut();
  }
}

}  // namespace sitrep
