#include "sitrep/claims/statements.h"

#include "sitrep/claims/statements_finder.h"

namespace sitrep {

std::vector<Statement> find_statements(const Tree& tree, const StatementRules& rules) {
  return StatementFinder(tree, rules.parts()).run();
}

}  // namespace sitrep
