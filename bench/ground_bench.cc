// How many characters a second the grounding of times and of numbers reads, as part of a whole
// read: the documents are analysed before the clock runs, then read as the Reader does it.
//
//     cmake --preset release -DSITREP_BENCH=ON && cmake --build build/release --target ground_bench
//     build/release/bench/ground_bench [--benchmark_...] [FILE ...]    default: examples/

#include <benchmark/benchmark.h>

#include "documents.h"

namespace {

sitrep::Documents documents;

void count(benchmark::State& state) {
  state.SetBytesProcessed(documents.bytes * static_cast<int64_t>(state.iterations()));
}

std::vector<sitrep::Time> times_of(const sitrep::Read& read) {
  const auto& rules = documents.engine->times;
  const auto published = publication_date(read.document, read.analysis, rules);
  return ground_times(read.document, read.analysis, rules, published);
}

void times(benchmark::State& state) {
  for (auto _ : state) {
    for (const sitrep::Read& read : documents.reads) {
      auto found = times_of(read);
      benchmark::DoNotOptimize(found.data());
    }
  }
  count(state);
}
BENCHMARK(times)->Unit(benchmark::kMillisecond);

void quantities(benchmark::State& state) {
  std::vector<std::vector<sitrep::Time>> found_before;
  for (const sitrep::Read& read : documents.reads) found_before.push_back(times_of(read));
  for (auto _ : state) {
    for (size_t i = 0; i < documents.reads.size(); ++i) {
      const sitrep::Read& read = documents.reads[i];
      auto found = ground_quantities(read.document, read.analysis, documents.engine->quantities,
                                     found_before[i]);
      benchmark::DoNotOptimize(found.data());
    }
  }
  count(state);
}
BENCHMARK(quantities)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  return sitrep::run_benchmarks(argc, argv, documents);
}
