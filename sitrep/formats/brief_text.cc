// A brief as Markdown and as HTML. The words of reports are text in both, never markup.
#include <fmt/format.h>

#include "sitrep/formats/brief.h"

namespace sitrep {
namespace {

constexpr std::string_view kStyle =
    "body{font:16px/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 "
    "1rem;color:#1a1a1a;"
    "background:#fff}"
    "h1,h2,h3,th{font-family:system-ui,sans-serif;line-height:1.25}h2{border-bottom:1px solid #999}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
    "padding:.25rem .5rem;border-bottom:1px solid #ccc}"
    "a.cite{text-decoration:none;font-size:.8em;vertical-align:super;color:#1a4480}"
    "blockquote{margin:.1rem 0;padding-left:.6rem;border-left:3px solid #999}"
    "li:target{background:#fff3c4}.small{color:#555;font-size:.9em}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}"
    "a,a.cite{color:#9cc3ff}.small{color:#bbb}li:target{background:#4a3f10}}"
    "@media print{body{font-size:10.5pt;max-width:none;margin:0;color:#000;background:#fff}"
    "a.cite{color:#000}h2,h3{break-after:avoid}li,tr{break-inside:avoid}@page{margin:18mm}}";

// Characters that begin or make markup stand as themselves.
std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#|~&!").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string markdown_cites(const std::vector<uint32_t>& numbers) {
  std::string out;
  for (const uint32_t number : numbers) out += fmt::format(" [[{0}]](#c{0})", number);
  return out;
}

std::string html_cites(const std::vector<uint32_t>& numbers, const Brief& brief) {
  std::string out;
  for (const uint32_t number : numbers) {
    out += fmt::format(" <a class=\"cite\" href=\"#c{0}\" title=\"{1}\">[{0}]</a>", number,
                       html(brief.citations[number - 1].quote));
  }
  return out;
}

void markdown_list(const std::vector<CitedSentence>& sentences, std::string& out) {
  for (const CitedSentence& sentence : sentences) {
    out += fmt::format("- {}{}\n", markdown(sentence.words), markdown_cites(sentence.citations));
  }
  out += '\n';
}

void html_list(const std::vector<CitedSentence>& sentences, const Brief& brief, std::string& out) {
  out += "<ul>\n";
  for (const CitedSentence& sentence : sentences) {
    out +=
        fmt::format("<li>{}{}</li>\n", html(sentence.words), html_cites(sentence.citations, brief));
  }
  out += "</ul>\n";
}

std::string known_by(const Brief& brief) {
  return brief.known_by.empty() ? "" : fmt::format(", by what was known on {}", brief.known_by);
}

}  // namespace

void write_markdown(const Brief& brief, std::string& out) {
  out += fmt::format("# Situation report\n\n**As of {}**{}  \n", brief.as_of, known_by(brief));
  if (!brief.period.empty()) out += fmt::format("Period covered: {}  \n", brief.period);
  out += fmt::format("Rests on {}\n\n", brief.basis);
  if (!brief.highlights.empty()) {
    out += "## Highlights\n\n";
    markdown_list(brief.highlights, out);
  }
  out += "## Key figures\n\n| | |\n|---|---|\n";
  for (const KeyFigure& figure : brief.figures) {
    out += fmt::format("| {} | {}{} |\n", markdown(figure.name), markdown(figure.value),
                       markdown_cites(figure.citations));
  }
  out += '\n';
  if (!brief.overview.empty()) out += "## Overview by place\n\n";
  for (const BriefSection& section : brief.overview) {
    out += fmt::format("### {}\n\n", markdown(section.title));
    markdown_list(section.sentences, out);
  }
  for (const BriefSection& section : brief.others) {
    out += fmt::format("## {}\n\n", markdown(section.title));
    markdown_list(section.sentences, out);
  }
  out += "## Sources\n\n";
  for (const BriefSource& source : brief.sources) {
    out += fmt::format("- <a id=\"s{0}\"></a>S{0}. {1}\n", source.number, markdown(source.words));
    for (const std::string& copy : source.copies) {
      out += fmt::format("  - same words: {}\n", markdown(copy));
    }
  }
  out += "\n## Quoted words\n\n";
  for (size_t i = 0; i < brief.citations.size(); ++i) {
    const Citation& citation = brief.citations[i];
    out += fmt::format("- <a id=\"c{0}\"></a>{0}. “{1}” ([S{2}](#s{2}))\n", i + 1,
                       markdown(citation.quote), citation.source);
  }
}

void write_html(const Brief& brief, std::string& out) {
  out += fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'\">\n<title>Situation report as of {0}</title>\n"
      "<style>{1}</style>\n</head>\n<body>\n<h1>Situation report</h1>\n"
      "<p><strong>As of {0}</strong>{2}",
      brief.as_of, kStyle, known_by(brief));
  if (!brief.period.empty()) out += fmt::format("<br>Period covered: {}", brief.period);
  out += fmt::format("<br>Rests on {}</p>\n", brief.basis);
  if (!brief.highlights.empty()) {
    out += "<h2>Highlights</h2>\n";
    html_list(brief.highlights, brief, out);
  }
  out += "<h2>Key figures</h2>\n<table>\n";
  for (const KeyFigure& figure : brief.figures) {
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}{}</td></tr>\n", html(figure.name),
                       html(figure.value), html_cites(figure.citations, brief));
  }
  out += "</table>\n";
  if (!brief.overview.empty()) out += "<h2>Overview by place</h2>\n";
  for (const BriefSection& section : brief.overview) {
    out += fmt::format("<h3>{}</h3>\n", html(section.title));
    html_list(section.sentences, brief, out);
  }
  for (const BriefSection& section : brief.others) {
    out += fmt::format("<h2>{}</h2>\n", html(section.title));
    html_list(section.sentences, brief, out);
  }
  out += "<h2>Sources</h2>\n<ol>\n";
  for (const BriefSource& source : brief.sources) {
    out += fmt::format("<li id=\"s{}\" value=\"{}\">{}", source.number, source.number,
                       html(source.words));
    for (const std::string& copy : source.copies) {
      out += fmt::format("<div class=\"small\">same words: {}</div>", html(copy));
    }
    out += "</li>\n";
  }
  out += "</ol>\n<h2>Quoted words</h2>\n<ol>\n";
  for (size_t i = 0; i < brief.citations.size(); ++i) {
    const Citation& citation = brief.citations[i];
    out += fmt::format(
        "<li id=\"c{0}\"><blockquote>{1}</blockquote> <a class=\"small\" href=\"#s{2}\">source "
        "{2}</a></li>\n",
        i + 1, html(citation.quote), citation.source);
  }
  out += "</ol>\n</body>\n</html>\n";
}

}  // namespace sitrep
