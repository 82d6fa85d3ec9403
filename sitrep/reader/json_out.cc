#include "sitrep/reader/json_out.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sitrep {
namespace {

// What follows the backslash for a byte that must be escaped; 'u' for four digits; 0 for none.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> escapes{};
  for (size_t c = 0; c < 0x20; ++c) escapes[c] = 'u';
  escapes['"'] = '"';
  escapes['\\'] = '\\';
  escapes['\n'] = 'n';
  escapes['\r'] = 'r';
  escapes['\t'] = 't';
  escapes['\b'] = 'b';
  escapes['\f'] = 'f';
  return escapes;
}();

void append_escaped(std::string_view value, std::string& out) {
  size_t copied = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    const auto byte = static_cast<unsigned char>(value[i]);
    const char escape = kEscapes[byte];
    if (escape == 0) continue;
    out.append(value, copied, i - copied);
    copied = i + 1;
    out += '\\';
    out += escape;
    if (escape != 'u') continue;
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += "00";
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  out.append(value, copied);
}

}  // namespace

void JsonOut::comma() {
  if (!first_) out_ += ',';
  first_ = false;
}

JsonOut& JsonOut::open(char bracket) {
  comma();
  out_ += bracket;
  first_ = true;
  return *this;
}

JsonOut& JsonOut::close(char bracket) {
  out_ += bracket;
  first_ = false;
  return *this;
}

JsonOut& JsonOut::key(std::string_view name) {
  comma();
  out_ += '"';
  out_ += name;
  out_ += "\":";
  first_ = true;
  return *this;
}

JsonOut& JsonOut::string(std::string_view value) {
  comma();
  out_ += '"';
  append_escaped(value, out_);
  out_ += '"';
  return *this;
}

JsonOut& JsonOut::number(uint32_t value) {
  comma();
  std::array<char, 16> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
  return *this;
}

JsonOut& JsonOut::number(double value) {
  comma();
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out_.append(digits.data(), end);
  return *this;
}

JsonOut& JsonOut::truth(bool value) {
  comma();
  out_ += value ? "true" : "false";
  return *this;
}

JsonOut& JsonOut::field(std::string_view name, std::string_view value) {
  return value.empty() ? *this : key(name).string(value);
}

JsonOut& JsonOut::field(std::string_view name, double value) {
  return std::isfinite(value) ? key(name).number(value) : *this;
}

}  // namespace sitrep
