#include "sitrep/picture/digest.h"

#include "sitrep/base/hash.h"
#include "sitrep/picture/picture.h"
#include "sitrep/text/words.h"

namespace sitrep {
namespace {

// So few words may well be chosen twice: of evidence, and of a statement.
constexpr size_t kFewWords = 6;
constexpr size_t kFewSaid = 4;

uint64_t mix(Span span, uint64_t seed) {
  const uint32_t bounds[2] = {span.begin, span.end};
  return hash64({reinterpret_cast<const char*>(bounds), sizeof bounds}, seed);
}

uint64_t id_of(const Claim& claim, uint64_t document) {
  uint64_t id = hash64(name_of(claim.kind), document);
  id = mix(claim.trigger, id);
  for (const Span span : claim.evidence) id = mix(span, id);
  for (const ClaimNumber& number : claim.numbers) id = hash64(number.role, mix(number.span, id));
  for (const Participant& actor : claim.actors) id = mix(actor.span, id);
  for (const Participant& recipient : claim.recipients) id = mix(recipient.span, id);
  if (claim.holding) id = mix(claim.holding->holder.span, id);
  return id;
}

ClaimDigest claim_digest(const Report& report, const Claim& claim, uint64_t document,
                         const PictureLexicon& lexicon) {
  ClaimDigest digest;
  digest.id = id_of(claim, document);
  if (claim.evidence.empty()) return digest;
  size_t words = 0;
  digest.words_hash = hash_of_words(report.document.words(claim.evidence.front()), &words);
  if (words < kFewWords) digest.words_hash = digest.id;
  digest.loaded = lexicon.loaded(report.document.text, claim.evidence.front());
  return digest;
}

}  // namespace

Digest digest_of(const Report& report, const PictureLexicon& lexicon) {
  Digest digest;
  digest.id = document_id(report.document);
  digest.story = story_text_of(report.document, digest.id, report.published.day);
  for (const Claim& claim : report.claims) {
    digest.claims.push_back(claim_digest(report, claim, digest.id, lexicon));
  }
  for (const Statement& statement : report.statements) {
    size_t words = 0;
    uint64_t hash = 0;
    if (!statement.content.empty()) {
      hash = hash_of_words(report.document.words(statement.content.front()), &words);
    }
    digest.statements.push_back({hash, words < kFewSaid});
  }
  return digest;
}

}  // namespace sitrep
