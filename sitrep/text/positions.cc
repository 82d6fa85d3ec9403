#include "sitrep/text/positions.h"

#include <simdjson.h>

#include <algorithm>

namespace sitrep {
namespace {

constexpr uint32_t kStride = 64;

bool starts_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  return simdjson::validate_utf8(bytes.data(), bytes.size());
}

Positions::Positions(std::string_view text) : text_(text) {
  ascii_ = std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (ascii_) return;
  uint32_t count = 0;
  before_.reserve(text.size() / kStride + 1);
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % kStride == 0) before_.push_back(count);
    count += starts_code_point(text[i]);
  }
}

uint32_t Positions::code_point(uint32_t byte) const {
  byte = std::min(byte, static_cast<uint32_t>(text_.size()));
  if (ascii_ || byte == 0) return byte;
  const uint32_t block = (byte - 1) / kStride;
  uint32_t count = before_[block];
  for (uint32_t i = block * kStride; i < byte; ++i) count += starts_code_point(text_[i]);
  return count;
}

uint32_t Positions::byte(uint32_t code_point) const {
  const auto size = static_cast<uint32_t>(text_.size());
  if (ascii_) return std::min(code_point, size);
  // The last block that begins at or before the code point.
  const auto after = std::upper_bound(before_.begin(), before_.end(), code_point);
  const auto block = static_cast<uint32_t>(after - before_.begin()) - 1;
  uint32_t count = before_[block];
  uint32_t i = block * kStride;
  for (; i < size; ++i) {
    if (!starts_code_point(text_[i])) continue;
    if (count == code_point) return i;
    ++count;
  }
  return size;
}

}  // namespace sitrep
