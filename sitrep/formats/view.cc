#include "sitrep/formats/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace sitrep {
namespace {

constexpr size_t kTitleColumns = 72;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool is_blank(unsigned char c) {
  return c <= ' ' || c == 0x7F;
}

// C1 controls, and the marks that turn the direction of writing, which could hide words.
size_t hidden_mark_at(std::string_view words, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < words.size() ? static_cast<unsigned char>(words[at + i]) : 0;
  };
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) < 0xA0) return 2;
  if (byte(0) != 0xE2) return 0;
  if (byte(1) == 0x80 &&
      (byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAE))) {
    return 3;
  }
  return byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9 ? 3 : 0;
}

// The stretch of `words` of at most `columns`, around byte `at`, cut between words.
std::string excerpt(std::string_view words, size_t at, size_t columns) {
  if (columns_of(words) <= columns) return std::string(words);
  const size_t room = columns - 2;
  size_t begin = 0;
  if (columns_of(words.substr(0, at)) > room / 2) {
    begin = at;
    for (size_t back = 0; begin > 0 && back < room / 3; --begin) {
      if (!is_continuation(words[begin - 1])) ++back;
    }
    const size_t space = words.find(' ', begin);
    if (space != std::string_view::npos && space < at) begin = space + 1;
    while (begin < words.size() && is_continuation(words[begin])) ++begin;
  }
  size_t end = begin;
  for (size_t used = 0; end < words.size(); ++end) {
    if (!is_continuation(words[end]) && ++used > room) break;
  }
  if (end < words.size()) {
    const size_t space = words.rfind(' ', end);
    if (space != std::string_view::npos && space > std::max(begin, at)) end = space;
  }
  return fmt::format("{}{}{}", begin > 0 ? "…" : "", words.substr(begin, end - begin),
                     end < words.size() ? "…" : "");
}

std::string bounded(Bound bound, double value) {
  switch (bound) {
    case Bound::about:
      return "about " + grouped(value);
    case Bound::at_least:
      return "at least " + grouped(value);
    case Bound::more_than:
      return "more than " + grouped(value);
    case Bound::at_most:
      return "at most " + grouped(value);
    case Bound::less_than:
      return "less than " + grouped(value);
    case Bound::exact:
    case Bound::range:
      break;
  }
  return grouped(value);
}

}  // namespace

PictureView::PictureView(const ReportList& reports, const Picture& picture)
    : reports_(reports), picture_(picture), numbers_(picture.sources.size()) {
  for (size_t i = 0; i < picture.sources.size(); ++i) {
    const uint32_t original = picture.sources[i].original;
    numbers_[i] = original == i ? ++numbers_in_all_ : numbers_[original];
  }
}

std::vector<uint32_t> PictureView::numbers_of(const std::vector<uint32_t>& facts) const {
  std::vector<uint32_t> out;
  for (const uint32_t at : facts) out.push_back(number(fact(at).source));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<uint32_t> PictureView::one_a_number(const std::vector<uint32_t>& facts) const {
  std::vector<uint32_t> out;
  std::vector<uint32_t> seen;
  for (const uint32_t at : facts) {
    const uint32_t given = number(fact(at).source);
    if (std::find(seen.begin(), seen.end(), given) != seen.end()) continue;
    seen.push_back(given);
    out.push_back(at);
  }
  return out;
}

std::string PictureView::quote(uint32_t at, size_t columns) const {
  const Claim& told = claim(at);
  const std::string_view text = report(fact(at).source).document.text;
  const Span span = told.evidence.front();
  const uint32_t trigger = span.contains(told.trigger) ? told.trigger.begin : span.begin;
  const std::string before = one_line(Span{span.begin, trigger}.of(text));
  return excerpt(one_line(span.of(text)), before.size(), columns);
}

std::string PictureView::quote(uint32_t source, Span span, size_t columns) const {
  return excerpt(one_line(span.of(report(source).document.text)), 0, columns);
}

std::string PictureView::actor(uint32_t at) const {
  return at == kNone ? "" : one_line(picture_.actors[at].name);
}

std::string PictureView::actors(const std::vector<uint32_t>& list) const {
  std::vector<std::string> names;
  for (const uint32_t at : list) names.push_back(actor(at));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string PictureView::site(uint32_t at) const {
  if (at == kNone) return "";
  const Site& site = picture_.sites[at];
  const std::string name = one_line(site.name);
  std::vector<std::string_view> area;
  if (!site.admin1.empty() && site.admin1 != site.name) area.push_back(site.admin1);
  if (!site.country.empty() && site.feature != "country") area.push_back(site.country);
  return area.empty() ? name : fmt::format("{} ({})", name, fmt::join(area, ", "));
}

uint32_t PictureView::one_that_says(const std::vector<uint32_t>& facts,
                                    std::optional<double> value) const {
  for (const uint32_t at : facts) {
    if (claim(at).numbers.front().value == value) return at;
  }
  return facts.front();
}

std::string PictureView::counted(uint32_t at) const {
  const Report& told = report(fact(at).source);
  const ClaimNumber& number = claim(at).numbers.front();
  for (const Quantity& quantity : told.quantities) {
    if (quantity.span.overlaps(number.span) && !quantity.of.empty() &&
        quantity.of.size() <= kTitleColumns) {
      return one_line(told.document.words(quantity.of));
    }
  }
  return number.unit;
}

std::string PictureView::publisher(uint32_t source) const {
  const std::string& named = report(source).document.meta.publisher;
  return named.empty() ? title(source) : one_line(named);
}

std::string PictureView::title(uint32_t source) const {
  const Document& document = report(source).document;
  if (!document.meta.title.empty()) return one_line(document.meta.title);
  const auto& blocks = document.blocks;
  const auto headline = std::find_if(blocks.begin(), blocks.end(), [](const Block& block) {
    return block.kind == BlockKind::headline;
  });
  if (headline != blocks.end()) return quote(source, headline->span, kTitleColumns);
  if (!blocks.empty()) return quote(source, blocks.front().span, kTitleColumns);
  return one_line(document.meta.id);
}

std::string kind_of(const Event& event) {
  const bool by_acled =
      event.type == "ASSAULT" || event.type == "PROTEST" || event.type == "COERCE";
  const bool named = !event.acled_sub_event.empty();
  if (named && (by_acled || event.type.empty())) return event.acled_sub_event;
  if (event.type.empty()) return "Event";
  std::string word = event.type;
  for (size_t i = 1; i < word.size(); ++i) {
    if (word[i] >= 'A' && word[i] <= 'Z') word[i] = static_cast<char>(word[i] - 'A' + 'a');
  }
  return word;
}

std::string grouped(double value) {
  if (value != std::floor(value) || std::abs(value) >= 1e15) return fmt::format("{:g}", value);
  std::string digits = fmt::format("{:.0f}", std::abs(value));
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<size_t>(at), ",");
  }
  return value < 0 ? "-" + digits : digits;
}

std::string words_of(const Figure& figure) {
  if (!figure.best) return "";
  std::vector<std::string> range;
  if (figure.low && *figure.low < *figure.best) range.push_back("lowest " + grouped(*figure.low));
  if (figure.high && *figure.high > *figure.best) {
    range.push_back((figure.open ? "highest at least " : "highest ") + grouped(*figure.high));
  }
  const std::string best = bounded(figure.bound, *figure.best);
  return range.empty() ? best : fmt::format("{} ({})", best, fmt::join(range, ", "));
}

std::string words_of(const ClaimNumber& number) {
  if (number.value) return bounded(number.bound, *number.value);
  if (number.low && number.high) {
    return fmt::format("{} to {}", grouped(*number.low), grouped(*number.high));
  }
  if (number.low) return "at least " + grouped(*number.low);
  return number.high ? "at most " + grouped(*number.high) : "";
}

std::string words_of(const Support& support) {
  if (support.reports == 1) return "1 report";
  return fmt::format("{} reports, {} independent", support.reports, support.independent);
}

std::string words_of(const std::optional<Interval>& time) {
  using namespace std::chrono;
  if (!time) return "";
  const auto day = [](int64_t minute) { return Day(floor<days>(minutes(minute))); };
  const Day first = day(time->from);
  const Day last = day(time->to - 1);
  if (first == last || time->to <= time->from) return iso_date(first);
  const year_month_day from(first);
  const year_month_day to(last);
  const Day month_end(from.year() / from.month() / std::chrono::last);
  const Day year_end(from.year() / December / 31);
  if (from.day() == std::chrono::day(1) && last == month_end) return iso_date(first).substr(0, 7);
  if (from.month() == January && from.day() == std::chrono::day(1) && last == year_end) {
    return iso_date(first).substr(0, 4);
  }
  if (from.year() == to.year() && from.month() == to.month()) {
    return iso_date(first) + " to " + iso_date(last).substr(8);
  }
  return iso_date(first) + " to " + iso_date(last);
}

std::string one_line(std::string_view words) {
  std::string out;
  for (size_t i = 0; i < words.size(); ++i) {
    if (const size_t hidden = hidden_mark_at(words, i); hidden > 0) {
      i += hidden - 1;
    } else if (!is_blank(static_cast<unsigned char>(words[i]))) {
      out += words[i];
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

size_t columns_of(std::string_view words) {
  return static_cast<size_t>(
      std::count_if(words.begin(), words.end(), [](char c) { return !is_continuation(c); }));
}

}  // namespace sitrep
