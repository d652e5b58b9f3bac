// Sequences of whole numbers as bytes; the format stands in core/usage/block.h.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace govcloud {

void append_varint(std::string& out, std::uint64_t number);

/// At least one number; the numbers, and the differences between any two of them, are within 2^55.
void append_sequence(std::string& out, std::span<const std::int64_t> numbers);

/// Reads a block from its front. Everything throws BlockError where the bytes do not have what is
/// asked for.
class BlockReader {
 public:
  explicit BlockReader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte();
  std::string_view bytes(std::size_t size);
  std::uint64_t varint();
  std::int64_t signed_varint();
  /// Fills `numbers`, not empty. Bytes that we did not write may give any numbers at all.
  void sequence(std::span<std::int64_t> numbers);
  /// Refuses bytes left over.
  void end() const;

 private:
  std::string_view rest_;
};

}  // namespace govcloud
