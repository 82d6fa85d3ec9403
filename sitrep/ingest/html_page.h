// A web page as its tree, in the order of the page: an element's subtree is a range of nodes.
//
//     <div><p>One <b>two</b></p></div>      div   p   "One "   b   "two"      one array
//     node.end:                              5    5     3      5     5       past the subtree
//
// The tree is gumbo's, a parser that follows the HTML standard. Its memory comes from an arena with
// a limit and a deadline, so that a page made to take long or to grow costs that page only.
// Scripts, styles, comments and drawings are cut out before: they are most of a page's bytes.
#pragma once

#include <gumbo.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/base/span.h"

namespace sitrep {

struct HtmlLimits {
  size_t bytes = size_t{16} << 20;    // of the page
  size_t memory = size_t{512} << 20;  // of its tree
  uint32_t nodes = 1'000'000;
  uint32_t depth = 512;         // elements within elements
  uint32_t attributes = 1'000;  // of one tag
  std::chrono::milliseconds time{10'000};
};

struct HtmlNode {
  GumboTag tag = GUMBO_TAG_UNKNOWN;         // of an element
  bool is_text = false;                     // else an element
  uint32_t parent = 0;                      // the root is its own
  uint32_t end = 0;                         // index past the last node of the subtree
  std::string_view text;                    // of a text: with references such as &amp; resolved
  Span raw;                                 // of a text: where it stands in the page's bytes
  const GumboVector* attributes = nullptr;  // of an element
};

class HtmlPage {
 public:
  // REQUIRES: `html` is UTF-8 (bytes that are not are replaced) and outlives this. Errors:
  // too_large, too_deep, too_many (nodes, attributes, memory, time).
  static Result<HtmlPage> parse(std::string_view html, const HtmlLimits& limits = {});

  HtmlPage(HtmlPage&&) noexcept;
  HtmlPage& operator=(HtmlPage&&) noexcept;
  ~HtmlPage();

  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  // Of an element; empty where there is none.
  std::string_view attribute(const HtmlNode& node, const char* name) const;
  bool has_attribute(const HtmlNode& node, const char* name) const;
  // What stands in <script type="application/ld+json">, as it was written.
  const std::vector<std::string_view>& json_ld() const { return json_ld_; }

 private:
  class Arena;
  HtmlPage();
  Result<void> flatten(const GumboNode* root, const HtmlLimits& limits);
  Span raw_of(const GumboStringPiece& piece) const;

  std::unique_ptr<Arena> arena_;
  std::unique_ptr<std::string> kept_;  // the page without what was cut out
  struct Cut {
    uint32_t kept = 0;  // from this byte on ...
    uint32_t raw = 0;   // ... the page goes on here
  };
  std::vector<Cut> cuts_;
  std::vector<HtmlNode> nodes_;
  std::vector<std::string_view> json_ld_;
};

}  // namespace sitrep
