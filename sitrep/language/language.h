// From a document to its Analysis: sentences, tokens, tags, lemmas, trees, names and coreference.
#pragma once

#include <memory>
#include <string>

#include "sitrep/base/result.h"
#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// The trained model and what the lexicon says of words. Immutable; share it between threads.
class LanguageModel {
 public:
  // Maps language.model in that folder. Errors: not_found, corrupt.
  // Trainers of names leave the entities away: they make what finds them.
  static Result<LanguageModel> open(const std::string& folder, const Lexicon& lexicon,
                                    bool with_entities = true);

  LanguageModel(LanguageModel&&) noexcept;
  LanguageModel& operator=(LanguageModel&&) noexcept;
  ~LanguageModel();

  struct Parts;  // what it is made of; language.cc knows
  const Parts& parts() const { return *parts_; }

 private:
  explicit LanguageModel(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Keeps its scratch memory from document to document: one Analyser a thread.
class Analyser {
 public:
  explicit Analyser(const LanguageModel& model);
  Analyser(Analyser&&) noexcept;
  ~Analyser();

  // REQUIRES: document.text is valid UTF-8. Reads the blocks other than boilerplate; never fails,
  // for any text has some analysis.
  void analyse(const Document& document, Analysis& out);

 private:
  struct Scratch;
  const LanguageModel* model_;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace sitrep
