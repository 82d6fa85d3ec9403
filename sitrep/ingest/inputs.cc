#include "sitrep/ingest/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "sitrep/base/names.h"
#include "sitrep/ingest/plain_text.h"
#include "sitrep/ingest/records.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLookAhead = 4'096;  // bytes that tell the form
// A text of the greatest size as a JSON string: escapes and the other fields need room.
constexpr size_t kMostLineBytes = 2 * kMostTextBytes;
constexpr std::array<std::string_view, 9> kForms = {"auto", "text", "jsonl", "html", "warc",
                                                    "feed", "mbox", "eml",   "pdf"};

// The error of an input, with its name before it.
Error named(const std::string& path, const Error& error) {
  if (error.message.starts_with(path + ":")) return error;
  return {error.code, fmt::format("{}: {}", path, error.message)};
}

class WholeFile : public Records {
 public:
  WholeFile(std::string path, ByteReader reader, RawKind kind, size_t most)
      : path_(std::move(path)), reader_(std::move(reader)), kind_(kind), most_(most) {}

  std::optional<RawDocument> next() override {
    if (done_) return {};
    done_ = true;
    auto bytes = reader_.take(most_ + 1);
    RawDocument raw{path_, kind_, std::move(bytes), {}, {}, {}};
    if (!raw.bytes) {
      raw.bytes = tl::unexpected(named(path_, raw.bytes.error()));
    } else if (raw.bytes->size() > most_) {
      raw.bytes = fail(ErrorCode::too_large, fmt::format("{}: more than {} bytes", path_, most_));
    }
    return raw;
  }
  uint64_t bytes_read() const override { return reader_.bytes_read(); }

 private:
  std::string path_;
  ByteReader reader_;
  RawKind kind_;
  size_t most_;
  bool done_ = false;
};

class JsonLines : public Records {
 public:
  JsonLines(std::string path, ByteReader reader)
      : path_(std::move(path)), reader_(std::move(reader)) {}

  std::optional<RawDocument> next() override {
    while (!done_) {
      bool cut = false;
      ++line_;
      auto line = reader_.line(kMostLineBytes, cut);
      const std::string where = fmt::format("{}:{}", path_, line_);
      if (!line) {
        done_ = true;
        return RawDocument{
            path_, RawKind::json_line, tl::unexpected(named(path_, line.error())), {}, {}, {}};
      }
      if (!*line) return {};
      if (cut) {
        return RawDocument{
            where,
            RawKind::json_line,
            fail(ErrorCode::too_large,
                 fmt::format("{}: a line of more than {} bytes", where, kMostLineBytes)),
            {},
            {},
            {}};
      }
      if (trim_ascii(**line).empty()) continue;
      return RawDocument{where, RawKind::json_line, std::move(**line), {}, {}, {}};
    }
    return {};
  }
  uint64_t bytes_read() const override { return reader_.bytes_read(); }

 private:
  std::string path_;
  ByteReader reader_;
  uint64_t line_ = 0;
  bool done_ = false;
};

// "Subject: ...": a line of a letter's head.
bool is_header_line(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 60) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_';
  });
}

// A letter begins with a head of such lines, and says whom it is from.
bool is_mail(std::string_view bytes) {
  size_t lines = 0;
  bool from = false;
  bool other = false;
  while (!bytes.empty() && lines < 60) {
    const size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    if (trim_ascii(line).empty()) break;
    const bool goes_on = lines > 0 && (line[0] == ' ' || line[0] == '\t');
    if (!goes_on && !is_header_line(line)) return false;
    from |= starts_with_ignoring_case(line, "from:");
    for (const std::string_view name : {"received:", "message-id:", "mime-version:", "subject:",
                                        "delivered-to:", "return-path:"}) {
      other |= starts_with_ignoring_case(line, name);
    }
    ++lines;
    if (end == std::string_view::npos) break;
    bytes.remove_prefix(end + 1);
  }
  return from && other && lines >= 3;
}

bool is_page(std::string_view bytes) {
  for (const std::string_view begin : {"<!doctype html", "<html", "<head", "<body", "<article"}) {
    if (starts_with_ignoring_case(bytes, begin)) return true;
  }
  // XHTML says that it is XML first; comments may stand before all.
  return (bytes.starts_with("<?xml") || bytes.starts_with("<!--")) &&
         contains_ignoring_case(bytes, "<html");
}

bool is_feed(std::string_view bytes) {
  if (!bytes.starts_with('<')) return false;
  for (const std::string_view root : {"<rss", "<feed", "<rdf:RDF"}) {
    if (bytes.find(root) != std::string_view::npos) return true;
  }
  return false;
}

Form form_of(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("WARC/")) return Form::warc;
  if (bytes.starts_with("%PDF-")) return Form::pdf;
  if (bytes.starts_with("From ") &&
      is_mail(bytes.substr(std::min(bytes.find('\n'), bytes.size() - 1) + 1))) {
    return Form::mbox;
  }
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return Form::text;
  const std::string_view begin = bytes.substr(first);
  if (begin[0] == '{') return Form::json_lines;
  if (is_page(begin)) return Form::html;
  if (is_feed(begin)) return Form::feed;
  return is_mail(begin) ? Form::mail : Form::text;
}

Result<std::unique_ptr<Records>> open_records(const std::string& path, Form form,
                                              const IngestLimits& limits) {
  auto source = open_file(path);
  if (!source) return tl::unexpected(source.error());
  auto reader = ByteReader::open(std::move(*source), limits);
  if (!reader) return tl::unexpected(named(path, reader.error()));
  return records_in(path, std::move(*reader), form, limits, 0);
}
// The files and folders within, in the order of their names; what is hidden or a link is left out.
Result<std::vector<std::string>> entries_of(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> entries;
  for (auto at = fs::directory_iterator(folder, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    std::error_code ignored;
    const fs::file_status status = at->symlink_status(ignored);
    if (name.starts_with('.') || (!fs::is_regular_file(status) && !fs::is_directory(status))) {
      continue;
    }
    entries.push_back(at->path().string());
  }
  if (error) return fail(ErrorCode::io, fmt::format("{}: {}", folder, error.message()));
  std::sort(entries.begin(), entries.end());
  return entries;
}

}  // namespace

std::optional<Form> form_named(std::string_view name) {
  return value_in<Form>(kForms, name);
}

std::unique_ptr<Records> whole_file(std::string path, ByteReader reader, RawKind kind,
                                    const IngestLimits& limits) {
  const size_t most = kind == RawKind::text   ? kMostTextBytes
                      : kind == RawKind::html ? limits.html.bytes
                                              : limits.record;
  return std::make_unique<WholeFile>(std::move(path), std::move(reader), kind, most);
}

std::unique_ptr<Records> json_lines(std::string path, ByteReader reader) {
  return std::make_unique<JsonLines>(std::move(path), std::move(reader));
}

Result<std::unique_ptr<Records>> records_in(const std::string& path, ByteReader reader, Form form,
                                            const IngestLimits& limits, uint32_t depth) {
  // Lines are read as they come: a program that feeds us need not write more before it gets an
  // answer.
  if (form == Form::json_lines) {
    auto first = reader.peek(1);
    if (first && first->starts_with('{')) return json_lines(path, std::move(reader));
  }
  auto begin = reader.peek(kLookAhead);
  if (!begin) return tl::unexpected(named(path, begin.error()));
  // Like what is compressed, an archive is opened whatever form its files are said to have.
  if (is_archive(*begin)) {
    if (depth >= limits.archives) {
      return fail(ErrorCode::too_deep, fmt::format("{}: archives within archives more than {} deep",
                                                   path, limits.archives));
    }
    return archive_files(path, std::move(reader), form, limits, depth);
  }
  if (form == Form::detect) form = form_of(*begin);
  switch (form) {
    case Form::json_lines:
      return json_lines(path, std::move(reader));
    case Form::warc:
      return warc_records(path, std::move(reader), limits);
    case Form::feed:
      return feed_items(path, std::move(reader), limits);
    case Form::mbox:
      return mbox_letters(path, std::move(reader), limits);
    case Form::html:
      return whole_file(path, std::move(reader), RawKind::html, limits);
    case Form::mail:
      return whole_file(path, std::move(reader), RawKind::mail, limits);
    case Form::pdf:
      return whole_file(path, std::move(reader), RawKind::pdf, limits);
    default:
      return whole_file(path, std::move(reader), RawKind::text, limits);
  }
}

Inputs::Inputs(std::vector<std::string> paths, Form form, const IngestLimits& limits)
    : paths_(std::move(paths)), form_(form), limits_(limits) {
  if (paths_.empty()) paths_.emplace_back("-");
  std::reverse(paths_.begin(), paths_.end());
}
Inputs::~Inputs() = default;

std::optional<RawDocument> Inputs::next() {
  const auto failed = [](const std::string& path, const Error& error) {
    return RawDocument{path, RawKind::text, tl::unexpected(error), {}, {}, {}};
  };
  while (records_ != nullptr || !paths_.empty()) {
    if (records_ == nullptr) {
      const std::string path = std::move(paths_.back());
      paths_.pop_back();
      std::error_code ignored;
      if (path != "-" && fs::is_directory(path, ignored)) {
        auto entries = entries_of(path);
        if (!entries) return failed(path, entries.error());
        paths_.insert(paths_.end(), entries->rbegin(), entries->rend());
        continue;
      }
      auto records = open_records(path, form_, limits_);
      if (!records) return failed(path, records.error());
      records_ = std::move(*records);
    }
    if (auto document = records_->next()) return document;
    bytes_before_ += records_->bytes_read();
    records_ = nullptr;
  }
  return std::nullopt;
}

uint64_t Inputs::bytes_read() const {
  return bytes_before_ + (records_ == nullptr ? 0 : records_->bytes_read());
}

}  // namespace sitrep
