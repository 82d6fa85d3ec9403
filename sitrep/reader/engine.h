// Everything that reading needs and that never changes: models, lexicon, gazetteer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sitrep/claims/extract.h"
#include "sitrep/claims/statements.h"
#include "sitrep/claims/status.h"
#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/party.h"
#include "sitrep/ground/place.h"
#include "sitrep/ground/quantity.h"
#include "sitrep/ground/time.h"
#include "sitrep/language/casing.h"
#include "sitrep/language/language.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

struct EngineOptions {
  // The folder with lexicon.bin, gazetteer.bin and *.model. Empty: $SITREP_DATA, else share/sitrep
  // beside the program, else ../share/sitrep from there.
  std::string data;
  std::vector<std::string>
      lexicons;  // source files of the user's own; they go before the built-in entries
};

// Immutable; opened once and shared by all threads.
class Engine {
 public:
  // Errors: not_found, corrupt, malformed; the message names the file.
  static Result<std::shared_ptr<const Engine>> open(const EngineOptions& options = {});

  Lexicon lexicon;
  Gazetteer gazetteer;
  Casing casing;
  LanguageModel language;
  TimeGrammar times;
  QuantityGrammar quantities;
  PlaceGrammar places;
  PartyTable parties;
  StatementRules statements;
  StatusRules status;
  ClaimRules claims;
};

// The folder that Engine::open would use, without a check that it is there.
std::string data_folder(const EngineOptions& options);

}  // namespace sitrep
