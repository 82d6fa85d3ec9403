// The syntax of a form: "(in|during) [{month} ,? {year}?] => mod=START" as a tree.
//
//     word            that word; written with a capital, the text must have one too
//     {name}          a class of words or numbers, or a part
//     (a|b c)         one of several
//     x?              x, or nothing
//     ~x              x, with no space before it
//     !x              nothing, where x does not follow
//     \(              the mark itself
//     [ ... ]         of a form with brackets only this is the expression; the rest is context
//     => f=1 g=WORD   features
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"

namespace sitrep {

struct FormNode {
  enum class Kind : uint8_t { word, name, sequence, choice, optional, absent, open, close };
  Kind kind = Kind::sequence;
  std::string_view text;  // of a word or a name
  bool glued = false;
  std::vector<FormNode> parts;
};

struct Form {
  FormNode root;
  std::string_view features;  // what stands after "=>"
};

// Errors: malformed; the message starts with `where`.
Result<Form> parse_form(std::string_view text, std::string_view where);

}  // namespace sitrep
