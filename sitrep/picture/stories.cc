#include "sitrep/picture/stories.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <tuple>
#include <unordered_map>

#include "sitrep/base/hash.h"
#include "sitrep/text/ascii.h"
#include "sitrep/text/words.h"

namespace sitrep {
namespace {

constexpr double kName = 5;              // weight of a capitalised word, of a number
constexpr double kHeadline = 2;          // of a word of the headline
constexpr double kNews = 500;            // so many documents the news at large counts for
constexpr double kEverywhere = 0.3;      // a word of more documents says nothing
constexpr double kAlike = 0.16;          // groups are joined down to this mean cosine
constexpr double kSomewhatAlike = 0.08;  // a pair below it counts as not alike
constexpr double kTurn = 730;            // days after which the same words tell of another turn
constexpr size_t kWeightiest = 64;       // words by which a document finds others
constexpr size_t kMostHolders = 512;     // of one of those words, the latest documents
constexpr size_t kMostCompared = 192;    // documents that one is compared with

using Vector = std::vector<StoryTerm>;  // by word, each once

bool is_name(char first) {
  return is_ascii_upper(first) || is_ascii_digit(first);
}

// How often each word and pair of names stands there, names and headline counting more.
class Counter {
 public:
  void add(std::string_view text, double weight) {
    uint64_t before = 0;  // the word before, where it is a name
    for_words(text, [&](const std::string& word, Span at) {
      if (word.size() < 2) return;
      const bool name = is_name(text[at.begin]);
      const double counts = weight * (name ? kName : 1);
      const uint64_t stem = hash64(stem_of(word));
      add(stem, counts, false);
      if (name && before != 0) add(join(before, stem), counts, true);
      before = name ? stem : 0;
    });
  }

  Vector take() {
    Vector out;
    for (const auto& [word, term] : terms_) out.push_back(term);
    terms_.clear();
    return out;
  }

 private:
  void add(uint64_t word, double counts, bool pair) {
    StoryTerm& term = terms_[word];
    term.word = word;
    term.weight += counts;
    term.pair = pair;
  }

  std::map<uint64_t, StoryTerm> terms_;
};

}  // namespace

StoryText story_text_of(const Document& document, uint64_t id, std::optional<Day> day) {
  Counter counter;
  const std::string& title = document.meta.title;
  if (!title.empty()) counter.add(title, kHeadline);
  bool first = title.empty();
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::boilerplate) continue;
    const std::string_view words = document.words(block.span);
    const size_t line = std::min(words.find('\n'), words.size());
    counter.add(words.substr(0, line), first ? kHeadline : 1);
    counter.add(words.substr(line), 1);
    first = false;
  }
  return {id, day, counter.take()};
}

namespace {

// To four binary digits: all numbers to 16, above them steps of at most an eighth.
double rounded(double n) {
  int exponent = 0;
  const double fraction = std::frexp(n, &exponent);  // 0.5 to 1
  return std::ldexp(std::round(fraction * 16) / 16, exponent);
}

// Turns counts into vectors of length 1. Words that one document alone has tell nothing.
void weigh(std::vector<Vector>& documents, const PictureLexicon& lexicon) {
  std::unordered_map<uint64_t, uint32_t> holders;
  for (const Vector& document : documents) {
    for (const StoryTerm& term : document) ++holders[term.word];
  }
  const double all = rounded(static_cast<double>(documents.size()) + kNews);
  for (Vector& document : documents) {
    double square = 0;
    for (StoryTerm& term : document) {
      const uint32_t count = holders[term.word];
      const double news = term.pair ? 0 : kNews * lexicon.share(term.word);
      const double share = (rounded(count) + news) / all;
      const double rarity = std::log(1 / share);
      const bool tells = count > 1 && share <= kEverywhere;
      term.weight = tells ? (1 + std::log(term.weight)) * rarity * rarity : 0;
      square += term.weight * term.weight;
    }
    document.erase(std::remove_if(document.begin(), document.end(),
                                  [](const StoryTerm& term) { return term.weight == 0; }),
                   document.end());
    for (StoryTerm& term : document) term.weight /= std::sqrt(square);
  }
}

// What is left of the likeness of two documents for the time between them: a place that is fought
// over again after years is another story, in the same words. A trial is told of for two years.
double closeness(const std::optional<Day>& a, const std::optional<Day>& b) {
  if (!a || !b) return 1;
  const double days = std::abs(static_cast<double>((*a - *b).count()));
  return std::min(1.0, kTurn / std::max(1.0, days));
}

double cosine(const Vector& a, const Vector& b) {
  double sum = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->word == y->word) {
      sum += x++->weight * y++->weight;
    } else {
      ++(x->word < y->word ? x : y);
    }
  }
  return sum;
}

Vector weightiest(Vector terms) {
  const auto more = [](const StoryTerm& a, const StoryTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
  };
  const auto count = static_cast<std::ptrdiff_t>(std::min(kWeightiest, terms.size()));
  std::partial_sort(terms.begin(), terms.begin() + count, terms.end(), more);
  terms.resize(static_cast<size_t>(count));
  return terms;
}

// How alike each group is to each other: sums of cosines over all pairs. By index of the group.
using Likeness = std::vector<std::map<uint32_t, double>>;

}  // namespace

// Compares each document with those before it that share its weightiest words.
class Likenesses {
 public:
  // `vectors` are those of `texts`, by number.
  Likenesses(StoryFinder& finder, const std::vector<const StoryText*>& texts,
             const std::vector<Vector>& vectors)
      : finder_(finder), texts_(texts), vectors_(vectors), shared_(texts.size()) {
    for (uint32_t at = 0; at < texts.size(); ++at) index_.emplace(texts[at]->id, at);
  }

  Likeness all() {
    Likeness alike(vectors_.size());
    decltype(finder_.known_) known;
    finder_.compared_ = 0;
    for (uint32_t at = 0; at < vectors_.size(); ++at) {
      const Vector heavy = weightiest(vectors_[at]);
      const uint64_t vector = hash_of(vectors_[at], texts_[at]->id);
      uint64_t from = vector;
      for (const StoryTerm& term : heavy) from = join(from, holders_[term.word].history);
      StoryFinder::Compared& now = known[texts_[at]->id];
      if (const auto before = finder_.known_.find(texts_[at]->id);
          before != finder_.known_.end() && before->second.from == from) {
        now = std::move(before->second);
      } else {
        now = {from, compare(at, heavy)};
        ++finder_.compared_;
      }
      for (const auto& [other, value] : now.alike) {
        const uint32_t there = index_.at(other);
        alike[at][there] = alike[there][at] = value;
      }
      for (const StoryTerm& term : heavy) {
        Holders& holders = holders_[term.word];
        holders.list.emplace_back(at, term.weight);
        holders.history = join(holders.history, vector);
      }
    }
    finder_.known_ = std::move(known);
    return alike;
  }

 private:
  // The documents so far that have a word among their weightiest.
  struct Holders {
    std::vector<std::pair<uint32_t, double>> list;  // with its weight there
    uint64_t history = 0;                           // of all that was ever in the list
  };

  static uint64_t hash_of(const Vector& document, uint64_t id) {
    uint64_t hash = id;
    for (const StoryTerm& term : document) {
      hash = join(hash, term.word);
      hash = hash64({reinterpret_cast<const char*>(&term.weight), sizeof term.weight}, hash);
    }
    return hash;
  }

  std::vector<std::pair<uint64_t, double>> compare(uint32_t at, const Vector& heavy) {
    std::vector<uint32_t> others;
    for (const StoryTerm& term : heavy) {
      const auto& list = holders_[term.word].list;
      const size_t first = list.size() > kMostHolders ? list.size() - kMostHolders : 0;
      for (size_t i = first; i < list.size(); ++i) {
        const auto& [other, weight] = list[i];
        if (shared_[other] == 0) others.push_back(other);
        shared_[other] += weight * term.weight;
      }
    }
    std::sort(others.begin(), others.end(), [&](uint32_t a, uint32_t b) {
      return shared_[a] != shared_[b] ? shared_[a] > shared_[b] : a < b;
    });
    std::vector<std::pair<uint64_t, double>> alike;
    for (size_t i = 0; i < others.size(); ++i) {
      shared_[others[i]] = 0;
      if (i >= kMostCompared) continue;
      const double value = cosine(vectors_[at], vectors_[others[i]]) *
                           closeness(texts_[at]->day, texts_[others[i]]->day);
      if (value >= kSomewhatAlike) alike.emplace_back(texts_[others[i]]->id, value);
    }
    return alike;
  }

  StoryFinder& finder_;
  const std::vector<const StoryText*>& texts_;
  const std::vector<Vector>& vectors_;
  std::vector<double> shared_;  // of the weightiest words, with the document at hand
  std::unordered_map<uint64_t, uint32_t> index_;
  std::unordered_map<uint64_t, Holders> holders_;
};

namespace {

// Joins the two groups that are most alike, again and again.
class Joiner {
 public:
  explicit Joiner(Likeness alike) : alike_(std::move(alike)), size_(alike_.size(), 1) {
    for (uint32_t at = 0; at < alike_.size(); ++at) joined_.push_back(at);
    for (uint32_t a = 0; a < alike_.size(); ++a) {
      for (const auto& [b, sum] : alike_[a]) {
        if (a < b) offer(a, b);
      }
    }
  }

  // For each document the first document of its group.
  std::vector<uint32_t> join_all() {
    while (!queue_.empty()) {
      const auto [value, a, b] = queue_.top();
      queue_.pop();
      if (size_[~a] > 0 && size_[~b] > 0 && value == mean(~a, ~b)) join_two(~a, ~b);
    }
    std::vector<uint32_t> out;
    for (uint32_t at = 0; at < joined_.size(); ++at) {
      uint32_t group = at;
      while (joined_[group] != group) group = joined_[group];
      out.push_back(group);
    }
    return out;
  }

 private:
  double mean(uint32_t a, uint32_t b) const {
    const auto found = alike_[a].find(b);
    if (found == alike_[a].end()) return 0;
    return found->second / (static_cast<double>(size_[a]) * static_cast<double>(size_[b]));
  }

  // The indices are kept as complements: of equals the lowest come first.
  void offer(uint32_t a, uint32_t b) {
    const double value = mean(a, b);
    if (value >= kAlike) queue_.emplace(value, ~std::min(a, b), ~std::max(a, b));
  }

  // REQUIRES: a < b.
  void join_two(uint32_t a, uint32_t b) {
    for (const auto& [other, sum] : alike_[b]) {
      alike_[other].erase(b);
      if (other == a) continue;
      alike_[a][other] += sum;
      alike_[other][a] += sum;
    }
    alike_[b].clear();
    size_[a] += size_[b];
    size_[b] = 0;
    joined_[b] = a;
    for (const auto& [other, sum] : alike_[a]) offer(a, other);
  }

  Likeness alike_;
  std::vector<size_t> size_;      // documents of a group; 0 once it is joined to another
  std::vector<uint32_t> joined_;  // the group that took it in, or itself
  std::priority_queue<std::tuple<double, uint32_t, uint32_t>> queue_;
};

}  // namespace

std::vector<uint32_t> StoryFinder::find(std::span<const StoryText* const> documents,
                                        std::span<const uint32_t> originals,
                                        const PictureLexicon& lexicon) {
  std::vector<uint32_t> voices;  // the originals
  std::vector<const StoryText*> texts;
  std::vector<Vector> vectors;
  for (uint32_t at = 0; at < documents.size(); ++at) {
    if (originals[at] != at) continue;
    voices.push_back(at);
    texts.push_back(documents[at]);
    vectors.push_back(documents[at]->terms);
  }
  weigh(vectors, lexicon);
  const std::vector<uint32_t> first = Joiner(Likenesses(*this, texts, vectors).all()).join_all();
  std::vector<uint32_t> stories(documents.size());
  uint32_t count = 0;
  for (uint32_t i = 0; i < voices.size(); ++i) {
    stories[voices[i]] = first[i] == i ? count++ : stories[voices[first[i]]];
  }
  for (uint32_t at = 0; at < documents.size(); ++at) stories[at] = stories[originals[at]];
  return stories;
}

std::vector<uint32_t> find_stories(std::span<const Document* const> documents,
                                   std::span<const uint32_t> originals,
                                   const PictureLexicon& lexicon) {
  std::vector<StoryText> texts;
  texts.reserve(documents.size());
  for (const Document* document : documents) {
    texts.push_back(
        story_text_of(*document, texts.size(), day_of_iso(document->meta.published.substr(0, 10))));
  }
  std::vector<const StoryText*> list;
  list.reserve(texts.size());
  for (const StoryText& text : texts) list.push_back(&text);
  return StoryFinder().find(list, originals, lexicon);
}

}  // namespace sitrep
