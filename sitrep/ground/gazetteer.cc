#include "sitrep/ground/gazetteer.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>

#include "sitrep/base/hash.h"
#include "sitrep/base/mapped_file.h"
#include "sitrep/base/names.h"
#include "sitrep/ground/gazetteer_format.h"
#include "sitrep/ground/gazetteer_key.h"

namespace sitrep {

using namespace gazetteer_format;

std::string_view name_of(Feature feature) {
  return name_in(kFeatureNames, feature);
}
std::optional<Feature> feature_of(std::string_view name) {
  return value_in<Feature>(kFeatureNames, name);
}

struct Gazetteer::Parts {
  MappedFile file;
  std::string memory;  // instead of the file
  std::string_view sections[kSections];
  NameSpelling spelling;
  Borders borders;
  std::map<std::string, uint32_t, std::less<>> countries;

  bool lay_out(std::string_view bytes);

  template <class T>
  T read(Section section, size_t at) const {
    T value{};
    if (at + sizeof(T) <= sections[section].size()) {
      std::memcpy(&value, sections[section].data() + at, sizeof(T));
    }
    return value;
  }
  size_t count() const { return sections[kPlaces].size() / sizeof(PlaceRow); }
  PlaceRow row(uint32_t index) const {
    return read<PlaceRow>(kPlaces, size_t{index} * sizeof(PlaceRow));
  }
  std::string_view string(uint32_t at) const {
    const std::string_view pool = sections[kStrings];
    const size_t size = read<uint16_t>(kStrings, at);
    return at + 2 + size <= pool.size() ? pool.substr(at + 2, size) : std::string_view();
  }
  std::string_view name_at(uint32_t index) const {
    return index < count() ? string(row(index).name) : std::string_view();
  }

  // Where the block of that key begins.
  std::optional<size_t> find_block(std::string_view key, Section slots) const;
  std::string_view block_key(size_t at, Section blocks) const;
  std::vector<uint32_t> values(size_t at, Section blocks) const;
  void append_hits(size_t at, std::vector<NameHit>& out) const;
  void look_up(std::string_view key, std::vector<NameHit>& out) const;
};

bool is_possible(const PlaceRow& row) {
  constexpr int32_t kDegree = 1'000'000;
  return row.feature < kFeatureNames.size() && std::abs(row.lat) <= 90 * kDegree &&
         std::abs(row.lon) <= 180 * kDegree;
}

bool Gazetteer::Parts::lay_out(std::string_view bytes) {
  if (bytes.size() < kHeaderSize || !bytes.starts_with(kMagic)) return false;
  uint64_t checksum = 0;
  std::memcpy(&checksum, bytes.data() + 8, 8);
  if (hash64(bytes.substr(16)) != checksum) return false;
  for (size_t i = 0; i < kSections; ++i) {
    uint64_t range[2];
    std::memcpy(range, bytes.data() + 16 + 16 * i, 16);
    if (range[0] < kHeaderSize || range[0] > bytes.size() || range[1] > bytes.size() - range[0]) {
      return false;
    }
    sections[i] = bytes.substr(range[0], range[1]);
  }
  for (const Section slots : {kKeySlots, kSkeletonSlots}) {
    const size_t size = sections[slots].size() / sizeof(Slot);
    if (size == 0 || (size & (size - 1)) != 0) return false;
  }
  for (uint32_t i = 0; i < count(); ++i) {
    if (!is_possible(row(i))) return false;
  }
  spelling = NameSpelling::from_text(sections[kSpelling]);
  const auto outlines = Borders::from_bytes(sections[kBorders]);
  if (!outlines) return false;
  borders = *outlines;
  for (uint32_t i = 0; i < count() && row(i).feature == static_cast<uint8_t>(Feature::country);
       ++i) {
    const PlaceRow country = row(i);
    countries.emplace(std::string(country.iso3, 3), i);
  }
  return true;
}

std::vector<uint32_t> Gazetteer::Parts::values(size_t at, Section blocks) const {
  const size_t key_size = read<uint16_t>(blocks, at);
  const size_t count_here = read<uint16_t>(blocks, at + 2);
  const size_t first = at + 4 + (key_size + 3) / 4 * 4;
  std::vector<uint32_t> out(count_here);
  for (size_t i = 0; i < count_here; ++i) out[i] = read<uint32_t>(blocks, first + 4 * i);
  return out;
}

std::string_view Gazetteer::Parts::block_key(size_t at, Section blocks) const {
  const std::string_view bytes = sections[blocks];
  const size_t size = read<uint16_t>(blocks, at);
  return at + 4 + size <= bytes.size() ? bytes.substr(at + 4, size) : std::string_view();
}

void Gazetteer::Parts::append_hits(size_t at, std::vector<NameHit>& out) const {
  for (const uint32_t packed : values(at, kKeyBlocks)) {
    const uint32_t place = packed & kMostPlaces;
    if (place < count()) out.push_back({place, static_cast<NameKind>(packed >> kPlaceBits)});
  }
}

std::optional<size_t> Gazetteer::Parts::find_block(std::string_view key, Section slots) const {
  if (key.empty() || key.size() > kLongestKey) return std::nullopt;
  const size_t mask = sections[slots].size() / sizeof(Slot) - 1;
  const uint64_t hash = hash64(key);
  for (size_t step = 0; step <= mask; ++step) {
    const auto slot = read<Slot>(slots, ((hash + step) & mask) * sizeof(Slot));
    if (slot.at == 0) return std::nullopt;
    if (slot.tag == static_cast<uint32_t>(hash >> 32) &&
        block_key(slot.at - 1, static_cast<Section>(slots + 1)) == key) {
      return slot.at - 1;
    }
  }
  return std::nullopt;
}

void Gazetteer::Parts::look_up(std::string_view key, std::vector<NameHit>& out) const {
  if (const auto block = find_block(key, kKeySlots)) append_hits(*block, out);
}

Gazetteer::Gazetteer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

Result<Gazetteer> Gazetteer::open(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  auto parts = std::make_unique<Parts>();
  parts->file = std::move(*file);
  if (!parts->lay_out(parts->file.bytes())) {
    return fail(ErrorCode::corrupt, path + ": not a gazetteer of this version, or damaged");
  }
  return Gazetteer(std::move(parts));
}

Result<Gazetteer> Gazetteer::from_bytes(std::string bytes) {
  auto parts = std::make_unique<Parts>();
  parts->memory = std::move(bytes);
  if (!parts->lay_out(parts->memory)) {
    return fail(ErrorCode::corrupt, "not a gazetteer of this version, or damaged");
  }
  return Gazetteer(std::move(parts));
}

size_t Gazetteer::size() const {
  return parts_->count();
}

GazetteerPlace Gazetteer::place(uint32_t index) const {
  const PlaceRow row = parts_->row(index);
  GazetteerPlace place;
  place.id = parts_->string(row.id);
  place.name = parts_->string(row.name);
  place.lat = row.lat * 1e-6;
  place.lon = row.lon * 1e-6;
  if (row.iso3[0] != '\0') {
    // The row in the file, for a view that outlives this copy.
    const size_t at = size_t{index} * sizeof(PlaceRow) + offsetof(PlaceRow, iso3);
    place.country = parts_->sections[kPlaces].substr(at, sizeof(row.iso3));
  }
  place.admin1 = parts_->name_at(row.admin1);
  place.admin2 = parts_->name_at(row.admin2);
  place.feature = static_cast<Feature>(row.feature);
  if (place.feature == Feature::admin1) place.admin1 = place.name;
  place.population = row.population;
  place.radius_km = static_cast<double>(row.radius_km);
  place.country_place = row.country;
  place.admin1_place = row.admin1;
  place.admin2_place = row.admin2;
  return place;
}

void Gazetteer::find(std::string_view name, std::vector<NameHit>& out) const {
  std::string key;
  parts_->spelling.key(name, key);
  const size_t before = out.size();
  parts_->look_up(key, out);
  std::string reduced;
  if (out.size() > before || !parts_->spelling.reduce(key, reduced)) return;
  // What remains of a name without its article is a name of Arabic places only.
  std::vector<NameHit> hits;
  parts_->look_up(reduced, hits);
  for (const NameHit& hit : hits) {
    if (parts_->spelling.has_articles(place(hit.place).country)) out.push_back(hit);
  }
}

void Gazetteer::find(std::string_view name, std::vector<uint32_t>& out) const {
  std::vector<NameHit> hits;
  find(name, hits);
  for (const NameHit& hit : hits) {
    if (hit.kind != NameKind::abbreviation) out.push_back(hit.place);
  }
}

void Gazetteer::find_alike(std::string_view name, std::vector<NameHit>& out) const {
  std::string key;
  std::string reduced;
  std::string bones;
  std::string sounds;
  std::string other;
  parts_->spelling.key(name, key);
  if (parts_->spelling.reduce(key, reduced)) key.swap(reduced);
  skeleton(key, bones);
  plain_sounds(key, sounds);
  const size_t most = sounds.size() < 6 ? 1 : 2;
  const auto block = parts_->find_block(bones, kSkeletonSlots);
  if (!block) return;
  const auto names = parts_->values(*block, kSkeletonBlocks);
  if (names.empty()) return;
  std::vector<size_t> apart;
  for (const uint32_t at : names) {
    plain_sounds(parts_->block_key(at, kKeyBlocks), other);
    apart.push_back(letters_apart(sounds, other, most));
  }
  const size_t least = *std::min_element(apart.begin(), apart.end());
  for (size_t i = 0; i < names.size(); ++i) {
    if (apart[i] == least && least <= most) parts_->append_hits(names[i], out);
  }
}

bool Gazetteer::is_article(std::string_view word) const {
  std::string key;
  parts_->spelling.key(word, key);
  return parts_->spelling.is_article(key);
}

uint32_t Gazetteer::country(std::string_view iso3) const {
  const auto found = parts_->countries.find(iso3);
  return found == parts_->countries.end() ? kNoPlace : found->second;
}

void Gazetteer::each_name(const std::function<void(std::string_view, NameHit)>& visit) const {
  const size_t slots = parts_->sections[kKeySlots].size() / sizeof(Slot);
  for (size_t i = 0; i < slots; ++i) {
    const auto slot = parts_->read<Slot>(kKeySlots, i * sizeof(Slot));
    if (slot.at == 0) continue;
    std::vector<NameHit> hits;
    parts_->append_hits(slot.at - 1, hits);
    for (const NameHit& hit : hits) visit(parts_->block_key(slot.at - 1, kKeyBlocks), hit);
  }
}

const Borders& Gazetteer::borders() const {
  return parts_->borders;
}

std::string_view Gazetteer::borders_bytes() const {
  return parts_->sections[kBorders];
}

std::string_view Gazetteer::spelling() const {
  return parts_->sections[kSpelling];
}

std::string_view Gazetteer::attribution() const {
  return parts_->sections[kThanks];
}

}  // namespace sitrep
