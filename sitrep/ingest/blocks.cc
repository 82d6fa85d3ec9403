#include "sitrep/ingest/blocks.h"

#include <algorithm>
#include <optional>

#include "sitrep/ingest/lines.h"
#include "sitrep/ingest/shortcodes.h"

namespace sitrep {
namespace {

constexpr uint32_t kWidestWrap = 100;    // columns; longer lines are paragraphs of their own
constexpr uint32_t kNarrowestWrap = 40;  // a shorter line that ends says so
constexpr uint32_t kLongestHeadline = 160;
constexpr uint32_t kLongestHeading = 80;
constexpr uint32_t kLongestSignature = 40;
constexpr uint32_t kLeastBody = 300;  // bytes of a report above its signature
constexpr size_t kMostSignatures = 3;
constexpr uint32_t kLongestCredit = 80;  // bytes

// Lines broken at a fixed width? Where most lines that go on below are full, that is one where the
// first word of the next would not have fitted.
struct Wrap {
  bool wrapped = false;
  uint32_t width = 0;

  bool full(const Line& line, const Line& next) const {
    return line.columns + 1 + next.first_word > width;
  }
};

// The width that all but every twentieth line keep: an address or a table may stick out.
uint32_t usual_width(const std::vector<Line>& lines) {
  std::vector<uint32_t> columns;
  for (const Line& line : lines) columns.push_back(line.columns);
  if (columns.empty()) return 0;
  const auto at = columns.begin() + static_cast<std::ptrdiff_t>((columns.size() - 1) * 19 / 20);
  std::nth_element(columns.begin(), at, columns.end());
  return *at;
}

Wrap find_wrap(const std::vector<Line>& lines) {
  Wrap wrap;
  wrap.width = usual_width(lines);
  if (wrap.width > kWidestWrap || wrap.width < kNarrowestWrap) return wrap;
  size_t breaks = 0;
  size_t full = 0;
  size_t mid_sentence = 0;
  for (size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].after_blank || lines[i + 1].marker != Marker::none) continue;
    ++breaks;
    // A ragged right edge leaves a few columns.
    full += lines[i].columns + 1 + lines[i + 1].first_word + 8 > wrap.width;
    mid_sentence += !lines[i].ends_sentence;
  }
  wrap.wrapped = breaks > 0 && full * 3 >= breaks * 2 && mid_sentence * 2 >= breaks;
  return wrap;
}

bool goes_on(const Line& line, const Line& next, const Wrap& wrap) {
  if (next.marker != Marker::none || line.marker == Marker::quote) return false;
  if (next.after_markup || line.rule || next.rule) return false;
  if (line.ends_in_dash) return true;  // a dateline of its own
  if (next.after_blank) return false;
  if (wrap.wrapped) {
    if (next.indent > line.indent && line.marker == Marker::none) return false;
    if (wrap.full(line, next)) return true;
    return !line.ends_sentence && (next.starts_lower || line.columns * 2 > wrap.width);
  }
  // A link or an emphasis that came with line breaks around it.
  return !line.ends_sentence && next.starts_lower && wrap.width > kWidestWrap;
}

// A block in the making.
struct Piece {
  Span span;
  uint32_t lines = 0;
  bool ends_sentence = false;
  bool alone = false;  // blank lines, or the ends of the text, on both sides
  uint32_t columns = 0;
  Marker marker = Marker::none;
  bool rule = false;
};

std::vector<Piece> join_lines(const std::vector<Line>& lines, const Wrap& wrap) {
  std::vector<Piece> pieces;
  for (size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (i > 0 && goes_on(lines[i - 1], line, wrap)) {
      Piece& piece = pieces.back();
      piece.span.end = line.span.end;
      piece.columns += line.columns;
      piece.lines += 1;
      piece.ends_sentence = line.ends_sentence;
    } else {
      pieces.push_back({line.span, 1, line.ends_sentence, line.after_blank || i == 0, line.columns,
                        line.marker, line.rule});
    }
    pieces.back().alone &=
        i + 1 == lines.size() || lines[i + 1].after_blank || goes_on(line, lines[i + 1], wrap);
  }
  return pieces;
}

bool has_letters_of_a_headline(std::string_view words) {
  size_t all = 0;
  size_t with_digits = 0;
  bool in_word = false;
  bool digit = false;
  for (const char c : words) {
    if (c == ' ' || c == '\t') {
      in_word = digit = false;
      continue;
    }
    all += !in_word;
    in_word = true;
    if (c >= '0' && c <= '9' && !digit) {
      digit = true;
      ++with_digits;
    }
  }
  // "24 January 2019" is a date, not a headline.
  return all >= 2 && with_digits * 2 < all;
}

bool is_headline(const Piece& piece, std::string_view text, uint32_t longest) {
  if (piece.lines != 1 || piece.columns > longest || piece.marker != Marker::none || piece.rule) {
    return false;
  }
  const char last = text[piece.span.end - 1];
  if (piece.ends_sentence && last != '?') return false;
  if (last == ',' || last == ':' || last == ';') return false;
  return has_letters_of_a_headline(piece.span.of(text));
}

// "best is using an online travel agent": more than a few words, of which most are no names.
bool is_prose(std::string_view words) {
  size_t all = 0;
  size_t small = 0;
  bool in_word = false;
  for (const char c : words) {
    if (!in_word && c != ' ') {
      ++all;
      small += c >= 'a' && c <= 'z';
    }
    in_word = c != ' ';
  }
  return all > 4 && small * 3 > all * 2;
}

bool is_signature(const Piece& piece, std::string_view text) {
  return piece.lines == 1 && piece.columns <= kLongestSignature && !piece.ends_sentence &&
         piece.marker == Marker::none && !is_prose(piece.span.of(text));
}

BlockKind kind_of(const Piece& piece) {
  if (piece.marker == Marker::item) return BlockKind::list;
  if (piece.marker == Marker::quote) return BlockKind::quote;
  return BlockKind::paragraph;
}

// Blocks of the text outside of captions. REQUIRES: pieces of one text, in order.
std::vector<Block> name_pieces(const std::vector<Piece>& pieces, std::string_view text) {
  std::vector<Block> blocks;
  for (size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    BlockKind kind = kind_of(piece);
    if (i + 1 < pieces.size() && pieces[i + 1].columns > piece.columns &&
        is_headline(piece, text, i == 0 ? kLongestHeadline : kLongestHeading) &&
        (i == 0 || piece.alone)) {
      kind = BlockKind::headline;
    }
    blocks.push_back({kind, piece.span, {}});
  }
  // What stands below the last sentence in short lines is a signature or a notice.
  size_t end = pieces.size();
  while (end > 0 && is_signature(pieces[end - 1], text)) --end;
  const bool has_body = end > 0 && pieces[end - 1].ends_sentence &&
                        pieces[end - 1].span.end - pieces.front().span.begin >= kLeastBody;
  if (!has_body || pieces.size() - end > kMostSignatures) return blocks;
  for (size_t i = end; i < pieces.size(); ++i) blocks[i].kind = BlockKind::boilerplate;
  return blocks;
}

// A text that begins with its title has its headline there, on a line of its own or not.
std::optional<Block> headline_from_title(std::string_view text, std::string_view title) {
  const Span body = trim(text, {0, static_cast<uint32_t>(text.size())});
  const std::string_view name = trim(title, {0, static_cast<uint32_t>(title.size())}).of(title);
  if (name.empty() || name.size() >= body.size() || !body.of(text).starts_with(name)) return {};
  uint32_t end = body.begin + static_cast<uint32_t>(name.size());
  const char last = text[end - 1];
  const bool ends = last == '.' || last == '!' || last == '?';
  if (text[end] == '.') {
    ++end;
  } else if (text[end] != '\n' && text[end] != '\r' && !ends) {
    return {};
  }
  return Block{BlockKind::headline, {body.begin, end}, {}};
}

// "(AP photo)" at the end of a caption, without its brackets.
Span credit_of(std::string_view text, Span caption) {
  const char last = text[caption.end - 1];
  if (last != ')' && last != ']') return {};
  const size_t open = text.rfind(last == ')' ? '(' : '[', caption.end - 1);
  if (open == std::string_view::npos || open <= caption.begin) return {};
  const Span inside = trim(text, {static_cast<uint32_t>(open + 1), caption.end - 1});
  if (inside.empty() || inside.size() > kLongestCredit) return {};
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::string_view words = inside.of(text);
  // "(R)" and "(left, 2015)" say who is who in the picture.
  if (words.size() < 2 || std::all_of(words.begin(), words.end(), is_digit)) return {};
  return inside;
}

// The block of a caption: what follows the picture's own tags.
void add_caption(std::string_view text, Span span, std::vector<Block>& blocks) {
  Span caption = trim(text, span);
  while (!caption.empty() && text[caption.begin] == '<') {
    const size_t close = text.find('>', caption.begin);
    if (close == std::string_view::npos || close >= caption.end) break;
    caption = trim(text, {static_cast<uint32_t>(close + 1), caption.end});
  }
  if (caption.empty()) return;
  blocks.push_back({BlockKind::caption, caption, credit_of(text, caption)});
}

}  // namespace

Result<std::vector<Block>> find_blocks(std::string_view text, std::string_view title) {
  auto stretches = split_at_shortcodes(text);
  if (!stretches) return tl::unexpected(stretches.error());
  const std::optional<Block> headline = headline_from_title(text, title);
  std::vector<Block> captions;
  std::vector<Line> lines;
  for (Stretch stretch : *stretches) {
    if (stretch.caption) {
      add_caption(text, stretch.span, captions);
      continue;
    }
    if (headline && headline->span.end > stretch.span.begin) {
      if (headline->span.end >= stretch.span.end) continue;
      stretch.span.begin = headline->span.end;
    }
    append_lines(text, stretch.span, lines);
  }
  std::vector<Block> blocks = name_pieces(join_lines(lines, find_wrap(lines)), text);
  if (headline) {
    blocks.insert(blocks.begin(), *headline);
    for (size_t i = 1; i < std::min<size_t>(blocks.size(), 2); ++i) {
      if (blocks[i].kind == BlockKind::headline) blocks[i].kind = BlockKind::paragraph;
    }
  }
  const auto middle = static_cast<std::ptrdiff_t>(blocks.size());
  blocks.insert(blocks.end(), captions.begin(), captions.end());
  std::inplace_merge(blocks.begin(), blocks.begin() + middle, blocks.end(),
                     [](const Block& a, const Block& b) { return a.span < b.span; });
  return blocks;
}

}  // namespace sitrep
