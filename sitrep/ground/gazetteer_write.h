// Writes the gazetteer file (gazetteer_format.h) from places and names that are in order already.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/gazetteer_format.h"
#include "sitrep/ground/gazetteer_key.h"

namespace sitrep {

class GazetteerWriter {
 public:
  explicit GazetteerWriter(const NameSpelling& spelling) : spelling_(spelling) {}

  // The offset of that text in the file's strings.
  uint32_t string(std::string_view text);
  void place(const gazetteer_format::PlaceRow& row);
  // `articles`: the name may have Arabic articles, and is found without them too.
  void name(std::string_view text, uint32_t place, NameKind kind, bool articles);
  // The file. What was written into is empty then.
  std::string bytes(std::string_view thanks, std::string_view borders);

 private:
  // A value under a key; the key lies in keys_.
  struct Entry {
    uint32_t key;
    uint16_t size;
    uint32_t value;
  };
  struct Table {
    std::string slots;
    std::string blocks;
    std::vector<uint32_t> starts;  // of the blocks
  };

  void entry(std::string_view key, uint32_t value);
  std::string_view key_of(const Entry& entry) const {
    return std::string_view(keys_).substr(entry.key, entry.size);
  }
  // The entries so far, by key. The bits of `mask` decide before the others: the place before the
  // kind of name, so that the values of a key come most populous first, and each place once.
  Table table(uint32_t mask);

  const NameSpelling& spelling_;
  std::string places_;
  std::string strings_;
  std::string keys_;
  std::vector<Entry> entries_;
  std::string scratch_;
  std::string reduced_;
};

}  // namespace sitrep
