#include "sitrep/ingest/mail.h"

#include <fmt/format.h>

#include <array>

#include "sitrep/ingest/charset.h"
#include "sitrep/ingest/dates.h"
#include "sitrep/ingest/http.h"
#include "sitrep/ingest/records.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr int kDeepestPart = 16;
constexpr size_t kMostParts = 1'000;
constexpr size_t kLeastPlain = 200;  // bytes; a shorter plain text only says "see the page"

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = to_ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (is_ascii_digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

// "boundary" of: multipart/mixed; boundary="abc"
std::string parameter(std::string_view value, std::string_view name) {
  for (size_t at = value.find(';'); at != kNone; at = value.find(';', at + 1)) {
    std::string_view rest = trim_ascii(value.substr(at + 1));
    if (!starts_with_ignoring_case(rest, name)) continue;
    rest = trim_ascii(rest.substr(name.size()));
    if (!rest.starts_with('=')) continue;
    rest = trim_ascii(rest.substr(1));
    if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
    return std::string(rest.substr(0, rest.find_first_of("; \t")));
  }
  return {};
}

std::string unpacked(const Headers& headers, std::string_view body) {
  const std::string_view how = trim_ascii(headers.get("Content-Transfer-Encoding"));
  if (equals_ignoring_case(how, "base64")) return from_base64(body);
  if (equals_ignoring_case(how, "quoted-printable")) return from_quoted_printable(body);
  return std::string(body);
}

class LetterReader {
 public:
  Result<void> read_part(const Headers& headers, std::string_view body, int depth) {
    if (depth > kDeepestPart) {
      return fail(ErrorCode::too_deep,
                  fmt::format("parts within parts more than {} deep", kDeepestPart));
    }
    if (++parts_ > kMostParts) {
      return fail(ErrorCode::too_many, fmt::format("more than {} parts", kMostParts));
    }
    const std::string_view type = headers.get("Content-Type");
    if (starts_with_ignoring_case(type, "multipart/")) {
      return read_parts(parameter(type, "boundary"), body, depth);
    }
    if (starts_with_ignoring_case(trim_ascii(headers.get("Content-Disposition")), "attachment")) {
      return {};
    }
    const bool page = starts_with_ignoring_case(type, "text/html");
    if (!page && !type.empty() && !starts_with_ignoring_case(type, "text/plain")) return {};
    std::string& slot = page ? page_ : plain_;
    if (!slot.empty()) return {};
    const std::string bytes = unpacked(headers, body);
    std::string_view charset = charset_of_type(type);
    if (charset.empty() && page) charset = charset_of_page(bytes);
    slot = to_utf8(bytes, charset);
    return {};
  }

  // The plain text, or the page.
  bool choose(Letter& letter) {
    const bool thin = trim_ascii(plain_).size() < kLeastPlain;
    letter.html = !page_.empty() && thin;
    letter.text = std::move(letter.html ? page_ : plain_);
    return !trim_ascii(letter.text).empty();
  }

 private:
  Result<void> read_parts(const std::string& boundary, std::string_view body, int depth) {
    if (boundary.empty()) return {};
    const std::string mark = "--" + boundary;
    size_t at = body.find(mark);
    while (at != kNone) {
      const size_t begin = body.find('\n', at);
      if (body.substr(at + mark.size()).starts_with("--") || begin == kNone) break;
      const size_t end = body.find(mark, begin + 1);
      std::string_view part = body.substr(begin + 1, end == kNone ? kNone : end - begin - 1);
      const Headers headers = Headers::take_from(part);
      if (auto read = read_part(headers, part, depth + 1); !read) return read;
      at = end;
    }
    return {};
  }

  size_t parts_ = 0;
  std::string plain_;
  std::string page_;
};

// "The Example <news@example.com>" -> "The Example".
std::string name_of_sender(std::string_view from) {
  const size_t angle = from.find('<');
  std::string_view name = trim_ascii(from.substr(0, angle));
  if (name.empty()) name = trim_ascii(from);
  if (name.size() > 1 && name.front() == '"' && name.back() == '"') {
    name = name.substr(1, name.size() - 2);
  }
  return decoded_header(name);
}

}  // namespace

std::string from_base64(std::string_view packed) {
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : packed) {
    const int value = base64_value(c);
    if (value < 0) continue;
    bits = bits << 6u | static_cast<uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFu);
    }
  }
  return out;
}

std::string from_quoted_printable(std::string_view packed) {
  std::string out;
  for (size_t i = 0; i < packed.size(); ++i) {
    if (packed[i] != '=') {
      out += packed[i];
      continue;
    }
    const std::string_view rest = packed.substr(i + 1);
    if (rest.starts_with("\r\n")) {
      i += 2;
    } else if (rest.starts_with('\n')) {
      i += 1;
    } else if (rest.size() >= 2 && hex_value(rest[0]) >= 0 && hex_value(rest[1]) >= 0) {
      out += static_cast<char>(hex_value(rest[0]) * 16 + hex_value(rest[1]));
      i += 2;
    } else {
      out += '=';
    }
  }
  return out;
}

std::string decoded_header(std::string_view value) {
  std::string out;
  bool after_word = false;
  while (!value.empty()) {
    const size_t begin = value.find("=?");
    const size_t charset = begin == kNone ? kNone : value.find('?', begin + 2);
    const size_t how = charset == kNone ? kNone : value.find('?', charset + 1);
    const size_t end = how == kNone ? kNone : value.find("?=", how + 1);
    const std::string_view between = value.substr(0, end == kNone ? kNone : begin);
    // White space between two encoded words is not part of either.
    if (!(after_word && end != kNone && trim_ascii(between).empty())) out += between;
    if (end == kNone) break;
    std::string words(value.substr(how + 1, end - how - 1));
    if (to_ascii_lower(value[charset + 1]) == 'b') {
      words = from_base64(words);
    } else {
      for (char& c : words) c = c == '_' ? ' ' : c;
      words = from_quoted_printable(words);
    }
    out += to_utf8(words, value.substr(begin + 2, charset - begin - 2));
    after_word = true;
    value.remove_prefix(end + 2);
  }
  return to_utf8(out, {});
}

Result<Letter> read_letter(std::string_view bytes) {
  if (bytes.starts_with("From "))
    bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
  const Headers headers = Headers::take_from(bytes);
  if (headers.get("From").empty() && headers.get("Date").empty()) {
    return fail(ErrorCode::malformed, "no letter: it says neither from whom it is nor when");
  }
  Letter letter;
  letter.meta.title = decoded_header(headers.get("Subject"));
  letter.meta.publisher = name_of_sender(headers.get("From"));
  letter.meta.published = iso_of(headers.get("Date"));
  LetterReader reader;
  if (auto read = reader.read_part(headers, bytes, 0); !read) return tl::unexpected(read.error());
  if (!reader.choose(letter)) return fail(ErrorCode::empty, "the letter has no text");
  return letter;
}

// --- mbox: letters one after another, each behind a line that begins with "From " ---

namespace {

class MboxLetters : public Records {
 public:
  MboxLetters(std::string path, ByteReader reader, const IngestLimits& limits)
      : path_(std::move(path)), reader_(std::move(reader)), limits_(limits) {}

  std::optional<RawDocument> next() override {
    if (done_) return {};
    RawDocument raw;
    raw.kind = RawKind::mail;
    raw.where = fmt::format("{}:{}", path_, reader_.offset());
    std::string letter;
    bool too_large = false;
    bool after_blank = false;
    bool begun = false;
    for (;;) {
      auto head = reader_.peek(5);
      const bool is_end = head && (head->empty() || (begun && after_blank && *head == "From "));
      if (is_end) {
        done_ = head->empty();
        break;
      }
      bool cut = false;
      auto line = reader_.line(limits_.record, cut);
      if (!line) {
        done_ = true;
        raw.bytes = fail(line.error().code, fmt::format("{}: {}", raw.where, line.error().message));
        return raw;
      }
      begun = true;
      after_blank = trim_ascii(**line).empty();
      too_large |= cut || letter.size() + (*line)->size() > limits_.record;
      // ">From " within a letter was "From ".
      const bool escaped = (*line)->starts_with(">From ");
      if (!too_large) letter.append(**line, escaped ? 1 : 0, std::string::npos);
    }
    if (!begun) return {};
    if (too_large) {
      raw.bytes = fail(ErrorCode::too_large, fmt::format("{}: a letter of more than {} bytes",
                                                         raw.where, limits_.record));
    } else {
      raw.bytes = std::move(letter);
    }
    return raw;
  }
  uint64_t bytes_read() const override { return reader_.bytes_read(); }

 private:
  std::string path_;
  ByteReader reader_;
  IngestLimits limits_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Records> mbox_letters(std::string path, ByteReader reader,
                                      const IngestLimits& limits) {
  return std::make_unique<MboxLetters>(std::move(path), std::move(reader), limits);
}

}  // namespace sitrep
