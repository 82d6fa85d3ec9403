// sitrep explain [FILE] --at POSITION: how the claims of a sentence were made, and why its other
// words gave none.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "sitrep/claims/tree.h"
#include "sitrep/cli/batch.h"
#include "sitrep/cli/cli.h"
#include "sitrep/cli/prose.h"
#include "sitrep/cli/report_text.h"
#include "sitrep/formats/view.h"
#include "sitrep/reader/engine.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep explain story.txt --at 412            the sentence that the 412th character is in\n"
    "  sitrep explain story.txt --find \"was retaken\"\n"
    "\n"
    "Positions are those of --to json: code points of the text, from 0. Claims come with the entry "
    "of the\n"
    "lexicon that made them; words that could have named an event come with the reason why they "
    "did not.";

struct ExplainOptions {
  BatchOptions batch;
  std::optional<uint32_t> at;
  std::string find;
};

class Explainer {
 public:
  Explainer(const Report& report, const Engine& engine, Span sentence, std::string& out)
      : r_(report),
        engine_(engine),
        sentence_(sentence),
        at_(report.document.text),
        page_(out, wants_colour(stdout)) {}

  void print() {
    page_.line(Style::strong, words(sentence_));
    tree();
    statements();
    claims();
    untold();
    page_.end();
  }

 private:
  std::string words(Span span) const { return one_line(span.of(r_.document.text)); }
  std::string place_in_text(Span span) const {
    return fmt::format("{}-{}", at_.code_point(span.begin), at_.code_point(span.end));
  }

  // What the rules see: each word with its lemma, its tag, and what it hangs on.
  void tree() {
    page_.heading("Words");
    const Tree tree(r_.document, r_.analysis);
    const auto& tokens = r_.analysis.tokens;
    for (TokenId t = 0; t < tokens.size(); ++t) {
      if (!sentence_.contains(tokens.span[t])) continue;
      const std::string above =
          tree.is_root(t) ? "the root" : fmt::format("of '{}'", tree.word(tree.head(t)));
      page_.line(Style::plain,
                 fmt::format("  {:<18} {:<14} {:<5} {} {}", tree.word(t), tree.lemma(t),
                             tree.xpos(t), name_of(tree.relation(t)), above));
    }
  }

  std::string names(const std::vector<Participant>& parties) const {
    std::string out;
    for (const Participant& p : parties) {
      if (!out.empty()) out += ", ";
      out += fmt::format("'{}'", words(p.span));
      if (p.entity >= r_.parties.size() || !r_.parties[p.entity].known()) continue;
      out += fmt::format(" ({})", r_.parties[p.entity].code);
    }
    return out;
  }

  void statements() {
    bool first = true;
    for (const Statement& s : r_.statements) {
      if (!sentence_.overlaps(s.span)) continue;
      if (std::exchange(first, false)) page_.heading("Statements");
      page_.item(
          fmt::format("'{}' at {} ({})", words(s.cue), place_in_text(s.cue), name_of(s.kind)));
      page_.detail(s.speaker ? "speaker " + names({*s.speaker}) : "no speaker is named");
      std::string said;
      for (const Span content : s.content) {
        said += (said.empty() ? "“" : " … “") + words(content) + "”";
      }
      page_.detail("content " + said);
    }
  }

  void claims() {
    page_.heading("Claims");
    bool any = false;
    for (const Claim& claim : r_.claims) {
      if (!sentence_.contains(claim.trigger)) continue;
      any = true;
      page_.item(fmt::format("{} {} '{}' at {}", name_of(claim.kind), claim.type,
                             words(claim.trigger), place_in_text(claim.trigger)));
      page_.detail("by " + claim.why);
      line("actors", names(claim.actors));
      line("recipients", names(claim.recipients));
      line("place", claim.place ? fmt::format("'{}'", words(r_.places[*claim.place].span)) : "");
      line("time", claim.time ? fmt::format("'{}' ({})", words(r_.times[*claim.time].span),
                                            r_.times[*claim.time].value)
                              : "");
      line("according to", names(claim.attribution));
      line("status", fmt::format("{}, confidence {:.2f}", name_of(claim.status), claim.confidence));
    }
    if (!any) page_.line(Style::dim, "  none begins in this sentence");
  }

  void line(std::string_view slot, std::string_view value) {
    if (!value.empty()) page_.detail(fmt::format("{} {}", slot, value));
  }

  // Words that could have named an event, and every sense of theirs that did not fit.
  void untold() {
    const Grounded grounded{r_.document, r_.analysis,   r_.published, r_.times,
                            r_.places,   r_.quantities, r_.parties,   r_.statements};
    std::vector<WordTried> tried;
    extract_claims(grounded, engine_.claims, engine_.status, &tried);
    page_.heading("Senses that made no claim of their own");
    bool any = false;
    for (const WordTried& sense : tried) {
      if (!sentence_.contains(sense.word) || sense.outcome.empty()) continue;
      any = true;
      page_.item(fmt::format("'{}' at {}: {} ({})", words(sense.word), place_in_text(sense.word),
                             sense.type, sense.entry));
      page_.detail(sense.joined.empty()
                       ? sense.outcome
                       : fmt::format("{}: '{}' at {}", sense.outcome, words(sense.joined),
                                     place_in_text(sense.joined)));
    }
    if (!any && !tells_anything(tried)) {
      page_.line(Style::dim, "  the lexicon has no event word of this sentence");
    } else if (!any) {
      page_.line(Style::dim, "  none");
    }
  }

  bool tells_anything(const std::vector<WordTried>& tried) const {
    return std::any_of(tried.begin(), tried.end(),
                       [this](const WordTried& sense) { return sentence_.contains(sense.word); });
  }

  const Report& r_;
  const Engine& engine_;
  Span sentence_;
  Positions at_;
  Prose page_;
};

// The sentence that the options point at.
Result<Span> sentence_of(const Report& report, const ExplainOptions& options) {
  uint32_t byte = 0;
  if (options.at) {
    const Positions at(report.document.text);
    byte = at.byte(*options.at);
  } else {
    const size_t found = report.document.text.find(options.find);
    if (found == std::string::npos) {
      return fail(ErrorCode::not_found, fmt::format("'{}' is not in the text", options.find));
    }
    byte = static_cast<uint32_t>(found);
  }
  for (const Sentence& sentence : report.analysis.sentences) {
    const Span span = report.analysis.span_of(sentence);
    if (span.contains(byte)) return span;
  }
  return fail(ErrorCode::not_found,
              "no sentence is there: a position counts from 0, in characters");
}

int explain(const ExplainOptions& options) {
  auto batch = Batch::open(options.batch);
  if (!batch) return complain(batch.error());
  int status = kDone;
  bool first = true;
  batch->read(options.batch.files, {}, [&](ReadDocument document) {
    if (!std::exchange(first, false)) return false;
    if (!document.report) {
      status = complain(document.report.error());
      return false;
    }
    const auto sentence = sentence_of(*document.report, options);
    if (!sentence) {
      status = complain(sentence.error());
      return false;
    }
    std::string out;
    Explainer(*document.report, batch->engine(), *sentence, out).print();
    fmt::print("{}", out);
    return false;
  });
  return status;
}

}  // namespace

void add_explain_command(CLI::App& program, int& status) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App& command = *program.add_subcommand(
      "explain", "Show how the claims of a sentence were made, and why it gave no others");
  options->batch.add_to(command);
  CLI::Option* at =
      command.add_option("--at", options->at, "A position in the text")->type_name("POSITION");
  CLI::Option* find =
      command.add_option("--find", options->find, "Words that stand in the sentence instead")
          ->type_name("WORDS")
          ->excludes(at);
  command.footer(kExamples);
  command.callback([options, &status, at, find] {
    if (at->empty() && find->empty()) throw CLI::RequiredError("--at or --find");
    status = explain(*options);
  });
}

}  // namespace sitrep
