// A model file: named sections of bytes, mapped into memory.
//
//     "SITREPM1" | XXH3 of what follows (8) | size of the file (8) | count of sections (8)
//     table: name (16, zeros behind) | offset (8) | size (8)   once a section
//     sections, each on a multiple of 64 bytes
//
// Integers are little-endian, as on every machine that sitrep runs on.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/base/mapped_file.h"
#include "sitrep/base/result.h"

namespace sitrep {

// Movable; what it gives lives as long as it does. Safe to read from many threads.
class ModelFile {
 public:
  // Errors: not_found, io, corrupt (foreign, of another version, damaged); the message names the
  // file.
  static Result<ModelFile> open(const std::string& path);

  // Errors: corrupt, where the file has no such section.
  Result<std::string_view> section(std::string_view name) const;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  MappedFile file_;
  std::vector<std::pair<std::string_view, std::string_view>> sections_;
};

// The bytes of a model file. REQUIRES: names of at most 16 bytes.
std::string model_file_bytes(std::span<const std::pair<std::string, std::string>> named_sections);

// Reads a section from front to back; past its end every read gives nothing and `ok` is false.
class SectionReader {
 public:
  explicit SectionReader(std::string_view bytes) : bytes_(bytes) {}

  uint32_t number();
  // `count` values that lie in the file; empty where they do not fit.
  template <class T>
  std::span<const T> array(size_t count) {
    at_ = (at_ + 7) / 8 * 8;
    if (!ok_ || at_ > bytes_.size() || count > (bytes_.size() - at_) / sizeof(T)) {
      ok_ = false;
      return {};
    }
    const auto* first = reinterpret_cast<const T*>(bytes_.data() + at_);
    at_ += count * sizeof(T);
    return {first, count};
  }
  std::string_view text();
  bool ok() const { return ok_; }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

// Writes what SectionReader reads.
class SectionWriter {
 public:
  void number(uint32_t value);
  template <class T>
  void array(std::span<const T> values) {
    bytes_.resize((bytes_.size() + 7) / 8 * 8, '\0');
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }
  void text(std::string_view text);
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

}  // namespace sitrep
