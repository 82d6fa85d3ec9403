// Zip and tar archives: each file in them is an input of its own, read as the archive streams by.
//
//     a.tar.gz ── unpacked ── file ── unpacked ── form found out ── RawDocument, RawDocument ...
//                             file ...
//
// libarchive takes the formats apart, front to back, so that standard input works and the parts of
// a zip cannot lie over each other (Fifield, "A better zip bomb", 2019). Nothing is written
// anywhere: a name in an archive is only a name, but one that leads out of it is refused, for it
// was made to harm.
#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

#include "sitrep/ingest/charset.h"
#include "sitrep/ingest/records.h"

namespace sitrep {
namespace {

constexpr size_t kBlockBytes = size_t{64} << 10;
constexpr size_t kMostNameBytes = 1'000;

// libarchive's handle on an archive and where its bytes come from.
class OpenArchive {
 public:
  explicit OpenArchive(ByteReader reader)
      : reader_(std::move(reader)), handle_(archive_read_new()) {
    archive_read_support_format_tar(handle_);
    archive_read_support_format_zip_streamable(handle_);
    status_ = archive_read_open(handle_, this, nullptr, give_block, nullptr);
  }
  ~OpenArchive() { archive_read_free(handle_); }
  OpenArchive(const OpenArchive&) = delete;
  OpenArchive& operator=(const OpenArchive&) = delete;

  // The next entry; none at the end. Errors: corrupt, those of the reader.
  Result<archive_entry*> next() {
    archive_entry* entry = nullptr;
    if (status_ >= ARCHIVE_WARN) status_ = archive_read_next_header(handle_, &entry);
    if (status_ == ARCHIVE_EOF) return nullptr;
    if (status_ < ARCHIVE_WARN) return tl::unexpected(error());
    return entry;
  }

  Result<size_t> read(char* into, size_t room) {
    const la_ssize_t got = archive_read_data(handle_, into, room);
    if (got < 0) {
      if (got == ARCHIVE_FATAL) refused_ = error();
      return tl::unexpected(error());
    }
    const auto size = static_cast<size_t>(got);
    if (auto fine = reader_.expansion()->count_unpacked(size); !fine) {
      refused_ = fine.error();
      return tl::unexpected(fine.error());
    }
    return size;
  }

  // What makes it useless to go on: the input cannot be read, or is damaged, or made to burst.
  const std::optional<Error>& refused() const { return refused_; }
  const ByteReader& reader() const { return reader_; }

 private:
  static la_ssize_t give_block(archive*, void* self, const void** block) {
    auto& open = *static_cast<OpenArchive*>(self);
    open.reader_.skip(open.given_);
    open.given_ = 0;
    auto bytes = open.reader_.peek(kBlockBytes);
    if (!bytes) {
      open.refused_ = bytes.error();
      archive_set_error(open.handle_, EIO, "%s", bytes.error().message.c_str());
      return ARCHIVE_FATAL;
    }
    *block = bytes->data();
    open.given_ = std::min(bytes->size(), kBlockBytes);
    return static_cast<la_ssize_t>(open.given_);
  }

  Error error() const {
    if (refused_) return *refused_;
    const char* words = archive_error_string(handle_);
    return {ErrorCode::corrupt,
            fmt::format("a damaged archive: {}", words == nullptr ? "it ends too early" : words)};
  }

  ByteReader reader_;
  archive* handle_;
  size_t given_ = 0;
  int status_ = ARCHIVE_OK;
  std::optional<Error> refused_;
};

class EntrySource : public ByteSource {
 public:
  explicit EntrySource(std::shared_ptr<OpenArchive> from) : from_(std::move(from)) {}
  Result<size_t> read(char* into, size_t room) override { return from_->read(into, room); }

 private:
  std::shared_ptr<OpenArchive> from_;
};

bool is_control(char c) {
  return (c >= 0 && c < ' ') || c == 0x7f;
}

// In UTF-8, for messages; control characters, which could play with a terminal, as "?".
std::string shown_name(std::string_view name) {
  std::string shown = to_utf8(name.substr(0, kMostNameBytes), {});
  std::replace_if(shown.begin(), shown.end(), is_control, '?');
  return shown;
}

bool leads_out(std::string_view name) {
  if (name.empty() || name.size() > kMostNameBytes) return true;
  if (name[0] == '/' || name[0] == '\\' || name.substr(1, 1) == ":") return true;
  if (std::any_of(name.begin(), name.end(), is_control)) return true;
  for (size_t begin = 0; begin <= name.size();) {
    const size_t end = std::min(name.find_first_of("/\\", begin), name.size());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

// As in folders, what is hidden is left out, and what macOS puts beside each file.
bool is_hidden(std::string_view name) {
  return name[0] == '.' || name.find("/.") != std::string_view::npos ||
         name.starts_with("__MACOSX/");
}

// Zip is also what books and office documents are kept in; their parts are no documents.
bool is_part_of_book(std::string_view name) {
  return name == "mimetype" || name == "[Content_Types].xml";
}

class ArchiveRecords : public Records {
 public:
  ArchiveRecords(std::string path, ByteReader reader, Form form, const IngestLimits& limits,
                 uint32_t depth)
      : path_(std::move(path)),
        form_(form),
        limits_(limits),
        depth_(depth),
        open_(std::make_shared<OpenArchive>(std::move(reader))) {}

  std::optional<RawDocument> next() override {
    for (;;) {
      if (within_ != nullptr) {
        if (auto document = within_->next()) return document;
        within_ = nullptr;
      }
      if (done_ || open_->refused()) return {};
      if (auto failed = go_to_next()) return failed;
    }
  }
  uint64_t bytes_read() const override { return open_->reader().bytes_read(); }

 private:
  // Opens the next entry that is a file. Gives the error of one that cannot be read.
  std::optional<RawDocument> go_to_next() {
    auto entry = open_->next();
    if (!entry) {
      done_ = true;
      return failed(path_, entry.error());
    }
    if (*entry == nullptr) {
      done_ = true;
      return {};
    }
    const char* raw_name = archive_entry_pathname(*entry);
    if (raw_name == nullptr) raw_name = archive_entry_pathname_utf8(*entry);
    std::string name = raw_name == nullptr ? "" : raw_name;
    if (name.starts_with("./")) name.erase(0, 2);
    if (archive_entry_filetype(*entry) != AE_IFREG) return {};
    const std::string where = fmt::format("{}:{}", path_, shown_name(name));
    if (leads_out(name)) {
      return failed(where, {ErrorCode::malformed, "a name that leads out of the archive"});
    }
    if (first_ && is_part_of_book(name)) {
      done_ = true;
      return failed(path_, {ErrorCode::unsupported,
                            "an office document or a book; save it as a "
                            "page, text or PDF first"});
    }
    first_ = false;
    if (is_hidden(name)) return {};
    if (archive_entry_is_encrypted(*entry) != 0) {
      return failed(where, {ErrorCode::unsupported, "it is encrypted"});
    }
    auto reader =
        ByteReader::open_within(std::make_unique<EntrySource>(open_), open_->reader().expansion());
    if (!reader) return failed(where, reader.error());
    auto within = records_in(where, std::move(*reader), form_, limits_, depth_ + 1);
    if (!within) return failed(where, within.error());
    within_ = std::move(*within);
    return {};
  }

  static RawDocument failed(const std::string& where, const Error& error) {
    Error named = error;
    if (!named.message.starts_with(where))
      named.message = fmt::format("{}: {}", where, named.message);
    return {where, RawKind::text, tl::unexpected(std::move(named)), {}, {}, {}};
  }

  std::string path_;
  Form form_;
  IngestLimits limits_;
  uint32_t depth_;
  std::shared_ptr<OpenArchive> open_;
  std::unique_ptr<Records> within_;  // of the entry at hand
  bool first_ = true;
  bool done_ = false;
};

}  // namespace

bool is_archive(std::string_view bytes) {
  constexpr size_t kTarMark = 257;
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06") ||
         (bytes.size() > kTarMark && bytes.substr(kTarMark).starts_with("ustar"));
}

std::unique_ptr<Records> archive_files(std::string path, ByteReader reader, Form form,
                                       const IngestLimits& limits, uint32_t depth) {
  return std::make_unique<ArchiveRecords>(std::move(path), std::move(reader), form, limits, depth);
}

}  // namespace sitrep
