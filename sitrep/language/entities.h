// Names, nominals, pronouns, and what they stand for: the three steps after the trees.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sitrep/base/result.h"
#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

class NameFeatures;

// Immutable; safe to share between threads.
class EntityFinder {
 public:
  // Reads names.model in that folder. Errors: corrupt.
  static Result<EntityFinder> open(const std::string& folder, const Lexicon& lexicon);

  EntityFinder();  // finds nothing until it is assigned an opened one
  EntityFinder(EntityFinder&&) noexcept;
  EntityFinder& operator=(EntityFinder&&) noexcept;
  ~EntityFinder();

  // What is kept from document to document; one a thread.
  class Scratch {
   public:
    Scratch();
    Scratch(Scratch&&) noexcept;
    ~Scratch();

   private:
    friend class EntityFinder;
    std::unique_ptr<NameFeatures> features_;
  };
  // Fills mentions and entities from the tokens, tags and trees. REQUIRES: `scratch` is used with
  // this finder alone.
  void find(std::string_view text, Scratch& scratch, Analysis& out) const;

 private:
  struct Steps;
  std::unique_ptr<Steps> steps_;
};

}  // namespace sitrep
