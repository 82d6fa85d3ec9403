#include "sitrep/lexicon/lexicon.h"

#include <fmt/format.h>

#include <cstring>

#include "sitrep/base/hash.h"
#include "sitrep/base/mapped_file.h"

namespace sitrep {
namespace {

constexpr std::string_view kMagic = "SITRLEX1";
constexpr size_t kHeader = 24;  // magic, checksum of the rest, count of entries

std::string_view trim(std::string_view s) {
  const auto first = s.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(" \t\r") - first + 1);
}

void put(std::string& out, uint64_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

void put_text(std::string& out, std::string_view text) {
  put(out, text.size(), 4);
  out += text;
}

// Reads what `put` wrote; `ok` turns false at the first read past the end.
struct Cursor {
  std::string_view bytes;
  size_t at = 0;
  bool ok = true;

  uint64_t number(size_t width) {
    if (bytes.size() - at < width) {
      ok = false;
      return 0;
    }
    uint64_t value = 0;
    for (size_t i = 0; i < width; ++i) {
      value |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[at++])) << (8 * i);
    }
    return value;
  }

  std::string_view text() {
    const uint64_t size = number(4);
    if (!ok || bytes.size() - at < size) {
      ok = false;
      return {};
    }
    at += size;
    return bytes.substr(at - size, size);
  }
};

bool is_key(std::string_view key) {
  return !key.empty() &&
         key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}

}  // namespace

std::string_view LexiconEntry::get(std::string_view key) const {
  for (const auto& field : fields) {
    if (field.key == key) return field.value;
  }
  return {};
}

std::vector<std::string_view> LexiconEntry::all(std::string_view key) const {
  std::vector<std::string_view> values;
  for (const auto& field : fields) {
    if (field.key == key) values.push_back(field.value);
  }
  return values;
}

std::string LexiconEntry::where() const {
  return fmt::format("{}:{}", file, line);
}

std::vector<std::string_view> split_list(std::string_view value, char separator) {
  std::vector<std::string_view> parts;
  while (!value.empty()) {
    const size_t at = value.find(separator);
    const std::string_view part = trim(value.substr(0, at));
    if (!part.empty()) parts.push_back(part);
    if (at == std::string_view::npos) break;
    value.remove_prefix(at + 1);
  }
  return parts;
}

Result<Lexicon> Lexicon::parse(std::string_view text, std::string_view file) {
  // Values that go over several lines are joined, so the views point into a buffer of our own. It
  // never grows past this, and so never moves.
  auto buffer = std::make_shared<std::string>();
  buffer->reserve(2 * text.size() + file.size() + 16);
  auto keep = [&buffer](std::string_view s) {
    const size_t at = buffer->size();
    *buffer += s;
    return std::string_view(*buffer).substr(at);
  };
  Lexicon lexicon;
  const std::string_view name = keep(file);
  LexiconEntry entry;
  auto finish = [&] {
    if (!entry.fields.empty()) lexicon.entries_.push_back(std::move(entry));
    entry = {};
  };
  uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const size_t newline = text.find('\n');
    const std::string_view raw = text.substr(0, newline);
    text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
    const std::string_view line = trim(raw);
    auto malformed = [&](std::string_view what) {
      return fail(ErrorCode::malformed, fmt::format("{}:{}: {}", file, number, what));
    };
    if (line.empty()) {
      finish();
    } else if (line.front() == '#') {
      continue;
    } else if (raw.starts_with("  ")) {
      if (entry.fields.empty()) return malformed("a line that goes on with no field above it");
      // The value above is the last thing kept, so it grows in place.
      auto& field = entry.fields.back();
      const size_t more = keep(" ").size() + keep(line).size();
      field.value = {field.value.data(), field.value.size() + more};
    } else {
      const size_t colon = line.find(':');
      const std::string_view key = trim(line.substr(0, colon));
      if (colon == std::string_view::npos || !is_key(key)) {
        return malformed("expected 'key: value', found '" + std::string(line.substr(0, 60)) + "'");
      }
      const std::string_view value = trim(line.substr(colon + 1));
      if (value.empty()) return malformed(fmt::format("'{}' has no value", key));
      if (entry.fields.empty()) {
        entry.file = name;
        entry.line = number;
      }
      entry.fields.push_back({keep(key), keep(value)});
    }
  }
  finish();
  lexicon.buffers_.push_back(std::move(buffer));
  return lexicon;
}

std::string Lexicon::compile() const {
  std::string body;
  for (const auto& entry : entries_) {
    put_text(body, entry.file);
    put(body, entry.line, 4);
    put(body, entry.fields.size(), 4);
    for (const auto& field : entry.fields) {
      put_text(body, field.key);
      put_text(body, field.value);
    }
  }
  std::string out(kMagic);
  put(out, hash64(body), 8);
  put(out, entries_.size(), 8);
  return out + body;
}

Result<Lexicon> Lexicon::open(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  const auto bytes = std::make_shared<const std::string>(file->bytes());
  auto corrupt = [&path] {
    return fail(ErrorCode::corrupt, path + ": not a compiled lexicon of this version");
  };
  if (bytes->size() < kHeader || !bytes->starts_with(kMagic)) return corrupt();
  Cursor header{std::string_view(*bytes).substr(kMagic.size(), 16)};
  const uint64_t checksum = header.number(8);
  const uint64_t count = header.number(8);
  Cursor body{std::string_view(*bytes).substr(kHeader)};
  if (hash64(body.bytes) != checksum) return corrupt();
  Lexicon lexicon;
  lexicon.buffers_.push_back(bytes);
  for (uint64_t i = 0; i < count && body.ok; ++i) {
    LexiconEntry entry;
    entry.file = body.text();
    entry.line = static_cast<uint32_t>(body.number(4));
    const uint64_t fields = body.number(4);
    for (uint64_t k = 0; k < fields && body.ok; ++k) {
      const std::string_view key = body.text();
      entry.fields.push_back({key, body.text()});
    }
    if (entry.fields.empty()) return corrupt();
    lexicon.entries_.push_back(std::move(entry));
  }
  if (!body.ok) return corrupt();
  return lexicon;
}

Lexicon Lexicon::merged(const Lexicon& first, const Lexicon& second) {
  Lexicon both = first;
  both.buffers_.insert(both.buffers_.end(), second.buffers_.begin(), second.buffers_.end());
  both.entries_.insert(both.entries_.end(), second.entries_.begin(), second.entries_.end());
  return both;
}

std::vector<const LexiconEntry*> Lexicon::section(std::string_view section) const {
  std::vector<const LexiconEntry*> found;
  for (const auto& entry : entries_) {
    if (entry.section() == section) found.push_back(&entry);
  }
  return found;
}

}  // namespace sitrep
