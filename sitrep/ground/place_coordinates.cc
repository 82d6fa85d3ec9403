#include "sitrep/ground/place_coordinates.h"

#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr double kDegreeKm = 111.2;
constexpr double kLeastRadiusKm = 0.1;
constexpr size_t kMostDigits = 12;  // of one number

// Goes forward over the text; every step either takes what it is asked for or stays.
class Scanner {
 public:
  Scanner(std::string_view text, size_t at) : text_(text), at_(at) {}

  size_t at() const { return at_; }
  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(std::string_view words) {
    if (text_.substr(at_, words.size()) != words) return false;
    at_ += words.size();
    return true;
  }
  bool take_any(std::initializer_list<std::string_view> choices) {
    return std::any_of(choices.begin(), choices.end(), [&](auto words) { return take(words); });
  }
  void spaces() {
    while (next() == ' ' || next() == '\n' || next() == '\t') ++at_;
  }
  std::string_view digits() {
    const size_t begin = at_;
    while (is_ascii_digit(next()) && at_ - begin < kMostDigits) ++at_;
    return is_ascii_digit(next()) ? std::string_view() : text_.substr(begin, at_ - begin);
  }
  std::string_view capitals(size_t most) {
    const size_t begin = at_;
    while (is_ascii_upper(next()) && at_ - begin < most) ++at_;
    return text_.substr(begin, at_ - begin);
  }

 private:
  std::string_view text_;
  size_t at_;
};

double value_of(std::string_view digits) {
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

struct Angle {
  double degrees = 0;
  double exact_to = 0;  // degrees
};

// "36°20'06"N", "36.335 N": a number alone is an angle only with a degree sign or decimals.
std::optional<Angle> angle(Scanner& scan, char positive, char negative) {
  const auto whole = scan.digits();
  if (whole.empty() || whole.size() > 3) return std::nullopt;
  Angle out{value_of(whole), 1};
  bool marked = false;
  if (scan.take(".")) {
    const auto decimals = scan.digits();
    if (decimals.empty()) return std::nullopt;
    out.exact_to = std::pow(0.1, static_cast<double>(decimals.size()));
    out.degrees += value_of(decimals) * out.exact_to;
    marked = true;
  }
  if (scan.take_any({"°", "º", " degrees"})) {
    marked = true;
    scan.spaces();
    double unit = 1.0 / 60;
    for (const auto& sign : {std::initializer_list<std::string_view>{"'", "′", "’"},
                             std::initializer_list<std::string_view>{"\"", "″", "”", "''"}}) {
      const auto part = scan.digits();
      if (part.empty()) break;
      const auto decimals = scan.take(".") ? scan.digits() : std::string_view();
      const double value =
          value_of(part) + value_of(decimals) * std::pow(0.1, static_cast<double>(decimals.size()));
      if (!scan.take_any(sign) || !(value < 60)) return std::nullopt;
      out.degrees += value * unit;
      out.exact_to = unit * std::pow(0.1, static_cast<double>(decimals.size()));
      unit /= 60;
      scan.spaces();
    }
  }
  if (!marked) return std::nullopt;
  scan.spaces();
  const char side = scan.next();
  if (side != positive && side != negative) return std::nullopt;
  scan.take(std::string_view(&side, 1));
  if (is_ascii_letter(scan.next())) return std::nullopt;
  if (side == negative) out.degrees = -out.degrees;
  return out;
}

std::optional<Coordinates> degrees_at(std::string_view text, size_t begin) {
  Scanner scan(text, begin);
  const auto lat = angle(scan, 'N', 'S');
  if (!lat) return std::nullopt;
  scan.spaces();
  scan.take_any({",", ";", "/", "and "});
  scan.spaces();
  const auto lon = angle(scan, 'E', 'W');
  if (!lon || std::abs(lat->degrees) > 90 || std::abs(lon->degrees) > 180) return std::nullopt;
  if (lat->degrees == 0 && lon->degrees == 0) return std::nullopt;  // nobody is there
  return Coordinates{{static_cast<uint32_t>(begin), static_cast<uint32_t>(scan.at())},
                     {lat->degrees, lon->degrees},
                     std::max(kLeastRadiusKm, kDegreeKm * lat->exact_to / 2)};
}

// "38S LF 4410 2230", "38SLF44102230". Fewer than four digits are ten kilometres and more, and too
// much like other things.
std::optional<Coordinates> grid_at(std::string_view text, size_t begin) {
  Scanner scan(text, begin);
  std::string reference(scan.digits());
  if (reference.empty() || reference.size() > 2) return std::nullopt;
  const auto band = scan.capitals(3);
  if (band.size() != 1 && band.size() != 3) return std::nullopt;
  reference += band;
  scan.take(" ");
  if (band.size() == 1) {
    const auto square = scan.capitals(3);
    if (square.size() != 2) return std::nullopt;
    reference += square;
    scan.take(" ");
  }
  std::string digits(scan.digits());
  Scanner ahead = scan;
  if (ahead.take(" ")) {
    const auto northing = ahead.digits();
    if (!northing.empty()) {
      if (northing.size() != digits.size()) return std::nullopt;
      digits += northing;
      scan = ahead;
    }
  }
  if (digits.size() < 4 || digits.size() > 10 || digits.size() % 2 != 0) return std::nullopt;
  if (is_ascii_letter(scan.next()) || is_ascii_digit(scan.next())) return std::nullopt;
  try {
    int zone = 0;
    int precision = 0;
    bool north = false;
    double x = 0;
    double y = 0;
    Point point;
    GeographicLib::MGRS::Reverse(reference + digits, zone, north, x, y, precision, true);
    GeographicLib::UTMUPS::Reverse(zone, north, x, y, point.lat, point.lon);
    const double side_km = std::pow(10.0, 2.0 - precision);
    return Coordinates{{static_cast<uint32_t>(begin), static_cast<uint32_t>(scan.at())},
                       point,
                       std::max(kLeastRadiusKm, side_km / 2)};
  } catch (const GeographicLib::GeographicErr&) {
    return std::nullopt;  // the grid has no such square
  }
}

}  // namespace

std::vector<Coordinates> find_coordinates(std::string_view text) {
  std::vector<Coordinates> found;
  for (size_t at = 0; at < text.size(); ++at) {
    if (!is_ascii_digit(text[at])) continue;
    const char before = at > 0 ? text[at - 1] : ' ';
    if (!is_ascii_digit(before) && !is_ascii_letter(before) && before != '.' && before != '-') {
      auto here = degrees_at(text, at);
      if (!here) here = grid_at(text, at);
      if (here) {
        found.push_back(*here);
        at = here->span.end - 1;
        continue;
      }
    }
    while (at + 1 < text.size() && is_ascii_digit(text[at + 1])) ++at;
  }
  return found;
}

}  // namespace sitrep
