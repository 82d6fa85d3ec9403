#include "sitrep/ingest/html_meta.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>

#include "sitrep/ingest/dates.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

namespace dom = simdjson::dom;

constexpr size_t kMostValueBytes = 1'000;
constexpr int kDeepestJson = 16;

// White space as it shows; too long a value is none.
std::string tidy(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out.size() > kMostValueBytes ? std::string() : out;
}

// "Tom &#38; Co", as some write into JSON: what a page would show.
std::string without_references(std::string_view value) {
  if (value.size() > kMostValueBytes) return {};
  auto page = HtmlPage::parse(value);
  std::string shown;
  if (!page) return shown;
  for (const HtmlNode& node : page->nodes()) {
    if (node.is_text) shown += node.text;
  }
  return shown;
}

void set_once(std::string& slot, std::string_view value) {
  if (!slot.empty()) return;
  slot = tidy(value.find('&') == std::string_view::npos ? value : without_references(value));
}

void set_date(std::string& slot, std::string_view value) {
  if (slot.empty()) slot = iso_of(value);
}

// --- JSON-LD ---

bool is_article_type(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("Posting") || type == "Report" ||
         type == "LiveBlogPosting" || type == "WebPage" || type == "Review";
}

// "name" of an object or of the first of a list; or the string itself.
std::string name_in(dom::element value) {
  std::string_view words;
  if (!value.get(words)) return tidy(words);
  dom::array list;
  if (!value.get(list)) {
    for (const dom::element item : list) return name_in(item);
    return {};
  }
  if (!value["name"].get(words)) return tidy(words);
  return {};
}

class JsonLd {
 public:
  explicit JsonLd(PageMetadata& found) : found_(found), meta_(found.meta) {}

  void read(std::string_view json) {
    const size_t begin = json.find_first_of("{[");
    if (begin == std::string_view::npos) return;
    const size_t end = json.find_last_of("}]");
    if (end == std::string_view::npos || end < begin) return;
    // Line breaks within strings are not JSON, and common.
    std::string bytes(json.substr(begin, end - begin + 1));
    std::replace_if(
        bytes.begin(), bytes.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
    dom::element root;
    if (parser_.parse(bytes).get(root)) return;
    walk(root, 0);
  }

 private:
  void walk(dom::element element, int depth) {
    if (depth > kDeepestJson) return;
    dom::array list;
    if (!element.get(list)) {
      for (const dom::element item : list) walk(item, depth + 1);
      return;
    }
    dom::object object;
    if (element.get(object)) return;
    if (is_article(object)) take(object);
    dom::element graph;
    if (!object["@graph"].get(graph)) walk(graph, depth + 1);
    if (!object["mainEntity"].get(graph)) walk(graph, depth + 1);
  }

  static bool is_article(dom::object object) {
    dom::element type;
    if (object["@type"].get(type)) return false;
    std::string_view name;
    if (!type.get(name)) return is_article_type(name);
    dom::array names;
    if (type.get(names)) return false;
    for (const dom::element one : names) {
      if (!one.get(name) && is_article_type(name)) return true;
    }
    return false;
  }

  void take(dom::object object) {
    std::string_view words;
    dom::element value;
    if (!object["headline"].get(words)) set_once(meta_.title, words);
    if (!object["datePublished"].get(words)) set_date(meta_.published, words);
    if (!object["publisher"].get(value)) set_once(meta_.publisher, name_in(value));
    if (!object["author"].get(value)) set_once(found_.author, name_in(value));
    if (!object["inLanguage"].get(words)) set_once(found_.language, words);
    if (!object["url"].get(words) && words.starts_with("http")) set_once(meta_.url, words);
  }

  PageMetadata& found_;
  Metadata& meta_;
  dom::parser parser_;
};

// --- Meta tags and elements ---

// Where a property's value goes, in the order in which they are believed.
using MetaValues = std::map<std::string, std::string, std::less<>>;

template <size_t N>
std::string_view first_of(const MetaValues& values, const std::array<std::string_view, N>& names) {
  for (const std::string_view name : names) {
    if (const auto found = values.find(name); found != values.end()) return found->second;
  }
  return {};
}

constexpr std::array<std::string_view, 6> kTitleNames = {
    "og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title"};
constexpr std::array<std::string_view, 14> kDateNames = {"article:published_time",
                                                         "og:published_time",
                                                         "datepublished",
                                                         "dc.date.issued",
                                                         "dcterms.created",
                                                         "dc.date",
                                                         "date",
                                                         "pubdate",
                                                         "publishdate",
                                                         "publish-date",
                                                         "parsely-pub-date",
                                                         "sailthru.date",
                                                         "publication_date",
                                                         "article.published"};
constexpr std::array<std::string_view, 4> kPublisherNames = {"og:site_name", "publisher",
                                                             "dc.publisher", "application-name"};
constexpr std::array<std::string_view, 6> kAuthorNames = {
    "author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"};
constexpr std::array<std::string_view, 3> kDescriptionNames = {"og:description", "description",
                                                               "twitter:description"};
constexpr std::array<std::string_view, 1> kAddressNames = {"og:url"};
constexpr std::array<std::string_view, 4> kLanguageNames = {"og:locale", "content-language",
                                                            "dc.language", "language"};

std::string text_within(const std::vector<HtmlNode>& nodes, uint32_t at) {
  std::string text;
  for (uint32_t i = at; i < nodes[at].end && text.size() < kMostValueBytes; ++i) {
    if (nodes[i].is_text) text += nodes[i].text;
  }
  return tidy(text);
}

// "Headline | The Paper" without the paper.
std::string_view without_site(std::string_view title) {
  constexpr std::array<std::string_view, 6> kBetween = {" | ",      " - ",      " \u2013 ",
                                                        " \u2014 ", " \u00bb ", " :: "};
  for (const std::string_view between : kBetween) {
    const size_t at = title.rfind(between);
    if (at != std::string_view::npos && at * 2 > title.size()) return title.substr(0, at);
  }
  return title;
}

// "en-GB" -> "en".
std::string language_code(std::string_view value) {
  std::string code = ascii_lower(trim_ascii(value).substr(0, 3));
  if (code.size() == 3 && !is_ascii_letter(code[2])) code.pop_back();
  return code.size() == 2 && is_ascii_letter(code[0]) && is_ascii_letter(code[1]) ? code : "";
}

class Elements {
 public:
  Elements(const HtmlPage& page, PageMetadata& found)
      : page_(page), found_(found), meta_(found.meta) {}

  void read() {
    const auto& nodes = page_.nodes();
    for (uint32_t at = 0; at < nodes.size(); ++at) {
      if (!nodes[at].is_text) read_element(nodes[at], at);
    }
    set_once(meta_.title, first_of(values_, kTitleNames));
    set_once(meta_.title, first_heading_);
    set_once(meta_.title, without_site(title_));
    set_date(meta_.published, first_of(values_, kDateNames));
    set_date(meta_.published, item_date_);
    set_date(meta_.published, first_time_);
    set_once(meta_.publisher, first_of(values_, kPublisherNames));
    // Some give the address of a profile.
    const std::string_view author = first_of(values_, kAuthorNames);
    if (!author.starts_with("http")) set_once(found_.author, author);
    if (!canonical_.empty()) meta_.url = canonical_;
    set_once(meta_.url, first_of(values_, kAddressNames));
    set_once(found_.description, first_of(values_, kDescriptionNames));
    set_once(found_.language, language_);
    set_once(found_.language, first_of(values_, kLanguageNames));
    found_.language = language_code(found_.language);
  }

 private:
  void read_element(const HtmlNode& node, uint32_t at) {
    const std::string_view item = page_.attribute(node, "itemprop");
    if (item == "datePublished" && item_date_.empty()) {
      for (const char* name : {"content", "datetime"}) {
        if (item_date_.empty()) item_date_ = page_.attribute(node, name);
      }
    }
    switch (node.tag) {
      case GUMBO_TAG_HTML:
        language_ = page_.attribute(node, "lang");
        break;
      case GUMBO_TAG_META:
        read_meta(node);
        break;
      case GUMBO_TAG_LINK: {
        const std::string_view href = page_.attribute(node, "href");
        if (equals_ignoring_case(page_.attribute(node, "rel"), "canonical") &&
            href.starts_with("http") && canonical_.empty()) {
          canonical_ = tidy(href);
        }
        break;
      }
      case GUMBO_TAG_TITLE:
        if (title_.empty()) title_ = text_within(page_.nodes(), at);
        break;
      case GUMBO_TAG_H1:
        if (first_heading_.empty()) first_heading_ = text_within(page_.nodes(), at);
        break;
      case GUMBO_TAG_TIME:
        if (first_time_.empty()) first_time_ = page_.attribute(node, "datetime");
        break;
      default:
        break;
    }
  }

  void read_meta(const HtmlNode& node) {
    const std::string_view content = page_.attribute(node, "content");
    if (trim_ascii(content).empty()) return;
    for (const char* name : {"property", "name", "http-equiv", "itemprop"}) {
      const std::string_view value = page_.attribute(node, name);
      if (!value.empty()) values_.try_emplace(ascii_lower(value), content);
    }
  }

  const HtmlPage& page_;
  PageMetadata& found_;
  Metadata& meta_;
  MetaValues values_;
  std::string title_, first_heading_, canonical_;
  std::string_view first_time_, item_date_, language_;
};

}  // namespace

PageMetadata metadata_of(const HtmlPage& page) {
  PageMetadata found;
  JsonLd json(found);
  for (const std::string_view script : page.json_ld()) json.read(script);
  Elements(page, found).read();
  return found;
}

}  // namespace sitrep
