#include "sitrep/language/language.h"

#include <span>
#include <string_view>
#include <vector>

#include "sitrep/language/parts.h"
#include "sitrep/language/sentences.h"
#include "sitrep/language/tokenizer.h"

namespace sitrep {
namespace {

// The paragraphs of a text whose blocks nobody found: stretches between empty lines.
void append_paragraphs(std::string_view text, std::vector<Span>& paragraphs) {
  uint32_t begin = 0;
  const auto size = static_cast<uint32_t>(text.size());
  for (uint32_t at = 0; at < size; ++at) {
    if (text[at] != '\n') continue;
    uint32_t next = at + 1;
    while (next < size && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r')) ++next;
    if (next >= size || text[next] != '\n') continue;
    if (at > begin) paragraphs.push_back({begin, at});
    begin = next;
  }
  if (size > begin) paragraphs.push_back({begin, size});
}

// Empties the analysis and keeps its memory.
void clear(Analysis& a) {
  Tokens& t = a.tokens;
  t.span.clear();
  t.surface.clear();
  t.lemma.clear();
  t.upos.clear();
  t.xpos.clear();
  t.feats.clear();
  t.head.clear();
  t.deprel.clear();
  t.sentence.clear();
  a.sentences.clear();
  a.mentions.clear();
  a.entities.clear();
  a.factuality.clear();
  a.lemmas.clear();
}

// Makes room for the words of all sentences.
void append_tokens(const std::vector<Word>& words, Analysis& a) {
  Tokens& t = a.tokens;
  for (const Word& word : words) {
    t.span.push_back(word.span);
    t.surface.push_back(word.surface);
  }
  t.lemma.resize(words.size());
  t.upos.resize(words.size());
  t.xpos.resize(words.size());
  t.feats.resize(words.size());
  t.head.resize(words.size());
  t.deprel.resize(words.size());
  t.sentence.resize(words.size());
  for (uint32_t s = 0; s < a.sentences.size(); ++s) {
    for (TokenId i = a.sentences[s].first; i < a.sentences[s].last; ++i) t.sentence[i] = s;
  }
}

}  // namespace

struct Analyser::Scratch {
  std::vector<Word> words;
  std::vector<uint32_t> starts;
  std::vector<Span> paragraphs;
  SentenceSplitter::Scratch splitter;
  Syntax::Scratch syntax;
  EntityFinder::Scratch entities;
};

LanguageModel::LanguageModel(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
LanguageModel::LanguageModel(LanguageModel&&) noexcept = default;
LanguageModel& LanguageModel::operator=(LanguageModel&&) noexcept = default;
LanguageModel::~LanguageModel() = default;

Result<LanguageModel> LanguageModel::open(const std::string& folder, const Lexicon& lexicon,
                                          bool with_entities) {
  auto parts = std::make_unique<Parts>();
  auto tokenizer = Tokenizer::compile(lexicon);
  if (!tokenizer) return tl::unexpected(tokenizer.error());
  parts->tokenizer = std::move(*tokenizer);
  auto splitter = SentenceSplitter::open(folder + "/sentences.model", lexicon);
  if (!splitter) return tl::unexpected(splitter.error());
  parts->splitter = std::move(*splitter);
  auto syntax = Syntax::open(folder + "/language.model", lexicon);
  if (!syntax) return tl::unexpected(syntax.error());
  parts->syntax = std::move(*syntax);
  if (with_entities) {
    auto entities = EntityFinder::open(folder, lexicon);
    if (!entities) return tl::unexpected(entities.error());
    parts->entities = std::move(*entities);
  }
  return LanguageModel(std::move(parts));
}

Analyser::Analyser(const LanguageModel& model)
    : model_(&model), scratch_(std::make_unique<Scratch>()) {}
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser::~Analyser() = default;

void Analyser::analyse(const Document& document, Analysis& out) {
  const LanguageModel::Parts& parts = model_->parts();
  Scratch& s = *scratch_;
  clear(out);
  s.words.clear();
  const auto read_block = [&](Span range, uint32_t block) {
    const auto first = static_cast<uint32_t>(s.words.size());
    parts.tokenizer.append_words(document.text, range, s.words);
    s.starts.clear();
    const auto words = std::span<const Word>(s.words).subspan(first);
    parts.splitter.append_starts(document.text, words, parts.tokenizer, s.splitter, s.starts);
    s.starts.push_back(static_cast<uint32_t>(words.size()));
    for (size_t i = 0; i + 1 < s.starts.size(); ++i) {
      out.sentences.push_back({first + s.starts[i], first + s.starts[i + 1], block});
    }
  };
  for (uint32_t b = 0; b < document.blocks.size(); ++b) {
    if (document.blocks[b].kind != BlockKind::boilerplate) read_block(document.blocks[b].span, b);
  }
  if (document.blocks.empty()) {
    s.paragraphs.clear();
    append_paragraphs(document.text, s.paragraphs);
    for (const Span paragraph : s.paragraphs) read_block(paragraph, 0);
  }
  append_tokens(s.words, out);
  out.feats_names = parts.syntax.feats_names();
  parts.syntax.analyse(document.text, s.syntax, out);
  parts.entities.find(document.text, s.entities, out);
}

}  // namespace sitrep
