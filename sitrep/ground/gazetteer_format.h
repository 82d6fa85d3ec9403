// The gazetteer file, byte for byte (little endian). For gazetteer.cc and gazetteer_build.cc alone.
//
//     header    magic "SITRGAZ2", checksum (XXH3) of all behind it, then for each section
//               its offset and size in bytes, all as u64; sections begin at multiples of 8
//     places    one PlaceRow each: countries first, then most populous first
//     strings   u16 size and the bytes; a row has the offset
//     table     two of them, names by key and by skeleton:
//       slots   2^n of {u32 tag, u32 at}: upper half of the key's hash, block offset + 1; 0 is
//       empty;
//               the lower bits of the hash are the first slot to look at, then the next
//       blocks  u16 size of the key, u16 count, the key, zeros up to a multiple of 4,
//               and count times u32: of a key, kind of name << 28 | place; of a skeleton, the
//               offset of the block of a key that has it
//     thanks    attribution, UTF-8
//     spelling  NameSpelling::text
//     borders   outlines of countries (borders.h)
#pragma once

#include <cstdint>
#include <string_view>

namespace sitrep::gazetteer_format {

inline constexpr std::string_view kMagic = "SITRGAZ2";

enum Section : size_t {
  kPlaces,
  kStrings,
  kKeySlots,
  kKeyBlocks,
  kSkeletonSlots,
  kSkeletonBlocks,
  kThanks,
  kSpelling,
  kBorders,
  kSections,
};

inline constexpr size_t kHeaderSize = 16 + kSections * 16;

struct PlaceRow {
  uint32_t id;  // offsets into the strings
  uint32_t name;
  int32_t lat;  // millionths of a degree
  int32_t lon;
  char iso3[3];  // zeros where no country
  uint8_t feature;
  uint32_t country;  // places; kNoPlace where none
  uint32_t admin1;
  uint32_t admin2;
  uint32_t population;
  float radius_km;
};
static_assert(sizeof(PlaceRow) == 40);

struct Slot {
  uint32_t tag;
  uint32_t at;
};
static_assert(sizeof(Slot) == 8);

inline constexpr uint32_t kPlaceBits = 28;
inline constexpr uint32_t kMostPlaces = (1u << kPlaceBits) - 1;
inline constexpr size_t kMostValues = 0xFFFF;  // of one block

}  // namespace sitrep::gazetteer_format
