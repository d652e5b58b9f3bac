#include "core/usage/sequence.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>
#include <numeric>

#include "core/usage/block.h"

namespace govcloud {
namespace {

// Fields are packed and read through 64-bit words, which this reads as the format has them.
static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kGroup = 64;
constexpr int kWidthMax = 56;  // with the 7 bits that a field may begin into a byte, within a word
constexpr std::uint8_t kDifferences = 0x80;

constexpr std::uint64_t zigzag(std::int64_t n) {
  return (static_cast<std::uint64_t>(n) << 1) ^ static_cast<std::uint64_t>(n >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t n) {
  return static_cast<std::int64_t>((n >> 1) ^ (~(n & 1) + 1));
}

std::size_t varint_size(std::int64_t n) {
  return (static_cast<std::size_t>(std::bit_width(zigzag(n) | 1)) + 6) / 7;
}

constexpr std::size_t packed_bytes(std::size_t count, int width) {
  return (count * static_cast<std::size_t>(width) + 7) / 8;
}

// The numbers of a group less the least of them, and what that costs.
struct Packing {
  std::int64_t least = 0;
  int width = 0;
  std::size_t bytes = 0;
};

Packing packing_of(std::span<const std::int64_t> numbers, std::int64_t before) {
  const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
  Packing packing{*low, static_cast<int>(std::bit_width(static_cast<std::uint64_t>(*high - *low))),
                  0};
  packing.bytes = varint_size(*low - before) + packed_bytes(numbers.size(), packing.width);
  return packing;
}

void append_fields(std::string& out, std::span<const std::int64_t> numbers,
                   const Packing& packing) {
  std::array<char, kGroup * 8 + 8> fields{};
  std::size_t bit = 0;
  for (const auto number : numbers) {
    std::uint64_t word = 0;
    std::memcpy(&word, &fields[bit / 8], sizeof word);
    word |= static_cast<std::uint64_t>(number - packing.least) << (bit % 8);
    std::memcpy(&fields[bit / 8], &word, sizeof word);
    bit += static_cast<std::size_t>(packing.width);
  }
  out.append(fields.data(), packed_bytes(numbers.size(), packing.width));
}

void append_group(std::string& out, std::span<const std::int64_t> numbers, std::int64_t before) {
  std::array<std::int64_t, kGroup> differences{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    differences[i] = numbers[i] - (i == 0 ? before : numbers[i - 1]);
  }
  const std::span<const std::int64_t> steps(differences.data(), numbers.size());
  const auto plain = packing_of(numbers, before), stepped = packing_of(steps, 0);
  const bool step = stepped.bytes < plain.bytes;
  const auto& chosen = step ? stepped : plain;
  assert(chosen.width <= kWidthMax);
  out += static_cast<char>(chosen.width | (step ? kDifferences : 0));
  append_varint(out, zigzag(chosen.least - (step ? 0 : before)));
  append_fields(out, step ? steps : numbers, chosen);
}

// Reads a group into `numbers`, in arithmetic that wraps: hostile bytes may say anything.
void read_group(BlockReader& reader, std::span<std::int64_t> numbers, std::uint64_t before) {
  const std::uint8_t head = reader.byte();
  const int width = head & 0x7f;
  if (width > kWidthMax) throw BlockError("a block has a field wider than 56 bits");
  const bool step = (head & kDifferences) != 0;
  const auto least = static_cast<std::uint64_t>(reader.signed_varint()) + (step ? 0 : before);
  const auto packed = reader.bytes(packed_bytes(numbers.size(), width));
  std::array<char, kGroup * 8 + 8> fields{};
  std::memcpy(fields.data(), packed.data(), packed.size());
  const std::uint64_t mask = (std::uint64_t{1} << width) - 1;
  std::size_t bit = 0;
  for (auto& number : numbers) {
    std::uint64_t word = 0;
    std::memcpy(&word, &fields[bit / 8], sizeof word);
    std::uint64_t value = least + ((word >> (bit % 8)) & mask);
    if (step) value = before += value;
    number = static_cast<std::int64_t>(value);
    bit += static_cast<std::size_t>(width);
  }
}

}  // namespace

void append_varint(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

void append_sequence(std::string& out, std::span<const std::int64_t> numbers) {
  const std::int64_t first = numbers.front();
  append_varint(out, zigzag(first));
  if (numbers.size() == 1) return;
  std::int64_t divisor = 0;
  for (const auto number : numbers) {
    if (divisor == 1) break;
    divisor = std::gcd(divisor, number - first);
  }
  append_varint(out, static_cast<std::uint64_t>(divisor));
  if (divisor == 0) return;
  std::array<std::int64_t, kGroup> group{};
  std::int64_t before = 0;
  for (std::size_t from = 0; from < numbers.size(); from += kGroup) {
    const auto count = std::min(kGroup, numbers.size() - from);
    for (std::size_t i = 0; i < count; ++i) group[i] = (numbers[from + i] - first) / divisor;
    append_group(out, {group.data(), count}, before);
    before = group[count - 1];
  }
}

std::uint8_t BlockReader::byte() { return static_cast<std::uint8_t>(bytes(1).front()); }

std::string_view BlockReader::bytes(std::size_t size) {
  if (size > rest_.size()) throw BlockError("a block ends early");
  const auto front = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return front;
}

std::uint64_t BlockReader::varint() {
  std::uint64_t number = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint64_t part = byte();
    if (shift == 63 && part > 1) break;
    number |= (part & 0x7f) << shift;
    if (part < 0x80) return number;
  }
  throw BlockError("a block has a number of more than 64 bits");
}

std::int64_t BlockReader::signed_varint() { return unzigzag(varint()); }

void BlockReader::sequence(std::span<std::int64_t> numbers) {
  const auto first = static_cast<std::uint64_t>(signed_varint());
  std::fill(numbers.begin(), numbers.end(), static_cast<std::int64_t>(first));
  if (numbers.size() == 1) return;
  const std::uint64_t divisor = varint();
  if (divisor == 0) return;
  std::uint64_t before = 0;
  for (std::size_t from = 0; from < numbers.size(); from += kGroup) {
    const auto group = numbers.subspan(from, std::min(kGroup, numbers.size() - from));
    read_group(*this, group, before);
    before = static_cast<std::uint64_t>(group.back());
    for (auto& number : group) {
      number = static_cast<std::int64_t>(first + static_cast<std::uint64_t>(number) * divisor);
    }
  }
}

void BlockReader::end() const {
  if (!rest_.empty()) throw BlockError("a block has bytes behind its end");
}

}  // namespace govcloud
