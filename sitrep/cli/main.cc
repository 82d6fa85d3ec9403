#include <cstdlib>

#include "sitrep/cli/cli.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

int main(int argc, char** argv) {
#ifdef __GLIBC__
  // What one document gives back, the next one takes: not to be handed to the system between them.
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 128 << 20);
  mallopt(M_TOP_PAD, 4 << 20);
#endif
  return sitrep::run(argc, argv);
}
