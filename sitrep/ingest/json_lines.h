// One document a line of JSON: {"id": "d1", "text": "...", "title": "...", "published":
// "2016-07-11", "publisher": "...", "url": "..."}. Only `text` is required; other fields are left
// out.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "sitrep/base/result.h"
#include "sitrep/text/document.h"

namespace sitrep {

// Keeps its scratch memory: one a thread.
class JsonLineReader {
 public:
  JsonLineReader();
  ~JsonLineReader();

  // `line` gets room for the parser behind its end and is otherwise left as it is; `where` names it
  // in messages: "reports.jsonl:12". Errors: malformed (no JSON object; a field that is no string),
  // and those of make_document. `id` is the document's own as far as it could be read, also where
  // the document could not.
  Result<Document> read(std::string& line, std::string_view where, std::string& id);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace sitrep
