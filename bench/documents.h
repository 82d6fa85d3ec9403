// The documents that a benchmark reads, analysed before its clock runs.
#pragma once

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sitrep/ingest/ingest.h"
#include "sitrep/reader/engine.h"

namespace sitrep {

struct Read {
  Document document;
  Analysis analysis;
};

struct Documents {
  std::shared_ptr<const Engine> engine;
  std::vector<Read> reads;
  int64_t bytes = 0;
  int64_t words = 0;
};

// Those of the files named after the options, else of examples/. Prints what went wrong; then there
// is no engine.
inline Documents open_documents(int argc, char** argv) {
  Documents out;
  EngineOptions options;
  options.data = SITREP_DATA_DIR;
  auto opened = Engine::open(options);
  if (!opened) {
    fmt::print(stderr, "{}\n", opened.error().message);
    return out;
  }
  out.engine = std::move(*opened);
  std::vector<std::string> paths(argv + 1, argv + argc);
  if (paths.empty()) {
    for (const auto& entry : std::filesystem::directory_iterator(SITREP_EXAMPLES)) {
      paths.push_back(entry.path().string());
    }
  }
  const auto rules = HtmlRules::compile(out.engine->lexicon);
  if (!rules) {
    fmt::print(stderr, "{}\n", rules.error().message);
    return {};
  }
  Inputs inputs(paths, Form::detect);
  Ingester ingester(*rules);
  Analyser analyser(out.engine->language);
  std::string id;
  while (auto raw = inputs.next()) {
    auto intake = ingester.read(std::move(*raw), id);
    if (!intake) continue;
    Read& read = out.reads.emplace_back();
    read.document = std::move(intake->document);
    analyser.analyse(read.document, read.analysis);
    out.bytes += static_cast<int64_t>(read.document.text.size());
    out.words += static_cast<int64_t>(read.analysis.tokens.size());
  }
  fmt::print("{} documents, {} bytes, {} words\n", out.reads.size(), out.bytes, out.words);
  return out;
}

// main() of a benchmark program: opens the documents, and runs what is registered.
inline int run_benchmarks(int argc, char** argv, Documents& documents) {
  benchmark::Initialize(&argc, argv);
  documents = open_documents(argc, argv);
  if (!documents.engine) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace sitrep
