// The program of the fault programmes: allocation that can fail is put under SQLite before anything
// else asks for memory.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <malloc.h>

#include "tests/faults/memory.h"

int main(int argc, char** argv) {
  govcloud::testing::install_memory();
  mallopt(M_MMAP_THRESHOLD, 64 << 20);  // ledgers are copied by the thousand
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  return doctest::Context(argc, argv).run();
}
