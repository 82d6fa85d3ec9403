// One text as it came in, with its blocks and what is known about it.
//
//     text    |As US ...[caption id=""]The photo shows ...[/caption]The move ...|   one buffer,
//     never changed blocks  |paragraph|      |caption                   |         |paragraph |
//     ranges into it, in order
//
// What lies between blocks (markup, blank lines) is kept but not read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/span.h"

namespace sitrep {

enum class BlockKind : uint8_t { headline, paragraph, caption, list, quote, boilerplate };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;    // without surrounding white space and markup
  Span credit;  // of a caption: "AP photo" of "(AP photo)"; empty where there is none
};

// Where the publication date comes from.
enum class PublishedFrom : uint8_t { unknown, metadata, dateline, caption, text };

// What came with the text. A field that was not given is empty.
struct Metadata {
  std::string id;  // as given; else made from the content
  std::string title;
  std::string publisher;
  std::string url;
  std::string published;  // ISO 8601: 2016-07-11 or 2016-07-11T14:57:00
};

struct Document {
  std::string text;  // valid UTF-8, as it came
  Metadata meta;
  std::vector<Block> blocks;  // ascending, not overlapping

  std::string_view words(Span span) const { return span.of(text); }
};

std::string_view name_of(BlockKind kind);
std::string_view name_of(PublishedFrom from);
std::optional<BlockKind> block_kind_of(std::string_view name);
std::optional<PublishedFrom> published_from_of(std::string_view name);

}  // namespace sitrep
