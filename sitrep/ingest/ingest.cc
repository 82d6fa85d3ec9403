#include "sitrep/ingest/ingest.h"

#include <fmt/format.h>

#include "sitrep/base/hash.h"
#include "sitrep/ingest/charset.h"
#include "sitrep/ingest/html.h"
#include "sitrep/ingest/http.h"
#include "sitrep/ingest/language.h"
#include "sitrep/ingest/mail.h"
#include "sitrep/ingest/pdf.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// What the archive knows of a document, where the document does not say it itself.
void fill_in(Metadata& meta, Metadata&& from) {
  const auto fill = [](std::string& slot, std::string& value) {
    if (slot.empty()) slot = std::move(value);
  };
  fill(meta.title, from.title);
  fill(meta.publisher, from.publisher);
  fill(meta.url, from.url);
  fill(meta.published, from.published);
}

// A text as it came.
Result<Intake> as_intake(Result<Document> document) {
  if (!document) return tl::unexpected(document.error());
  return Intake{std::move(*document), {}, {}, {}};
}

// WordPress keeps paragraphs as blank lines, and puts the tags in when it shows them.
std::string with_paragraphs(std::string_view content) {
  if (content.find("<p>") != std::string_view::npos ||
      content.find("<p ") != std::string_view::npos) {
    return std::string(content);
  }
  std::string out;
  for (size_t i = 0; i < content.size(); ++i) {
    if (content[i] == '\r') continue;
    if (content[i] != '\n') {
      out += content[i];
    } else if (i > 0 && (out.ends_with("<br>") || out.ends_with("<p>"))) {
      if (out.ends_with("<br>")) out.replace(out.size() - 4, 4, "<p>");
    } else {
      out += "<br>";
    }
  }
  return out;
}

}  // namespace

Result<Intake> Ingester::read(RawDocument raw, std::string& id) {
  id.clear();
  Result<Intake> intake =
      raw.bytes ? intake_of(raw, id) : Result<Intake>(tl::unexpected(raw.bytes.error()));
  if (!intake) {
    if (id.empty()) id = raw.where;
    Error& error = intake.error();
    if (!error.message.starts_with(raw.where)) {
      error.message = fmt::format("{}: {}", raw.where, error.message);
    }
    return intake;
  }
  Document& document = intake->document;
  fill_in(document.meta, std::move(raw.meta));
  if (intake->author.empty()) intake->author = std::move(raw.author);
  if (intake->language.empty()) intake->language = std::move(raw.language);
  if (options_.detect_language) {
    std::string found = language_of(document.text);
    if (!found.empty()) intake->language = std::move(found);
  }
  // A page in a file is known by the file's name.
  if (raw.kind == RawKind::html && raw.where != "-" && document.meta.id.empty()) {
    document.meta.id = raw.where.substr(raw.where.rfind('/') + 1);
  }
  if (document.meta.id.empty()) document.meta.id = hex(hash64(document.text));
  id = document.meta.id;
  return intake;
}

Result<Intake> Ingester::intake_of(RawDocument& raw, std::string& id) {
  std::string& bytes = *raw.bytes;
  switch (raw.kind) {
    case RawKind::json_line:
      return json_.read(bytes, raw.where, id);
    case RawKind::html:
      return page(bytes, {});
    case RawKind::http:
      return response(bytes);
    case RawKind::fragment:
      return read_fragment(bytes, options_.limits.html);
    case RawKind::wordpress:
      return wordpress(bytes);
    case RawKind::mail:
      return letter(bytes);
    case RawKind::pdf: {
      auto text = pdf_text(bytes, kMostTextBytes);
      if (!text) return tl::unexpected(text.error());
      return as_intake(make_document(std::move(*text), {}));
    }
    case RawKind::text:
      break;
  }
  return as_intake(make_document(std::move(bytes), {}));
}

Result<Intake> Ingester::page(std::string_view bytes, std::string_view charset) const {
  return read_html(bytes, *rules_, {options_.limits.html, charset});
}

Result<Intake> Ingester::response(std::string_view bytes) const {
  const HttpHead head = take_http_head(bytes);
  auto body = http_body(head, bytes, options_.limits.html.bytes);
  if (!body) return tl::unexpected(body.error());
  const std::string_view type = head.headers.get("Content-Type");
  const std::string_view charset = charset_of_type(type);
  if (starts_with_ignoring_case(type, "text/plain")) {
    return as_intake(make_document(to_utf8(*body, charset), {}));
  }
  return page(*body, charset);
}

// The text, with its shortcodes, is read as a plain text, which knows captions.
Result<Intake> Ingester::wordpress(std::string_view bytes) const {
  auto fragment = read_fragment(with_paragraphs(bytes), options_.limits.html);
  if (!fragment) return fragment;
  return as_intake(make_document(std::move(fragment->document.text), {}));
}

Result<Intake> Ingester::letter(std::string_view bytes) const {
  auto letter = read_letter(bytes);
  if (!letter) return tl::unexpected(letter.error());
  auto intake = letter->html ? read_fragment(letter->text, options_.limits.html)
                             : as_intake(make_document(std::move(letter->text), {}));
  if (intake) fill_in(intake->document.meta, std::move(letter->meta));
  return intake;
}

}  // namespace sitrep
