#include "sitrep/server/filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sitrep {
namespace {

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

tl::unexpected<Error> no_good(std::string_view name, std::string_view value, const char* wanted) {
  return fail(ErrorCode::invalid_argument, fmt::format("{}: '{}' is no {}", name, value, wanted));
}

Result<std::optional<std::array<double, 4>>> box_parameter(const Parameters& parameters) {
  const auto given = parameters.first("bbox");
  if (!given) return std::nullopt;
  std::array<double, 4> box{};
  std::string_view rest = *given;
  for (size_t i = 0; i < box.size(); ++i) {
    const std::string_view part = rest.substr(0, rest.find(','));
    const auto value = number_of(part);
    const bool last = part.size() == rest.size();
    if (!value || last != (i + 1 == box.size())) {
      return no_good("bbox", *given, "box such as 42.9,35.5,43.4,36.5 (west, south, east, north)");
    }
    box[i] = *value;
    rest.remove_prefix(last ? rest.size() : part.size() + 1);
  }
  return box;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const std::string folded = search_form(text);
  std::string word;
  for (const char c : folded + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

bool has(const std::vector<std::string>& wanted, std::string_view value) {
  return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

// Whether nothing is wanted, or one of the values is.
bool passes(const std::vector<std::string>& wanted, const std::vector<std::string>& values) {
  return wanted.empty() || std::any_of(values.begin(), values.end(), [&](const std::string& value) {
           return has(wanted, value);
         });
}
bool passes(const std::vector<std::string>& wanted, std::string_view value) {
  return wanted.empty() || has(wanted, value);
}

bool passes_place(const std::vector<std::string>& wanted, const Record& record) {
  return wanted.empty() || has(wanted, record.location) || has(wanted, record.admin1) ||
         has(wanted, record.country);
}

bool passes_box(const std::optional<std::array<double, 4>>& box, const Record& record) {
  if (!box) return true;
  if (!record.latitude || !record.longitude) return false;
  const auto& [west, south, east, north] = *box;
  const bool between = west <= east ? west <= *record.longitude && *record.longitude <= east
                                    : west <= *record.longitude || *record.longitude <= east;
  return between && south <= *record.latitude && *record.latitude <= north;
}

// A row without a date passes only where no date is asked for.
bool passes_dates(const Filter& filter, const Record& record) {
  if (filter.from.empty() && filter.to.empty()) return true;
  if (record.event_date.empty()) return false;
  return (filter.from.empty() || record.event_date_end >= filter.from) &&
         (filter.to.empty() || record.event_date <= filter.to);
}

bool passes_words(const std::vector<std::string>& words, const Snapshot& snapshot, size_t row) {
  if (words.empty()) return true;
  const std::string_view text = snapshot.search_text(row);
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return text.find(word) != std::string_view::npos;
  });
}

}  // namespace

Result<std::optional<Day>> day_parameter(const Parameters& parameters, std::string_view name) {
  const auto given = parameters.first(name);
  if (!given || given->empty()) return std::nullopt;
  if (const auto day = day_of_iso(*given)) return day;
  return no_good(name, *given, "date such as 2016-07-12");
}

Result<Filter> Filter::parse(const Parameters& parameters) {
  Filter filter;
  filter.kinds = parameters.all("kind");
  filter.types = parameters.all("type");
  filter.parties = parameters.all("party");
  filter.places = parameters.all("place");
  filter.statuses = parameters.all("status");
  filter.sources = parameters.all("source");
  filter.words = words_of(parameters.first("q").value_or(""));
  for (const auto& [name, day] : {std::pair{"from", &filter.from}, std::pair{"to", &filter.to}}) {
    const auto given = day_parameter(parameters, name);
    if (!given) return tl::unexpected(given.error());
    if (*given) *day = iso_date(**given);
  }
  if (const auto given = parameters.first("confidence")) {
    filter.confidence = number_of(*given);
    if (!filter.confidence) return no_good("confidence", *given, "number such as 0.5");
  }
  const auto box = box_parameter(parameters);
  if (!box) return tl::unexpected(box.error());
  filter.box = *box;
  const auto disputed = parameters.first("disputed").value_or("0");
  if (disputed != "0" && disputed != "1") return no_good("disputed", disputed, "0 or 1");
  filter.disputed = disputed == "1";
  return filter;
}

std::vector<uint32_t> Filter::of(const Snapshot& snapshot) const {
  std::vector<uint32_t> out;
  const std::vector<Row>& rows = snapshot.rows();
  for (uint32_t at = 0; at < rows.size(); ++at) {
    const Row& row = rows[at];
    const bool wanted = passes(kinds, row.record.kind) && passes(types, row.type) &&
                        passes(parties, row.parties) && passes_place(places, row.record) &&
                        passes(statuses, row.record.status) && passes(sources, row.publishers) &&
                        (!confidence || row.confidence >= *confidence) &&
                        (!disputed || row.disputed) && passes_box(box, row.record) &&
                        passes_dates(*this, row.record) && passes_words(words, snapshot, at);
    if (wanted) out.push_back(at);
  }
  return out;
}

}  // namespace sitrep
