#include "sitrep/language/syntax.h"

namespace sitrep {
namespace {

constexpr size_t kBeam = 1;

}  // namespace

Result<Syntax> Syntax::open(const std::string& path) {
  auto file = ModelFile::open(path);
  if (!file) return tl::unexpected(file.error());
  const auto words = file->section("words");
  if (!words) return tl::unexpected(words.error());
  auto table = WordTable::open(*words);
  if (!table) return fail(ErrorCode::corrupt, path + ": " + table.error().message);
  auto tagger = Tagger::open(*file);
  if (!tagger) return tl::unexpected(tagger.error());
  auto lemmatiser = Lemmatiser::open(*file);
  if (!lemmatiser) return tl::unexpected(lemmatiser.error());
  auto parser = Parser::open(*file);
  if (!parser) return tl::unexpected(parser.error());
  Syntax s;
  s.file_ = std::move(*file);
  s.table_ = *table;
  s.tagger_ = std::move(*tagger);
  s.lemmatiser_ = std::move(*lemmatiser);
  s.parser_ = std::move(*parser);
  return s;
}

void Syntax::analyse(std::string_view text, const Sentence& sentence, Scratch& s,
                     Analysis& analysis) const {
  Tokens& tokens = analysis.tokens;
  s.forms.clear();
  for (TokenId t = sentence.first; t < sentence.last; ++t)
    s.forms.push_back(tokens.span[t].of(text));
  describe_words(s.forms, table_, s.words);
  tagger_.tag(s.words, s.tagger, s.tags, s.feats);
  s.upos.clear();
  for (const uint8_t tag : s.tags) s.upos.push_back(tagger_.classes()[tag].upos);
  s.heads.resize(s.forms.size());
  s.deprels.resize(s.forms.size());
  parser_.parse({s.words, s.tags, s.upos}, kBeam, s.parser, s.heads, s.deprels);
  for (size_t i = 0; i < s.forms.size(); ++i) {
    const auto t = static_cast<TokenId>(sentence.first + i);
    const auto begin = static_cast<uint32_t>(analysis.lemmas.size());
    lemmatiser_.append(s.forms[i], s.words[i], s.tags[i], s.lemmatiser, analysis.lemmas);
    tokens.lemma[t] = {begin, static_cast<uint32_t>(analysis.lemmas.size())};
    tokens.upos[t] = s.upos[i];
    tokens.xpos[t] = tagger_.classes()[s.tags[i]].xpos;
    tokens.feats[t] = s.feats[i];
    tokens.head[t] = s.heads[i] == kNone ? t : sentence.first + static_cast<TokenId>(s.heads[i]);
    tokens.deprel[t] = s.deprels[i];
  }
}

}  // namespace sitrep
