#include "sitrep/language/model_file.h"

#include <fmt/format.h>

#include <cstring>

#include "sitrep/base/hash.h"

namespace sitrep {
namespace {

constexpr std::string_view kMagic = "SITREPM1";
constexpr size_t kHeader = 32;
constexpr size_t kEntry = 32;
constexpr size_t kName = 16;
constexpr size_t kAlignment = 64;

uint64_t read64(std::string_view bytes, size_t at) {
  uint64_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

void append64(std::string& bytes, uint64_t value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

size_t aligned(size_t at) {
  return (at + kAlignment - 1) / kAlignment * kAlignment;
}

}  // namespace

Result<ModelFile> ModelFile::open(const std::string& path) {
  auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  const std::string_view bytes = file->bytes();
  const auto corrupt = [&](std::string_view why) {
    return fail(ErrorCode::corrupt, fmt::format("{}: {}", path, why));
  };
  if (bytes.size() < kHeader || bytes.substr(0, kMagic.size()) != kMagic) {
    return corrupt("not a sitrep model, or of another version");
  }
  const uint64_t count = read64(bytes, 24);
  if (read64(bytes, 16) != bytes.size()) return corrupt("the file is cut short");
  if (read64(bytes, 8) != hash64(bytes.substr(16))) return corrupt("the checksum does not match");
  if (count > (bytes.size() - kHeader) / kEntry) return corrupt("too many sections");
  ModelFile model;
  for (size_t i = 0; i < count; ++i) {
    const size_t entry = kHeader + i * kEntry;
    std::string_view name = bytes.substr(entry, kName);
    name = name.substr(0, name.find('\0'));
    const uint64_t offset = read64(bytes, entry + kName);
    const uint64_t size = read64(bytes, entry + kName + 8);
    if (offset > bytes.size() || size > bytes.size() - offset)
      return corrupt("a section does not fit");
    model.sections_.emplace_back(name, bytes.substr(offset, size));
  }
  model.path_ = path;
  model.file_ = std::move(*file);
  return model;
}

Result<std::string_view> ModelFile::section(std::string_view name) const {
  for (const auto& [key, bytes] : sections_) {
    if (key == name) return bytes;
  }
  return fail(ErrorCode::corrupt, fmt::format("{}: no section '{}'", path_, name));
}

std::string model_file_bytes(std::span<const std::pair<std::string, std::string>> named_sections) {
  std::string table;
  std::string body;
  const size_t body_begin = aligned(kHeader + named_sections.size() * kEntry);
  for (const auto& [name, bytes] : named_sections) {
    std::string padded = name;
    padded.resize(kName, '\0');
    table += padded;
    append64(table, body_begin + body.size());
    append64(table, bytes.size());
    body += bytes;
    body.resize(aligned(body.size()), '\0');
  }
  std::string checked;
  append64(checked, body_begin + body.size());
  append64(checked, named_sections.size());
  checked += table;
  checked.resize(body_begin - 16, '\0');
  checked += body;
  std::string file(kMagic);
  append64(file, hash64(checked));
  return file + checked;
}

uint32_t SectionReader::number() {
  const auto one = array<uint32_t>(1);
  return one.empty() ? 0 : one[0];
}

std::string_view SectionReader::text() {
  const auto bytes = array<char>(number());
  return {bytes.data(), bytes.size()};
}

void SectionWriter::number(uint32_t value) {
  array(std::span<const uint32_t>(&value, 1));
}

void SectionWriter::text(std::string_view text) {
  number(static_cast<uint32_t>(text.size()));
  array(std::span<const char>(text.data(), text.size()));
}

}  // namespace sitrep
