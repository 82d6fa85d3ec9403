// What a LanguageModel is made of, for the files of this floor.
#pragma once

#include "sitrep/language/entities.h"
#include "sitrep/language/language.h"
#include "sitrep/language/sentences.h"
#include "sitrep/language/syntax.h"
#include "sitrep/language/tokenizer.h"

namespace sitrep {

struct LanguageModel::Parts {
  Tokenizer tokenizer;
  SentenceSplitter splitter;
  Syntax syntax;
  EntityFinder entities;
};

}  // namespace sitrep
