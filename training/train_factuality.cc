// Trains factuality.model: what the parser and the status rules see of a verb, against what people
// say happened.
//
//     gunzip -c uds-ih2-train.jsonl.gz | train_factuality DATA_FOLDER OUT [--hold N]
//
// DATA_FOLDER holds lexicon.bin and language.model. A line is {"text": ..., "gold": [{"begin",
// "end", "factuality"}]}, positions in code points. With --hold N every Nth document is held out
// and scored.
#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "sitrep/claims/status_features.h"
#include "sitrep/ingest/plain_text.h"
#include "sitrep/language/language.h"
#include "sitrep/text/positions.h"
#include "training/factuality_fit.h"

namespace sitrep::training {
namespace {

class ExampleReader {
 public:
  ExampleReader(const LanguageModel& language, const StatusRules& rules)
      : rules_(rules), analyser_(language) {}

  // Appends the examples of one line; false where it is not of the format.
  bool read(const std::string& line, std::vector<FactualityExample>& out) {
    simdjson::dom::element json;
    std::string_view text;
    simdjson::dom::array gold;
    if (parser_.parse(line).get(json) || json["text"].get(text) || json["gold"].get(gold))
      return false;
    const auto document = make_document(std::string(text), {});
    if (!document) return false;
    Analysis analysis;
    analyser_.analyse(*document, analysis);
    const Tree tree(*document, analysis);
    const Positions positions(document->text);
    for (const auto verb : gold) {
      uint64_t begin = 0;
      double factuality = 0;
      if (verb["begin"].get(begin) || verb["factuality"].get(factuality)) return false;
      const TokenId t = analysis.token_at(positions.byte(static_cast<uint32_t>(begin)));
      if (t == kNoToken) continue;
      FactualityExample example;
      factuality_features(tree, rules_.parts(), t, example.features);
      example.factuality = factuality;
      out.push_back(std::move(example));
    }
    return true;
  }

 private:
  const StatusRules& rules_;
  Analyser analyser_;
  simdjson::dom::parser parser_;
};

double correlation(const std::vector<FactualityExample>& examples, const FactualityModel& model) {
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const auto& example : examples) {
    const double said = model.score(example.features);
    x += said;
    y += example.factuality;
    xx += said * said;
    yy += example.factuality * example.factuality;
    xy += said * example.factuality;
  }
  const auto n = static_cast<double>(examples.size());
  return (xy - x * y / n) / std::sqrt((xx - x * x / n) * (yy - y * y / n));
}

double distance(const std::vector<FactualityExample>& examples, const FactualityModel& model) {
  double sum = 0;
  for (const auto& example : examples)
    sum += std::abs(model.score(example.features) - example.factuality);
  return sum / static_cast<double>(examples.size());
}

int fail_with(std::string_view message) {
  fmt::print(stderr, "{}\n", message);
  return 1;
}

int run(int count, char** words) {
  if (count != 3 && count != 5) {
    fmt::print(stderr, "usage: train_factuality DATA_FOLDER OUT [--hold N]\n");
    return 2;
  }
  const std::string folder = words[1];
  const size_t hold = count == 5 ? std::strtoul(words[4], nullptr, 10) : 0;
  const auto lexicon = Lexicon::open(folder + "/lexicon.bin");
  if (!lexicon) return fail_with(lexicon.error().message);
  const auto language = LanguageModel::open(folder, *lexicon);
  if (!language) return fail_with(language.error().message);
  const auto rules = StatusRules::compile(*lexicon);
  if (!rules) return fail_with(rules.error().message);
  ExampleReader reader(*language, *rules);
  std::vector<FactualityExample> examples, held;
  size_t number = 0;
  for (std::string line; std::getline(std::cin, line);) {
    const bool out = hold > 0 && ++number % hold == 0;
    if (!reader.read(line, out ? held : examples)) {
      return fail_with("a line is not of the format");
    }
  }
  const FactualityModel model = fit_factuality(examples);
  if (!held.empty())
    fmt::print("held out: r {:.4f} MAE {:.4f} of {} verbs\n", correlation(held, model),
               distance(held, model), held.size());
  const std::string bytes = model.bytes();
  std::ofstream out(words[2], std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  fmt::print("{} examples, {} bytes\n", examples.size(), bytes.size());
  return out.good() ? 0 : 1;
}

}  // namespace
}  // namespace sitrep::training

int main(int count, char** words) {
  return sitrep::training::run(count, words);
}
