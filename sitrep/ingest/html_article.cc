#include "sitrep/ingest/html_article.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

using Nodes = std::vector<HtmlNode>;

constexpr uint32_t kProse = 60;  // letters of the shortest piece that counts as prose

// What an element's own tag and attributes say of it.
struct Marks {
  HtmlRules::Roles roles;
  bool furniture_tag = false;  // nav, aside, footer ...
  bool main = false;           // itemprop=articleBody (schema.org)
  bool holds_main = false;
};

bool never_shown(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RP:
      return true;
    default:
      return false;
  }
}

bool hidden_by_style(std::string_view style) {
  std::string squeezed;
  for (const char c : style.substr(0, 2'000)) {
    if (c != ' ') squeezed += to_ascii_lower(c);
  }
  return squeezed.find("display:none") != std::string::npos ||
         squeezed.find("visibility:hidden") != std::string::npos;
}

std::vector<bool> find_shown(const HtmlPage& page) {
  const Nodes& nodes = page.nodes();
  std::vector<bool> shown(nodes.size(), true);
  for (size_t at = 0; at < nodes.size(); ++at) {
    const HtmlNode& node = nodes[at];
    if (node.is_text || node.attributes == nullptr) continue;
    shown[at] = !never_shown(node.tag) && !page.has_attribute(node, "hidden") &&
                page.attribute(node, "aria-hidden") != "true" &&
                !hidden_by_style(page.attribute(node, "style"));
  }
  shown[0] = true;
  return shown;
}

bool is_heading(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

bool is_prose(const HtmlPiece& piece, std::string_view words) {
  if (piece.letters < kProse || piece.linked * 2 > piece.letters || piece.words < 8) return false;
  return words.find_first_of(".,;:?!") != std::string_view::npos ||
         words.find("\u3002") != std::string_view::npos || piece.letters > 200;
}

bool is_within(const Nodes& nodes, uint32_t node, uint32_t root,
               std::initializer_list<GumboTag> tags) {
  for (; node != root && node != 0; node = nodes[node].parent) {
    if (std::find(tags.begin(), tags.end(), nodes[node].tag) != tags.end()) return true;
  }
  return false;
}

BlockKind kind_of(const Nodes& nodes, const HtmlPiece& piece, std::string_view words,
                  uint32_t root) {
  const auto within = [&](std::initializer_list<GumboTag> tags) {
    return is_within(nodes, piece.block, root, tags);
  };
  if (is_heading(nodes[piece.block].tag)) return BlockKind::headline;
  // The cells of a table are no sentences; where a table lays out the page, they are.
  if (!is_prose(piece, words) && within({GUMBO_TAG_TD, GUMBO_TAG_TH}))
    return BlockKind::boilerplate;
  if (within({GUMBO_TAG_FIGCAPTION, GUMBO_TAG_CAPTION})) return BlockKind::caption;
  if (within({GUMBO_TAG_BLOCKQUOTE})) return BlockKind::quote;
  if (within({GUMBO_TAG_LI, GUMBO_TAG_DD, GUMBO_TAG_DT})) return BlockKind::list;
  return BlockKind::paragraph;
}

class Finder {
 public:
  Finder(const HtmlPage& page, std::string_view html, const HtmlRules& rules,
         const PageHints& hints)
      : page_(page), nodes_(page.nodes()), rules_(rules), hints_(hints), title_(hints.title) {
    main_.text = text_of(page, html, find_shown(page));
  }

  MainText find() {
    headline_ = find_headline();
    find_parts();
    look();
    if (main_.pieces.empty()) {
      // All of it bears names of furniture.
      std::fill(part_.begin(), part_.end(), Marks{});
      look();
    }
    return std::move(main_);
  }

 private:
  void look() {
    score();
    choose_root();
    choose_pieces();
  }

  const std::vector<HtmlPiece>& pieces() const { return main_.text.pieces; }

  // --- What the lexicon and the tags say of elements ---

  void find_parts() {
    part_.resize(nodes_.size());
    std::unordered_map<std::string, HtmlRules::Roles> roles;
    constexpr std::array<const char*, 6> kNames = {"class",    "id",        "role",
                                                   "itemprop", "data-type", "data-component"};
    for (size_t at = 0; at < nodes_.size(); ++at) {
      const HtmlNode& node = nodes_[at];
      if (node.is_text) continue;
      Marks& marks = part_[at];
      marks.furniture_tag = node.tag == GUMBO_TAG_NAV || node.tag == GUMBO_TAG_ASIDE ||
                            node.tag == GUMBO_TAG_FOOTER || node.tag == GUMBO_TAG_MENU;
      if (node.tag == GUMBO_TAG_BODY || node.tag == GUMBO_TAG_HTML) continue;
      if (node.tag == GUMBO_TAG_TR || node.tag == GUMBO_TAG_TBODY) continue;
      if (page_.attribute(node, "itemprop") == "articleBody") {
        marks.main = true;
        for (size_t up = at; up != 0 && !part_[up].holds_main; up = nodes_[up].parent) {
          part_[up].holds_main = true;
        }
      }
      if (node.attributes == nullptr || node.attributes->length == 0) continue;
      std::string names;
      for (const char* name : kNames) {
        const std::string_view value = page_.attribute(node, name);
        if (value.empty()) continue;
        if (std::string_view(name) == "itemprop") names += "itemprop-";
        names.append(value).append(" ");
      }
      // Pages say the same names again and again.
      const auto [known, is_new] = roles.try_emplace(std::move(names));
      if (is_new) known->second = rules_.roles_of(known->first);
      marks.roles = known->second;
    }
  }

  bool is_furniture(uint32_t node) const {
    const Marks& marks = part_[node];
    const GumboTag tag = nodes_[node].tag;
    // What is named as the article may bear the names of its topics, too: "hentry tag-news".
    if (marks.roles.has(PageRole::article) || tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN ||
        marks.holds_main) {
      return false;
    }
    return marks.furniture_tag || marks.roles.has(PageRole::aside) ||
           marks.roles.has(PageRole::comments) || marks.roles.has(PageRole::caption) ||
           marks.roles.has(PageRole::byline) || tag == GUMBO_TAG_FIGURE ||
           tag == GUMBO_TAG_FIGCAPTION;
  }

  // --- How much each element reads like an article ---

  double worth(const HtmlPiece& piece) const {
    const std::string_view words = main_.text.words(piece);
    const GumboTag tag = nodes_[piece.block].tag;
    if (is_prose(piece, words)) {
      return static_cast<double>(piece.letters - piece.linked);
    }
    if (is_heading(tag)) return 0;
    if (piece.linked * 2 > piece.letters) return -std::min(40.0 + piece.linked, 100.0);
    return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH ? 0 : piece.letters < 25 ? -8 : -2;
  }

  void score() {
    const size_t count = nodes_.size();
    sum_.assign(count, 0);
    prose_.assign(count, 0);
    double after_headline = 0;
    double all = 0;
    for (const HtmlPiece& piece : pieces()) {
      const double w = std::max(worth(piece), 0.0);
      all += w;
      if (piece.first > headline_) after_headline += w;
    }
    // What stands above the headline is of other articles, where the article is not above it.
    begin_ = after_headline * 2 > all ? headline_ : 0;
    for (const HtmlPiece& piece : pieces()) {
      const double w = worth(piece) * (piece.first < begin_ && worth(piece) > 0 ? 0.2 : 1.0);
      sum_[piece.first] += w;
      if (w > 0) prose_[piece.first] += w;
    }
    // Children stand behind their parents: from the back, each is whole when it is added.
    for (size_t at = count; at-- > 1;) prose_[nodes_[at].parent] += prose_[at];
    all_prose_ = prose_[0];
    // Furniture counts little for what holds it, whatever it says, unless it holds most of the
    // page.
    dropped_.assign(count, false);
    for (uint32_t at = 1; at < count; ++at) {
      const bool holds_headline = at <= headline_ && headline_ < nodes_[at].end;
      const double most = part_[at].roles.has(PageRole::comments) ? 0.8
                          : headline_ != 0 && !holds_headline     ? 0.6
                                                                  : 0.4;
      dropped_[at] = !nodes_[at].is_text && is_furniture(at) && prose_[at] < most * all_prose_;
    }
    for (size_t at = count; at-- > 1;) {
      double mine = sum_[at];
      if (dropped_[at]) mine = std::min(mine, 0.0) * 0.3;
      sum_[nodes_[at].parent] += mine;
    }
    for (uint32_t at = 1; at < count; ++at) {
      // A post from elsewhere is quoted, in whatever frame.
      const bool quoted = nodes_[at].tag == GUMBO_TAG_BLOCKQUOTE && !in_comments(at);
      if (dropped_[nodes_[at].parent] && !quoted) dropped_[at] = true;
    }
  }

  bool in_comments(uint32_t at) const {
    for (; at != 0; at = nodes_[at].parent) {
      if (part_[at].roles.has(PageRole::comments)) return true;
    }
    return false;
  }

  void choose_root() {
    root_ = 0;
    double best = -1e18;
    for (uint32_t at = 0; at < nodes_.size(); ++at) {
      if (nodes_[at].is_text || !is_block(nodes_[at].tag) || dropped_[at]) continue;
      double value = sum_[at];
      if (part_[at].roles.has(PageRole::article) || part_[at].main) {
        value = (part_[at].main ? 2.0 : 1.3) * std::max(value, 0.7 * prose_[at]);
      }
      // Of equal ones, the innermost.
      if (value >= best) {
        best = value;
        root_ = at;
      }
    }
  }

  // --- What of it is the article ---

  bool is_title(std::string_view words) const {
    return !title_.empty() && words.size() <= title_.size() + 40 &&
           (words == title_ ||
            (words.size() > 20 && title_.find(words) != std::string_view::npos) ||
            words.find(title_) != std::string_view::npos);
  }

  bool is_wanted(const HtmlPiece& piece, bool begun) const {
    const std::string_view words = main_.text.words(piece);
    const GumboTag tag = nodes_[piece.block].tag;
    if (dropped_[piece.first]) return false;
    if (tag == GUMBO_TAG_H1) return false;
    if (is_heading(tag) && is_title(words)) return false;
    if (!begun && (is_title(words) || is_dek(piece.block))) return false;
    if (rules_.part_of(words) != nullptr) return false;
    if (is_prose(piece, words)) return true;
    // A line that is nothing but a link leads elsewhere.
    if (piece.linked * 10 > piece.letters * 8 && piece.letters > 3) {
      return is_heading(tag) && prose_beside(piece) > 0;
    }
    return begun || is_heading(tag) || prose_beside(piece) > 0;
  }

  bool is_dek(uint32_t node) const {
    for (; node != root_ && node != 0; node = nodes_[node].parent) {
      if (part_[node].roles.has(PageRole::dek)) return true;
    }
    return false;
  }

  uint32_t parent_of(const HtmlPiece& piece) const {
    return piece.block == root_ ? root_ : nodes_[piece.block].parent;
  }

  // How much prose stands around a piece, a list and its items counted as one step.
  double prose_beside(const HtmlPiece& piece) const {
    uint32_t at = piece.block;
    for (int step = 0; step < 2 && at != root_; ++step) {
      at = nodes_[at].parent;
      if (prose_[at] > 0) break;
    }
    return prose_[at];
  }

  // The element whose children hold most of the article, and how much.
  void find_body() {
    std::vector<double> own(nodes_.size(), 0);
    all_prose_ = 0;
    for (const HtmlPiece& piece : pieces()) {
      if (!is_inside(piece)) continue;
      const double w = std::max(worth(piece), 0.0);
      all_prose_ += w;
      own[parent_of(piece)] += w;
    }
    body_ = static_cast<uint32_t>(std::max_element(own.begin(), own.end()) - own.begin());
    body_prose_ = own[body_];
    own_ = std::move(own);
  }

  bool is_inside(const HtmlPiece& piece) const {
    return piece.first >= std::max(root_, begin_) && piece.first < nodes_[root_].end &&
           !dropped_[piece.first];
  }

  bool is_in_body(const HtmlPiece& piece) const {
    return piece.first >= body_ && piece.first < nodes_[body_].end;
  }

  // A date, a time of day, a place: what stands between the headline and the text.
  static bool has_date(std::string_view words) {
    if (words.size() > 100) return false;
    size_t digits = 0;
    for (const char c : words) digits += is_ascii_digit(c);
    if (digits < 2) return false;
    size_t run = 0;
    for (size_t i = 0; i <= words.size(); ++i) {
      if (i < words.size() && is_ascii_digit(words[i])) {
        ++run;
        continue;
      }
      const std::string_view number = words.substr(i - run, run);
      if (run == 4 && (number.starts_with("19") || number.starts_with("20"))) return true;
      if (run > 0 && run <= 2 && i + 2 < words.size() && words[i] == ':' &&
          is_ascii_digit(words[i + 1]) && is_ascii_digit(words[i + 2])) {
        return true;
      }
      run = 0;
    }
    return false;
  }

  uint32_t depth_of(uint32_t node) const {
    uint32_t depth = 0;
    for (; node != 0; node = nodes_[node].parent) ++depth;
    return depth;
  }

  // The innermost element that holds both.
  uint32_t common(uint32_t a, uint32_t b) const {
    while (!(a <= b && b < nodes_[a].end)) a = nodes_[a].parent;
    return a;
  }

  // The headline as it stands on the page; 0 where it does not.
  uint32_t find_headline() const {
    for (const HtmlPiece& piece : pieces()) {
      if (is_heading(nodes_[piece.block].tag) && is_title(main_.text.words(piece))) {
        return piece.block;
      }
    }
    for (uint32_t at = 0; at < nodes_.size(); ++at) {
      if (nodes_[at].tag == GUMBO_TAG_H1 && !nodes_[at].is_text) return at;
    }
    return 0;
  }

  // The line under the headline: one paragraph before the text that is laid out together, nearer to
  // the headline than to the text, or the words that the page is announced with.
  bool is_set_apart(const HtmlPiece& piece, std::string_view words) const {
    constexpr uint32_t kLongest = 350;
    if (is_in_body(piece) || piece.letters > kLongest || body_prose_ < 0.6 * all_prose_ ||
        own_[parent_of(piece)] > piece.letters + 1.0) {
      return false;
    }
    if (words.size() > 20 && words == hints_.description) {
      return true;
    }
    return headline_ != 0 &&
           depth_of(common(headline_, piece.block)) > depth_of(common(body_, piece.block));
  }

  void choose_pieces() {
    find_body();
    bool begun = false;
    double seen = 0;  // prose so far
    double left_in_body = body_prose_;
    for (uint32_t i = 0; i < pieces().size(); ++i) {
      const HtmlPiece& piece = pieces()[i];
      if (!is_inside(piece)) continue;
      const std::string_view words = main_.text.words(piece);
      const double w = std::max(worth(piece), 0.0);
      seen += w;
      if (parent_of(piece) == body_) left_in_body -= w;
      if (begun && rules_.ends_article(words) != nullptr) {
        if (seen > 0.6 * all_prose_ && left_in_body < 0.2 * all_prose_) break;
        continue;
      }
      if (!is_wanted(piece, begun)) continue;
      if (!begun && is_set_apart(piece, words)) continue;
      if (!is_prose(piece, words) && has_date(words) && (!begun || left_in_body <= 0) &&
          !is_heading(nodes_[piece.block].tag)) {
        continue;
      }
      begun |= is_prose(piece, words);
      main_.pieces.push_back({i, kind_of(nodes_, piece, main_.text.words(piece), root_)});
    }
    // A heading with nothing under it.
    while (!main_.pieces.empty() && main_.pieces.back().kind == BlockKind::headline) {
      main_.pieces.pop_back();
    }
  }

  const HtmlPage& page_;
  const Nodes& nodes_;
  const HtmlRules& rules_;
  const PageHints& hints_;
  std::string_view title_;
  MainText main_;
  std::vector<Marks> part_;
  std::vector<double> sum_;    // worth, by element
  std::vector<double> prose_;  // of it, what counts for it
  std::vector<bool> dropped_;
  double all_prose_ = 0;
  uint32_t root_ = 0;
  uint32_t body_ = 0;  // within the root
  uint32_t headline_ = 0;
  uint32_t begin_ = 0;  // the article does not begin above this node
  double body_prose_ = 0;
  std::vector<double> own_;  // prose of an element's own children
};

}  // namespace

MainText whole_text(const HtmlPage& page, std::string_view html) {
  MainText all;
  all.text = text_of(page, html, find_shown(page));
  for (uint32_t i = 0; i < all.text.pieces.size(); ++i) {
    const HtmlPiece& piece = all.text.pieces[i];
    all.pieces.push_back({i, kind_of(page.nodes(), piece, all.text.words(piece), 0)});
  }
  return all;
}

MainText find_main_text(const HtmlPage& page, std::string_view html, const HtmlRules& rules,
                        const PageHints& hints) {
  return Finder(page, html, rules, hints).find();
}

}  // namespace sitrep
