// Errors as values: a Result<T> is a T, or an Error that says what went wrong and where.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace sitrep {

// What kind of thing went wrong; `name_of` gives the word that the JSON output and scripts see.
enum class ErrorCode {
  invalid_argument,  // the caller asked for something that makes no sense
  not_found,
  io,  // the operating system said no; the message has its words
  invalid_utf8,
  binary,  // bytes that are no text (NUL, or mostly control characters)
  empty,
  too_large,  // past a limit on bytes
  too_deep,   // past a limit on nesting
  too_many,   // past a limit on counts
  malformed,  // not of the format that it should be
  corrupt,    // a file of ours that is damaged or of a foreign version
  unsupported,
  locked,  // another process has the database
  no_space,
  interrupted,
};

constexpr std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
      return "invalid_argument";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::io:
      return "io";
    case ErrorCode::invalid_utf8:
      return "invalid_utf8";
    case ErrorCode::binary:
      return "binary";
    case ErrorCode::empty:
      return "empty";
    case ErrorCode::too_large:
      return "too_large";
    case ErrorCode::too_deep:
      return "too_deep";
    case ErrorCode::too_many:
      return "too_many";
    case ErrorCode::malformed:
      return "malformed";
    case ErrorCode::corrupt:
      return "corrupt";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::locked:
      return "locked";
    case ErrorCode::no_space:
      return "no_space";
    case ErrorCode::interrupted:
      return "interrupted";
  }
  return "unknown";
}

struct Error {
  ErrorCode code;
  std::string message;  // for a person: names the file and line where there is one
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

}  // namespace sitrep
