#include "sitrep/ingest/html_text.h"

#include <algorithm>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_heading_or_emphasis(GumboTag tag) {
  return tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_EM || tag == GUMBO_TAG_I;
}

// Blanks that are letters to a parser: no-break space, zero-width space, byte order mark.
bool is_blank(std::string_view word) {
  while (!word.empty()) {
    if (word.starts_with("\u00a0")) {
      word.remove_prefix(2);
    } else if (word.starts_with("\u200b") || word.starts_with("\ufeff")) {
      word.remove_prefix(3);
    } else {
      return false;
    }
  }
  return true;
}

// What encloses a node and matters to its text.
struct Context {
  uint32_t block = 0;
  bool link = false;
  bool emphasis = false;
  bool pre = false;
};

class Writer {
 public:
  Writer(const HtmlPage& page, std::string_view html, const std::vector<bool>& shown)
      : nodes_(page.nodes()), html_(html), shown_(shown), contexts_(nodes_.size()) {}

  HtmlText write() {
    std::vector<uint32_t> open;  // block elements whose end is a break of lines
    for (uint32_t at = 0; at < nodes_.size();) {
      const HtmlNode& node = nodes_[at];
      while (!open.empty() && nodes_[open.back()].end <= at) {
        open.pop_back();
        end_piece();
      }
      if (!shown_[at]) {
        at = node.end;
        continue;
      }
      contexts_[at] = contexts_[node.parent];
      if (node.is_text) {
        add_text(at);
      } else {
        enter(at, open);
      }
      ++at;
    }
    end_piece();
    return std::move(out_);
  }

 private:
  void enter(uint32_t at, std::vector<uint32_t>& open) {
    const GumboTag tag = nodes_[at].tag;
    Context& context = contexts_[at];
    if (tag == GUMBO_TAG_BR) {
      // One break is a break of lines; two make a paragraph.
      if (breaks_++ > 0) end_piece();
      return;
    }
    if (is_block(tag)) {
      end_piece();
      open.push_back(at);
      context.block = at;
    }
    context.link |= tag == GUMBO_TAG_A;
    context.emphasis |= is_heading_or_emphasis(tag);
    context.pre |= tag == GUMBO_TAG_PRE;
  }

  void add_text(uint32_t at) {
    const HtmlNode& node = nodes_[at];
    const Context& context = contexts_[at];
    const std::string_view text = node.text;
    uint32_t raw = node.raw.begin;
    for (size_t i = 0; i < text.size();) {
      if (is_space(text[i])) {
        space_ = true;
        breaks_ += context.pre && text[i] == '\n';
        ++i;
        continue;
      }
      size_t end = i + 1;
      while (end < text.size() && !is_space(text[end])) ++end;
      const std::string_view word = text.substr(i, end - i);
      const Span in_page = raw_word(word, node.raw.end, raw);
      if (is_blank(word)) {
        space_ = true;
      } else {
        add_word(word, in_page, at);
      }
      i = end;
    }
  }

  // Where a word stands in the page; goes on behind it. A reference (&amp;) is as long as the bytes
  // up to what follows it.
  Span raw_word(std::string_view word, uint32_t raw_end, uint32_t& raw) const {
    while (raw < raw_end && is_space(html_[raw])) ++raw;
    const uint32_t begin = raw;
    const auto plain = static_cast<uint32_t>(word.size());
    if (raw + plain <= raw_end && html_.substr(raw, plain) == word &&
        word.find('&') == std::string_view::npos) {
      raw += plain;
      return {begin, raw};
    }
    while (raw < raw_end && !is_space(html_[raw])) ++raw;
    return {begin, raw};
  }

  void add_word(std::string_view word, Span raw, uint32_t at) {
    const Context& context = contexts_[at];
    std::string& text = out_.text;
    if (!in_piece_) {
      in_piece_ = true;
      piece_ = {};
      piece_.block = context.block;
      piece_.first = at;
      piece_.text.begin = static_cast<uint32_t>(text.size());
    } else if (breaks_ > 0) {
      text += '\n';
    } else if (space_) {
      text += ' ';
    }
    piece_.words += space_ || breaks_ > 0 || piece_.words == 0;
    breaks_ = 0;
    space_ = false;
    const auto begin = static_cast<uint32_t>(text.size());
    text += word;
    add_run({{begin, static_cast<uint32_t>(text.size())}, raw});
    const auto letters = static_cast<uint32_t>(word.size());
    piece_.letters += letters;
    if (context.link) piece_.linked += letters;
    if (context.emphasis) piece_.emphasised += letters;
  }

  // Words that stand in the page as they stand in the text, one after the other, are one run.
  void add_run(SourceRun run) {
    if (!out_.runs.empty()) {
      SourceRun& last = out_.runs.back();
      const bool straight =
          last.text.size() == last.raw.size() && run.text.size() == run.raw.size();
      if (straight && run.text.begin - last.text.end == run.raw.begin - last.raw.end) {
        last.text.end = run.text.end;
        last.raw.end = run.raw.end;
        return;
      }
    }
    out_.runs.push_back(run);
  }

  void end_piece() {
    breaks_ = 0;
    space_ = false;
    if (!in_piece_) return;
    in_piece_ = false;
    piece_.text.end = static_cast<uint32_t>(out_.text.size());
    out_.pieces.push_back(piece_);
  }

  const std::vector<HtmlNode>& nodes_;
  std::string_view html_;
  const std::vector<bool>& shown_;
  std::vector<Context> contexts_;
  HtmlText out_;
  HtmlPiece piece_;
  bool in_piece_ = false;
  bool space_ = false;
  uint32_t breaks_ = 0;
};

}  // namespace

HtmlText text_of(const HtmlPage& page, std::string_view html, const std::vector<bool>& shown) {
  return Writer(page, html, shown).write();
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_UNKNOWN:
      return true;
    default:
      return false;
  }
}

}  // namespace sitrep
