#include "sitrep/ground/numerals.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr size_t kMaxWords = 16;    // "nine hundred and ninety-nine thousand ..." needs fewer
constexpr double kMaxValue = 1e15;  // past it a number of a report is a serial number or noise
constexpr uint8_t kMaxDigits = 15;

constexpr std::array<std::string_view, 10> kRoles = {"none",  "small",      "tens",    "hundred",
                                                     "scale", "ordinal",    "article", "fraction",
                                                     "joint", "short scale"};

}  // namespace

// An entry is `numeral: ROLE` with lines `word: twelve = 12`.
Result<Numerals> Numerals::compile(const Lexicon& lexicon, Vocabulary& vocabulary) {
  Numerals out;
  for (const LexiconEntry* entry : lexicon.section("numeral")) {
    const auto role = value_in<Role>(kRoles, entry->title());
    if (!role) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: no such numeral: '{}'", entry->where(), entry->title()));
    }
    for (const std::string_view line : entry->all("words")) {
      for (const std::string_view item : split_list(line)) {
        const size_t equals = item.find('=');
        double value = 0;
        if (equals != std::string_view::npos) {
          const std::string_view digits = item.substr(item.find_first_not_of(' ', equals + 1));
          const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
          if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) {
            return fail(ErrorCode::malformed,
                        fmt::format("{}: '{}' has no number", entry->where(), item));
          }
        }
        const std::string_view word = item.substr(0, item.find_first_of(" ="));
        const Symbol symbol = vocabulary.add(word);
        if (out.entries_.size() <= symbol) out.entries_.resize(symbol + 1);
        out.entries_[symbol] = {*role, value};
      }
    }
  }
  out.hyphen_ = vocabulary.add("-");
  out.slash_ = vocabulary.add("/");
  return out;
}

const Numerals::Entry& Numerals::entry(const TextWord& word) const {
  static constexpr Entry kNone;
  return word.symbol < entries_.size() ? entries_[word.symbol] : kNone;
}

bool Numerals::begins(const TextWord& word) const {
  if (word.kind == WordKind::number) return true;
  const Role role = entry(word).role;
  return role != Role::none && role != Role::joint && role != Role::short_scale;
}

double Numerals::scale_at_end(std::span<const TextWord> words) const {
  double scale = 1;
  for (size_t at = words.size(); at-- > 0;) {
    const Entry& last = entry(words[at]);
    if (last.role != Role::scale && last.role != Role::hundred) break;
    scale *= last.role == Role::hundred ? 100 : last.value;
  }
  return scale;
}

std::optional<Numeral> Numerals::read(std::span<const TextWord> words) const {
  if (words.empty()) return std::nullopt;
  auto out = words[0].kind == WordKind::number ? read_digits(words) : read_spelled(words);
  if (out && !(std::abs(out->value) <= kMaxValue)) return std::nullopt;
  return out;
}

// 560, 1.5 million, 5 1/2, 1/2.
std::optional<Numeral> Numerals::read_digits(std::span<const TextWord> words) const {
  const TextWord& first = words[0];
  if (first.digits > kMaxDigits || first.form == NumberForm::plural) return std::nullopt;
  Numeral out{1, first.value, first.form == NumberForm::ordinal, false};
  if (out.ordinal) return out;
  const auto over = [&](size_t at) {  // a fraction "1/2" at words[at]
    return at + 2 < words.size() && words[at].kind == WordKind::number && words[at].digits <= 2 &&
           words[at + 1].symbol == slash_ && words[at + 2].kind == WordKind::number &&
           words[at + 2].digits <= 2 && words[at + 1].glued && words[at + 2].glued &&
           words[at].value > 0 && words[at].value < words[at + 2].value &&
           words[at + 2].value <= 16 && !(at + 3 < words.size() && words[at + 3].symbol == slash_);
  };
  if (over(0)) return Numeral{3, first.value / words[2].value, false, false};
  if (first.form == NumberForm::plain && over(1) && !words[1].glued) {
    return Numeral{4, first.value + words[1].value / words[3].value, false, false};
  }
  if (first.form == NumberForm::plain && words.size() > 1 && entry(words[1]).role == Role::joint &&
      over(2)) {  // 2 and 1/2
    return Numeral{5, first.value + words[2].value / words[4].value, false, false};
  }
  if (words.size() > 1 && words[1].glued && entry(words[1]).role == Role::short_scale) {
    return Numeral{2, first.value * entry(words[1]).value, false, false};
  }
  size_t at = 1;
  while (at < words.size() && at < 3 && entry(words[at]).role == Role::scale) {
    out.value *= entry(words[at]).value;
    out.length = static_cast<uint32_t>(++at);
  }
  // "1.5-million", but not "3-million-year"
  if (out.length == 1 && words.size() > 2 && words[1].symbol == hyphen_ && words[1].glued &&
      entry(words[2]).role == Role::scale) {
    out.value *= entry(words[2]).value;
    out.length = 3;
  }
  return out;
}

// Words add up to a group below a thousand; a scale multiplies the group and starts a new one.
std::optional<Numeral> Numerals::read_spelled(std::span<const TextWord> words) const {
  double total = 0, group = 0;
  bool any = false, ordinal = false;
  Role last = Role::none;
  size_t end = 0;
  for (size_t at = 0; at < words.size() && at < kMaxWords;) {
    size_t next = at;
    if (any && (words[at].symbol == hyphen_ || (entry(words[at]).role == Role::joint &&
                                                (last == Role::hundred || last == Role::scale)))) {
      // A hyphen joins "twenty-four", "and" joins "two hundred and five"; not "twenty - four".
      if (words[at].symbol == hyphen_ && !words[at].glued) break;
      if (++next >= words.size()) break;
    }
    const Entry& part = entry(words[next]);
    bool fits = false;
    switch (part.role) {
      case Role::small:
        fits = !any || last == Role::hundred || last == Role::scale ||
               (last == Role::tens && part.value > 0 && part.value < 10);
        if (fits) group += part.value;
        break;
      case Role::tens:
        fits = !any || last == Role::hundred || last == Role::scale;
        if (fits) group += part.value;
        break;
      case Role::hundred:
        fits = any && (last == Role::small || last == Role::article) && group < 100;
        if (fits) group *= part.value;
        break;
      case Role::scale:
        fits = any && (group > 0 || total > 0);
        if (fits) {
          if (last == Role::scale && group == 0) {
            total *= part.value;  // "hundred million" after a scale: "ten thousand million"
          } else {
            total += group * part.value;
          }
          group = 0;
        }
        break;
      case Role::article:  // "a hundred"
        fits = !any && next + 1 < words.size() &&
               (entry(words[next + 1]).role == Role::hundred ||
                entry(words[next + 1]).role == Role::scale);
        if (fits) group = 1;
        break;
      case Role::ordinal:
        fits = !any || ((last == Role::tens && part.value < 10) ||
                        ((last == Role::hundred || last == Role::scale) && next > at));
        if (fits) group += part.value;
        ordinal = fits;
        break;
      case Role::fraction:
        if (!any) return read_fraction(words);
        break;
      case Role::joint:
      case Role::short_scale:
      case Role::none:
        break;
    }
    if (!fits) break;
    any = true;
    last = part.role;
    at = end = next + 1;
    if (ordinal) break;
  }
  if (!any || last == Role::article) return std::nullopt;
  return Numeral{static_cast<uint32_t>(end), total + group, ordinal, true};
}

// "half a million", "half a dozen"; a bare fraction is no number here.
std::optional<Numeral> Numerals::read_fraction(std::span<const TextWord> words) const {
  size_t at = 1;
  if (at < words.size() && entry(words[at]).role == Role::article) ++at;
  if (at >= words.size() || entry(words[at]).role != Role::scale) return std::nullopt;
  return Numeral{static_cast<uint32_t>(at + 1), entry(words[0]).value * entry(words[at]).value,
                 false, true};
}

}  // namespace sitrep
