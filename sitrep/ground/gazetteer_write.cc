#include "sitrep/ground/gazetteer_write.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "sitrep/base/hash.h"

namespace sitrep {

using namespace gazetteer_format;

namespace {

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

void pad(std::string& out, size_t multiple) {
  out.append((multiple - out.size() % multiple) % multiple, '\0');
}

}  // namespace

uint32_t GazetteerWriter::string(std::string_view text) {
  const auto at = static_cast<uint32_t>(strings_.size());
  put(strings_, static_cast<uint16_t>(text.size()));
  strings_ += text;
  return at;
}

void GazetteerWriter::place(const PlaceRow& row) {
  put(places_, row);
}

void GazetteerWriter::entry(std::string_view key, uint32_t value) {
  entries_.push_back(
      {static_cast<uint32_t>(keys_.size()), static_cast<uint16_t>(key.size()), value});
  keys_ += key;
}

void GazetteerWriter::name(std::string_view text, uint32_t place, NameKind kind, bool articles) {
  spelling_.key(text, scratch_);
  if (scratch_.empty()) return;
  const uint32_t value = static_cast<uint32_t>(kind) << kPlaceBits | place;
  entry(scratch_, value);
  if (articles && spelling_.reduce(scratch_, reduced_)) entry(reduced_, value);
}

GazetteerWriter::Table GazetteerWriter::table(uint32_t mask) {
  auto place_of = [mask](uint32_t value) { return value & mask; };
  std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
    if (const int order = key_of(a).compare(key_of(b)); order != 0) return order < 0;
    return std::pair(place_of(a.value), a.value) < std::pair(place_of(b.value), b.value);
  });
  Table out;
  std::vector<uint64_t> hashes;
  for (size_t i = 0; i < entries_.size();) {
    const std::string_view key = key_of(entries_[i]);
    std::vector<uint32_t> values;
    size_t end = i;
    for (; end < entries_.size() && key_of(entries_[end]) == key; ++end) {
      const uint32_t value = entries_[end].value;
      if (values.empty() || place_of(values.back()) != place_of(value)) values.push_back(value);
    }
    values.resize(std::min(values.size(), kMostValues));
    out.starts.push_back(static_cast<uint32_t>(out.blocks.size()));
    hashes.push_back(hash64(key));
    put(out.blocks, static_cast<uint16_t>(key.size()));
    put(out.blocks, static_cast<uint16_t>(values.size()));
    out.blocks += key;
    pad(out.blocks, 4);
    for (const uint32_t value : values) put(out.blocks, value);
    i = end;
  }
  const size_t slots = std::bit_ceil(hashes.size() * 2 + 2);
  out.slots.assign(slots * sizeof(Slot), '\0');
  for (size_t i = 0; i < hashes.size(); ++i) {
    size_t at = hashes[i] & (slots - 1);
    Slot slot{};
    for (;; at = (at + 1) & (slots - 1)) {
      std::memcpy(&slot, out.slots.data() + at * sizeof(Slot), sizeof(Slot));
      if (slot.at == 0) break;
    }
    slot = {static_cast<uint32_t>(hashes[i] >> 32), out.starts[i] + 1};
    std::memcpy(out.slots.data() + at * sizeof(Slot), &slot, sizeof(Slot));
  }
  return out;
}

std::string GazetteerWriter::bytes(std::string_view thanks, std::string_view borders) {
  Table keys = table(kMostPlaces);
  entries_.clear();
  keys_.clear();
  for (const uint32_t at : keys.starts) {
    uint16_t size = 0;
    std::memcpy(&size, keys.blocks.data() + at, sizeof(size));
    skeleton(std::string_view(keys.blocks).substr(at + 4, size), scratch_);
    if (!scratch_.empty()) entry(scratch_, at);
  }
  std::vector<uint32_t>().swap(keys.starts);
  Table skeletons = table(0xFFFFFFFF);
  std::vector<uint32_t>().swap(skeletons.starts);
  std::vector<Entry>().swap(entries_);
  std::string().swap(keys_);
  std::string parts[kSections] = {
      std::move(places_),     std::move(strings_),        std::move(keys.slots),
      std::move(keys.blocks), std::move(skeletons.slots), std::move(skeletons.blocks),
      std::string(thanks),    spelling_.text(),           std::string(borders)};
  std::string header;
  size_t at = kHeaderSize;
  for (const std::string& part : parts) {
    put(header, uint64_t{at});
    put(header, uint64_t{part.size()});
    at += (part.size() + 7) / 8 * 8;
  }
  std::string out(kMagic);
  out.reserve(at);
  put(out, uint64_t{0});  // the checksum
  out += header;
  for (std::string& part : parts) {
    out += part;
    pad(out, 8);
    std::string().swap(part);
  }
  const uint64_t checksum = hash64(std::string_view(out).substr(16));
  std::memcpy(out.data() + 8, &checksum, sizeof(checksum));
  return out;
}

}  // namespace sitrep
