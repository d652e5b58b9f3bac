#include "tests/faults/memory.h"

#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace govcloud::testing {
namespace {

struct Shortage {
  Memory kind = Memory::sqlite;
  bool sticky = false;
  long fails_at = 0;
  std::atomic<bool> on = false;
  std::atomic<long> asked = 0;
  int spared = 0;
};
Shortage shortage;

/// Whether this request finds no memory.
bool runs_out(Memory kind) {
  if (!shortage.on || shortage.spared > 0 || shortage.kind != kind) return false;
  const long n = ++shortage.asked;
  return shortage.fails_at != 0 && (n == shortage.fails_at || (shortage.sticky && n > shortage.fails_at));
}

sqlite3_mem_methods plain;

void* scarce_malloc(int size) { return runs_out(Memory::sqlite) ? nullptr : plain.xMalloc(size); }
void* scarce_realloc(void* old, int size) {
  return runs_out(Memory::sqlite) ? nullptr : plain.xRealloc(old, size);
}

}  // namespace

void install_memory() {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain);
  auto scarce = plain;
  scarce.xMalloc = scarce_malloc, scarce.xRealloc = scarce_realloc;
  if (plain.xMalloc == nullptr || sqlite3_config(SQLITE_CONFIG_MALLOC, &scarce) != SQLITE_OK) std::abort();
}

void begin_memory(Memory kind, long fails_at, bool sticky) {
  shortage.kind = kind, shortage.sticky = sticky, shortage.fails_at = fails_at;
  shortage.asked = 0, shortage.on = true;
}

long end_memory() {
  shortage.on = false;
  return shortage.asked;
}

Spared::Spared() { ++shortage.spared; }
Spared::~Spared() { --shortage.spared; }

}  // namespace govcloud::testing

// All other forms of new end in these two; those that do not throw are named as well, because a
// sanitizer brings its own, whose memory our delete could not give back.
void* operator new(std::size_t size) {
  if (govcloud::testing::runs_out(govcloud::testing::Memory::cplusplus)) throw std::bad_alloc();
  if (void* memory = std::malloc(size != 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  if (govcloud::testing::runs_out(govcloud::testing::Memory::cplusplus)) throw std::bad_alloc();
  const auto align = static_cast<std::size_t>(alignment);
  if (void* memory = std::aligned_alloc(align, (size + align - 1) / align * align)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  if (govcloud::testing::runs_out(govcloud::testing::Memory::cplusplus)) return nullptr;
  return std::malloc(size != 0 ? size : 1);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
