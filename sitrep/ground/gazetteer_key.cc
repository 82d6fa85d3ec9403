#include "sitrep/ground/gazetteer_key.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace sitrep {
namespace {

constexpr size_t kLongestName = 400;  // bytes, before normalisation

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// Letters that have no decomposition of their own.
std::string_view plain_letter(UChar32 c) {
  switch (c) {
    case 0x00DF:
      return "ss";
    case 0x00E6:
      return "ae";
    case 0x00F0:
    case 0x0111:
      return "d";
    case 0x00F8:
      return "o";
    case 0x00FE:
      return "th";
    case 0x0131:
      return "i";
    case 0x0142:
      return "l";
    case 0x0153:
      return "oe";
    case 0x0259:
      return "e";
    default:
      return {};
  }
}

bool is_mark_inside_words(UChar32 c) {
  // Apostrophes of all shapes, the letters ayn and hamza, the full stop.
  return c == '\'' || c == '.' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x00B4 ||
         (c >= 0x02B9 && c <= 0x02BF) || c == 0x2032;
}

void append_plain(UChar32 c, std::string& out) {
  if (is_mark_inside_words(c) || u_charType(c) == U_NON_SPACING_MARK) return;
  const UChar32 lower = u_tolower(c);
  if (const auto letters = plain_letter(lower); !letters.empty()) {
    out += letters;
  } else if (u_isalnum(lower)) {
    icu::UnicodeString(lower).toUTF8String(out);
  } else if (!out.empty() && out.back() != ' ') {
    out += ' ';
  }
}

void fold(std::string_view name, std::string& out) {
  const bool ascii = std::all_of(name.begin(), name.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) {
    for (char c : name) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      if (is_letter(c)) {
        out += c;
      } else if (c != '\'' && c != '.' && c != '`' && !out.empty() && out.back() != ' ') {
        out += ' ';
      }
    }
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return;
  const auto source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  const icu::UnicodeString parts = nfkd->normalize(source, status);
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    append_plain(parts.char32At(i), out);
  }
}

template <class Visit>
void each_word(std::string_view key, Visit visit) {
  while (!key.empty()) {
    const size_t space = key.find(' ');
    visit(key.substr(0, space));
    if (space == std::string_view::npos) break;
    key.remove_prefix(space + 1);
  }
}

void append_word(std::string_view word, std::string& out) {
  if (!out.empty()) out += ' ';
  out += word;
}

}  // namespace

NameSpelling NameSpelling::from_lexicon(const Lexicon& lexicon) {
  std::string lines;
  for (const LexiconEntry* entry : lexicon.section("spelling")) {
    for (const auto& field : entry->fields) {
      ((lines += field.key) += ": ") += field.value;
      lines += '\n';
    }
  }
  return from_text(lines);
}

NameSpelling NameSpelling::from_text(std::string_view text) {
  NameSpelling spelling;
  for (std::string_view line : split_list(text, '\n')) {
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view key = line.substr(0, colon);
    const auto values = split_list(line.substr(colon + 1));
    if (key == "same" && values.size() > 1) {
      for (size_t i = 1; i < values.size(); ++i) spelling.words_.emplace_back(values[i], values[0]);
    } else if (key == "article") {
      spelling.articles_.insert(spelling.articles_.end(), values.begin(), values.end());
    } else if (key == "countries") {
      spelling.countries_.insert(spelling.countries_.end(), values.begin(), values.end());
    }
  }
  return spelling;
}

std::string NameSpelling::text() const {
  std::string out;
  for (const auto& [written, kept] : words_) out += "same: " + kept + ", " + written + '\n';
  for (const auto& article : articles_) out += "article: " + article + '\n';
  for (const auto& country : countries_) out += "countries: " + country + '\n';
  return out;
}

void NameSpelling::key(std::string_view name, std::string& out) const {
  out.clear();
  if (name.size() > kLongestName) return;
  std::string folded;
  fold(name, folded);
  while (!folded.empty() && folded.back() == ' ') folded.pop_back();
  std::string_view rest = folded;
  if (rest.starts_with("the ")) rest.remove_prefix(4);
  each_word(rest, [&](std::string_view word) {
    for (const auto& [written, kept] : words_) {
      if (word == written) word = kept;
    }
    append_word(word, out);
  });
  if (out.size() > kLongestKey) out.clear();
}

bool NameSpelling::reduce(std::string_view key, std::string& out) const {
  out.clear();
  each_word(key, [&](std::string_view word) {
    if (is_article(word)) return;
    if (word.size() > 3 && word.ends_with("ah")) word.remove_suffix(1);
    append_word(word, out);
  });
  return !out.empty() && out != key;
}

bool NameSpelling::is_article(std::string_view key) const {
  return std::find(articles_.begin(), articles_.end(), key) != articles_.end();
}

bool NameSpelling::has_articles(std::string_view iso3) const {
  return std::find(countries_.begin(), countries_.end(), iso3) != countries_.end();
}

namespace {

// The one letter for a sound; 0 for a letter that has no sound of its own.
char sound(char c) {
  switch (c) {
    case 'q':
    case 'c':
    case 'k':
    case 'x':
      return 'k';
    case 'o':
    case 'u':
    case 'w':
      return 'u';
    case 'e':
    case 'a':
      return 'a';
    case 'i':
    case 'y':
    case 'j':
      return 'i';
    case 'z':
    case 's':
      return 's';
    case 'v':
    case 'f':
      return 'v';
    default:
      return c;
  }
}

bool is_vowel_sound(char c) {
  return c == 'a' || c == 'i' || c == 'u';
}

}  // namespace

void plain_sounds(std::string_view key, std::string& out) {
  out.clear();
  for (size_t i = 0; i < key.size(); ++i) {
    if (key[i] == ' ') continue;
    const char c = sound(key[i]);
    // The h of kh, gh, dh, th, sh and of a final ah is not heard by all who write.
    if (c == 'h' && i > 0 && key[i - 1] != ' ' && !out.empty()) continue;
    if (!out.empty() && out.back() == c) continue;
    out += c;
  }
}

void skeleton(std::string_view key, std::string& out) {
  std::string sounds;
  plain_sounds(key, sounds);
  out.clear();
  for (char c : sounds) {
    if (!is_vowel_sound(c) && (out.empty() || out.back() != c)) out += c;
  }
  if (out.size() < 2) out.clear();
}

size_t letters_apart(std::string_view a, std::string_view b, size_t most) {
  constexpr size_t kLongest = 64;
  if (a.size() > kLongest || b.size() > kLongest) return a == b ? 0 : most + 1;
  std::array<size_t, kLongest + 1> row{};
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return std::min(row[b.size()], most + 1);
}

}  // namespace sitrep
