#include "sitrep/ground/party_words.h"

namespace sitrep {
namespace {

constexpr std::string_view kCurlyApostrophe = "\xE2\x80\x99";
constexpr std::string_view kGeneralPunctuation = "\xE2\x80";  // U+2000 to U+203F: dashes, quotes

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
// Bytes past ASCII are letters, as far as names go.
bool is_letter(char c) {
  return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0;
}

}  // namespace

std::vector<PartyWord> party_words(std::string_view phrase) {
  std::vector<PartyWord> words;
  PartyWord word;
  bool open = false;
  auto close = [&](size_t end) {
    if (!open) return;
    word.span.end = static_cast<uint32_t>(end);
    words.push_back(std::move(word));
    word = {};
    open = false;
  };
  size_t at = 0;
  while (at < phrase.size()) {
    const std::string_view rest = phrase.substr(at);
    const char c = rest.front();
    const size_t apostrophe = rest.starts_with(kCurlyApostrophe) ? kCurlyApostrophe.size()
                              : c == '\''                        ? 1
                                                                 : 0;
    if (apostrophe > 0) {
      const std::string_view after = rest.substr(apostrophe);
      const bool ends_word = after.empty() || !is_letter(after.front());
      const bool s = !after.empty() && (after.front() == 's' || after.front() == 'S') &&
                     (after.size() == 1 || !is_letter(after[1]));
      if (open && (s || ends_word)) {
        word.possessive = true;
        close(at);
        at += apostrophe + (s ? 1 : 0);
      } else {
        at += apostrophe;  // inside a name: Sana'a
      }
      continue;
    }
    const bool punctuation = rest.starts_with(kGeneralPunctuation);
    if (!punctuation && is_letter(c)) {
      if (!open) {
        open = true;
        word.span.begin = static_cast<uint32_t>(at);
        word.capital = is_upper(c) || static_cast<signed char>(c) < 0;
        word.upper = true;
      }
      if (is_lower(c)) word.upper = false;
      word.key.push_back(is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
      ++at;
    } else if (c == '.' && open && rest.size() > 1 && is_letter(rest[1])) {
      ++at;  // U.S
    } else {
      // "US-backed" is joined, "BAGHDAD - Militants" is not.
      const bool joins = c == '-' && open && rest.size() > 1 && is_letter(rest[1]);
      close(at);
      if (joins) word.hyphen_before = true;
      if (punctuation || (c != ' ' && c != '.' && !joins)) word.comma_before = true;
      at += punctuation && rest.size() >= 3 ? 3 : 1;
    }
  }
  close(phrase.size());
  return words;
}

}  // namespace sitrep
