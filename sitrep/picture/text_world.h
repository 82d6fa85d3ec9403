// Mini worlds told in words: short reports go through the whole engine, and a test says what the
// picture must then be.
//
//     const World world({{"Alpha", "2016-07-10", "Iraqi forces retook ..."}, ...});
//     const Picture picture = world.picture({.as_of = ..., .known_by = ...});
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "sitrep/picture/picture.h"
#include "sitrep/picture/picture_lexicon.h"
#include "sitrep/reader/engine.h"
#include "sitrep/reader/reader.h"

namespace sitrep {

struct Told {
  std::string publisher;
  std::string published;
  std::string text;
};

class TextWorld {
 public:
  explicit TextWorld(const std::vector<Told>& told) {
    Reader reader(engine());
    for (const Told& one : told) {
      Document document;
      document.text = one.text;
      document.meta.publisher = one.publisher;
      document.meta.published = one.published;
      document.meta.id = one.publisher + " " + one.published;
      const auto size = static_cast<uint32_t>(one.text.size());
      document.blocks = {{.kind = BlockKind::paragraph, .span = {0, size}, .credit = {}}};
      auto report = reader.read(std::move(document));
      EXPECT_TRUE(report) << report.error().message;
      if (report) reports_.push_back(std::move(*report));
    }
  }

  const std::vector<Report>& reports() const { return reports_; }

  // On both clocks, "" for none.
  Picture picture(const std::string& as_of = "", const std::string& known_by = "",
                  Rule rule = Rule::most_sources) const {
    return assemble(reports_, {.as_of = day_of_iso(as_of),
                               .known_by = day_of_iso(known_by),
                               .rule = rule,
                               .lexicon = &words()});
  }

  static const PictureLexicon& words() {
    static const PictureLexicon words = *PictureLexicon::compile(engine().lexicon);
    return words;
  }

 private:
  static const Engine& engine() {
    static const std::shared_ptr<const Engine> engine =
        *Engine::open({.data = SITREP_DATA_DIR, .lexicons = {}});
    return *engine;
  }

  std::vector<Report> reports_;
};

}  // namespace sitrep
