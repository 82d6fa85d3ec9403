#include "sitrep/claims/statements_quotes.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace sitrep {
namespace {

enum class Side : uint8_t { either, open, close };

struct Mark {
  uint32_t at = 0;
  uint32_t size = 0;
  Side side = Side::either;
  bool single = false;

  uint32_t end() const { return at + size; }
};

struct MarkShape {
  std::string_view bytes;
  Side side;
  bool single;
};

constexpr MarkShape kShapes[] = {
    {"\"", Side::either, false}, {"“", Side::open, false},    {"”", Side::close, false},
    {"„", Side::open, false},    {"«", Side::open, false},    {"»", Side::close, false},
    {"``", Side::open, false},   {"''", Side::either, false}, {"’’", Side::close, false},
    {"‘‘", Side::open, false},   {"＂", Side::either, false}, {"'", Side::either, true},
    {"‘", Side::open, true},     {"’", Side::either, true},
};

const MarkShape* shape_at(std::string_view text) {
  // Nearly every byte is a letter: three first bytes and ASCII marks are all there is.
  const auto first = static_cast<unsigned char>(text.front());
  if (first != '"' && first != '\'' && first != '`' && first < 0xC2) return nullptr;
  const MarkShape* best = nullptr;
  for (const MarkShape& shape : kShapes) {
    if (!text.starts_with(shape.bytes)) continue;
    if (best == nullptr || shape.bytes.size() > best->bytes.size()) best = &shape;
  }
  return best;
}

bool is_space(std::string_view text, uint32_t at) {
  const char c = text[at];
  if (c == ' ' || c == '\n' || c == '\t' || c == '\r') return true;
  return at > 0 && text[at - 1] == '\xC2' && c == '\xA0';
}

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         static_cast<unsigned char>(c) >= 0xC3;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Pairer {
 public:
  explicit Pairer(const Document& document) : document_(document), text_(document.text) {}

  std::vector<Quotation> run() {
    for (uint32_t b = 0; b < document_.blocks.size(); ++b) {
      if (document_.blocks[b].kind == BlockKind::boilerplate) continue;
      read_block(b);
    }
    return std::move(out_);
  }

 private:
  // Which way a mark that may be either looks: space or a bracket before it opens, space or
  // punctuation after it closes; between two words, or two spaces, it may be either.
  Side look(const Mark& mark, Span block) const {
    if (mark.side != Side::either) return mark.side;
    const bool edge_before =
        mark.at == block.begin || is_space(text_, mark.at - 1) ||
        std::string_view("([{-/").find(text_[mark.at - 1]) != std::string_view::npos ||
        ends_with_dash(mark.at);
    const bool edge_after = mark.end() >= block.end || is_space(text_, mark.end());
    if (edge_before && !edge_after) return Side::open;
    if (edge_after && !edge_before) return Side::close;
    if (!edge_before && !is_word(text_[mark.end()])) return Side::close;
    return Side::either;
  }

  bool ends_with_dash(uint32_t at) const {
    const std::string_view before = text_.substr(0, at);
    return before.ends_with("—") || before.ends_with("–");
  }

  // An apostrophe, or the marks of feet and inches: no quotation mark.
  bool is_other(const Mark& mark, Span block) const {
    const bool after_word = mark.at > block.begin && is_word(text_[mark.at - 1]);
    const bool before_word = mark.end() < block.end && is_word(text_[mark.end()]);
    if (mark.single) return after_word && before_word;
    const bool after_digit = mark.at > block.begin && is_digit(text_[mark.at - 1]);
    return mark.size == 1 && mark.side == Side::either && after_digit && before_word;
  }

  void read_marks(Span block) {
    marks_.clear();
    for (uint32_t at = block.begin; at < block.end;) {
      const MarkShape* shape = shape_at(text_.substr(at, block.end - at));
      if (shape == nullptr) {
        ++at;
        continue;
      }
      Mark mark{at, static_cast<uint32_t>(shape->bytes.size()), shape->side, shape->single};
      at = mark.end();
      if (is_other(mark, block)) continue;
      mark.side = look(mark, block);
      marks_.push_back(mark);
    }
  }

  void read_block(uint32_t b) {
    const Span block = document_.blocks[b].span;
    read_marks(block);
    for (size_t i = open_ ? go_on(b, block) : 0; i < marks_.size();) {
      if (marks_[i].single) {
        i = read_single(b, i);
      } else if (marks_[i].side == Side::close) {
        ++i;
      } else {
        i = read_double(b, block, marks_[i].at, marks_[i].end(), i + 1, false);
      }
    }
  }

  // The block after one that was left open: it opens again, or closes, or has nothing to do with
  // it. Gives the first mark that is not used up.
  size_t go_on(uint32_t b, Span block) {
    open_ = false;
    const size_t first = next_double(0);
    if (first == marks_.size()) return 0;
    const bool reopens = marks_[first].at == block.begin && marks_[first].side != Side::close;
    if (reopens) return read_double(b, block, block.begin, marks_[first].end(), first + 1, true);
    if (marks_[first].side != Side::close) return 0;
    return read_double(b, block, block.begin, block.begin, first, true);
  }

  // A quotation to the next double mark. One that opens says that the closing mark was lost; none,
  // that the quotation goes to the end of the block and maybe on. Gives the first mark not used up.
  size_t read_double(uint32_t b, Span block, uint32_t outer, uint32_t inner, size_t from,
                     bool continues) {
    const size_t closing = next_double(from);
    if (closing == marks_.size()) {
      add({{outer, block.end}, {inner, block.end}, b, continues, false});
      open_ = true;
      return closing;
    }
    const Mark& mark = marks_[closing];
    const bool lost = mark.side == Side::open;
    add({{outer, lost ? mark.at : mark.end()}, {inner, mark.at}, b, continues, false});
    return lost ? closing : closing + 1;
  }

  size_t next_double(size_t from) const {
    while (from < marks_.size() && marks_[from].single) ++from;
    return from;
  }

  size_t read_single(uint32_t b, size_t i) {
    const auto closing = closing_single(i);
    if (!closing) return i + 1;
    const Mark& mark = marks_[*closing];
    add({{marks_[i].at, mark.end()}, {marks_[i].end(), mark.at}, b, false, true});
    return *closing + 1;
  }

  // The mark that closes a single quotation opened at `i`: never over a double one, and not the
  // apostrophe of "workers' rights" where a better one follows.
  std::optional<size_t> closing_single(size_t i) const {
    if (marks_[i].side != Side::open || is_digit(text_[marks_[i].end()])) return std::nullopt;
    std::optional<size_t> possessive;
    const size_t last = std::min(marks_.size(), i + 1 + kMostLookAhead);
    for (size_t k = i + 1; k < last; ++k) {
      if (!marks_[k].single) break;
      if (marks_[k].side == Side::open) return possessive;
      if (marks_[k].side != Side::close) continue;
      if (marks_[k].at - marks_[i].end() < 2) return std::nullopt;
      const bool plural = text_[marks_[k].at - 1] == 's' && marks_[k].end() < text_.size() &&
                          text_[marks_[k].end()] == ' ';
      if (!plural) return k;
      if (!possessive) possessive = k;
    }
    return possessive;
  }

  void add(Quotation q) {
    while (q.inner.begin < q.inner.end && is_space(text_, q.inner.begin)) ++q.inner.begin;
    while (q.inner.end > q.inner.begin && is_space(text_, q.inner.end - 1)) --q.inner.end;
    if (!q.inner.empty()) out_.push_back(q);
  }

  static constexpr size_t kMostLookAhead = 16;  // single marks that are tried as the closing one

  const Document& document_;
  std::string_view text_;
  std::vector<Mark> marks_;  // of the block that is read
  std::vector<Quotation> out_;
  bool open_ = false;  // the last block ended within a quotation
};

}  // namespace

std::vector<Quotation> find_quotations(const Document& document) {
  return Pairer(document).run();
}

}  // namespace sitrep
