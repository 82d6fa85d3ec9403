// One picture made ready to be asked many times: its records as rows, each with what the filters
// look at and its JSON.
//
//     Picture --records_of--> rows          |0 event  |1 event  |2 plan   |3 holding| ...
//                             json, a line  |{...}\n  |{...}\n  |{...}\n  |{...}\n  | ...
//                             a row, one buffer
//
// Never changes once made, so all threads may read it.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/formats/records.h"
#include "sitrep/formats/view.h"

namespace sitrep {

struct Row {
  Record record;
  std::string type;  // ACLED event type; where it has none, the PLOVER type as a word
  std::vector<std::string> parties;  // neutral names of all that take part, sorted, each once
  std::vector<std::string> publishers;
  std::vector<uint32_t> sources;  // numbers of the sources, as PictureView counts them
  double confidence = 0;          // of the surest of its claims
  bool disputed = false;          // a disagreement is about it
};

class Snapshot {
 public:
  // Reports in batches, as they came.
  using Batches = std::vector<std::shared_ptr<const std::vector<Report>>>;

  // REQUIRES: the picture is of these reports, and they are in the batches.
  Snapshot(const ReportList& reports, Picture picture, Batches batches);
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  const PictureView& view() const { return view_; }
  const ReportList& reports() const { return reports_; }
  const Picture& picture() const { return picture_; }
  const std::vector<Row>& rows() const { return rows_; }
  // The row as a JSON object, without a newline.
  std::string_view json(size_t row) const;
  // What text search looks in: type, parties, place, publishers and words, in lower case.
  std::string_view search_text(size_t row) const;
  // The same for the same reports and clocks, on every machine.
  uint64_t id() const { return id_; }

  // What `choose` gave the first time that it was asked under this name; the last few dozen names
  // are remembered.
  using Selection = std::shared_ptr<const std::vector<uint32_t>>;
  Selection selection(const std::string& name,
                      const std::function<std::vector<uint32_t>()>& choose) const;

  // Of the event or plan of that id; nullptr where there is none.
  const Event* event(uint64_t id) const;

 private:
  void fill_rows();
  void fill_json();

  Batches batches_;  // whose reports the list points to
  ReportList reports_;
  Picture picture_;
  PictureView view_;
  uint64_t id_ = 0;
  std::vector<Row> rows_;
  std::string json_;
  std::vector<size_t> json_ends_;
  std::vector<std::pair<uint64_t, const Event*>> events_;  // by id
  // Made when first searched.
  mutable std::once_flag searchable_;
  mutable std::string search_text_;
  mutable std::vector<size_t> search_ends_;
  mutable std::mutex selecting_;
  mutable std::list<std::pair<std::string, Selection>> selections_;  // the last asked for in front
};

// As text search compares: every letter in lower case, as Unicode has it without a language.
std::string search_form(std::string_view text);

}  // namespace sitrep
