// What a tokenizer needs to know of a character: a table for ASCII, ICU for the rest.
#pragma once

#include <cstdint>
#include <string_view>

namespace sitrep {

enum class CharacterClass : uint8_t {
  space,
  letter,  // combining marks, too
  digit,
  open,   // brackets and opening quotes
  close,  // brackets and closing quotes
  punctuation,
  symbol,
};

struct Character {
  char32_t code = 0;
  uint32_t size = 0;  // bytes
  CharacterClass kind = CharacterClass::space;
};

// The character that begins at this byte. REQUIRES: `text` is valid UTF-8, at < text.size(), a
// boundary between characters.
Character character_at(std::string_view text, uint32_t at);

bool is_upper(char32_t code);
bool is_lower(char32_t code);

// The straight, the curly, and the back one: ' ’ ` ‘
bool is_apostrophe(char32_t code);
// - and the hyphens of Unicode; not the dashes
bool is_hyphen(char32_t code);
bool is_dash(char32_t code);

}  // namespace sitrep
