// Ctrl-C: the first asks the work to end after what was begun, the second ends the program.
#pragma once

namespace sitrep {

// From here on SIGINT and SIGTERM are noted, not deadly, and a closed pipe is an error of writing.
void catch_interrupts();
bool interrupted();

}  // namespace sitrep
