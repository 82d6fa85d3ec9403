#include "sitrep/cli/cli.h"

int main(int argc, char** argv) {
  return sitrep::run(argc, argv);
}
