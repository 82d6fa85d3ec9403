// word_vectors TEXT OUT: word vectors by skip-gram with negative sampling (Mikolov et al. 2013), in
// one thread and with a fixed seed, so that the same text gives the same bytes. TEXT holds tokens
// between white space; OUT is a text table.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

namespace {

constexpr int kDim = 96, kWindow = 3, kNegative = 5, kEpochs = 2, kLeast = 6;
constexpr size_t kMostWords = 45000;

struct Random {
  uint64_t state = 20261122;
  uint64_t next() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
  }
  double unit() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }
};

float sigmoid(float x) {
  return 1.0F / (1.0F + std::exp(-x));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: word_vectors TEXT OUT\n";
    return 2;
  }
  std::unordered_map<std::string, uint64_t> counts;
  std::vector<std::string> words;
  std::ifstream in(argv[1]);
  for (std::string w; in >> w;) ++counts[w];
  std::vector<std::pair<std::string, uint64_t>> vocabulary(counts.begin(), counts.end());
  std::sort(vocabulary.begin(), vocabulary.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  while (!vocabulary.empty() && vocabulary.back().second < kLeast) vocabulary.pop_back();
  if (vocabulary.size() > kMostWords) vocabulary.resize(kMostWords);
  std::unordered_map<std::string, int> ids;
  double total = 0;
  for (size_t i = 0; i < vocabulary.size(); ++i) {
    ids[vocabulary[i].first] = static_cast<int>(i);
    total += static_cast<double>(vocabulary[i].second);
  }
  std::vector<int> text;
  in.clear();
  in.seekg(0);
  for (std::string w; in >> w;) {
    const auto found = ids.find(w);
    if (found != ids.end()) text.push_back(found->second);
  }
  std::vector<int> noise(1 << 22);
  {
    double z = 0;
    for (const auto& v : vocabulary) z += std::pow(static_cast<double>(v.second), 0.75);
    size_t at = 0;
    double sum = 0;
    for (size_t i = 0; i < vocabulary.size(); ++i) {
      sum += std::pow(static_cast<double>(vocabulary[i].second), 0.75) / z;
      while (at < noise.size() && static_cast<double>(at) < sum * static_cast<double>(noise.size()))
        noise[at++] = static_cast<int>(i);
    }
    while (at < noise.size()) noise[at++] = 0;
  }
  Random random;
  std::vector<float> input(vocabulary.size() * kDim), output(vocabulary.size() * kDim, 0.0F);
  for (float& x : input) x = static_cast<float>((random.unit() - 0.5) / kDim);
  const auto steps = static_cast<double>(text.size()) * kEpochs;
  double step = 0;
  for (int epoch = 0; epoch < kEpochs; ++epoch) {
    for (size_t i = 0; i < text.size(); ++i, ++step) {
      const double frequency =
          static_cast<double>(vocabulary[static_cast<size_t>(text[i])].second) / total;
      if (std::sqrt(1e-4 / frequency) < random.unit()) continue;
      const auto rate = static_cast<float>(0.03 * std::max(0.0005, 1 - step / steps));
      const int reach = 1 + static_cast<int>(random.next() % kWindow);
      for (int d = -reach; d <= reach; ++d) {
        const auto j = static_cast<int64_t>(i) + d;
        if (d == 0 || j < 0 || j >= static_cast<int64_t>(text.size())) continue;
        float* x = &input[static_cast<size_t>(text[static_cast<size_t>(j)]) * kDim];
        float gradient[kDim] = {};
        for (int n = 0; n <= kNegative; ++n) {
          const int target = n == 0 ? text[i] : noise[random.next() & (noise.size() - 1)];
          if (n > 0 && target == text[i]) continue;
          float* y = &output[static_cast<size_t>(target) * kDim];
          float dot = 0;
          for (int k = 0; k < kDim; ++k) dot += x[k] * y[k];
          const float g = ((n == 0 ? 1.0F : 0.0F) - sigmoid(dot)) * rate;
          for (int k = 0; k < kDim; ++k) {
            gradient[k] += g * y[k];
            y[k] += g * x[k];
          }
        }
        for (int k = 0; k < kDim; ++k) x[k] += gradient[k];
      }
    }
  }
  std::ofstream out(argv[2]);
  for (size_t i = 0; i < vocabulary.size(); ++i) {
    out << vocabulary[i].first;
    for (int k = 0; k < kDim; ++k) out << ' ' << input[i * kDim + static_cast<size_t>(k)];
    out << '\n';
  }
}
