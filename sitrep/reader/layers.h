// Which parts of a report are asked for: what is not need not be read, and is not printed.
#pragma once

#include <string_view>

#include "sitrep/base/result.h"

namespace sitrep {

// Tokens and predicates only when asked for.
struct Layers {
  bool blocks = true, sentences = true, tokens = false, entities = true, times = true,
       places = true, quantities = true, statements = true, predicates = false, claims = true;

  // Exactly the layers of a list such as "entities,times". Errors: invalid_argument, with the names
  // that there are.
  static Result<Layers> parse(std::string_view list);
};

}  // namespace sitrep
