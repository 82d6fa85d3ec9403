#include "sitrep/ingest/html_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr size_t kNone = std::string_view::npos;

struct Tag {
  size_t begin = 0;
  size_t end = 0;  // past its '>'
  std::string_view name;
  bool closes_itself = false;
};

struct Attribute {
  std::string_view name;
  std::string_view value;  // without its quotes
  Span span;
};

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// The tag that begins at html[begin], '<' and a letter; `attributes` has those that it has, up to
// `most` and one. None where it never ends.
std::optional<Tag> tag_at(std::string_view html, size_t begin, size_t most,
                          std::vector<Attribute>& attributes) {
  const auto end_of = [html](size_t at, auto ends) {
    while (at < html.size() && !ends(html[at])) ++at;
    return at;
  };
  const auto past_space = [&](size_t at) {
    return end_of(at, [](char c) { return !is_space(c); });
  };
  Tag tag;
  tag.begin = begin;
  size_t at = end_of(begin + 1, [](char c) { return is_space(c) || c == '>' || c == '/'; });
  tag.name = html.substr(begin + 1, at - begin - 1);
  attributes.clear();
  for (;;) {
    at = end_of(at, [](char c) { return !is_space(c) && c != '/'; });
    if (at >= html.size()) return {};
    if (html[at] == '>') break;
    Attribute attribute;
    const size_t first = at;
    // An '=' at the beginning belongs to the name.
    at = end_of(at + 1, [](char c) { return is_space(c) || c == '=' || c == '>' || c == '/'; });
    attribute.name = html.substr(first, at - first);
    if (const size_t equals = past_space(at); equals < html.size() && html[equals] == '=') {
      at = past_space(equals + 1);
      if (at >= html.size()) return {};
      const char quote = html[at];
      if (quote == '"' || quote == '\'') {
        const size_t last = html.find(quote, at + 1);
        if (last == kNone) return {};
        attribute.value = html.substr(at + 1, last - at - 1);
        at = last + 1;
      } else {
        const size_t last = end_of(at, [](char c) { return is_space(c) || c == '>'; });
        attribute.value = html.substr(at, last - at);
        at = last;
      }
    }
    attribute.span = {static_cast<uint32_t>(first), static_cast<uint32_t>(at)};
    if (attributes.size() <= most) attributes.push_back(attribute);
  }
  tag.closes_itself = html[at - 1] == '/';
  tag.end = at + 1;
  return tag;
}

// Attributes that anything is read from; all of those of kHeadTags. The others, addresses and
// scripts above all, are cut out.
constexpr std::array<std::string_view, 10> kWanted = {
    "class",          "id",     "role",        "itemprop", "data-type",
    "data-component", "hidden", "aria-hidden", "content",  "datetime"};
constexpr std::array<std::string_view, 3> kHeadTags = {"meta", "link", "html"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [word](std::string_view w) { return equals_ignoring_case(word, w); });
}

bool is_wanted(const Attribute& attribute) {
  if (equals_ignoring_case(attribute.name, "style")) {
    return contains_ignoring_case(attribute.value, "none") ||
           contains_ignoring_case(attribute.value, "hidden");
  }
  return is_one_of(attribute.name, kWanted);
}

// Where "</name" stands, from `at` on; the end of the page without one.
size_t find_end_tag(std::string_view html, std::string_view name, size_t at) {
  for (at = html.find("</", at); at != kNone; at = html.find("</", at + 2)) {
    const std::string_view rest = html.substr(at + 2);
    if (!starts_with_ignoring_case(rest, name)) continue;
    if (rest.size() == name.size() || is_space(rest[name.size()]) || rest[name.size()] == '>' ||
        rest[name.size()] == '/') {
      return at;
    }
  }
  return html.size();
}

// The end of a script, which may hold "<!-- <script></script> -->".
size_t find_script_end(std::string_view html, size_t at) {
  size_t from = at;
  for (;;) {
    const size_t end = find_end_tag(html, "script", from);
    const std::string_view code = html.substr(at, end - at);
    const size_t comment = code.rfind("<!--");
    if (end == html.size() || comment == kNone || code.find("-->", comment) != kNone) return end;
    const std::string_view escaped = code.substr(comment);
    const size_t inner = escaped.find("<script");
    if (inner == kNone || find_end_tag(escaped, "script", inner) != escaped.size()) return end;
    from = end + 2;
  }
}

size_t past(std::string_view html, char c, size_t at) {
  const size_t found = html.find(c, at);
  return found == kNone ? html.size() : found + 1;
}

size_t comment_end(std::string_view html, size_t begin) {
  const std::string_view rest = html.substr(begin);
  if (rest.starts_with("<!-->")) return begin + 5;
  if (rest.starts_with("<!--->")) return begin + 6;
  const size_t end = html.find("-->", begin + 4);
  return end == kNone ? html.size() : end + 3;
}

// Elements whose content is text up to their end tag, and is kept.
constexpr std::array<std::string_view, 7> kRawText = {"textarea", "title",    "xmp",      "iframe",
                                                      "noembed",  "noframes", "plaintext"};

// Elements that are never shown, with all in them, and lists of links that are furniture wherever
// they stand.
constexpr std::array<std::string_view, 12> kCut = {"style",  "noscript", "svg",   "select",
                                                   "button", "template", "audio", "video",
                                                   "canvas", "object",   "map",   "nav"};

// Tags that show no words, of elements that hold nothing.
constexpr std::array<std::string_view, 6> kCutTags = {"img",   "input", "source",
                                                      "track", "param", "area"};

class Scanner {
 public:
  Scanner(std::string_view html, uint32_t most_attributes)
      : html_(html), most_attributes_(most_attributes) {}

  Result<HtmlScan> scan() {
    for (size_t at = 0; at < html_.size();) {
      const size_t tag = std::min(html_.find('<', at), html_.size());
      if (!in_pre_) cut_blanks(at, tag);
      at = tag;
      if (at + 1 >= html_.size()) break;
      const char next = html_[at + 1];
      if (html_.substr(at, 4) == "<!--") {
        const size_t end = comment_end(html_, at);
        cut(at, end);
        at = end;
      } else if (next == '/' || next == '!' || next == '?') {
        if (starts_with_ignoring_case(html_.substr(at, 5), "</pre")) in_pre_ = false;
        at = past(html_, '>', at);
      } else if (is_ascii_letter(next)) {
        auto end = pass_element(at);
        if (!end) return tl::unexpected(end.error());
        at = *end;
      } else {
        ++at;
      }
    }
    keep_to(html_.size());
    return std::move(scan_);
  }

 private:
  // Of white space that shows as one blank, one byte is kept.
  void cut_blanks(size_t begin, size_t end) {
    constexpr size_t kWorthwhile = 4;
    for (size_t at = begin; at < end; ++at) {
      if (!is_space(html_[at])) continue;
      const size_t first = at;
      while (at < end && is_space(html_[at])) ++at;
      if (at - first >= kWorthwhile) cut(first + 1, at);
    }
  }

  // The byte to go on at.
  Result<size_t> pass_element(size_t begin) {
    const auto tag = tag_at(html_, begin, most_attributes_, attributes_);
    if (!tag) return html_.size();
    if (attributes_.size() > most_attributes_) {
      return fail(ErrorCode::too_many, fmt::format("byte {}: a tag with more than {} attributes",
                                                   begin, most_attributes_));
    }
    if (equals_ignoring_case(tag->name, "script")) return cut_script(*tag);
    if (is_one_of(tag->name, kCut) && !tag->closes_itself) {
      const size_t end = find_end_tag(html_, tag->name, tag->end);
      const bool is_style = equals_ignoring_case(tag->name, "style");
      if (is_style || (end != html_.size() && !holds(tag->name, tag->end, end))) {
        return cut_to_end_tag(*tag, end);
      }
    }
    if (is_one_of(tag->name, kCutTags) || is_idle_link(*tag)) {
      cut(begin, tag->end);
      return tag->end;
    }
    ++scan_.elements;
    if (!is_one_of(tag->name, kHeadTags)) cut_attributes();
    if (is_one_of(tag->name, kRawText)) return find_end_tag(html_, tag->name, tag->end);
    in_pre_ |= equals_ignoring_case(tag->name, "pre");
    return tag->end;
  }

  // Whether an element of the same name begins within, whose end tag may be the one that was found.
  bool holds(std::string_view name, size_t begin, size_t end) const {
    const std::string_view inside = html_.substr(begin, end - begin);
    for (size_t at = inside.find('<'); at != kNone; at = inside.find('<', at + 1)) {
      if (starts_with_ignoring_case(inside.substr(at + 1), name)) return true;
    }
    return false;
  }

  // A <link> to a style, a font, an icon: all but that to the page's own address.
  bool is_idle_link(const Tag& tag) const {
    return equals_ignoring_case(tag.name, "link") &&
           std::none_of(attributes_.begin(), attributes_.end(), [](const Attribute& a) {
             return equals_ignoring_case(a.name, "rel") &&
                    contains_ignoring_case(a.value, "canonical");
           });
  }

  void cut_attributes() {
    for (size_t i = 0; i < attributes_.size(); ++i) {
      if (is_wanted(attributes_[i])) continue;
      const size_t begin = attributes_[i].span.begin;
      while (i + 1 < attributes_.size() && !is_wanted(attributes_[i + 1])) ++i;
      cut(begin, attributes_[i].span.end);
    }
  }

  size_t cut_script(const Tag& tag) {
    const size_t end = find_script_end(html_, tag.end);
    if (contains_ignoring_case(html_.substr(tag.begin, tag.end - tag.begin), "ld+json")) {
      scan_.json_ld.push_back(html_.substr(tag.end, end - tag.end));
    }
    return cut_to_end_tag(tag, end);
  }

  size_t cut_to_end_tag(const Tag& tag, size_t end_tag) {
    const size_t end = past(html_, '>', end_tag);
    cut(tag.begin, end);
    return end;
  }

  void keep_to(size_t end) {
    if (end > kept_to_) {
      scan_.kept.push_back({static_cast<uint32_t>(kept_to_), static_cast<uint32_t>(end)});
    }
  }

  void cut(size_t begin, size_t end) {
    keep_to(begin);
    kept_to_ = end;
  }

  std::string_view html_;
  uint32_t most_attributes_;
  size_t kept_to_ = 0;
  bool in_pre_ = false;
  std::vector<Attribute> attributes_;  // of the tag at hand
  HtmlScan scan_;
};

}  // namespace

Result<HtmlScan> scan_html(std::string_view html, uint32_t most_attributes) {
  return Scanner(html, most_attributes).scan();
}

}  // namespace sitrep
