#include "sitrep/ground/time_grammar.h"

#include <fmt/format.h>

#include <charconv>

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

// A holiday is a class of words that set `holiday` to its index, so the entries are rewritten as
// words: "time-holiday: Christmas" with "when: 12-25".
constexpr std::string_view kHolidayKinds[] = {"date", "nth", "easter", "islamic", "islamic-month"};

constexpr std::array<std::string_view, 19> kCues = {
    "none",        "past",          "future",     "past before",
    "future verb", "future before", "future by",  "future before of",
    "of",          "future to",     "future for", "infinitive",
    "was",         "as before",     "perfect",    "through",
    "present",     "no tense",      "sets a date"};

constexpr std::array<std::string_view, 7> kLinks = {"none",  "before",  "after", "from",
                                                    "since", "between", "until"};

std::optional<int> integer(std::string_view digits) {
  int value = 0;
  const auto done = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (done.ec != std::errc() || done.ptr != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// "date 12 25", "nth 11 4 4" (month, weekday, which; then days after it), "easter -2", "islamic 10
// 1", "islamic-month 9".
std::optional<Holiday> holiday_of(std::string_view when) {
  const auto parts = split_list(when, ' ');
  if (parts.empty()) return std::nullopt;
  std::vector<int> numbers;
  for (size_t i = 1; i < parts.size(); ++i) {
    const auto n = integer(parts[i]);
    if (!n) return std::nullopt;
    numbers.push_back(*n);
  }
  for (size_t kind = 0; kind < std::size(kHolidayKinds); ++kind) {
    if (parts[0] != kHolidayKinds[kind]) continue;
    Holiday out;
    out.kind = static_cast<Holiday::Kind>(kind);
    constexpr size_t kWants[] = {2, 3, 1, 2, 1};
    const bool days_after = out.kind == Holiday::Kind::nth && numbers.size() == 4;
    if (numbers.size() != kWants[kind] && !days_after) return std::nullopt;
    if (out.kind == Holiday::Kind::easter) {
      out.day = numbers[0];
      return out;
    }
    out.month = numbers[0];
    out.day = numbers.size() == 2 ? numbers[1] : 1;
    if (out.kind == Holiday::Kind::nth) {
      out.weekday = numbers[1];
      out.nth = numbers[2];
      out.day = days_after ? numbers[3] : 0;
    }
    return out;
  }
  return std::nullopt;
}

// A zone is a class of words too; its name is the first of its words.
Result<Lexicon> zone_words(const Lexicon& lexicon, std::vector<std::string>& zones) {
  std::string text;
  for (const LexiconEntry* entry : lexicon.section("time-zone")) {
    const std::string_view title = entry->title();
    text += fmt::format("time-word: zone\nword: {} => zone={}\n\n", title, zones.size());
    zones.emplace_back(title.substr(0, title.find(',')));
  }
  return Lexicon::parse(text, "zones");
}

// The word entries that stand for the holidays of `lexicon`.
Result<Lexicon> holiday_words(const Lexicon& lexicon, std::vector<Holiday>& holidays) {
  std::string text;
  for (const LexiconEntry* entry : lexicon.section("time-holiday")) {
    const auto holiday = holiday_of(entry->get("when"));
    if (!holiday) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: cannot read when: '{}'", entry->where(), entry->get("when")));
    }
    const auto add = [&](std::string_view clazz) {
      text += fmt::format("time-word: {}\nword: {} => holiday={}\n\n", clazz, entry->title(),
                          holidays.size());
    };
    if (holiday->kind == Holiday::Kind::islamic_month) add("islamic month");
    if (entry->get("alone") != "no") add("holiday");
    holidays.push_back(*holiday);
  }
  return Lexicon::parse(text, "holidays");
}

Result<EventClasses> event_words(const Lexicon& lexicon) {
  EventClasses out;
  size_t at = 0;
  for (const LexiconEntry* entry : lexicon.section("time-event")) {
    if (at == EventClasses::kMax) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: more than {} classes of events", entry->where(), at));
    }
    for (const std::string_view line : entry->all("words")) {
      for (const std::string_view word : split_list(line)) {
        out.by_lemma[std::string(word)] |= uint32_t{1} << at;
      }
    }
    ++at;
  }
  return out;
}

Result<std::vector<Link>> link_words(const Lexicon& lexicon, const Vocabulary& vocabulary) {
  std::vector<Link> out(vocabulary.size(), Link::none);
  for (const LexiconEntry* entry : lexicon.section("time-link")) {
    const auto link = value_in<Link>(kLinks, entry->title());
    if (!link || *link == Link::none) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: no such link: '{}'", entry->where(), entry->title()));
    }
    for (const std::string_view line : entry->all("words")) {
      for (const std::string_view word : split_list(line)) {
        const Symbol symbol = vocabulary.find(word);
        if (symbol != kNoSymbol) out[symbol] = *link;
      }
    }
  }
  return out;
}

Result<TenseCues> tense_cues(const Lexicon& lexicon, const Vocabulary& vocabulary) {
  TenseCues out;
  out.by_symbol.resize(vocabulary.size());
  for (const LexiconEntry* entry : lexicon.section("time-cue")) {
    const auto cue = value_in<TenseCues::Cue>(kCues, entry->title());
    if (!cue || *cue == TenseCues::Cue::none) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: no such cue: '{}'", entry->where(), entry->title()));
    }
    for (const std::string_view line : entry->all("words")) {
      for (const std::string_view word : split_list(line)) {
        const Symbol symbol = vocabulary.find(word);
        if (symbol != kNoSymbol) out.by_symbol[symbol] = *cue;
      }
    }
  }
  return out;
}

}  // namespace

TimeGrammar::TimeGrammar(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
TimeGrammar::TimeGrammar(TimeGrammar&&) noexcept = default;
TimeGrammar& TimeGrammar::operator=(TimeGrammar&&) noexcept = default;
TimeGrammar::~TimeGrammar() = default;

Result<TimeGrammar> TimeGrammar::compile(const Lexicon& lexicon) {
  std::vector<Holiday> holidays;
  const auto words = holiday_words(lexicon, holidays);
  if (!words) return tl::unexpected(words.error());
  std::vector<std::string> zones;
  const auto clocks = zone_words(lexicon, zones);
  if (!clocks) return tl::unexpected(clocks.error());
  const Lexicon all = Lexicon::merged(Lexicon::merged(lexicon, *words), *clocks);
  std::vector<std::string_view> cue_words;
  for (const std::string_view section : {"time-cue", "time-link"}) {
    for (const LexiconEntry* entry : lexicon.section(section)) {
      for (const std::string_view line : entry->all("words")) {
        for (const std::string_view word : split_list(line)) cue_words.push_back(word);
      }
    }
  }
  auto phrases = PhraseGrammar::compile(all, "time", time_features(), cue_words);
  if (!phrases) return tl::unexpected(phrases.error());
  auto cues = tense_cues(lexicon, phrases->vocabulary());
  if (!cues) return tl::unexpected(cues.error());
  auto links = link_words(lexicon, phrases->vocabulary());
  if (!links) return tl::unexpected(links.error());
  auto events = event_words(lexicon);
  if (!events) return tl::unexpected(events.error());
  return TimeGrammar(
      std::make_unique<Parts>(Parts{std::move(*phrases), std::move(*cues), std::move(holidays),
                                    std::move(zones), std::move(*links), std::move(*events)}));
}

}  // namespace sitrep
