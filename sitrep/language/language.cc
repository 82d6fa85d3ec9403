#include "sitrep/language/language.h"

namespace sitrep {

struct LanguageModel::Parts {};
struct Analyser::Scratch {};

LanguageModel::LanguageModel(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;
Result<LanguageModel> LanguageModel::open(const std::string&, const Lexicon&) {
  return LanguageModel(std::make_unique<Parts>());
}

Analyser::Analyser(const LanguageModel& model) : model_(&model) {}
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser::~Analyser() = default;
void Analyser::analyse(const Document&, Analysis& out) {
  (void)model_;
  out = {};
}

}  // namespace sitrep
