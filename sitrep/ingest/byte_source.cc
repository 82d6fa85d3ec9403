#include "sitrep/ingest/byte_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr size_t kBufferBytes = size_t{256} << 10;

class FileSource : public ByteSource {
 public:
  FileSource(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  ~FileSource() override {
    if (descriptor_ != STDIN_FILENO) close(descriptor_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Result<size_t> read(char* into, size_t room) override {
    ssize_t got = 0;
    do {
      got = ::read(descriptor_, into, room);
    } while (got < 0 && errno == EINTR);
    if (got < 0) return fail(ErrorCode::io, fmt::format("{}: {}", path_, std::strerror(errno)));
    return static_cast<size_t>(got);
  }

 private:
  std::string path_;
  int descriptor_;
};

// Counts what passes through.
class CountedSource : public ByteSource {
 public:
  CountedSource(std::unique_ptr<ByteSource> from, std::shared_ptr<Expansion> expansion)
      : from_(std::move(from)), expansion_(std::move(expansion)) {}

  Result<size_t> read(char* into, size_t room) override {
    auto got = from_->read(into, room);
    if (got) expansion_->count_packed(*got);
    return got;
  }

 private:
  std::unique_ptr<ByteSource> from_;
  std::shared_ptr<Expansion> expansion_;
};

// What was read ahead, and then the rest.
class Prefixed : public ByteSource {
 public:
  Prefixed(std::string first, std::unique_ptr<ByteSource> rest)
      : first_(std::move(first)), rest_(std::move(rest)) {}

  Result<size_t> read(char* into, size_t room) override {
    if (at_ == first_.size()) return rest_->read(into, room);
    const size_t size = std::min(room, first_.size() - at_);
    std::memcpy(into, first_.data() + at_, size);
    at_ += size;
    return size;
  }

 private:
  std::string first_;
  size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

// What both decompressors do around their libraries: feeding them and watching how much comes out.
class Unpacker : public ByteSource {
 public:
  Unpacker(std::unique_ptr<ByteSource> from, std::shared_ptr<Expansion> expansion)
      : from_(std::move(from)), expansion_(std::move(expansion)), in_(kBufferBytes, '\0') {}

 protected:
  // Whether there is another byte to unpack.
  Result<bool> feed() {
    if (in_at_ < in_end_) return true;
    auto got = from_->read(in_.data(), in_.size());
    if (!got) return tl::unexpected(got.error());
    in_at_ = 0;
    in_end_ = *got;
    return in_end_ > 0;
  }

  Result<size_t> hand_out(size_t size) {
    if (auto fine = expansion_->count_unpacked(size); !fine) return tl::unexpected(fine.error());
    return size;
  }

  std::unique_ptr<ByteSource> from_;
  std::shared_ptr<Expansion> expansion_;
  std::string in_;
  size_t in_at_ = 0;
  size_t in_end_ = 0;
};

class GzipSource : public Unpacker {
 public:
  GzipSource(std::unique_ptr<ByteSource> from, std::shared_ptr<Expansion> expansion)
      : Unpacker(std::move(from), std::move(expansion)) {
    inflateInit2(&stream_, 15 + 32);  // a gzip or zlib header
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  Result<size_t> read(char* into, size_t room) override {
    for (;;) {
      auto fed = feed();
      if (!fed) return tl::unexpected(fed.error());
      if (!*fed) {
        if (in_member_) return fail(ErrorCode::corrupt, "the compressed data ends too early");
        return size_t{0};
      }
      stream_.next_in = reinterpret_cast<Bytef*>(in_.data() + in_at_);
      stream_.avail_in = static_cast<uInt>(in_end_ - in_at_);
      stream_.next_out = reinterpret_cast<Bytef*>(into);
      stream_.avail_out = static_cast<uInt>(room);
      if (!in_member_ && begun_) inflateReset(&stream_);
      begun_ = in_member_ = true;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      in_at_ = in_end_ - stream_.avail_in;
      if (status == Z_STREAM_END) {
        in_member_ = false;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        return fail(ErrorCode::corrupt, "the compressed data is damaged");
      }
      const size_t got = room - stream_.avail_out;
      if (got > 0) return hand_out(got);
    }
  }

 private:
  z_stream stream_{};
  bool begun_ = false;
  bool in_member_ = false;
};

class ZstdSource : public Unpacker {
 public:
  ZstdSource(std::unique_ptr<ByteSource> from, std::shared_ptr<Expansion> expansion)
      : Unpacker(std::move(from), std::move(expansion)), stream_(ZSTD_createDStream()) {
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, 27);
  }
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;

  Result<size_t> read(char* into, size_t room) override {
    for (;;) {
      auto fed = feed();
      if (!fed) return tl::unexpected(fed.error());
      if (!*fed) {
        if (in_frame_) return fail(ErrorCode::corrupt, "the compressed data ends too early");
        return size_t{0};
      }
      ZSTD_inBuffer in{in_.data(), in_end_, in_at_};
      ZSTD_outBuffer out{into, room, 0};
      const size_t left = ZSTD_decompressStream(stream_, &out, &in);
      if (ZSTD_isError(left)) return fail(ErrorCode::corrupt, "the compressed data is damaged");
      in_at_ = in.pos;
      in_frame_ = left != 0;
      if (out.pos > 0) return hand_out(out.pos);
    }
  }

 private:
  ZSTD_DStream* stream_;
  bool in_frame_ = false;
};

class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}
  Result<size_t> read(char* into, size_t room) override {
    const size_t size = std::min(room, bytes_.size());
    std::memcpy(into, bytes_.data(), size);
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
};

// A zlib header: the method is deflate, and the two bytes are a multiple of 31.
bool is_zlib(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const unsigned first = static_cast<unsigned char>(bytes[0]);
  return (first & 15u) == 8 && ((first << 8u) | static_cast<unsigned char>(bytes[1])) % 31 == 0;
}

constexpr std::string_view kGzip = "\x1f\x8b";
constexpr std::string_view kZstd = "\x28\xb5\x2f\xfd";

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                fmt::format("{}: {}", path, std::strerror(errno)));
  }
  return std::make_unique<FileSource>(path, descriptor);
}

Result<void> Expansion::count_unpacked(uint64_t bytes) {
  unpacked_ += bytes;
  if (unpacked_ > limits_.expansion_from && unpacked_ / limits_.expansion > packed_) {
    return fail(ErrorCode::too_large, fmt::format("{} packed bytes unpack to more than {} times as "
                                                  "many",
                                                  packed_, limits_.expansion));
  }
  return {};
}

Result<ByteReader> ByteReader::open(std::unique_ptr<ByteSource> source,
                                    const IngestLimits& limits) {
  auto expansion = std::make_shared<Expansion>(limits);
  auto counted = std::make_unique<CountedSource>(std::move(source), expansion);
  return open_within(std::move(counted), std::move(expansion));
}

Result<ByteReader> ByteReader::open_within(std::unique_ptr<ByteSource> source,
                                           std::shared_ptr<Expansion> expansion) {
  ByteReader reader;
  reader.source_ = std::move(source);
  reader.expansion_ = std::move(expansion);
  // What is packed twice is unpacked once: its inside is for the reader of that form to refuse.
  auto begin = reader.peek(4);
  if (!begin) return tl::unexpected(begin.error());
  const bool gzip = begin->starts_with(kGzip);
  if (!gzip && !begin->starts_with(kZstd)) return reader;
  auto packed = std::make_unique<Prefixed>(std::move(reader.ahead_), std::move(reader.source_));
  reader.ahead_.clear();
  reader.ended_ = false;
  if (gzip) {
    reader.source_ = std::make_unique<GzipSource>(std::move(packed), reader.expansion_);
  } else {
    reader.source_ = std::make_unique<ZstdSource>(std::move(packed), reader.expansion_);
  }
  return reader;
}

// Sees to it that `least` bytes are at hand, or all that there are. Gives whether any is.
Result<bool> ByteReader::fill(size_t least) {
  if (ahead_.size() - at_ < least && !ended_) {
    ahead_.erase(0, at_);
    at_ = 0;
    while (ahead_.size() < least && !ended_) {
      const size_t had = ahead_.size();
      ahead_.resize(had + kBufferBytes);
      auto got = source_->read(ahead_.data() + had, kBufferBytes);
      ahead_.resize(had + (got ? *got : 0));
      if (!got) {
        ended_ = true;
        return tl::unexpected(got.error());
      }
      ended_ = *got == 0;
    }
  }
  return at_ < ahead_.size();
}

Result<bool> ByteReader::more() {
  return fill(1);
}

Result<std::string_view> ByteReader::peek(size_t size) {
  auto filled = fill(size);
  if (!filled) return tl::unexpected(filled.error());
  return std::string_view(ahead_).substr(at_, size);
}

void ByteReader::skip(size_t size) {
  at_ += size;
  offset_ += size;
}

Result<std::optional<std::string>> ByteReader::line(size_t most, bool& cut) {
  std::string line;
  cut = false;
  for (;;) {
    auto filled = fill(1);
    if (!filled) return tl::unexpected(filled.error());
    if (!*filled) {
      if (line.empty() && !cut) return std::nullopt;
      return line;
    }
    const size_t end = ahead_.find('\n', at_);
    const size_t size = (end == std::string::npos ? ahead_.size() : end + 1) - at_;
    cut |= line.size() + size > most;
    if (cut) {
      std::string().swap(line);
    } else {
      line.append(ahead_, at_, size);
    }
    skip(size);
    if (end != std::string::npos) return line;
  }
}

Result<std::string> ByteReader::take(size_t size) {
  std::string bytes;
  bytes.reserve(std::min(size, 4 * kBufferBytes));
  while (bytes.size() < size) {
    auto filled = fill(1);
    if (!filled) return tl::unexpected(filled.error());
    if (!*filled) break;
    const size_t part = std::min(size - bytes.size(), ahead_.size() - at_);
    bytes.append(ahead_, at_, part);
    skip(part);
  }
  return bytes;
}

void ByteReader::put_back(std::string_view bytes) {
  offset_ -= bytes.size();
  if (at_ >= bytes.size()) {
    at_ -= bytes.size();
    return;
  }
  ahead_.replace(0, at_, bytes);
  at_ = 0;
}

Result<bool> ByteReader::find(std::string_view mark) {
  for (;;) {
    auto filled = fill(kBufferBytes);
    if (!filled) return tl::unexpected(filled.error());
    const size_t found = ahead_.find(mark, at_);
    if (found != std::string::npos) {
      skip(found - at_);
      return true;
    }
    if (ended_) {
      skip(ahead_.size() - at_);
      return false;
    }
    skip(ahead_.size() - at_ - std::min(mark.size() - 1, ahead_.size() - at_));
  }
}

Result<std::string> unpack(std::string_view bytes, std::string_view how, size_t most) {
  const auto expansion = std::make_shared<Expansion>(IngestLimits{});
  expansion->count_packed(bytes.size());
  auto memory = std::make_unique<MemorySource>(bytes);
  std::unique_ptr<ByteSource> source;
  // Crawlers keep the header and store the page unpacked: then there is nothing to do.
  if (equals_ignoring_case(how, "gzip") || equals_ignoring_case(how, "x-gzip")) {
    if (!bytes.starts_with(kGzip)) return std::string(bytes);
    source = std::make_unique<GzipSource>(std::move(memory), expansion);
  } else if (equals_ignoring_case(how, "deflate")) {
    if (!is_zlib(bytes)) return std::string(bytes);
    source = std::make_unique<GzipSource>(std::move(memory), expansion);
  } else if (equals_ignoring_case(how, "zstd")) {
    if (!bytes.starts_with(kZstd)) return std::string(bytes);
    source = std::make_unique<ZstdSource>(std::move(memory), expansion);
  } else {
    return fail(ErrorCode::unsupported, fmt::format("content packed as \"{}\"", how.substr(0, 40)));
  }
  std::string out;
  for (;;) {
    const size_t had = out.size();
    out.resize(had + kBufferBytes);
    auto got = source->read(out.data() + had, kBufferBytes);
    if (!got) return tl::unexpected(got.error());
    out.resize(had + *got);
    if (*got == 0) return out;
    if (out.size() > most) {
      return fail(ErrorCode::too_large,
                  fmt::format("the content unpacks to more than {} bytes", most));
    }
  }
}

}  // namespace sitrep
