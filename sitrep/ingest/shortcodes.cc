#include "sitrep/ingest/shortcodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace sitrep {
namespace {

// A tag is short: what is longer between two brackets is prose.
constexpr size_t kLongestTag = 4096;

struct Tag {
  Span span;
  std::string_view name;
  bool closing = false;
  bool attributes = false;
};

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_caption(std::string_view name) {
  return name == "caption" || name == "wp_caption";
}

bool is_built_in(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {"audio",    "caption", "embed",     "gallery",
                                                      "playlist", "video",   "wp_caption"};
  return std::binary_search(kNames.begin(), kNames.end(), name);
}

// The tag that begins at the '[' at `begin`; one without a name where none does.
Tag tag_at(std::string_view text, size_t begin) {
  Tag tag;
  size_t at = begin + 1;
  if (at < text.size() && text[at] == '/') {
    tag.closing = true;
    ++at;
  }
  const size_t name = at;
  while (at < text.size() && at - name < 64 && is_name(text[at])) ++at;
  if (at == name || at >= text.size()) return {};
  const size_t name_end = at;
  if (text[at] != ']' && text[at] != ' ' && text[at] != '\t' && text[at] != '/') return {};
  const size_t limit = std::min(text.size(), begin + kLongestTag);
  char quote = 0;  // a ']' inside of quotation marks does not end the tag
  for (; at < limit; ++at) {
    const char c = text[at];
    if (c == '\n' || c == '[') return {};
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '=') {
      tag.attributes = true;
      if (at + 1 < limit && (text[at + 1] == '"' || text[at + 1] == '\'')) quote = text[++at];
    } else if (c == ']') {
      if (tag.closing && at != name_end) return {};
      tag.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(at + 1)};
      tag.name = text.substr(name, name_end - name);
      return tag;
    }
  }
  return {};
}

std::vector<Tag> find_tags(std::string_view text) {
  std::vector<Tag> tags;
  std::set<std::string_view> closed;
  for (size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at)) {
    const Tag tag = tag_at(text, at);
    if (tag.name.empty()) {
      ++at;
      continue;
    }
    tags.push_back(tag);
    if (tag.closing) closed.insert(tag.name);
    at = tag.span.end;
  }
  std::erase_if(tags, [&](const Tag& tag) {
    return !tag.closing && !tag.attributes && !is_built_in(tag.name) && !closed.contains(tag.name);
  });
  return tags;
}

// Each closing caption tag goes with the nearest opening one before it. Says which tags have their
// other half.
std::vector<bool> pair_captions(const std::vector<Tag>& tags) {
  std::vector<bool> paired(tags.size());
  std::vector<size_t> open;
  for (size_t i = 0; i < tags.size(); ++i) {
    if (!is_caption(tags[i].name)) continue;
    if (!tags[i].closing) {
      open.push_back(i);
    } else if (!open.empty()) {
      paired[i] = paired[open.back()] = true;
      open.pop_back();
    }
  }
  return paired;
}

}  // namespace

Result<std::vector<Stretch>> split_at_shortcodes(std::string_view text) {
  const std::vector<Tag> tags = find_tags(text);
  const std::vector<bool> paired = pair_captions(tags);
  std::vector<Stretch> stretches;
  const auto add = [&](size_t begin, size_t end, bool caption) {
    if (begin == end) return;
    stretches.push_back({{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, caption});
  };
  uint32_t at = 0;
  uint32_t depth = 0;
  for (size_t i = 0; i <= tags.size(); ++i) {
    const uint32_t end = i < tags.size() ? tags[i].span.begin : static_cast<uint32_t>(text.size());
    const bool unclosed =
        i > 0 && !tags[i - 1].closing && is_caption(tags[i - 1].name) && !paired[i - 1];
    const size_t line_end =
        unclosed ? std::min<size_t>(text.find('\n', at), end) : (depth > 0 ? end : at);
    add(at, line_end, true);
    add(line_end, end, depth > 0);
    if (i == tags.size()) break;
    at = tags[i].span.end;
    if (!paired[i]) continue;
    if (tags[i].closing) {
      --depth;
    } else if (++depth > kDeepestCaption) {
      return fail(ErrorCode::too_deep,
                  fmt::format("captions lie more than {} deep in captions", kDeepestCaption));
    }
  }
  return stretches;
}

}  // namespace sitrep
