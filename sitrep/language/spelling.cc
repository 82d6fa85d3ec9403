#include "sitrep/language/spelling.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <charconv>

namespace sitrep {
namespace {

constexpr uint32_t kMostCodePoints = 64;  // of a word; what comes after is not looked at

// The trainer's shape(), in the same order of questions.
uint32_t shape_of(uint32_t letters, uint32_t upper, uint32_t count, bool first_upper, bool digits,
                  bool hyphen) {
  if (letters == 0) return digits ? 1 : count == 1 ? 2 : 3;
  uint32_t base = 8;
  if (upper == letters)
    base = letters == 1 ? 4 : 5;
  else if (first_upper)
    base = 6;
  else if (upper > 0)
    base = 7;
  if (digits) return base < 9 ? base + 5 : 14;
  if (hyphen && count > 1) return base == 5 || base == 6 ? 14 : 15;
  return base;
}

void append_code_point(UChar32 c, std::string& out) {
  char bytes[4];
  int32_t length = 0;
  UBool failed = false;
  U8_APPEND(reinterpret_cast<uint8_t*>(bytes), length, 4, c, failed);
  if (!failed) out.append(bytes, static_cast<size_t>(length));
}

void append_lower(std::string_view word, std::string& out) {
  const auto size = static_cast<int32_t>(word.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(word.data()), i, size, c);
    if (c >= 0) append_code_point(u_tolower(c), out);
  }
}

// The byte where the last `count` code points of a word begin; npos where it has fewer.
size_t behind_all_but(std::string_view word, uint32_t count) {
  size_t at = word.size();
  for (uint32_t cut = 0; cut < count; ++cut) {
    if (at == 0) return std::string_view::npos;
    do --at;
    while (at > 0 && (static_cast<unsigned char>(word[at]) & 0xC0) == 0x80);
  }
  return at;
}

}  // namespace

uint64_t fnv(std::string_view bytes, uint64_t value) {
  for (const char c : bytes) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return value;
}

void spell(std::string_view word, Spelling& out) {
  out.lower.clear();
  out.starts.clear();
  uint32_t letters = 0;
  uint32_t upper = 0;
  uint32_t count = 0;
  bool first_upper = false;
  bool digits = false;
  bool hyphen = false;
  const auto size = static_cast<int32_t>(std::min<size_t>(word.size(), 1024));
  for (int32_t i = 0; i < size && count < kMostCodePoints;) {
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(word.data()), i, size, c);
    if (c < 0) continue;
    if (u_isalpha(c)) ++letters;
    if (u_isupper(c)) {
      upper += u_isalpha(c) ? 1 : 0;
      if (count == 0) first_upper = true;
    }
    digits |= u_isdigit(c) != 0;
    hyphen |= c == '-';
    out.starts.push_back(static_cast<uint32_t>(out.lower.size()));
    append_code_point(u_isdigit(c) ? '0' : u_tolower(c), out.lower);
    ++count;
  }
  out.starts.push_back(static_cast<uint32_t>(out.lower.size()));
  out.shape = shape_of(letters, upper, count, first_upper, digits, hyphen);
}

std::optional<LemmaEdit> LemmaEdit::parse(std::string_view rule) {
  LemmaEdit edit;
  if (rule.empty()) return std::nullopt;
  if (rule[0] == '=') {
    edit.whole = true;
    edit.tail = rule.substr(1);
    return edit;
  }
  if (rule[0] != 'l' && rule[0] != 'k') return std::nullopt;
  edit.lower = rule[0] == 'l';
  const auto [end, error] = std::from_chars(rule.data() + 1, rule.data() + rule.size(), edit.cut);
  if (error != std::errc() || end == rule.data() + rule.size() || *end != '+') return std::nullopt;
  edit.tail = rule.substr(static_cast<size_t>(end - rule.data()) + 1);
  return edit;
}

void LemmaEdit::append(std::string_view word, std::string& out) const {
  if (whole) {
    out += tail;
    return;
  }
  const size_t begin = out.size();
  if (lower)
    append_lower(word, out);
  else
    out += word;
  const size_t kept = behind_all_but(std::string_view(out).substr(begin), cut);
  if (kept == std::string_view::npos || kept + tail.size() == 0) return;
  out.resize(begin + kept);
  out += tail;
}

}  // namespace sitrep
