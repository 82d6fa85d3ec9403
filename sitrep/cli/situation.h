// What `show` and `export` have in common: a database, and the two clocks.
#pragma once

#include <string>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/picture/picture.h"
#include "sitrep/picture/picture_lexicon.h"
#include "sitrep/reader/engine.h"

namespace CLI {
class App;
}

namespace sitrep {

struct SituationOptions {
  std::string db;
  std::string as_of;
  std::string known_by;
  std::string rule = "most-sources";

  // Adds --db, --as-of, --known-by and --rule to a subcommand.
  void add_to(CLI::App& command);
};

// The reports of a database and the picture that they make.
struct Situation {
  std::vector<Report> reports;
  PictureLexicon lexicon;
  Picture picture;
};

// What words mean to the picture, from the folder of the program's data. Errors: not_found,
// corrupt, malformed.
Result<PictureLexicon> open_picture_lexicon(const std::string& folder = data_folder({}));

// Errors: those of open_picture_lexicon, Store::open and Store::reports; invalid_argument where a
// date is none.
Result<Situation> open_situation(const SituationOptions& options);

// Writes all of it to standard output. Gives kDone or, where that fails, kFailed.
int write_out(const std::string& bytes);

}  // namespace sitrep
