#include "sitrep/ground/publisher_place.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr size_t kShortestName = 4;  // letters of a town's name inside an address
constexpr size_t kLongestLabel = 60;

// "www.thetowntalk.com" of "http://www.thetowntalk.com/article/..."
std::string host_of(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/:?#"));
  return lower_case(host.substr(0, 200));
}

bool is_host(std::string_view name) {
  return name.find('.') != std::string_view::npos && name.find(' ') == std::string_view::npos;
}

// Whether the letters are words that newspapers call themselves by, one after another.
bool is_title(std::string_view letters, const WordSet& words) {
  std::vector<bool> reached(letters.size() + 1, false);
  reached[0] = true;
  for (size_t i = 0; i < letters.size(); ++i) {
    if (!reached[i]) continue;
    if (letters[i] == '-') reached[i + 1] = true;
    for (const std::string& word : words) {
      if (letters.substr(i).starts_with(word)) reached[i + word.size()] = true;
    }
  }
  return reached[letters.size()];
}

std::vector<NameHit> towns(std::string_view name, const Gazetteer& gazetteer) {
  std::vector<NameHit> hits;
  gazetteer.find(name, hits);
  std::erase_if(hits, [&](const NameHit& hit) {
    const Feature feature = gazetteer.place(hit.place).feature;
    return hit.kind == NameKind::adjective || hit.kind == NameKind::abbreviation ||
           (feature != Feature::city && feature != Feature::admin1 && feature != Feature::admin2);
  });
  if (hits.size() > 80) hits.resize(80);
  return hits;
}

// The longest name of a town in "gainesvilletimes" whose rest is a newspaper's title.
std::vector<NameHit> towns_in(std::string_view label, const WordSet& words,
                              const Gazetteer& gazetteer) {
  if (label.size() > kLongestLabel) return {};
  for (size_t size = label.size(); size >= kShortestName; --size) {
    for (size_t at = 0; at + size <= label.size(); ++at) {
      const std::string_view name = label.substr(at, size);
      if (name.front() == '-' || name.back() == '-' || is_title(name, words)) continue;
      if (!is_title(label.substr(0, at), words) || !is_title(label.substr(at + size), words))
        continue;
      auto hits = towns(name, gazetteer);
      if (!hits.empty()) return hits;
    }
  }
  return {};
}

}  // namespace

PublisherHome publisher_home(const Metadata& meta, const PlaceGrammar::Parts& grammar,
                             const Gazetteer& gazetteer) {
  PublisherHome home;
  std::string host = host_of(meta.url);
  if (host.empty() && is_host(meta.publisher)) host = lower_case(meta.publisher);
  const auto labels = split_list(host, '.');
  if (labels.size() >= 2) {
    if (const auto found = grammar.domains.find(labels.back()); found != grammar.domains.end()) {
      home.country = found->second;
    }
    for (const std::string_view label : labels) {
      if (home.hits.empty() && label != labels.back()) {
        home.hits = towns_in(label, grammar.publisher_words, gazetteer);
      }
    }
  } else if (!meta.publisher.empty() && meta.publisher.size() <= kLongestLabel) {
    std::string joined;
    for (const std::string_view word : split_list(meta.publisher, ' ')) joined += lower_case(word);
    home.hits = towns_in(joined, grammar.publisher_words, gazetteer);
  }
  return home;
}

}  // namespace sitrep
