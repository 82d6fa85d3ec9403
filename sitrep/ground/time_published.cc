// The day of publication: from the metadata, the dateline, a caption, or a line of the text that is
// a full date. A date that leaves out its year or month counts only where another full date
// near it has them.

#include <algorithm>

#include "sitrep/ground/time_grammar.h"

namespace sitrep {
namespace {

constexpr uint32_t kMaxDateline = 160;    // bytes before the dash
constexpr size_t kMaxDatelineBlocks = 6;  // a dateline stands in one of the first
constexpr size_t kMaxPlaceWords = 8;
constexpr uint32_t kNearEnds =
    400;  // bytes from the text's first and last in which a full date counts

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool all_capitals(std::string_view word) {
  return word.size() > 1 &&
         std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class PublicationReader {
 public:
  PublicationReader(const Document& document, const Analysis& analysis,
                    const TimeGrammar::Parts& parts)
      : document_(document), analysis_(analysis), parts_(parts) {}

  PublicationDate read() {
    PublicationDate out;
    find_dateline(out);
    if (const auto day = day_of_iso(document_.meta.published)) {
      set(out, *day, PublishedFrom::metadata);
      return out;
    }
    if (dateline_date_) {
      if (const auto day = full(*dateline_date_)) set(out, *day, PublishedFrom::dateline);
    }
    if (!out.day) date_line(out);
    if (!out.day) captions(out);
    if (!out.day) ends_of_text(out);
    return out;
  }

 private:
  static void set(PublicationDate& out, Day day, PublishedFrom from) {
    out.day = day;
    out.from = from;
  }

  std::string_view words_of(const TextWord& word) const { return document_.words(word.span); }

  // A dateline is a place, then a date and an agency, both optional, then a dash; where the place
  // is not in capitals it needs one of the two.
  void find_dateline(PublicationDate& out) {
    size_t seen = 0;
    for (const Block& block : document_.blocks) {
      if (block.kind == BlockKind::caption || block.kind == BlockKind::boilerplate) continue;
      if (++seen > kMaxDatelineBlocks) return;
      if (dateline_in(block.span, out)) return;
    }
  }

  bool dateline_in(Span block, PublicationDate& out) {
    const Span head{block.begin, std::min(block.end, block.begin + kMaxDateline)};
    cut(head);
    size_t begin = 0;  // past "[TEXT]", "(AP)" and their like
    while (begin < words_.size() && is_mark(begin, '[')) begin = past(begin, ']');
    const size_t dash = find_dash(begin);
    if (dash == words_.size() || dash == begin) return false;
    find_phrases();
    size_t at = begin;
    while (at < dash && at - begin < kMaxPlaceWords && is_place_word(at)) ++at;
    const size_t place_end = at;
    const std::string_view place =
        place_end > begin
            ? document_.words({words_[begin].span.begin, words_[place_end - 1].span.end})
            : std::string_view();
    bool agency = false;
    for (size_t i = place_end; i < dash; ++i) agency = agency || is_mark(i, '(');
    const Phrase* date = nullptr;
    for (const Phrase& phrase : phrases_) {
      if (phrase.first >= begin && phrase.last <= dash && has_day(phrase)) date = &phrase;
    }
    const bool rest_is_short = dash - place_end <= 14;
    if (!rest_is_short || (!agency && !date && !(all_capitals(place) && place_end == dash))) {
      return false;
    }
    if (!date && place.empty()) return false;
    // The date stands behind the place: "Baghdad, July 11".
    size_t name_end = place_end;
    if (date && date->first < name_end) name_end = date->first;
    while (name_end > begin && is_mark(name_end - 1, ',')) --name_end;
    if (name_end > begin) {
      out.dateline_place =
          std::string(document_.words({words_[begin].span.begin, words_[name_end - 1].span.end}));
    }
    out.dateline = {words_[begin].span.begin, words_[dash - 1].span.end};
    if (date) dateline_date_ = date->features;
    return true;
  }

  // "--", a long dash, or " - ", " _ " with space around; none in the middle of a word.
  size_t find_dash(size_t begin) const {
    for (size_t i = begin; i < words_.size(); ++i) {
      const std::string_view mark = words_of(words_[i]);
      if (words_[i].kind != WordKind::mark) continue;
      const bool long_dash = mark == "\xE2\x80\x94" || mark == "\xE2\x80\x93";
      const bool next_glued = i + 1 < words_.size() && words_[i + 1].glued;
      if (long_dash || ((mark == "-" || mark == "_") && (!words_[i].glued || next_glued) &&
                        (!next_glued || words_of(words_[i + 1]) == "-"))) {
        return i;
      }
      if (mark == "." && i + 1 < words_.size() && !words_[i + 1].glued && i > begin &&
          words_[i - 1].span.size() > 5) {
        break;  // a sentence has ended
      }
    }
    return words_.size();
  }

  bool is_mark(size_t at, char mark) const {
    return words_[at].kind == WordKind::mark && words_of(words_[at]) == std::string_view(&mark, 1);
  }
  size_t past(size_t at, char mark) const {
    while (at < words_.size() && !is_mark(at, mark)) ++at;
    return std::min(at + 1, words_.size());
  }
  // Capitalised words, and what stands between the words of a place's name.
  bool is_place_word(size_t at) const {
    const TextWord& word = words_[at];
    const std::string_view letters = words_of(word);
    if (word.kind == WordKind::word)
      return is_upper(letters[0]) || word.glued || letters.size() <= 2;
    return word.kind == WordKind::mark && at > 0 &&
           (letters == "," || letters == "." || letters == "'" || (letters == "-" && word.glued));
  }

  void cut(Span span) {
    words_.clear();
    cut_words(document_.text, span, parts_.phrases.vocabulary(), words_);
  }
  void find_phrases() {
    phrases_.clear();
    parts_.phrases.find(words_, phrases_);
  }
  void read_phrases(Span span) {
    cut(span);
    find_phrases();
  }

  static bool has(const Phrase& phrase, TimeFeature f) {
    return phrase.features.has(static_cast<size_t>(f));
  }
  bool has_day(const Phrase& phrase) const {
    return parts_.phrases.rule(phrase.rule).read == "date" && has(phrase, TimeFeature::month) &&
           has(phrase, TimeFeature::day) && !has(phrase, TimeFeature::sign) &&
           !has(phrase, TimeFeature::offset);
  }
  // The day, where the features name its year, month and day.
  std::optional<Day> full(const Features& features) const {
    if (!features.has(static_cast<size_t>(TimeFeature::year)) &&
        !features.has(static_cast<size_t>(TimeFeature::yy))) {
      return std::nullopt;
    }
    const auto out = read_date(features, Viewpoint{}, parts_.holidays);
    return out && out->unit == Unit::day ? out->day : std::nullopt;
  }
  std::optional<Day> full(const Phrase& phrase) const {
    return has_day(phrase) ? full(phrase.features) : std::nullopt;
  }

  // "Thursday, January 24, 2019": a block that is a date and next to nothing else.
  void date_line(PublicationDate& out) {
    size_t seen = 0;
    for (const Block& block : document_.blocks) {
      if (block.kind == BlockKind::caption) continue;
      if (++seen > kMaxDatelineBlocks) return;
      const Span head{block.span.begin, std::min(block.span.end, block.span.begin + kMaxDateline)};
      const Span with_next{head.begin, std::min(block.span.end, head.end + 1)};
      const bool has_lines = document_.words(with_next).find('\n') != std::string_view::npos;
      if (head != block.span && !has_lines) continue;  // a paragraph, at most with a date in it
      read_phrases(head);
      for (const Phrase& phrase : phrases_) {
        const auto day = full(phrase);
        const bool alone =
            block.span.size() <= kMaxDateline && words_.size() <= phrase.last - phrase.first + 6;
        // A first line goes into the paragraph where lines are wrapped hard.
        const uint32_t end = words_[phrase.last - 1].span.end;
        const bool first_line =
            phrase.first == 0 && end < document_.text.size() && document_.text[end] == '\n';
        if (day && (alone || first_line)) {
          set(out, *day, PublishedFrom::dateline);
          if (out.dateline.empty()) out.dateline = {words_[phrase.first].span.begin, end};
          return;
        }
      }
    }
  }

  // The latest day that a caption names; pictures may be older than the report, not younger.
  void captions(PublicationDate& out) {
    std::optional<Day> latest;
    for (const Block& block : document_.blocks) {
      if (block.kind != BlockKind::caption) continue;
      read_phrases(block.span);
      for (const Phrase& phrase : phrases_) {
        const auto day = full(phrase);
        if (day && (!latest || *day > *latest)) latest = day;
      }
    }
    if (latest) set(out, completed(*latest), PublishedFrom::caption);
  }

  // "July 11" of the dateline gets its year from the caption.
  Day completed(Day day) const {
    if (!dateline_date_) return day;
    Viewpoint from;
    from.published = day;
    const auto out = read_date(*dateline_date_, from, parts_.holidays);
    return out && out->day && out->unit == Unit::day ? *out->day : day;
  }

  // The one full date of the text, near an end of it and told in the past: what a report without a
  // dateline is about. Several, or one that lies ahead, tell nothing.
  void ends_of_text(PublicationDate& out) {
    if (!has_date_near_end()) return;
    std::optional<Day> only;
    bool near_end = false;
    for (const Block& block : document_.blocks) {
      read_phrases(block.span);
      for (const Phrase& phrase : phrases_) {
        const auto day = full(phrase);
        if (!day || day == only) continue;
        const Leaning told =
            leaning_of({document_.text, words_, analysis_}, phrase.first, phrase.last, parts_.cues);
        if (only || told.direction != Direction::past) return;
        only = day;
        near_end = is_near_end(words_[phrase.first].span.begin);
      }
    }
    if (only && near_end) set(out, *only, PublishedFrom::text);
  }

  bool is_near_end(uint32_t at) const {
    return at < kNearEnds || at + kNearEnds > document_.text.size();
  }

  // Most texts have none, and need not be read to their end.
  bool has_date_near_end() {
    for (const Block& block : document_.blocks) {
      if (!is_near_end(block.span.begin) && !is_near_end(block.span.end)) continue;
      read_phrases(block.span);
      for (const Phrase& phrase : phrases_) {
        if (is_near_end(words_[phrase.first].span.begin) && full(phrase)) return true;
      }
    }
    return false;
  }

  const Document& document_;
  const Analysis& analysis_;
  const TimeGrammar::Parts& parts_;
  std::vector<TextWord> words_;
  std::vector<Phrase> phrases_;
  std::optional<Features> dateline_date_;
};

}  // namespace

PublicationDate publication_date(const Document& document, const Analysis& analysis,
                                 const TimeGrammar& grammar) {
  return PublicationReader(document, analysis, grammar.parts()).read();
}

}  // namespace sitrep
