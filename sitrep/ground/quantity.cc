#include "sitrep/ground/quantity.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sitrep/ground/quantity_grammar.h"

namespace sitrep {
namespace {

using F = QuantityFeature;

constexpr size_t kMaxQuantities = 100'000;  // a document with more is no report
constexpr uint32_t kAddressWords = 4;       // "1600 Pennsylvania Avenue"

bool has(const Features& features, F f) {
  return features.has(static_cast<size_t>(f));
}
double get(const Features& features, F f) {
  return features.get(static_cast<size_t>(f));
}

// Low and high as a coder keeps them: both for an exact number, one side for a one-sided bound,
// none for "about".
void set_bounds(const Features& features, Quantity& out) {
  out.bound = static_cast<Bound>(get(features, F::bound));
  if (has(features, F::low)) {  // a vague count
    out.bound = Bound::at_least;
    out.low = get(features, F::low);
    return;
  }
  double value = get(features, F::value);
  if (has(features, F::half)) value += 0.5;
  if (has(features, F::times)) value *= get(features, F::times);
  if (has(features, F::share) && has(features, F::high)) value /= get(features, F::high);
  if (has(features, F::minus)) value = -value;
  const bool whole = value == std::floor(value);
  switch (out.bound) {
    case Bound::exact:
      out.value = out.low = out.high = value;
      break;
    case Bound::about:
      out.value = value;
      break;
    case Bound::at_least:
      out.value = out.low = value;
      break;
    case Bound::more_than:
      out.value = value;
      out.low = whole ? value + 1 : value;
      break;
    case Bound::at_most:
      out.value = out.high = value;
      break;
    case Bound::less_than:
      out.value = value;
      out.high = whole ? value - 1 : value;
      break;
    case Bound::range: {
      const double times = has(features, F::times) ? get(features, F::times) : 1;
      out.low = value;
      out.high = get(features, F::high) * times;
      break;
    }
  }
}

class QuantityReader {
 public:
  QuantityReader(const Document& document, const Analysis& analysis, const QuantityGrammar& grammar,
                 const std::vector<Time>& times)
      : document_(document), analysis_(analysis), parts_(grammar.parts()), times_(times) {}

  std::vector<Quantity> read() {
    for (const Block& block : document_.blocks) {
      words_.clear();
      phrases_.clear();
      cut_words(document_.text, block.span, parts_.phrases.vocabulary(), words_);
      parts_.phrases.find(words_, phrases_);
      for (const Phrase& phrase : phrases_) {
        if (quantities_.size() == kMaxQuantities) return std::move(quantities_);
        read_phrase(phrase);
      }
    }
    return std::move(quantities_);
  }

 private:
  void read_phrase(const Phrase& phrase) {
    const bool one_waits = std::exchange(waits_for_unit_, false);
    if (parts_.phrases.rule(phrase.rule).read == "none") return;
    Quantity out;
    out.span = {words_[phrase.first].span.begin, words_[phrase.last - 1].span.end};
    if (in_a_time(out.span) || is_part_of_a_name(phrase) || begins_a_name(phrase) ||
        numbers_a_line(phrase) || is_grid_reference(phrase.first)) {
      return;
    }
    const Features& features = phrase.features;
    set_bounds(features, out);
    if (out.bound == Bound::range) scale_low(phrase, out);
    if (out.low && out.high && *out.low > *out.high) return read_apart(phrase);
    out.more = has(features, F::more);
    if (has(features, F::unit)) {
      const UnitOfMeasure& unit = parts_.units[static_cast<size_t>(get(features, F::unit))];
      measure_in(unit, out);
      if (one_waits) measure_in(unit, quantities_.back());
    } else if (has(features, F::next)) {
      waits_for_unit_ = true;
    } else {
      Counted counted =
          counted_noun(document_.text, words_, phrase.last, out.span, parts_, analysis_);
      if (is_behind_a_name(phrase, counted) || is_address(phrase)) return;
      out.of = counted.span;
      out.unit = has(features, F::share) ? "fraction" : std::move(counted.unit);
    }
    quantities_.push_back(std::move(out));
  }

  static void measure_in(const UnitOfMeasure& unit, Quantity& out) {
    out.unit = unit.name;
    if (unit.distance) out.si = out.value.value_or(out.low.value_or(0)) * unit.factor;
  }

  // "two to three hundred", "20-30,000": the first is as large as the second.
  void scale_low(const Phrase& phrase, Quantity& out) const {
    if (!out.low || !out.high) return;
    const auto words = std::span(words_).subspan(phrase.first, phrase.last - phrase.first);
    const TextWord& last = words.back();
    const bool thousands = last.form == NumberForm::grouped && words.size() == 3 &&
                           words[1].glued && last.glued && std::fmod(last.value, 1000) == 0 &&
                           words[0].form == NumberForm::plain;
    const double scale = thousands ? 1000 : parts_.phrases.numerals().scale_at_end(words);
    if (*out.low * scale < *out.high) *out.low *= scale;
  }

  // "49 percent to 47 percent" is no range, but two numbers. "3-1" is neither.
  void read_apart(const Phrase& phrase) {
    for (uint32_t link = phrase.first + 1; link + 1 < phrase.last; ++link) {
      if (words_[link].kind != WordKind::word) continue;
      const auto first = whole_phrase(phrase.first, link);
      const auto second = whole_phrase(link + 1, phrase.last);
      if (!first || !second) continue;
      read_phrase(*first);
      read_phrase(*second);
      return;
    }
  }
  // The phrase that takes all of these words.
  std::optional<Phrase> whole_phrase(uint32_t first, uint32_t last) const {
    std::vector<Phrase> found;
    parts_.phrases.find(std::span(words_).subspan(first, last - first), found);
    if (found.size() != 1 || found[0].first != 0 || found[0].last != last - first) {
      return std::nullopt;
    }
    found[0].first = first;
    found[0].last = last;
    return found[0];
  }

  // Times come in the order of the text, as phrases do.
  bool in_a_time(Span span) {
    while (next_time_ < times_.size() && times_[next_time_].span.end <= span.begin) ++next_time_;
    return next_time_ < times_.size() && times_[next_time_].span.overlaps(span);
  }

  // The number of "F-16", "M16", "3D" or "COVID-19", with no space to letters on a side.
  bool is_part_of_a_name(const Phrase& phrase) const {
    for (uint32_t at = phrase.first; at < phrase.last; ++at) {
      if (words_[at].kind == WordKind::number && glued_to_letters(at)) return true;
    }
    const bool letters_behind = phrase.last < words_.size() && words_[phrase.last].glued &&
                                words_[phrase.last].kind == WordKind::word &&
                                words_[phrase.last - 1].kind == WordKind::number;
    return letters_behind;
  }
  // The number of "Three Mile Island", "Five Star Movement": a name begins with it.
  bool begins_a_name(const Phrase& phrase) const {
    const uint32_t begin = words_[phrase.first].span.begin;
    if (phrase.last >= words_.size() || !words_[phrase.first].capital ||
        !words_[phrase.last].capital) {
      return false;
    }
    const TokenId first = analysis_.token_at(begin);
    const TokenId behind = analysis_.token_at(words_[phrase.last].span.begin);
    if (first == kNoToken || behind == kNoToken) return false;
    const auto& mentions = analysis_.mentions;
    const auto at = std::lower_bound(
        mentions.begin(), mentions.end(), begin,
        [](const Mention& mention, uint32_t byte) { return mention.span.begin < byte; });
    return at != mentions.end() && at->form == MentionForm::name && at->span.begin == begin &&
           at->span.end >= words_[phrase.last].span.end;
  }
  // "10 Downing Street"
  bool is_address(const Phrase& phrase) const {
    for (uint32_t at = phrase.last; at < words_.size() && at - phrase.last < kAddressWords; ++at) {
      if (!words_[at].capital) return false;
      if (parts_.role_of(words_[at]) == NounRole::street) return true;
    }
    return false;
  }
  // The digits of the military grid reference "38S LF 44100 22300": they stand behind two letters,
  // and these behind a zone such as 38S.
  bool is_grid_reference(uint32_t at) const {
    if (words_[at].kind != WordKind::number || words_[at].form != NumberForm::plain) return false;
    if (at > 0 && words_[at - 1].kind == WordKind::number) --at;
    if (at < 2) return false;
    const TextWord& square = words_[at - 1];
    const TextWord& band = words_[at - 2];
    if (!square.capital || square.span.size() != 2 || !all_capitals(square)) return false;
    if (band.kind == WordKind::number) {  // 38S was cut as 1990s is
      return band.form == NumberForm::plural && band.digits <= 2;
    }
    return at > 2 && band.glued && band.capital && band.span.size() == 1 &&
           words_[at - 3].kind == WordKind::number && words_[at - 3].digits <= 2;
  }
  // The number of "Week 11", "Windows 8": a name stands before it and nothing that it counts
  // behind.
  bool is_behind_a_name(const Phrase& phrase, const Counted& counted) const {
    if (phrase.first < 2 || phrase.last - phrase.first > 1) return false;
    const TextWord& number = words_[phrase.first];
    const TextWord& before = words_[phrase.first - 1];
    const TextWord& earlier = words_[phrase.first - 2];
    const bool starts = earlier.kind == WordKind::mark || earlier.kind == WordKind::number;
    const bool counts = !counted.span.empty() && document_.text[counted.span.begin] >= 'a' &&
                        document_.text[counted.span.begin] <= 'z';
    const bool capitals = all_capitals(before) || all_capitals(earlier);  // tell nothing then
    return number.kind == WordKind::number && number.form == NumberForm::plain &&
           number.digits <= 4 && before.capital && !starts && !counts && !capitals;
  }
  bool all_capitals(const TextWord& word) const {
    const std::string_view letters = document_.words(word.span);
    return letters.size() > 1 && word.capital && letters[1] >= 'A' && letters[1] <= 'Z';
  }
  // "1." or "2)" at the head of a line numbers it.
  bool numbers_a_line(const Phrase& phrase) const {
    const TextWord& number = words_[phrase.first];
    if (number.kind != WordKind::number || phrase.last - phrase.first > 1 ||
        phrase.last >= words_.size() || !words_[phrase.last].glued) {
      return false;
    }
    const std::string_view mark = document_.words(words_[phrase.last].span);
    const uint32_t before = phrase.first == 0 ? 0 : words_[phrase.first - 1].span.end;
    const Span gap{before, number.span.begin};
    const bool heads = number.starts || document_.words(gap).find('\n') != std::string_view::npos;
    return heads && (mark == "." || mark == ")");
  }
  bool glued_to_letters(uint32_t at) const {
    if (at == 0 || !words_[at].glued) return false;
    const TextWord& before = words_[at - 1];
    if (before.kind == WordKind::word) return true;
    return document_.words(before.span) == "-" && before.glued && at > 1 &&
           words_[at - 2].kind == WordKind::word && words_[at - 2].capital;
  }

  const Document& document_;
  const Analysis& analysis_;
  const QuantityGrammar::Parts& parts_;
  const std::vector<Time>& times_;
  size_t next_time_ = 0;
  bool waits_for_unit_ = false;  // the last quantity: its unit stands behind the next
  std::vector<TextWord> words_;
  std::vector<Phrase> phrases_;
  std::vector<Quantity> quantities_;
};

}  // namespace

std::vector<Quantity> ground_quantities(const Document& document, const Analysis& analysis,
                                        const QuantityGrammar& grammar,
                                        const std::vector<Time>& times) {
  return QuantityReader(document, analysis, grammar, times).read();
}

}  // namespace sitrep
