// A whole file as read-only memory. Pages come in when touched and are shared between processes.
#pragma once

#include <string>
#include <string_view>

#include "sitrep/base/result.h"

namespace sitrep {

// Movable, not copyable; the bytes live as long as the object. Safe to read from many threads.
class MappedFile {
 public:
  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  // Errors: not_found, io (a directory, no permission); the message names the path.
  static Result<MappedFile> open(const std::string& path);

  std::string_view bytes() const { return {data_, size_}; }

 private:
  const char* data_ = nullptr;
  size_t size_ = 0;
};

}  // namespace sitrep
