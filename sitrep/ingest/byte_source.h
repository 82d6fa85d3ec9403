// Bytes one after another, out of a file or out of what was compressed, never all of it at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sitrep/base/result.h"
#include "sitrep/ingest/limits.h"

namespace sitrep {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // How many bytes came; 0 at the end. Errors: io, corrupt (damaged compression), too_large (one
  // that expands past the limit).
  virtual Result<size_t> read(char* into, size_t room) = 0;
};

// What one input has grown to by unpacking, at all its levels together: a bomb within an archive
// within an archive is one bomb.
class Expansion {
 public:
  explicit Expansion(const IngestLimits& limits) : limits_(limits) {}

  uint64_t packed() const { return packed_; }
  void count_packed(uint64_t bytes) { packed_ += bytes; }  // of the input itself
  // Errors: too_large.
  Result<void> count_unpacked(uint64_t bytes);

 private:
  IngestLimits limits_;
  uint64_t packed_ = 0;
  uint64_t unpacked_ = 0;
};

// "-" is standard input. Errors: not_found, io.
Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);

// A buffer ahead of a source, which it looks into to find out whether it is compressed.
class ByteReader {
 public:
  // Unpacks gzip (of any number of members) and zstd (of any number of frames). Errors: those of
  // the source.
  static Result<ByteReader> open(std::unique_ptr<ByteSource> source, const IngestLimits& limits);
  // The same of a file within an archive, which counts for the archive.
  static Result<ByteReader> open_within(std::unique_ptr<ByteSource> source,
                                        std::shared_ptr<Expansion> expansion);

  // Whether there is another byte.
  Result<bool> more();
  // Up to `size` of the next bytes, fewer at the end; they stay next. Valid until the next call.
  Result<std::string_view> peek(size_t size);
  void skip(size_t size);  // REQUIRES: they were peeked at
  // The next line with its end; none at the end. What goes past `most` is passed by and not given,
  // and `cut` says so.
  Result<std::optional<std::string>> line(size_t most, bool& cut);
  // Of the next bytes up to `size`, fewer at the end.
  Result<std::string> take(size_t size);
  // Puts bytes back before the next one.
  void put_back(std::string_view bytes);
  // Goes on to where `mark` stands next, or to the end. Gives whether it does.
  Result<bool> find(std::string_view mark);

  uint64_t offset() const { return offset_; }                   // in the unpacked bytes
  uint64_t bytes_read() const { return expansion_->packed(); }  // of the input itself
  const std::shared_ptr<Expansion>& expansion() const { return expansion_; }

 private:
  Result<bool> fill(size_t least);

  std::unique_ptr<ByteSource> source_;
  std::shared_ptr<Expansion> expansion_;
  std::string ahead_;
  size_t at_ = 0;
  uint64_t offset_ = 0;
  bool ended_ = false;
};

// Unpacks what a server or an archive compressed: "gzip", "deflate", "zstd". Errors: corrupt,
// too_large (more than `most` bytes), unsupported.
Result<std::string> unpack(std::string_view bytes, std::string_view how, size_t most);

}  // namespace sitrep
