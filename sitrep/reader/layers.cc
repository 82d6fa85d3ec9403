#include "sitrep/reader/layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace sitrep {
namespace {

struct LayerName {
  std::string_view name;
  bool Layers::*flag;
};
constexpr std::array<LayerName, 10> kLayers = {{{"blocks", &Layers::blocks},
                                                {"sentences", &Layers::sentences},
                                                {"tokens", &Layers::tokens},
                                                {"entities", &Layers::entities},
                                                {"times", &Layers::times},
                                                {"places", &Layers::places},
                                                {"quantities", &Layers::quantities},
                                                {"statements", &Layers::statements},
                                                {"predicates", &Layers::predicates},
                                                {"claims", &Layers::claims}}};

}  // namespace

Result<Layers> Layers::parse(std::string_view list) {
  Layers layers;
  for (const LayerName& layer : kLayers) layers.*layer.flag = false;
  while (!list.empty()) {
    const size_t comma = std::min(list.find(','), list.size());
    const std::string_view name = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    bool found = false;
    std::string names;
    for (const LayerName& layer : kLayers) {
      names += names.empty() ? "" : ", ";
      names += layer.name;
      if (layer.name != name) continue;
      layers.*layer.flag = true;
      found = true;
    }
    if (!found) {
      return fail(ErrorCode::invalid_argument,
                  fmt::format("no layer is called '{}'; there are {}", name, names));
    }
  }
  return layers;
}

}  // namespace sitrep
