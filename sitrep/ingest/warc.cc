// Web archives: records one after another, each with a head that says how long it is.
//
//     WARC/1.0                             a head ...
//     WARC-Type: response
//     Content-Length: 4711
//                                          ... an empty line, the content, two empty lines
//
// Source: the WARC 1.1 specification (IIPC); Common Crawl's news archives are written so. Responses
// with a page or a text, resources and conversions (WET) are documents; a revisit has no words of
// its own. A length that is wrong is found by what stands where the next record should be.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sitrep/ingest/http.h"
#include "sitrep/ingest/records.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr std::string_view kMark = "WARC/";
constexpr std::string_view kNextRecord = "\r\n\r\nWARC/1.";
constexpr size_t kMostHeadBytes = size_t{64} << 10;

bool is_text_type(std::string_view type) {
  return starts_with_ignoring_case(type, "text/html") ||
         starts_with_ignoring_case(type, "text/plain") ||
         contains_ignoring_case(type, "application/xhtml");
}

class WarcRecords : public Records {
 public:
  WarcRecords(std::string path, ByteReader reader, const IngestLimits& limits)
      : path_(std::move(path)), reader_(std::move(reader)), limits_(limits) {}

  std::optional<RawDocument> next() override {
    while (!done_) {
      auto found = next_record();
      if (!found) {
        done_ |= found.error().code == ErrorCode::io || found.error().code == ErrorCode::corrupt;
        return error_of(found.error());
      }
      if (*found) return std::move(**found);
    }
    return {};
  }
  uint64_t bytes_read() const override { return reader_.bytes_read(); }

 private:
  RawDocument error_of(const Error& error) const {
    const std::string where = fmt::format("{}:{}", path_, begin_);
    return {
        where, RawKind::http, fail(error.code, fmt::format("{}: {}", where, error.message)), {}, {},
        {}};
  }

  // The document of the next record; none where it has none, or at the end, which sets done_.
  Result<std::optional<RawDocument>> next_record() {
    auto at_mark = go_to_record();
    if (!at_mark) return tl::unexpected(at_mark.error());
    if (!*at_mark) {
      done_ = true;
      return std::nullopt;
    }
    std::string head;
    if (auto taken = take_head(head); !taken) return tl::unexpected(taken.error());
    std::string_view rest = head;
    rest.remove_prefix(std::min(rest.find('\n') + 1, rest.size()));  // "WARC/1.0"
    const Headers headers = Headers::take_from(rest);
    uint64_t length = 0;
    const std::string_view said = headers.get("Content-Length");
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), length);
    if (said.empty() || error != std::errc() || end != said.data() + said.size()) {
      return fail(ErrorCode::malformed, "a record without a Content-Length");
    }
    if (!has_words(headers)) {
      return pass_by(length);
    }
    return content_of(headers, length);
  }

  // Goes on to the head of a record; what stands between records is two empty lines.
  Result<bool> go_to_record() {
    for (;;) {
      auto next = reader_.peek(kMark.size());
      if (!next) return tl::unexpected(next.error());
      begin_ = reader_.offset();
      if (*next == kMark) return true;
      if (next->empty()) return false;
      if ((*next)[0] == '\r' || (*next)[0] == '\n') {
        reader_.skip(1);
        continue;
      }
      auto found = reader_.find("WARC/1.");
      if (!found) return tl::unexpected(found.error());
      if (!*found) {
        done_ = true;
        return fail(ErrorCode::malformed, "no record begins here, nor any after");
      }
      return fail(ErrorCode::malformed,
                  fmt::format("no record begins here; the next one at byte {}", reader_.offset()));
    }
  }

  Result<void> take_head(std::string& head) {
    for (;;) {
      bool cut = false;
      auto line = reader_.line(kMostHeadBytes, cut);
      if (!line) return tl::unexpected(line.error());
      if (!*line) return fail(ErrorCode::malformed, "the archive ends within the head of a record");
      if (cut || head.size() + (*line)->size() > kMostHeadBytes) {
        return fail(ErrorCode::too_large,
                    fmt::format("a record's head of more than {} bytes", kMostHeadBytes));
      }
      head += **line;
      if (**line == "\r\n" || **line == "\n") return {};
    }
  }

  static bool has_words(const Headers& headers) {
    const std::string_view type = headers.get("WARC-Type");
    if (type == "response") {
      return contains_ignoring_case(headers.get("Content-Type"), "application/http") ||
             is_text_type(headers.get("Content-Type"));
    }
    return (type == "resource" || type == "conversion") &&
           is_text_type(headers.get("Content-Type"));
  }

  Result<std::optional<RawDocument>> pass_by(uint64_t length) {
    while (length > 0) {
      auto next = reader_.peek(static_cast<size_t>(std::min<uint64_t>(length, 64 << 10)));
      if (!next) return tl::unexpected(next.error());
      if (next->empty()) return fail(ErrorCode::malformed, "the archive ends within a record");
      length -= next->size();
      reader_.skip(next->size());
    }
    return std::nullopt;
  }

  Result<std::optional<RawDocument>> content_of(const Headers& headers, uint64_t length) {
    if (length > limits_.record) {
      // The length may be wrong: the next record is looked for, not counted off to.
      auto found = reader_.find(kNextRecord);
      if (!found) return tl::unexpected(found.error());
      return fail(ErrorCode::too_large,
                  fmt::format("a record of {} bytes; at most {} are read", length, limits_.record));
    }
    auto content = reader_.take(static_cast<size_t>(length));
    if (!content) return tl::unexpected(content.error());
    if (content->size() < length) {
      done_ = true;
      return fail(ErrorCode::malformed,
                  fmt::format("a record of {} bytes ends after {}", length, content->size()));
    }
    // A length that runs on into the next record.
    if (const size_t next = content->find(kNextRecord); next != std::string::npos) {
      reader_.put_back(std::string_view(*content).substr(next + 4));
      content->resize(next);
    }
    return document_of(headers, std::move(*content));
  }

  std::optional<RawDocument> document_of(const Headers& headers, std::string content) const {
    RawDocument raw;
    raw.where = fmt::format("{}:{}", path_, begin_);
    raw.meta.url = headers.get("WARC-Target-URI");
    if (raw.meta.url.starts_with('<') && raw.meta.url.ends_with('>')) {
      raw.meta.url = raw.meta.url.substr(1, raw.meta.url.size() - 2);
    }
    const std::string_view type = headers.get("Content-Type");
    if (contains_ignoring_case(type, "application/http")) {
      std::string_view rest = content;
      const HttpHead head = take_http_head(rest);
      const bool good = head.status >= 200 && head.status < 300;
      if (!good || rest.empty() || !is_text_type(head.headers.get("Content-Type"))) return {};
      raw.kind = RawKind::http;
    } else {
      raw.kind = starts_with_ignoring_case(type, "text/plain") ? RawKind::text : RawKind::html;
    }
    raw.bytes = std::move(content);
    return raw;
  }

  std::string path_;
  ByteReader reader_;
  IngestLimits limits_;
  uint64_t begin_ = 0;  // of the record at hand
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Records> warc_records(std::string path, ByteReader reader,
                                      const IngestLimits& limits) {
  return std::make_unique<WarcRecords>(std::move(path), std::move(reader), limits);
}

}  // namespace sitrep
