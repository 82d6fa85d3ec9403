#include "sitrep/language/casing.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "sitrep/language/entity_words.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr size_t kFewestLetters = 60;
constexpr size_t kSmallestShare = 20;  // at most one letter of so many is small
constexpr size_t kLongestName = 80;    // bytes
constexpr size_t kMostNameWords = 10;

bool is_small_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_letter(char c) {
  return is_ascii_letter(c) || (c & 0x80) != 0;
}
bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
char capital(char c) {
  return is_small_letter(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

// Endings of forms whose word is listed, and what stands for them there. How English inflects is
// machinery: that a word is tried without an ending means nothing without the rules that try it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kEndings = {{
    {"s", ""},
    {"es", ""},
    {"ies", "y"},
    {"ed", ""},
    {"ed", "e"},
    {"d", ""},
    {"ing", ""},
    {"ing", "e"},
    {"ly", ""},
    {"er", ""},
    {"ers", ""},
    {"ied", "y"},
}};

// The words of a list of words or phrases, in lower case.
template <class Take>
void each_word(std::string_view list, const Take& take) {
  for (const auto phrase : split_list(list)) {
    for (const auto word : split_list(phrase, ' ')) take(ascii_lower(word));
  }
}

// A word of a text: letters, and the hyphens and apostrophes inside.
uint32_t word_end(std::string_view text, uint32_t at) {
  const auto size = static_cast<uint32_t>(text.size());
  while (at < size && (is_letter(text[at]) || ((text[at] == '\'' || text[at] == '-') &&
                                               at + 1 < size && is_letter(text[at + 1])))) {
    ++at;
  }
  return at;
}

// Does a sentence begin here? Behind a full stop, unless that is of an abbreviation of one letter
// ("U.S. TROOPS"), and at the head of a paragraph.
bool opens_sentence(std::string_view text, uint32_t at) {
  uint32_t i = at;
  int lines = 0;
  while (i > 0 && (is_space(text[i - 1]) || text[i - 1] == '"' || text[i - 1] == '(')) {
    lines += text[--i] == '\n';
  }
  if (i == 0 || lines > 1) return true;
  const char mark = text[i - 1];
  if (mark != '.' && mark != '!' && mark != '?') return false;
  const bool one_letter =
      mark == '.' && i >= 2 && is_letter(text[i - 2]) && (i < 3 || !is_letter(text[i - 3]));
  return !one_letter;
}

// The word behind a single space or line break; empty where there is none.
std::string_view next_word(std::string_view text, uint32_t end) {
  if (end >= text.size() || !is_space(text[end])) return {};
  return text.substr(end + 1, word_end(text, end + 1) - end - 1);
}

bool beside_number(std::string_view text, uint32_t begin, uint32_t end) {
  while (begin > 0 && is_space(text[begin - 1])) --begin;
  while (end < text.size() && is_space(text[end])) ++end;
  return (begin > 0 && is_ascii_digit(text[begin - 1])) ||
         (end < text.size() && is_ascii_digit(text[end]));
}

}  // namespace

Casing Casing::of(const Lexicon& lexicon) {
  Casing casing;
  for (const LexiconEntry* entry : lexicon.section("small-words")) {
    each_word(entry->get("words"),
              [&](std::string word) { casing.small_.insert(std::move(word)); });
    each_word(entry->get("by-number"),
              [&](std::string word) { casing.by_number_.insert(std::move(word)); });
  }
  for (const LexiconEntry* entry : lexicon.section("editorial-mark")) {
    for (const auto mark : split_list(entry->title())) casing.marks_.emplace(mark);
  }
  for (const LexiconEntry* entry : lexicon.section("first_name")) {
    each_word(entry->title(),
              [&](std::string word) { casing.given_names_.insert(std::move(word)); });
  }
  // What names a thing, a role or an event is a common word.
  for (const std::string_view section :
       {"entity_noun", "role", "verb", "noun", "adjective", "light", "instrument"}) {
    for (const LexiconEntry* entry : lexicon.section(section)) {
      for (const auto phrase : split_list(entry->title())) {
        if (std::any_of(phrase.begin(), phrase.end(), is_ascii_upper)) continue;
        each_word(phrase, [&](std::string word) {
          if (word.size() > 2) casing.small_.insert(std::move(word));
        });
      }
    }
  }
  const auto add_name = [&casing](std::string_view name) {
    if (name.size() > kLongestName || std::none_of(name.begin(), name.end(), is_ascii_upper))
      return;
    std::string key = ascii_lower(name);
    // A word that is also a common one ("IS", "Who") is taken for that.
    if (casing.small_.count(key) != 0) return;
    casing.longest_name_ = std::max(casing.longest_name_, key.size());
    casing.names_.try_emplace(std::move(key), name);
  };
  for (const std::string_view section : {"known_name", "country", "group", "organisation"}) {
    for (const LexiconEntry* entry : lexicon.section(section)) {
      for (const auto name : split_list(entry->title())) add_name(name);
      for (const std::string_view field : {"aliases", "alias", "demonym", "capital"}) {
        for (const auto list : entry->all(field)) {
          for (const auto name : split_list(list)) add_name(name);
        }
      }
    }
  }
  return casing;
}

bool Casing::is_in_capitals(std::string_view text) {
  size_t small = 0;
  size_t capitals = 0;
  for (const char c : text) {
    small += is_small_letter(c);
    capitals += is_ascii_upper(c);
  }
  return capitals >= kFewestLetters && small * kSmallestShare <= capitals;
}

bool Casing::is_small_form(std::string_view word) const {
  if (small_.find(word) != small_.end()) return true;
  for (const auto& [ending, instead] : kEndings) {
    if (word.size() < ending.size() + 4 || !word.ends_with(ending)) continue;
    std::string base(word.substr(0, word.size() - ending.size()));
    if (small_.count(base + std::string(instead)) != 0) return true;
    // "planned", "robbing"
    const size_t n = base.size();
    if (instead.empty() && base[n - 1] == base[n - 2] && small_.count(base.substr(0, n - 1)) != 0)
      return true;
  }
  return false;
}

bool Casing::is_small(std::string_view word) const {
  if (word.ends_with("'s")) word.remove_suffix(2);
  return is_small_form(word);
}

bool Casing::is_name(std::string_view word) const {
  return word.size() > 2 && !is_small(ascii_lower(word));
}

void Casing::write_word(std::string& text, uint32_t begin, uint32_t end) const {
  const std::string low = ascii_lower(std::string_view(text).substr(begin, end - begin));
  const bool opens = opens_sentence(text, begin);
  bool small = is_small(low);
  if (small && by_number_.count(low) != 0 && beside_number(text, begin, end)) small = false;
  // "Victor Ocampo": a given name before what is no common word.
  if (small && given_names_.count(low) != 0 && is_name(next_word(text, end))) small = false;
  if (!small && low.find('-') == std::string::npos && low.size() > 1) {
    // A word that nobody can say is an abbreviation.
    const bool spoken = low.find_first_of("aeiouy") != std::string::npos;
    if (!spoken) return;
  }
  if (low.size() == 1 && low != "a") return;
  for (uint32_t part = begin; part < end;) {
    uint32_t stop = part;
    while (stop < end && text[stop] != '-') ++stop;
    // Of a word with hyphens each part for itself: "pro-Iranian".
    const bool part_small =
        small || (stop - part < end - begin &&
                  is_small(std::string_view(low).substr(part - begin, stop - part)));
    for (uint32_t i = part; i < stop; ++i) {
      const bool keep = i == part && (!part_small || (opens && part == begin));
      text[i] = keep ? capital(low[i - begin]) : low[i - begin];
    }
    part = stop + 1;
  }
}

void Casing::blank_marks(std::string& text, std::string_view low) const {
  for (size_t open = low.find('['); open != std::string_view::npos;
       open = low.find('[', open + 1)) {
    const size_t close = low.find(']', open);
    if (close == std::string_view::npos) return;
    if (close - open > kLongestName) continue;
    std::string mark(low.substr(open + 1, close - open - 1));
    std::replace_if(mark.begin(), mark.end(), is_space, ' ');
    if (marks_.count(mark) == 0) continue;
    for (size_t i = open; i <= close; ++i) {
      if (text[i] != '\n') text[i] = ' ';
    }
  }
}

// Writes the names that the lexicon knows as they stand there.
void Casing::write_names(std::string& text, std::string_view low) const {
  const auto size = static_cast<uint32_t>(low.size());
  for (uint32_t at = 0; at < size;) {
    if (!is_letter(low[at]) && !is_ascii_digit(low[at])) {
      ++at;
      continue;
    }
    // Word by word, with single spaces; `places` says where each byte of the key stands.
    std::string key;
    std::vector<uint32_t> places;
    const std::string* found = nullptr;
    uint32_t next = at;
    while (next < size && key.size() < longest_name_ &&
           static_cast<size_t>(std::count(key.begin(), key.end(), ' ')) < kMostNameWords) {
      while (next < size && !is_space(low[next]) &&
             (is_letter(low[next]) || is_ascii_digit(low[next]) || low[next] == '-' ||
              low[next] == '\'' || low[next] == '.')) {
        key.push_back(low[next]);
        places.push_back(next++);
      }
      if (const auto name = names_.find(key); name != names_.end()) found = &name->second;
      if (next >= size || !is_space(low[next])) break;
      key.push_back(' ');
      places.push_back(next);
      while (next < size && is_space(low[next])) ++next;
    }
    if (found != nullptr) {
      for (size_t i = 0; i < found->size(); ++i) {
        if ((*found)[i] != ' ') text[places[i]] = (*found)[i];
      }
      at = places[found->size() - 1] + 1;
      continue;
    }
    while (at < size && (is_letter(low[at]) || is_ascii_digit(low[at]) || low[at] == '-')) ++at;
  }
}

std::string Casing::printed(std::string_view text) const {
  const std::string low = ascii_lower(text);
  std::string out(text);
  blank_marks(out, low);
  const auto size = static_cast<uint32_t>(text.size());
  for (uint32_t at = 0; at < size;) {
    if (!is_letter(out[at])) {
      ++at;
      continue;
    }
    const uint32_t end = word_end(out, at);
    write_word(out, at, end);
    at = end;
  }
  write_names(out, low);
  return out;
}

}  // namespace sitrep
