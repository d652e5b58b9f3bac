#include "core/format/gzip.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/format/input_error.h"

using namespace govcloud;

namespace {

std::uint32_t crc32_of(const std::string& text) {
  std::uint32_t crc = 0xffffffff;
  for (const char c : text) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)));
  }
  return ~crc;
}

std::string little(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xff);
  return out;
}

// A gzip member whose deflate data is one stored block (RFC 1951, 3.2.4), so that no compressor is
// needed; at most 65,535 bytes.
std::string stored_gzip(const std::string& text) {
  const std::string header("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
  return header + '\x01' + little(text.size(), 2) + little(~text.size() & 0xffff, 2) + text +
         little(crc32_of(text), 4) + little(text.size(), 4);
}

// A million zero bytes would be a stored block each 64 KiB; the bound is tested with many members.
std::string many_members(int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += stored_gzip(std::string(60000, 'x'));
  return all;
}

std::string unpack(std::string bytes, std::uint64_t most = kUnpackedBytesMax) {
  auto source = ByteSource::of_bytes("FILE", std::move(bytes), most);
  return read_all(source, std::size_t{64} << 20);
}

struct Refused {
  int exit = 0;
  std::string message;
};
template <class F>
Refused refused(F&& read) {
  try {
    read();
  } catch (const InputError& error) {
    return {error.exit, error.what()};
  }
  return {};
}

std::string scratch_file(const std::string& name, const std::string& bytes) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("govcloud_gzip_" + std::to_string(getpid()) + "_" + name);
  std::ofstream(path, std::ios::binary) << bytes;
  return path.string();
}

}  // namespace

TEST_CASE("plain and packed bytes read alike") {
  struct Row {
    std::string name, bytes, text;
  };
  const Row rows[] = {
      {"empty", "", ""},
      {"one byte", "a", "a"},
      {"half of the magic number", "\x1f", "\x1f"},
      {"plain", "a,b\n1,2\n", "a,b\n1,2\n"},
      {"packed", stored_gzip("a,b\n1,2\n"), "a,b\n1,2\n"},
      {"packed nothing", stored_gzip(""), ""},
      {"two members", stored_gzip("one\n") + stored_gzip("two\n"), "one\ntwo\n"},
      {"padded with zeros", stored_gzip("one\n") + std::string(700, '\0'), "one\n"},
      {"zeros between members", stored_gzip("a") + std::string(3, '\0') + stored_gzip("b"), "ab"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(unpack(row.bytes) == row.text);
    const auto path = scratch_file("alike", row.bytes);
    CHECK(read_all(path, 1000) == row.text);
    std::filesystem::remove(path);
  }
}

TEST_CASE("gzip data that is not whole is refused") {
  const auto whole = stored_gzip("resource,time,cpu_percent\ni-1,2026-10-01T00:00:00Z,5\n");
  // Every cut of it ends early, except those that leave nothing or half of the magic number.
  for (std::size_t size = 2; size < whole.size(); ++size) {
    const auto [exit, message] = refused([&] { unpack(whole.substr(0, size)); });
    CAPTURE(size);
    CHECK(exit == 65);
    CHECK(message.find("FILE: the gzip data ends early") == 0);
  }
  auto flipped = whole;
  flipped[20] = static_cast<char>(flipped[20] ^ 1);
  auto wrong_method = whole;
  wrong_method[2] = '\x07';
  struct Row {
    std::string bytes, fragment;
  };
  const Row rows[] = {
      {flipped, "is damaged"},
      {wrong_method, "is damaged"},
      {whole + "rubbish", "followed by bytes that are not gzip"},
      {whole + "\x1f", "followed by bytes that are not gzip"},
      {whole + whole.substr(0, 30), "ends early"},
  };
  for (const auto& row : rows) {
    const auto [exit, message] = refused([&] { unpack(row.bytes); });
    CHECK(exit == 65);
    CHECK(message.find(row.fragment) != message.npos);
  }
}

TEST_CASE("what unpacks to too much is refused, and so is a file over its limit") {
  CHECK(unpack(many_members(2), 120000).size() == 120000);
  const auto bomb = refused([] { unpack(many_members(3), 120000); });
  CHECK(bomb.exit == 65);
  CHECK(bomb.message == "FILE: the gzip data unpacks to more than 120000 bytes.");
  const auto path = scratch_file("limit", "12345");
  CHECK(read_all(path, 5) == "12345");
  CHECK(refused([&] { read_all(path, 4); }).exit == 65);
  std::filesystem::remove(path);
}

TEST_CASE("what is not there or not a file is refused with 66") {
  CHECK(refused([] { ByteSource("/nonexistent/file.csv"); }).exit == 66);
  const auto folder = refused([] { ByteSource("/"); });
  CHECK(folder.exit == 66);
  CHECK(folder.message == "/: it is a directory and not a file.");
}

TEST_CASE("a watcher is told the bytes as the file holds them") {
  const auto packed = many_members(20);
  const auto path = scratch_file("watch", packed);
  std::string seen;
  ByteSource source(path);
  source.watch([&](std::string_view piece) { seen += piece; });
  CHECK(read_all(source, std::size_t{2} << 20).size() == 1200000);
  CHECK((seen == packed));
  std::filesystem::remove(path);
}

TEST_CASE("small reads give the same bytes") {
  auto source = ByteSource::of_bytes("FILE", stored_gzip("abcdefghij") + stored_gzip("klm"));
  std::string text;
  char piece[3];
  while (const auto size = source.read(piece, sizeof piece)) text.append(piece, size);
  CHECK(text == "abcdefghijklm");
  CHECK(source.read(piece, sizeof piece) == 0);
}
