// What the lexicon knows of the parts of web pages (lexicon/en/web): how they are named in the
// attributes of their elements, and how their words begin.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

enum class PageRole : uint8_t { article, caption, byline, dek, comments, aside };

struct PagePart {
  std::string name;
  PageRole role = PageRole::aside;
};

// Immutable; shared by all threads.
class HtmlRules {
 public:
  // Errors: malformed, with file and line.
  static Result<HtmlRules> compile(const Lexicon& lexicon);

  // The parts that a value such as "post-content related_links" names, as bits by role.
  class Roles {
   public:
    void add(PageRole role) { bits_ |= 1u << static_cast<unsigned>(role); }
    bool has(PageRole role) const { return (bits_ >> static_cast<unsigned>(role) & 1u) != 0; }
    bool any() const { return bits_ != 0; }

   private:
    unsigned bits_ = 0;
  };
  Roles roles_of(std::string_view names) const;

  // The part that a whole short text is, by its beginning or by all of its words.
  const PagePart* part_of(std::string_view text) const;
  // The part that begins after this heading or line, which ends the article.
  const PagePart* ends_article(std::string_view text) const;

 private:
  // Words and phrases of up to kMostWords words, "author bio".
  static constexpr size_t kMostWords = 4;
  struct Named {
    uint32_t part = 0;
    bool keeps = false;
  };
  std::vector<PagePart> parts_;
  std::unordered_map<std::string, Named> names_;
  std::unordered_set<std::string> phrase_heads_;  // first words of phrases of names_
  // "share*", by first letter.
  std::array<std::vector<std::pair<std::string, uint32_t>>, 256> stems_;
  std::vector<std::pair<std::string, uint32_t>> begins_;  // sorted; lower case
  std::unordered_map<std::string, uint32_t> says_;
  std::unordered_map<std::string, uint32_t> ends_;
  std::vector<std::pair<std::string, uint32_t>> end_stems_;  // "more from*"
};

}  // namespace sitrep
