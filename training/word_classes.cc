// Sorts words into classes by the company they keep, on text that is read from standard input: the
// exchange algorithm for a bigram class model (Kneser and Ney 1993; Martin, Liermann, Ney 1998).
//
//     word_classes CLASSES LEAST_COUNT PASSES < text > classes
//
// Writes a word in lower case and the number of its class (from 1) on each line.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

constexpr size_t kTable = 1U << 20;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c & 0x80) != 0;
}

// Lower-case words, digits as '0', punctuation as words of their own.
void append_words(const std::string& line, std::vector<std::string>& words) {
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (char c : line) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (is_letter(c)) {
      word.push_back(c);
    } else if (c >= '0' && c <= '9') {
      word.push_back('0');
    } else {
      finish();
      if (c != ' ' && c != '\t' && c != '\r') words.emplace_back(1, c);
    }
  }
  finish();
}

using Counts = std::vector<std::pair<uint32_t, uint32_t>>;  // word, how often

class Exchange {
 public:
  Exchange(std::vector<uint32_t> frequency, std::vector<Counts> after, std::vector<Counts> before,
           uint32_t classes)
      : frequency_(std::move(frequency)),
        after_(std::move(after)),
        before_(std::move(before)),
        classes_(classes),
        table_(kTable),
        pairs_(size_t{classes} * classes, 0),
        totals_(classes, 0) {
    for (size_t n = 1; n < kTable; ++n)
      table_[n] = static_cast<double>(n) * std::log(static_cast<double>(n));
    for (uint32_t w = 0; w < frequency_.size(); ++w) {
      class_of_.push_back(w % classes_);
      totals_[class_of_[w]] += frequency_[w];
    }
    for (uint32_t w = 0; w < frequency_.size(); ++w) {
      for (const auto& [v, n] : after_[w]) pair(class_of_[w], class_of_[v]) += n;
    }
  }

  // Moves each word to the class where the text becomes likeliest; how many moved.
  size_t pass() {
    size_t moved = 0;
    std::vector<int64_t> next(classes_), last(classes_);
    for (uint32_t w = 0; w < frequency_.size(); ++w) {
      std::fill(next.begin(), next.end(), 0);
      std::fill(last.begin(), last.end(), 0);
      int64_t self = 0;
      for (const auto& [v, n] : after_[w]) (v == w ? self : next[class_of_[v]]) += n;
      for (const auto& [v, n] : before_[w]) {
        if (v != w) last[class_of_[v]] += n;
      }
      const uint32_t old = class_of_[w];
      shift(w, old, next, last, self, -1);
      std::vector<uint32_t> nexts, lasts;
      for (uint32_t c = 0; c < classes_; ++c) {
        if (next[c] > 0) nexts.push_back(c);
        if (last[c] > 0) lasts.push_back(c);
      }
      uint32_t best = old;
      double best_gain = -1e300;
      for (uint32_t b = 0; b < classes_; ++b) {
        double gain = 2 * (f(totals_[b]) - f(totals_[b] + frequency_[w]));
        for (const uint32_t c : nexts) {
          if (c != b) gain += f(pair(b, c) + next[c]) - f(pair(b, c));
        }
        for (const uint32_t c : lasts) {
          if (c != b) gain += f(pair(c, b) + last[c]) - f(pair(c, b));
        }
        gain += f(pair(b, b) + next[b] + last[b] + self) - f(pair(b, b));
        if (gain > best_gain + 1e-9) {
          best_gain = gain;
          best = b;
        }
      }
      shift(w, best, next, last, self, 1);
      class_of_[w] = best;
      moved += best != old;
    }
    return moved;
  }

  uint32_t class_of(uint32_t w) const { return class_of_[w]; }

 private:
  int64_t& pair(uint32_t a, uint32_t b) { return pairs_[size_t{a} * classes_ + b]; }

  double f(int64_t n) const {
    if (n <= 0) return 0;
    if (n < static_cast<int64_t>(kTable)) return table_[static_cast<size_t>(n)];
    return static_cast<double>(n) * std::log(static_cast<double>(n));
  }

  void shift(uint32_t w, uint32_t c, const std::vector<int64_t>& next,
             const std::vector<int64_t>& last, int64_t self, int64_t sign) {
    for (uint32_t k = 0; k < classes_; ++k) {
      pair(c, k) += sign * next[k];
      pair(k, c) += sign * last[k];
    }
    pair(c, c) += sign * self;
    totals_[c] += sign * static_cast<int64_t>(frequency_[w]);
  }

  std::vector<uint32_t> frequency_;
  std::vector<Counts> after_, before_;
  uint32_t classes_;
  std::vector<double> table_;
  std::vector<int64_t> pairs_;
  std::vector<int64_t> totals_;
  std::vector<uint32_t> class_of_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: word_classes CLASSES LEAST_COUNT PASSES < text > classes\n", stderr);
    return 2;
  }
  const auto classes = static_cast<uint32_t>(std::stoul(argv[1]));
  const auto least = static_cast<uint32_t>(std::stoul(argv[2]));
  const int passes = std::stoi(argv[3]);

  std::unordered_map<std::string, uint32_t> number_of;
  std::vector<std::string> spelling;
  std::vector<uint32_t> count, text;
  std::vector<std::string> words;
  for (std::string line; std::getline(std::cin, line);) {
    words.clear();
    append_words(line, words);
    words.emplace_back("\n");
    for (auto& word : words) {
      const auto [at, fresh] = number_of.try_emplace(word, static_cast<uint32_t>(spelling.size()));
      if (fresh) {
        spelling.push_back(word);
        count.push_back(0);
      }
      ++count[at->second];
      text.push_back(at->second);
    }
  }
  // The vocabulary, the most frequent first; number 0 is any other word.
  std::vector<uint32_t> order;
  for (uint32_t w = 0; w < spelling.size(); ++w) {
    if (count[w] >= least) order.push_back(w);
  }
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return count[a] != count[b] ? count[a] > count[b] : spelling[a] < spelling[b];
  });
  std::vector<uint32_t> rank(spelling.size(), 0);
  for (uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i + 1;
  const auto size = static_cast<uint32_t>(order.size() + 1);
  std::vector<uint32_t> frequency(size, 0);
  std::vector<std::map<uint32_t, uint32_t>> seen(size);
  for (size_t i = 0; i < text.size(); ++i) {
    ++frequency[rank[text[i]]];
    if (i + 1 < text.size()) ++seen[rank[text[i]]][rank[text[i + 1]]];
  }
  std::vector<Counts> after(size), before(size);
  for (uint32_t w = 0; w < size; ++w) {
    after[w].assign(seen[w].begin(), seen[w].end());
    for (const auto& [v, n] : after[w]) before[v].emplace_back(w, n);
    seen[w].clear();
  }
  Exchange exchange(std::move(frequency), std::move(after), std::move(before), classes);
  for (int pass = 0; pass < passes; ++pass) {
    std::fprintf(stderr, "pass %d: %zu of %u words moved\n", pass + 1, exchange.pass(), size);
  }
  for (uint32_t i = 0; i < order.size(); ++i) {
    if (spelling[order[i]] != "\n") {
      std::printf("%s %u\n", spelling[order[i]].c_str(), exchange.class_of(i + 1) + 1);
    }
  }
}
