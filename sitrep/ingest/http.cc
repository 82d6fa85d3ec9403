#include "sitrep/ingest/http.h"

#include <charconv>

#include "sitrep/ingest/byte_source.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr size_t kMostHeaderLines = 500;
constexpr size_t kMostHeaderBytes = size_t{64} << 10;  // of one header

std::string_view take_line(std::string_view& bytes) {
  const size_t end = bytes.find('\n');
  std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Chunks joined; what is not in chunks, though it should be, as it is. Ends where the chunks do.
std::string without_chunks(std::string_view body) {
  std::string out;
  std::string_view rest = body;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    size_t size = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (error != std::errc() || (end != line.data() + line.size() && *end != ';' && *end != ' ')) {
      return out.empty() ? std::string(body) : out;
    }
    if (size == 0) break;
    out.append(rest.substr(0, size));
    rest.remove_prefix(std::min(size, rest.size()));
    take_line(rest);
  }
  return out;
}

}  // namespace

Headers Headers::take_from(std::string_view& bytes) {
  Headers headers;
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) break;
    const bool goes_on = line[0] == ' ' || line[0] == '\t';
    if (goes_on && !headers.lines_.empty()) {
      std::string& value = headers.lines_.back().second;
      if (value.size() < kMostHeaderBytes) value.append(" ").append(trim_ascii(line));
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || headers.lines_.size() == kMostHeaderLines) continue;
    headers.lines_.emplace_back(trim_ascii(line.substr(0, colon)),
                                trim_ascii(line.substr(colon + 1)).substr(0, kMostHeaderBytes));
  }
  return headers;
}

std::string_view Headers::get(std::string_view name) const {
  for (const auto& [key, value] : lines_) {
    if (equals_ignoring_case(key, name)) return value;
  }
  return {};
}

HttpHead take_http_head(std::string_view& bytes) {
  HttpHead head;
  if (!bytes.starts_with("HTTP/")) return head;
  const std::string_view line = take_line(bytes);
  const size_t space = line.find(' ');
  if (space != std::string_view::npos) {
    std::from_chars(line.data() + space + 1, line.data() + line.size(), head.status);
  }
  head.headers = Headers::take_from(bytes);
  return head;
}

Result<std::string> http_body(const HttpHead& head, std::string_view body, size_t most) {
  std::string joined;
  if (contains_ignoring_case(head.headers.get("Transfer-Encoding"), "chunked")) {
    joined = without_chunks(body);
    body = joined;
  }
  const std::string_view packed = trim_ascii(head.headers.get("Content-Encoding"));
  if (packed.empty() || equals_ignoring_case(packed, "identity")) return std::string(body);
  return unpack(body, packed, most);
}

}  // namespace sitrep
