#include "sitrep/reader/reader.h"

#include <fmt/format.h>

#include "sitrep/claims/tree.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

constexpr size_t kMostBytes = size_t{64} << 20;

}  // namespace

Reader::Reader(const Engine& engine) : engine_(&engine), analyser_(engine.language) {}

Result<Report> Reader::read(Document document) {
  if (document.text.size() > kMostBytes) {
    return fail(ErrorCode::too_large, fmt::format("the text has {} bytes; at most {} are read",
                                                  document.text.size(), kMostBytes));
  }
  if (!is_valid_utf8(document.text)) return fail(ErrorCode::invalid_utf8, "the text is not UTF-8");
  Report r;
  r.document = std::move(document);
  analyser_.analyse(r.document, r.analysis);
  r.published = publication_date(r.document, r.analysis, engine_->times);
  r.times = ground_times(r.document, r.analysis, engine_->times, r.published);
  r.quantities = ground_quantities(r.document, r.analysis, engine_->quantities, r.times);
  r.places = ground_places(r.document, r.analysis, engine_->places, engine_->gazetteer,
                           r.quantities, r.published.dateline_place);
  r.parties = ground_parties(r.document, r.analysis, engine_->parties, r.published.day);
  const Tree tree(r.document, r.analysis);
  r.statements = find_statements(tree, engine_->statements);
  r.predicates = find_predicates(tree, engine_->status);
  const Grounded grounded{r.document, r.analysis,   r.published, r.times,
                          r.places,   r.quantities, r.parties,   r.statements};
  r.claims = extract_claims(grounded, engine_->claims, engine_->status);
  // What is said within a statement is part of its content; the claims have its sources.
  std::erase_if(r.statements, [](const Statement& s) { return s.nested; });
  return r;
}

}  // namespace sitrep
