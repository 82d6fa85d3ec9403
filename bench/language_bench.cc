// How many words a second each step of the language floor reads: the encoder on every instruction
// set that this machine has, names, coreference, and all of them from the raw text.
//
//     cmake --preset release -DSITREP_BENCH=ON && cmake --build build/release --target
//     language_bench build/release/bench/language_bench [--benchmark_...] [FILE ...]    default:
//     examples/

#include <benchmark/benchmark.h>

#include "documents.h"
#include "sitrep/language/coref.h"
#include "sitrep/language/encoder.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/language/mentions.h"
#include "sitrep/language/names.h"

namespace {

using sitrep::Analysis;
using sitrep::InstructionSet;

sitrep::Documents documents;

void count(benchmark::State& state) {
  state.SetItemsProcessed(documents.words * static_cast<int64_t>(state.iterations()));
}

void all_steps(benchmark::State& state) {
  sitrep::Analyser analyser(documents.engine->language);
  Analysis analysis;
  for (auto _ : state) {
    for (const sitrep::Read& read : documents.reads) {
      analyser.analyse(read.document, analysis);
      benchmark::DoNotOptimize(analysis.tokens.head.data());
    }
  }
  count(state);
}
BENCHMARK(all_steps)->Unit(benchmark::kMillisecond);

void encoder(benchmark::State& state) {
  const auto set = static_cast<InstructionSet>(state.range(0));
  if (!has(set)) {
    state.SkipWithError("this machine does not have it");
    return;
  }
  const auto file = sitrep::ModelFile::open(SITREP_DATA_DIR "/language.model");
  const auto opened = sitrep::Encoder::open(*file);
  sitrep::Encoder::Scratch scratch;
  std::vector<sitrep::WordReading> words;
  std::vector<std::string_view> forms;
  std::vector<uint32_t> lengths;
  for (auto _ : state) {
    for (const sitrep::Read& read : documents.reads) {
      forms.clear();
      lengths.clear();
      for (const sitrep::Sentence& sentence : read.analysis.sentences) {
        for (sitrep::TokenId t = sentence.first; t < sentence.last; ++t)
          forms.push_back(read.document.words(read.analysis.tokens.span[t]));
        lengths.push_back(sentence.last - sentence.first);
      }
      opened->read(forms, lengths, set, scratch, words);
      benchmark::DoNotOptimize(words.data());
    }
  }
  count(state);
}
BENCHMARK(encoder)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);

// What names and coreference need, and the analyses as they stand before each.
struct Entities {
  Entities()
      : words(sitrep::EntityWords::of(documents.engine->lexicon)),
        names(words, std::move(*sitrep::NameTagger::open(SITREP_DATA_DIR))),
        mentions(words),
        coreference(documents.engine->lexicon, words) {}
  sitrep::EntityWords words;
  sitrep::NameFinder names;
  sitrep::MentionFinder mentions;
  sitrep::Coreference coreference;
};

template <class Prepare, class Step>
void run_step(benchmark::State& state, Prepare prepare, Step step) {
  std::vector<Analysis> prepared;
  for (const sitrep::Read& read : documents.reads) {
    Analysis& analysis = prepared.emplace_back(read.analysis);
    analysis.mentions.clear();
    analysis.entities.clear();
    prepare(read.document.text, analysis);
  }
  for (auto _ : state) {
    for (size_t i = 0; i < prepared.size(); ++i) {
      const std::vector<sitrep::Mention> mentions = prepared[i].mentions;
      step(documents.reads[i].document.text, prepared[i]);
      benchmark::DoNotOptimize(prepared[i].mentions.data());
      prepared[i].mentions = mentions;
    }
  }
  count(state);
}

void names(benchmark::State& state) {
  const Entities steps;
  sitrep::NameFeatures features = steps.names.scratch();
  run_step(
      state, [](std::string_view, Analysis&) {},
      [&](std::string_view text, Analysis& a) { steps.names.find(text, features, a); });
}
BENCHMARK(names)->Unit(benchmark::kMillisecond);

void mentions(benchmark::State& state) {
  const Entities steps;
  sitrep::NameFeatures features = steps.names.scratch();
  run_step(
      state, [&](std::string_view text, Analysis& a) { steps.names.find(text, features, a); },
      [&](std::string_view text, Analysis& a) { steps.mentions.find(text, a); });
}
BENCHMARK(mentions)->Unit(benchmark::kMillisecond);

void coreference(benchmark::State& state) {
  const Entities steps;
  sitrep::NameFeatures features = steps.names.scratch();
  run_step(
      state,
      [&](std::string_view text, Analysis& a) {
        steps.names.find(text, features, a);
        steps.mentions.find(text, a);
      },
      [&](std::string_view text, Analysis& a) { steps.coreference.resolve(text, a); });
}
BENCHMARK(coreference)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  return sitrep::run_benchmarks(argc, argv, documents);
}
