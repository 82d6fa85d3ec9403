#include "sitrep/language/syntax.h"

#include "sitrep/base/names.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/language/tree_repairs.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// So many that a weight serves several sentences, so few that what is worked on stays in the cache.
constexpr size_t kWordsAtOnce = 1024;

constexpr auto kPlural = value_in<uint8_t>(kXposNames, "NNS").value_or(0);

}  // namespace

Result<Syntax> Syntax::open(const std::string& path, const Lexicon& lexicon) {
  auto file = ModelFile::open(path);
  if (!file) return tl::unexpected(file.error());
  auto encoder = Encoder::open(*file);
  if (!encoder) return tl::unexpected(encoder.error());
  Syntax s;
  s.file_ = std::move(*file);
  s.encoder_ = std::move(*encoder);
  for (const LexiconEntry* entry : lexicon.section("hedge")) {
    for (const std::string_view words : split_list(entry->title())) {
      const size_t space = words.find(' ');
      if (space == std::string_view::npos)
        return fail(ErrorCode::malformed, entry->where() + ": a hedge is two words");
      s.hedges_.emplace(words.substr(0, space), words.substr(space + 1));
    }
  }
  for (const LexiconEntry* entry : lexicon.section("number-word")) {
    for (const std::string_view word : split_list(entry->title())) s.numbers_.emplace(word);
  }
  for (const LexiconEntry* entry : lexicon.section("plural-only")) {
    for (const std::string_view word : split_list(entry->title())) s.plural_only_.emplace(word);
  }
  for (const LexiconEntry* entry : lexicon.section("attribute")) {
    for (const std::string_view word : split_list(entry->title())) s.attributes_.emplace(word);
  }
  return s;
}

bool Syntax::is_hedge(std::string_view text, const Sentence& sentence, const Tokens& tokens,
                      TokenId t) const {
  if (t + 2 >= sentence.last) return false;
  const auto word = [&](TokenId at) { return ascii_lower(tokens.span[at].of(text)); };
  if (tokens.span[t].size() > 16 || tokens.span[t + 1].size() > 16) return false;
  if (hedges_.count({word(t), word(t + 1)}) == 0) return false;
  const std::string number = word(t + 2);
  return (number.front() >= '0' && number.front() <= '9') || numbers_.count(number) > 0;
}

void Syntax::analyse(std::string_view text, Scratch& s, Analysis& analysis) const {
  const std::vector<Sentence>& sentences = analysis.sentences;
  for (size_t from = 0; from < sentences.size();) {
    s.lengths.clear();
    s.forms.clear();
    s.tokens.clear();
    size_t to = from;
    do {
      const Sentence& sentence = sentences[to++];
      const size_t before = s.tokens.size();
      for (TokenId t = sentence.first; t < sentence.last; ++t) {
        if (is_hedge(text, sentence, analysis.tokens, t)) t += 2;
        s.tokens.push_back(t);
        s.forms.push_back(analysis.tokens.span[t].of(text));
      }
      s.lengths.push_back(static_cast<uint32_t>(s.tokens.size() - before));
    } while (to < sentences.size() && s.forms.size() < kWordsAtOnce);
    encoder_.read(s.forms, s.lengths, set_, s.encoder, s.words);
    size_t first = 0;
    for (size_t q = 0; from < to; ++from, ++q) {
      write_sentence(text, sentences[from], s, first, s.lengths[q], analysis);
      first += s.lengths[q];
    }
  }
}

void Syntax::write_sentence(std::string_view text, const Sentence& sentence, const Scratch& s,
                            size_t first, size_t count, Analysis& analysis) const {
  Tokens& tokens = analysis.tokens;
  TokenId next = sentence.first;
  for (size_t i = first; i < first + count; ++i) {
    const TokenId t = s.tokens[i];
    if (next < t) write_hedge(text, next, analysis);
    next = t + 1;
    const WordReading& word = s.words[i];
    const auto begin = static_cast<uint32_t>(analysis.lemmas.size());
    encoder_.lemma_edits()[word.lemma].append(s.forms[i], analysis.lemmas);
    const std::string_view form = s.forms[i];
    if (word.xpos == kPlural && analysis.lemmas.size() - begin == form.size())
      make_singular(begin, analysis.lemmas);
    tokens.lemma[t] = {begin, static_cast<uint32_t>(analysis.lemmas.size())};
    tokens.upos[t] = word.upos;
    tokens.xpos[t] = word.xpos;
    tokens.feats[t] = word.feats;
    tokens.head[t] = word.head == 0 ? t : s.tokens[first + word.head - 1];
    tokens.deprel[t] = word.deprel;
  }
  const std::string_view opening = tokens.span[sentence.first].of(text);
  const std::string lower = ascii_lower(opening);
  repair_tree(sentence, {attributes_.count(lower) > 0, numbers_.count(lower) > 0}, tokens);
}

void Syntax::make_singular(size_t begin, std::string& lemmas) const {
  constexpr size_t kShortest = 4;
  const std::string_view word = std::string_view(lemmas).substr(begin);
  const auto ends = [word](auto... endings) { return (word.ends_with(endings) || ...); };
  if (word.size() < kShortest || !ends('s') || ends("ss", "us", "is", "'s")) return;
  if (plural_only_.count(word) > 0 || word.find_first_of("0123456789") != word.npos) return;
  // "Protesters" at the head of a sentence.
  if (word[1] >= 'a' && word[1] <= 'z') lemmas[begin] = to_ascii_lower(lemmas[begin]);
  if (word.size() > kShortest && ends("ies")) {
    lemmas.replace(lemmas.size() - 3, 3, "y");
  } else {
    const size_t ending = ends("ches", "shes", "sses", "xes", "zes", "oes") ? 2 : 1;
    lemmas.resize(lemmas.size() - ending);
  }
}

// "at" hangs on "least", and that on the number behind it.
void Syntax::write_hedge(std::string_view text, TokenId preposition, Analysis& analysis) const {
  Tokens& tokens = analysis.tokens;
  const auto write = [&](TokenId t, Upos upos, std::string_view xpos, Deprel deprel) {
    const auto begin = static_cast<uint32_t>(analysis.lemmas.size());
    analysis.lemmas += ascii_lower(tokens.span[t].of(text));
    tokens.lemma[t] = {begin, static_cast<uint32_t>(analysis.lemmas.size())};
    tokens.upos[t] = upos;
    tokens.xpos[t] = value_in<uint8_t>(kXposNames, xpos).value_or(0);
    tokens.feats[t] = 0;
    tokens.head[t] = t + 1;
    tokens.deprel[t] = deprel;
  };
  write(preposition, Upos::ADP, "IN", Deprel::case_);
  write(preposition + 1, Upos::ADJ, "JJS", Deprel::nmod);
}

}  // namespace sitrep
