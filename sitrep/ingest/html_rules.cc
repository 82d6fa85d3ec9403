#include "sitrep/ingest/html_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "sitrep/base/names.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 6> kRoles = {"article", "caption",  "byline",
                                                    "dek",     "comments", "aside"};
constexpr size_t kMostNameBytes = 2'000;  // of an attribute; what lies past it is not looked at

// "post-content relatedLinks" -> post, content, |, related, links: "" stands between names.
std::vector<std::string> words_of_names(std::string_view names) {
  std::vector<std::string> words;
  bool in_word = false;
  char before = ' ';
  for (const char c : names.substr(0, kMostNameBytes)) {
    const bool letter = is_ascii_letter(c) || is_ascii_digit(c);
    const bool capital = c >= 'A' && c <= 'Z';
    const bool hump = capital && before >= 'a' && before <= 'z';
    if (letter) {
      if (!in_word || hump) words.emplace_back();
      words.back() += to_ascii_lower(c);
    } else if ((c == ' ' || c == '\t' || c == '\n') && !words.empty() && !words.back().empty()) {
      words.emplace_back();
    }
    in_word = letter;
    before = c;
  }
  return words;
}

// Lower case, with one blank for white space and plain quotes, without punctuation at the end.
std::string plain(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\u2019")) {
      out += '\'';
      i += 2;
    } else if (text[i] == ' ' || text[i] == '\n' || text[i] == '\t') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += to_ascii_lower(text[i]);
    }
  }
  return out;
}

std::string without_end(std::string words) {
  while (!words.empty() && std::string_view(" .:!>|-").find(words.back()) != std::string::npos) {
    words.pop_back();
  }
  return words;
}

}  // namespace

Result<HtmlRules> HtmlRules::compile(const Lexicon& lexicon) {
  HtmlRules rules;
  for (const LexiconEntry* entry : lexicon.section("part")) {
    const auto role = value_in<PageRole>(kRoles, entry->get("role"));
    if (!role) {
      return fail(ErrorCode::malformed, fmt::format("{}: a part without a role", entry->where()));
    }
    const auto part = static_cast<uint32_t>(rules.parts_.size());
    rules.parts_.push_back({std::string(entry->title()), *role});
    for (const LexiconField& field : entry->fields) {
      for (const std::string_view value : split_list(field.value)) {
        if (field.key == "names" && value.ends_with('*')) {
          rules.stems_[static_cast<unsigned char>(value[0])].emplace_back(
              value.substr(0, value.size() - 1), part);
        } else if (field.key == "names") {
          rules.names_.try_emplace(std::string(value), Named{part, false});
        } else if (field.key == "keeps") {
          rules.names_.insert_or_assign(std::string(value), Named{part, true});
        } else if (field.key == "begins") {
          rules.begins_.emplace_back(plain(value), part);
        } else if (field.key == "says") {
          rules.says_.try_emplace(without_end(plain(value)), part);
        } else if (field.key == "ends" && value.ends_with('*')) {
          rules.end_stems_.emplace_back(plain(value.substr(0, value.size() - 1)), part);
        } else if (field.key == "ends") {
          rules.ends_.try_emplace(without_end(plain(value)), part);
        }
      }
    }
  }
  std::sort(rules.begins_.begin(), rules.begins_.end());
  for (const auto& [name, named] : rules.names_) {
    const size_t blank = name.find(' ');
    if (blank != std::string::npos) rules.phrase_heads_.insert(name.substr(0, blank));
  }
  return rules;
}

HtmlRules::Roles HtmlRules::roles_of(std::string_view names) const {
  Roles roles;
  if (names.empty()) return roles;
  const std::vector<std::string> words = words_of_names(names);
  for (size_t i = 0; i < words.size();) {
    if (words[i].empty()) {
      ++i;
      continue;
    }
    // The longest phrase that begins here.
    size_t taken = 1;
    std::string phrase;
    const Named* found = nullptr;
    const size_t most = phrase_heads_.contains(words[i]) ? kMostWords : 1;
    for (size_t n = 0; n < most && i + n < words.size() && !words[i + n].empty(); ++n) {
      if (n > 0) phrase += ' ';
      phrase += words[i + n];
      if (const auto named = names_.find(phrase); named != names_.end()) {
        found = &named->second;
        taken = n + 1;
      }
    }
    if (found != nullptr) {
      if (!found->keeps) roles.add(parts_[found->part].role);
    } else {
      for (const auto& [stem, part] : stems_[static_cast<unsigned char>(words[i][0])]) {
        if (words[i].starts_with(stem)) roles.add(parts_[part].role);
      }
    }
    i += taken;
  }
  return roles;
}

const PagePart* HtmlRules::part_of(std::string_view text) const {
  constexpr size_t kLongest = 400;
  if (text.size() > kLongest) return nullptr;
  const std::string words = plain(text);
  if (const auto said = says_.find(without_end(words)); said != says_.end()) {
    return &parts_[said->second];
  }
  // Of the beginnings that sort before the text, the nearest that it begins with.
  auto at = std::upper_bound(begins_.begin(), begins_.end(), words,
                             [](const std::string& w, const auto& b) { return w < b.first; });
  while (at != begins_.begin()) {
    --at;
    if (words.starts_with(at->first)) return &parts_[at->second];
    if (at->first.empty() || at->first[0] != words[0]) break;
  }
  return nullptr;
}

const PagePart* HtmlRules::ends_article(std::string_view text) const {
  constexpr size_t kLongest = 80;
  if (text.size() > kLongest) return nullptr;
  const std::string words = without_end(plain(text));
  if (const auto found = ends_.find(words); found != ends_.end()) return &parts_[found->second];
  for (const auto& [stem, part] : end_stems_) {
    if (words.starts_with(stem)) return &parts_[part];
  }
  return nullptr;
}

}  // namespace sitrep
