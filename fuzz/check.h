// What a fuzz target says of a property that does not hold.
#pragma once

#include <cstdio>
#include <cstdlib>

// Unlike assert, also there in a release build.
#define FUZZ_CHECK(what)                                                             \
  do {                                                                               \
    if (!(what)) {                                                                   \
      std::fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what); \
      std::abort();                                                                  \
    }                                                                                \
  } while (false)
