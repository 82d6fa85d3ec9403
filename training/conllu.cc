#include "training/conllu.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "sitrep/base/mapped_file.h"
#include "sitrep/base/names.h"

namespace sitrep::training {
namespace {

constexpr std::string_view kSource = "# meta::sourceURL = ";

std::string_view no_underscore(std::string_view field) {
  return field == "_" ? std::string_view() : field;
}

}  // namespace

Result<std::vector<Tree>> read_conllu(const std::string& path,
                                      const std::vector<std::string>& left_out) {
  const auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  std::string_view rest = file->bytes();
  std::vector<Tree> trees;
  Tree tree;
  bool wanted = true;
  bool new_paragraph = true;
  bool space = true;
  bool token_space = true;
  std::string_view token_end;  // the last word of the token that is being split
  for (size_t number = 1; !rest.empty(); ++number) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.substr(0, 8) == "# newdoc") wanted = true;
    if (line.substr(0, kSource.size()) == kSource) {
      wanted = std::none_of(left_out.begin(), left_out.end(), [&](const std::string& part) {
        return line.find(part) != std::string_view::npos;
      });
    }
    if (line.empty()) {
      if (!tree.empty() && wanted) trees.push_back(std::move(tree));
      tree.clear();
      continue;
    }
    if (line.substr(0, 8) == "# newdoc" || line.substr(0, 8) == "# newpar") new_paragraph = true;
    if (line[0] == '#') continue;
    std::array<std::string_view, 10> fields;
    size_t at = 0;
    for (auto& field : fields) {
      const size_t tab = std::min(line.find('\t', at), line.size());
      field = line.substr(std::min(at, line.size()), tab - std::min(at, line.size()));
      at = tab + 1;
    }
    const bool no_space = fields[9].find("SpaceAfter=No") != std::string_view::npos;
    if (fields[0].find('.') != std::string_view::npos) continue;
    if (const size_t dash = fields[0].find('-'); dash != std::string_view::npos) {
      // The words of one token: only behind the last may stand a space.
      token_end = fields[0].substr(dash + 1);
      token_space = !no_space;
      continue;
    }
    TreeWord word;
    word.space_before = space;
    word.paragraph_before = new_paragraph;
    new_paragraph = false;
    space = !no_space;
    if (!token_end.empty()) {
      space = fields[0] == token_end && token_space;
      if (fields[0] == token_end) token_end = {};
    }
    word.form = fields[1];
    word.lemma = fields[2];
    word.tag.upos = upos_of(fields[3]).value_or(Upos::X);
    word.tag.xpos = value_in<uint8_t>(kXposNames, fields[4]).value_or(0);
    word.feats = no_underscore(fields[5]);
    int32_t head = 0;
    const auto parsed =
        std::from_chars(fields[6].data(), fields[6].data() + fields[6].size(), head);
    if (parsed.ec != std::errc()) {
      return fail(ErrorCode::malformed, fmt::format("{}:{}: no head", path, number));
    }
    word.head = head - 1;
    word.deprel = deprel_of(fields[7]);
    tree.push_back(std::move(word));
  }
  if (!tree.empty() && wanted) trees.push_back(std::move(tree));
  return trees;
}

}  // namespace sitrep::training
