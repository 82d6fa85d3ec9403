#include "sitrep/ingest/plain_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "sitrep/base/hash.h"
#include "sitrep/ingest/blocks.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && !(byte >= '\t' && byte <= '\r')) || byte == 0x7F;
}

// The first byte that is not UTF-8, for the message. REQUIRES: there is one.
size_t first_invalid_byte(std::string_view text) {
  size_t valid = 0;
  for (size_t step = text.size(); step > 0; step /= 2) {
    while (valid + step <= text.size() && is_valid_utf8(text.substr(0, valid + step))) {
      valid += step;
    }
  }
  return valid;
}

Result<void> check(std::string_view text) {
  if (text.empty()) return fail(ErrorCode::empty, "there is no text");
  if (text.size() > kMostTextBytes) {
    return fail(ErrorCode::too_large, fmt::format("the text has {} bytes; at most {} are read",
                                                  text.size(), kMostTextBytes));
  }
  if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return fail(ErrorCode::binary, fmt::format("not a text: byte {} is NUL", nul));
  }
  if (!is_valid_utf8(text)) {
    return fail(ErrorCode::invalid_utf8,
                fmt::format("not UTF-8: byte {} of the text", first_invalid_byte(text)));
  }
  const auto controls = std::count_if(text.begin(), text.end(), is_control);
  if (static_cast<size_t>(controls) * 10 > text.size()) {
    return fail(ErrorCode::binary, "not a text: every tenth byte is a control character");
  }
  return {};
}

}  // namespace

Result<Document> make_document(std::string text, Metadata meta) {
  if (auto checked = check(text); !checked) return tl::unexpected(checked.error());
  Document document;
  document.text = std::move(text);
  document.meta = std::move(meta);
  if (document.meta.id.empty()) document.meta.id = hex(hash64(document.text));
  auto blocks = find_blocks(document.text, document.meta.title);
  if (!blocks) return tl::unexpected(blocks.error());
  if (blocks->empty()) return fail(ErrorCode::empty, "the text is nothing but white space");
  document.blocks = std::move(*blocks);
  return document;
}

}  // namespace sitrep
