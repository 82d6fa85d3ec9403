// From the entries of the lexicon to facts and the index of their names.
#include "sitrep/ground/party_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace sitrep {
namespace {

constexpr size_t kLongestName = 16;  // words

std::string key_of(const std::vector<PartyWord>& words) {
  std::string key;
  for (const auto& word : words) {
    if (!key.empty()) key += ' ';
    key += word.key;
  }
  return key;
}

// Short words ("al", "The") may be written either way.
uint32_t capitals_of(const std::vector<PartyWord>& words) {
  uint32_t capitals = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    const bool needed = words[i].capital && (words[i].key.size() > 3 || words.size() == 1);
    if (needed) capitals |= uint32_t{1} << i;
  }
  return capitals;
}

NameCase case_of(const std::vector<PartyWord>& words) {
  if (std::all_of(words.begin(), words.end(), [](const PartyWord& w) { return w.upper; })) {
    return NameCase::upper;
  }
  const bool capital =
      std::any_of(words.begin(), words.end(), [](const PartyWord& w) { return w.capital; });
  return capital ? NameCase::capital : NameCase::any;
}

// "2016", "2016-07" or "2016-07-11": its first day, or the first day after it.
std::optional<Day> day_of(std::string_view text, bool after) {
  using std::chrono::days;
  using std::chrono::months;
  using std::chrono::sys_days;
  using std::chrono::years;
  if (text.size() == 4) {
    const auto day = day_of_iso(std::string(text) + "-01-01");
    if (!day || !after) return day;
    return sys_days(std::chrono::year_month_day(*day) + years(1));
  }
  if (text.size() == 7) {
    const auto day = day_of_iso(std::string(text) + "-01");
    if (!day || !after) return day;
    return sys_days(std::chrono::year_month_day(*day) + months(1));
  }
  const auto day = day_of_iso(text);
  if (!day || !after) return day;
  return *day + days(1);
}

int year_of(std::string_view text, int otherwise) {
  int year = otherwise;
  std::from_chars(text.data(), text.data() + std::min<size_t>(text.size(), 4), year);
  return year;
}

// The regular plural: "militia" to "militias", "authority" to "authorities".
std::string plural_of(std::string_view noun) {
  auto ends = [&](std::string_view end) { return noun.ends_with(end); };
  std::string plural(noun);
  const bool vowel = noun.size() > 1 && std::string_view("aeiou").find(noun[noun.size() - 2]) !=
                                            std::string_view::npos;
  if (ends("y") && !vowel) {
    plural.pop_back();
    plural += "ies";
  } else {
    plural += ends("s") || ends("x") || ends("ch") || ends("sh") ? "es" : "s";
  }
  return plural;
}

class Compiler {
 public:
  explicit Compiler(PartyTable::Parts& parts) : parts_(parts) {}

  std::optional<Error> run(const Lexicon& lexicon) {
    for (const auto* entry : lexicon.section("sector")) parts_.sectors.emplace(entry->title());
    for (const auto& entry : lexicon.entries()) {
      const std::string_view section = entry.section();
      if (section == "country" || section == "nation") add_country(entry);
      if (section == "group") add_group(entry, EntityKind::armed_group);
      if (section == "organisation") add_group(entry, EntityKind::organisation);
      if (section == "metonym") add_group(entry, EntityKind::country);
      if (section == "role" || section == "body" || section == "title") add_role(entry);
      if (section == "government_act") put_words(entry.title(), parts_.acts);
      if (section == "phrase_break") put_words(entry.title(), parts_.breaks);
      if (section == "phrase_lead") put_words(entry.title(), parts_.leads);
      if (section == "phrase_link") put_words(entry.title(), parts_.links);
      if (section == "own_country") put_words(entry.title(), parts_.own_country);
      if (error_) return error_;
    }
    // Second: what an office belongs to must be known.
    for (const auto* entry : lexicon.section("office")) {
      add_office(*entry);
      if (error_) return error_;
    }
    return std::nullopt;
  }

 private:
  PartyFact* new_fact(PartyFact::Kind kind, EntityKind entity, std::string_view name) {
    parts_.facts.push_back(std::make_unique<PartyFact>());
    PartyFact* fact = parts_.facts.back().get();
    fact->kind = kind;
    fact->entity = entity;
    fact->name = name;
    return fact;
  }

  void put_words(std::string_view list, std::unordered_set<std::string>& set) {
    for (const auto part : split_list(list)) set.emplace(part);
  }

  void put_name(std::string_view name, const PartyFact* fact, std::optional<NameCase> written,
                bool surname = false) {
    const auto words = party_words(name);
    if (words.empty() || words.size() > kLongestName) return;
    parts_.longest = std::max(parts_.longest, words.size());
    auto& known = parts_.names[key_of(words)];
    const NameCase how = written.value_or(case_of(words));
    for (const auto& other : known) {
      if (other.fact == fact && other.written == how) return;
    }
    known.push_back({fact, how, capitals_of(words), surname});
  }

  void put_names(std::string_view list, const PartyFact* fact,
                 std::optional<NameCase> written = std::nullopt) {
    for (const auto name : split_list(list)) put_name(name, fact, written);
  }

  // "-" is a role that takes its code from its phrase.
  bool read_code(const LexiconEntry& entry, std::string_view code, PartyFact& fact) {
    if (code == "-") return true;
    split_code(parts_, code, fact.country, fact.sectors);
    for (const auto& sector : fact.sectors) {
      if (parts_.sectors.count(sector) == 0) return complain(entry, sector + " is no sector");
    }
    return true;
  }

  bool complain(const LexiconEntry& entry, std::string_view what) {
    error_ = Error{ErrorCode::malformed, fmt::format("{}: {}", entry.where(), what)};
    return false;
  }

  void add_country(const LexiconEntry& entry) {
    PartyFact* fact = new_fact(PartyFact::Kind::country, EntityKind::country, entry.title());
    fact->country = entry.get("iso3");
    if (fact->country.empty()) {
      complain(entry, "a country needs 'iso3'");
      return;
    }
    put_name(entry.title(), fact, std::nullopt);
    for (const auto names : entry.all("alias")) put_names(names, fact);
    for (const auto names : entry.all("demonym")) put_names(names, fact);
    if (!entry.has("capital")) return;
    PartyFact* capital = new_fact(PartyFact::Kind::capital, EntityKind::place, entry.title());
    capital->country = fact->country;
    capital->sectors = {"GOV"};
    put_names(entry.get("capital"), capital);
  }

  void add_group(const LexiconEntry& entry, EntityKind kind) {
    if (entry.get("kind") == "organisation") kind = EntityKind::organisation;
    if (entry.get("kind") == "armed_group") kind = EntityKind::armed_group;
    PartyFact* fact = new_fact(PartyFact::Kind::group, kind, entry.title());
    if (!entry.has("code")) {
      complain(entry, "a party needs 'code'");
      return;
    }
    if (!read_code(entry, entry.get("code"), *fact)) return;
    if (entry.has("from")) fact->from = year_of(entry.get("from"), 0);
    if (entry.has("to")) fact->to = year_of(entry.get("to"), 9999);
    if (entry.section() == "metonym") {
      put_names(entry.title(), fact);
      fact->name = entry.has("for") ? entry.get("for") : split_list(entry.title()).front();
    } else {
      put_name(entry.title(), fact, std::nullopt);
      groups_.emplace(fact->name, fact);
    }
    for (const auto names : entry.all("aliases")) put_names(names, fact);
    for (const auto names : entry.all("upper")) put_names(names, fact, NameCase::mixed);
    for (const auto others : entry.all("also")) {
      for (const auto other : split_list(others)) add_alike(split_list(other, '/'), *fact);
    }
  }

  // Another party of the same code: "International Monetary Fund / IMF".
  void add_alike(const std::vector<std::string_view>& names, const PartyFact& like) {
    if (names.empty()) return;
    PartyFact* fact = new_fact(like.kind, like.entity, names.front());
    fact->country = like.country;
    fact->sectors = like.sectors;
    for (const auto name : names) put_name(name, fact, std::nullopt);
  }

  void add_role(const LexiconEntry& entry) {
    PartyFact* fact =
        new_fact(PartyFact::Kind::role, EntityKind::other, split_list(entry.title()).front());
    fact->title = entry.section() == "title";
    fact->instead = entry.get("instead") == "yes";
    if (entry.section() == "body") fact->entity = EntityKind::organisation;
    if (!read_code(entry, entry.get("code"), *fact)) return;
    for (const auto name : split_list(entry.title())) {
      put_name(name, fact, NameCase::any);
      put_name(plural_of(name), fact, NameCase::any);
    }
  }

  void add_office(const LexiconEntry& entry) {
    PartyFact place;
    if (!read_code(entry, entry.get("code"), place)) return;
    std::string owner;
    if (entry.has("of")) {
      const auto found = groups_.find(std::string(entry.get("of")));
      if (found == groups_.end()) {
        complain(entry, fmt::format("'{}' is no group or organisation", entry.get("of")));
        return;
      }
      place.country = found->second->country;
      place.sectors = found->second->sectors;
    }
    const std::string code = code_of(place.country, place.sectors);
    if (code.empty()) {
      complain(entry, "an office needs 'code' or 'of'");
      return;
    }
    for (const auto holder : entry.all("holder")) {
      const auto parts = split_list(holder);
      if (parts.empty()) continue;
      Term term;
      term.title = entry.title();
      term.code = code;
      if (parts.size() > 1) term.from = day_of(parts[1], false);
      if (parts.size() > 2) term.to = day_of(parts[2], true);
      if ((parts.size() > 1 && !term.from) || (parts.size() > 2 && !term.to) || parts.size() > 3) {
        complain(entry,
                 fmt::format("expected 'holder: Name / Other name, from, to', found '{}'", holder));
        return;
      }
      add_holder(split_list(parts.front(), '/'), std::move(term));
    }
  }

  // Several entries may name one person; the terms come together.
  void add_holder(const std::vector<std::string_view>& names, Term term) {
    PartyFact*& fact = persons_[std::string(names.front())];
    if (fact == nullptr) {
      fact = new_fact(PartyFact::Kind::person, EntityKind::person, names.front());
    }
    fact->terms.push_back(std::move(term));
    for (const auto name : names) {
      put_name(name, fact, NameCase::capital);
      put_surname(name, fact);
    }
  }

  // "Abadi" and "al-Abadi" of "Haider al-Abadi"; "Carter" of "Ash Carter".
  void put_surname(std::string_view name, const PartyFact* fact) {
    const size_t space = name.rfind(' ');
    if (space == std::string_view::npos) return;
    const std::string_view last = name.substr(space + 1);
    put_name(last, fact, NameCase::capital, true);
    const size_t hyphen = last.find('-');
    const bool article = last.starts_with("al-") || last.starts_with("Al-") ||
                         last.starts_with("el-") || last.starts_with("El-");
    if (article && hyphen + 1 < last.size()) {
      put_name(last.substr(hyphen + 1), fact, NameCase::capital, true);
    }
  }

  PartyTable::Parts& parts_;
  std::unordered_map<std::string, const PartyFact*> groups_;
  std::unordered_map<std::string, PartyFact*> persons_;
  std::optional<Error> error_;
};

}  // namespace

void split_code(const PartyTable::Parts& table, std::string_view code, std::string& country,
                std::vector<std::string>& sectors) {
  for (const auto part : split_list(code, ' ')) {
    const bool first = country.empty() && sectors.empty();
    if (first && part.size() == 3 && table.sectors.count(std::string(part)) == 0) {
      country = part;
    } else {
      add_sector(sectors, std::string(part));
    }
  }
}

std::string code_of(const std::string& country, const std::vector<std::string>& sectors) {
  std::string code = country;
  for (const auto& sector : sectors) {
    if (!code.empty()) code += ' ';
    code += sector;
  }
  return code;
}

void add_sector(std::vector<std::string>& sectors, const std::string& sector) {
  if (std::find(sectors.begin(), sectors.end(), sector) == sectors.end()) {
    sectors.push_back(sector);
  }
}

PartyTable::PartyTable(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PartyTable::PartyTable(PartyTable&&) noexcept = default;
PartyTable& PartyTable::operator=(PartyTable&&) noexcept = default;
PartyTable::~PartyTable() = default;

Result<PartyTable> PartyTable::compile(const Lexicon& lexicon) {
  auto parts = std::make_unique<Parts>();
  if (auto error = Compiler(*parts).run(lexicon)) return tl::unexpected(*error);
  return PartyTable(std::move(parts));
}

std::optional<EntityKind> PartyTable::kind_of_alias(std::string_view text) const {
  const auto words = party_words(text);
  const auto matches = match_names(*parts_, words, {});
  if (matches.size() != 1 || matches[0].first != 0 || matches[0].last != words.size()) {
    return std::nullopt;
  }
  const PartyFact& fact = *matches[0].fact;
  if (fact.kind == PartyFact::Kind::role || fact.kind == PartyFact::Kind::capital) {
    return std::nullopt;
  }
  return fact.entity;
}

}  // namespace sitrep
