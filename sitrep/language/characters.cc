#include "sitrep/language/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>

namespace sitrep {
namespace {

CharacterClass class_of(UChar32 code) {
  switch (u_charType(code)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_FORMAT_CHAR:
      return CharacterClass::letter;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
      return CharacterClass::digit;
    case U_START_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
      return CharacterClass::open;
    case U_END_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return CharacterClass::close;
    case U_DASH_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
      return CharacterClass::punctuation;
    case U_MATH_SYMBOL:
    case U_CURRENCY_SYMBOL:
    case U_MODIFIER_SYMBOL:
    case U_OTHER_SYMBOL:
      return CharacterClass::symbol;
    default:  // separators, controls, private use, what is not assigned
      return CharacterClass::space;
  }
}

const std::array<CharacterClass, 128>& ascii() {
  static const auto table = [] {
    std::array<CharacterClass, 128> t{};
    for (UChar32 c = 0; c < 128; ++c) t[static_cast<size_t>(c)] = class_of(c);
    return t;
  }();
  return table;
}

constexpr char32_t kByteOrderMark = 0xFEFF;
constexpr char32_t kZeroWidthSpace = 0x200B;

}  // namespace

Character character_at(std::string_view text, uint32_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 128) return {first, 1, ascii()[first]};
  UChar32 code = 0;
  auto next = static_cast<int32_t>(at);
  U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), next,
                  static_cast<int32_t>(text.size()), code);
  const auto c = static_cast<char32_t>(code);
  const bool blank = c == kByteOrderMark || c == kZeroWidthSpace;
  return {c, static_cast<uint32_t>(next) - at, blank ? CharacterClass::space : class_of(code)};
}

bool is_upper(char32_t code) {
  return code < 128 ? code >= 'A' && code <= 'Z' : u_isupper(static_cast<UChar32>(code));
}

bool is_lower(char32_t code) {
  return code < 128 ? code >= 'a' && code <= 'z' : u_islower(static_cast<UChar32>(code));
}

bool is_apostrophe(char32_t code) {
  return code == '\'' || code == 0x2019 || code == '`' || code == 0x2018;
}

bool is_hyphen(char32_t code) {
  return code == '-' || code == 0x2010 || code == 0x2011;
}

bool is_dash(char32_t code) {
  return code >= 0x2012 && code <= 0x2015;
}

}  // namespace sitrep
