#include "sitrep/ingest/html.h"

#include <fmt/format.h>

#include "sitrep/ingest/charset.h"
#include "sitrep/ingest/html_article.h"
#include "sitrep/ingest/html_meta.h"

namespace sitrep {
namespace {

// The pieces of the main text, with blank lines between them.
void lay_out(const MainText& main, Intake& intake) {
  Document& document = intake.document;
  size_t run = 0;
  const auto& runs = main.text.runs;
  for (const MainPiece& piece : main.pieces) {
    const Span from = main.text.pieces[piece.piece].text;
    if (!document.text.empty()) document.text += "\n\n";
    const auto begin = static_cast<uint32_t>(document.text.size());
    document.text += from.of(main.text.text);
    document.blocks.push_back(
        {piece.kind, {begin, static_cast<uint32_t>(document.text.size())}, {}});
    while (run < runs.size() && runs[run].text.end <= from.begin) ++run;
    for (size_t i = run; i < runs.size() && runs[i].text.begin < from.end; ++i) {
      // A run may go on into the next piece.
      SourceRun part = runs[i];
      const uint32_t cut_begin = std::max(part.text.begin, from.begin) - part.text.begin;
      const uint32_t cut_end = part.text.end - std::min(part.text.end, from.end);
      part.text.begin += cut_begin;
      part.text.end -= cut_end;
      part.raw.begin += cut_begin;
      part.raw.end -= cut_end;
      part.text.begin = part.text.begin - from.begin + begin;
      part.text.end = part.text.end - from.begin + begin;
      intake.source.push_back(part);
    }
  }
}

}  // namespace

Result<Intake> read_html(std::string_view bytes, const HtmlRules& rules,
                         const HtmlOptions& options) {
  if (bytes.size() > options.limits.bytes) {
    return fail(ErrorCode::too_large, fmt::format("a page of {} bytes; at most {} are read",
                                                  bytes.size(), options.limits.bytes));
  }
  std::string decoded;
  std::string_view html = bytes;
  const std::string_view said = options.charset.empty() ? charset_of_page(bytes) : options.charset;
  std::vector<SourceRun> way_back;
  if (needs_decoding(bytes, said)) html = decoded = to_utf8(bytes, said, &way_back);
  auto page = HtmlPage::parse(html, options.limits);
  if (!page) return tl::unexpected(page.error());
  Intake intake;
  PageMetadata found = metadata_of(*page);
  const MainText main = find_main_text(*page, html, rules, {found.meta.title, found.description});
  lay_out(main, intake);
  if (intake.document.text.empty()) return fail(ErrorCode::empty, "the page has no main text");
  if (html.data() != bytes.data()) intake.source = joined(intake.source, way_back);
  intake.document.meta = std::move(found.meta);
  intake.author = std::move(found.author);
  intake.language = std::move(found.language);
  return intake;
}

Result<Intake> read_fragment(std::string_view html, const HtmlLimits& limits) {
  auto page = HtmlPage::parse(html, limits);
  if (!page) return tl::unexpected(page.error());
  Intake intake;
  lay_out(whole_text(*page, html), intake);
  if (intake.document.text.empty()) return fail(ErrorCode::empty, "there is no text");
  return intake;
}

}  // namespace sitrep
