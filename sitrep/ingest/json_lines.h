// One document a line of JSON: {"id": "d1", "text": "...", "title": "...", "published":
// "2016-07-11", "publisher": "...", "url": "..."}. Only `text` is required; other fields are left
// out.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ingest/intake.h"

namespace sitrep {

// Where other programs keep what sitrep asks for: "text" -> "content.body". A dot leads into an
// object within; a list gives its first.
class FieldMap {
 public:
  // From "text=content.body,title=headline". Errors: invalid_argument (no such field of ours).
  static Result<FieldMap> parse(std::string_view list);

  // The path to one of text, id, title, published, publisher, url, author, language.
  std::string_view path(std::string_view field) const;
  bool empty() const { return paths_.empty(); }

 private:
  std::vector<std::pair<std::string, std::string>> paths_;
};

// Keeps its scratch memory: one a thread.
class JsonLineReader {
 public:
  explicit JsonLineReader(FieldMap fields = {});
  ~JsonLineReader();

  // `line` gets room for the parser behind its end and is otherwise left as it is; `where` names it
  // in messages: "reports.jsonl:12". Errors: malformed (no JSON object; a field that is no string),
  // and those of make_document. `id` is the document's own as far as it could be read, also where
  // the document could not.
  Result<Intake> read(std::string& line, std::string_view where, std::string& id);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  FieldMap fields_;
};

}  // namespace sitrep
