#include "sitrep/text/document.h"

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 6> kBlockKinds = {"headline", "paragraph", "caption",
                                                         "list",     "quote",     "boilerplate"};
constexpr std::array<std::string_view, 5> kPublishedFrom = {"unknown", "metadata", "dateline",
                                                            "caption", "text"};

}  // namespace

std::string_view name_of(BlockKind kind) {
  return name_in(kBlockKinds, kind);
}
std::string_view name_of(PublishedFrom from) {
  return name_in(kPublishedFrom, from);
}
std::optional<BlockKind> block_kind_of(std::string_view name) {
  return value_in<BlockKind>(kBlockKinds, name);
}
std::optional<PublishedFrom> published_from_of(std::string_view name) {
  return value_in<PublishedFrom>(kPublishedFrom, name);
}

}  // namespace sitrep
