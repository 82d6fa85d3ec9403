// Appends JSON to a string: the little that a report needs.
//
//     JsonOut json(out);
//     json.open('{').field("id",
//     id).key("span").open('[').number(3).number(9).close(']').close('}');
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sitrep {

// Commas come by themselves. A field whose value is not known (an empty string, a number that is
// not finite) is left out. REQUIRES: strings are UTF-8.
class JsonOut {
 public:
  explicit JsonOut(std::string& out) : out_(out) {}

  JsonOut& open(char bracket);  // '{' or '['
  JsonOut& close(char bracket);
  JsonOut& key(std::string_view name);
  JsonOut& string(std::string_view value);
  JsonOut& number(uint32_t value);
  JsonOut& number(
      double value);  // the fewest digits that give the same double back; REQUIRES: finite
  JsonOut& truth(bool value);

  JsonOut& field(std::string_view name, std::string_view value);
  JsonOut& field(std::string_view name, uint32_t value) { return key(name).number(value); }
  JsonOut& field(std::string_view name, double value);

 private:
  void comma();

  std::string& out_;
  bool first_ = true;  // nothing stands before in this object or list
};

}  // namespace sitrep
