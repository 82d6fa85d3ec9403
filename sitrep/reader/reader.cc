#include "sitrep/reader/reader.h"

#include <fmt/format.h>

#include <utility>

#include "sitrep/claims/tree.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

constexpr size_t kMostBytes = size_t{64} << 20;

}  // namespace

Reader::Reader(const Engine& engine) : engine_(&engine), analyser_(engine.language) {}

Result<Report> Reader::read(Document document, const Layers& layers) {
  if (document.text.size() > kMostBytes) {
    return fail(ErrorCode::too_large, fmt::format("the text has {} bytes; at most {} are read",
                                                  document.text.size(), kMostBytes));
  }
  if (!is_valid_utf8(document.text)) return fail(ErrorCode::invalid_utf8, "the text is not UTF-8");
  Report r;
  r.document = std::move(document);
  // A text in capitals is read as it would be printed; the report keeps it as it came.
  std::string as_it_came;
  if (Casing::is_in_capitals(r.document.text)) {
    as_it_came = engine_->casing.printed(r.document.text);
    std::swap(as_it_came, r.document.text);
  }
  analyser_.analyse(r.document, r.analysis);
  r.published = publication_date(r.document, r.analysis, engine_->times);
  // Entities take their kinds from what they do: they need the claims.
  Layers needed = layers;
  needed.claims = layers.claims || layers.entities;
  ground(needed, r);
  read_claims(needed, r);
  if (!as_it_came.empty()) r.document.text = std::move(as_it_came);
  return r;
}

// Claims need all of it, places the quantities ("60 km south of"), and these the times.
void Reader::ground(const Layers& layers, Report& r) const {
  const bool places = layers.places || layers.claims;
  const bool quantities = layers.quantities || places;
  if (layers.times || quantities)
    r.times = ground_times(r.document, r.analysis, engine_->times, r.published);
  if (quantities)
    r.quantities = ground_quantities(r.document, r.analysis, engine_->quantities, r.times);
  if (places) {
    r.places = ground_places(r.document, r.analysis, engine_->places, engine_->gazetteer,
                             r.quantities, r.published.dateline);
  }
  if (layers.claims)
    r.parties = ground_parties(r.document, r.analysis, engine_->parties, r.published.day);
}

void Reader::read_claims(const Layers& layers, Report& r) const {
  if (!layers.statements && !layers.predicates && !layers.claims) return;
  const Tree tree(r.document, r.analysis);
  if (layers.statements || layers.claims) r.statements = find_statements(tree, engine_->statements);
  if (layers.predicates) r.predicates = find_predicates(tree, engine_->status);
  if (layers.claims) {
    const Grounded grounded{r.document, r.analysis,   r.published, r.times,
                            r.places,   r.quantities, r.parties,   r.statements};
    r.claims = extract_claims(grounded, engine_->claims, engine_->status);
    mark_roles_in_violence(r.claims, r.parties, engine_->claims, r.analysis);
  }
  // What is said within a statement is part of its content; the claims have its sources.
  std::erase_if(r.statements, [](const Statement& s) { return s.nested; });
}

}  // namespace sitrep
