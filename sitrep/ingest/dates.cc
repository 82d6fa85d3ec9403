#include "sitrep/ingest/dates.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <vector>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr size_t kLongest = 64;
// The months of RFC 822 dates, which are English whatever the text is.
constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<int> number(std::string_view digits) {
  if (digits.empty() || digits.size() > 8) return {};
  int value = 0;
  for (const char c : digits) {
    if (!is_ascii_digit(c)) return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_date(int year, int month, int day) {
  constexpr std::array<int, 12> kDays = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return year >= 1000 && year <= 2999 && month >= 1 && month <= 12 && day >= 1 &&
         day <= kDays[static_cast<size_t>(month - 1)];
}

// "05:00:00Z" or " 05:00:00 +0100" -> T05:00:00Z, T05:00:00+01:00. Empty where there is none.
std::string time_of(std::string_view rest) {
  rest = trim_ascii(rest);
  if (!rest.empty() && (rest[0] == 'T' || rest[0] == 't')) rest.remove_prefix(1);
  if (rest.size() < 5 || rest[2] != ':') return {};
  const auto hour = number(rest.substr(0, 2));
  const auto minute = number(rest.substr(3, 2));
  if (!hour || !minute || *hour > 23 || *minute > 59) return {};
  rest.remove_prefix(5);
  int second = 0;
  if (rest.size() >= 3 && rest[0] == ':') {
    const auto said = number(rest.substr(1, 2));
    if (!said || *said > 60) return {};
    second = *said;
    rest.remove_prefix(3);
  }
  if (!rest.empty() && rest[0] == '.') {
    rest.remove_prefix(1);
    while (!rest.empty() && is_ascii_digit(rest[0])) rest.remove_prefix(1);
  }
  std::string out = fmt::format("T{:02}:{:02}:{:02}", *hour, *minute, second);
  rest = trim_ascii(rest);
  if (rest == "Z" || rest == "GMT" || rest == "UTC" || rest == "UT") return out + "Z";
  if (rest.size() >= 5 && (rest[0] == '+' || rest[0] == '-')) {
    const bool colon = rest[3] == ':';
    const auto hours = number(rest.substr(1, 2));
    const auto minutes = number(rest.substr(colon ? 4 : 3, 2));
    if (hours && minutes) return out + fmt::format("{}{:02}:{:02}", rest[0], *hours, *minutes);
  }
  return out;
}

std::string numeric(std::string_view date) {
  if (date.size() < 8) return {};
  const bool parted = date.size() >= 10 && (date[4] == '-' || date[4] == '/') && date[7] == date[4];
  const auto year = number(date.substr(0, 4));
  const auto month = number(date.substr(parted ? 5 : 4, 2));
  const auto day = number(date.substr(parted ? 8 : 6, 2));
  if (!year || !month || !day || !is_date(*year, *month, *day)) return {};
  const size_t end = parted ? 10 : 8;
  if (date.size() > end && is_ascii_digit(date[end])) return {};
  return fmt::format("{:04}-{:02}-{:02}{}", *year, *month, *day, time_of(date.substr(end)));
}

std::optional<int> month_of(std::string_view word) {
  if (word.size() < 3) return {};
  const std::string lower = ascii_lower(word.substr(0, 3));
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (lower == kMonths[i]) return static_cast<int>(i + 1);
  }
  return {};
}

// A month's name, a day and a year of four digits, in any order.
std::string worded(std::string_view date) {
  int year = 0;
  int month = 0;
  int day = 0;
  std::string time;
  for (size_t at = 0; at < date.size();) {
    if (!is_ascii_letter(date[at]) && !is_ascii_digit(date[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < date.size() && is_ascii_letter(date[end]) == is_ascii_letter(date[at]) &&
           (is_ascii_letter(date[end]) || is_ascii_digit(date[end]))) {
      ++end;
    }
    const std::string_view word = date.substr(at, end - at);
    if (end < date.size() && date[end] == ':' && word.size() <= 2) {
      time = time_of(fmt::format("{}{}", word.size() == 1 ? "0" : "", date.substr(at)));
      break;
    }
    if (const auto said = number(word)) {
      (word.size() == 4 ? year : day) = *said;
    } else if (const auto named = month_of(word); named && month == 0) {
      month = *named;
    }
    at = end;
  }
  return is_date(year, month, day) ? fmt::format("{:04}-{:02}-{:02}{}", year, month, day, time)
                                   : std::string();
}

}  // namespace

std::string iso_of(std::string_view date) {
  date = trim_ascii(date);
  if (date.empty() || date.size() > kLongest) return {};
  std::string iso = numeric(date);
  return iso.empty() ? worded(date) : iso;
}

}  // namespace sitrep
