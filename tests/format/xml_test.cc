#include "core/format/xml.h"

#include <doctest/doctest.h>

#include <chrono>

#include "core/format/input_error.h"

using namespace govcloud;
using namespace std::string_literals;

namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string utf16le(const std::string& ascii) {
  std::string out;
  for (const char c : ascii) out.append({c, '\0'});
  return out;
}

// Each entity is ten of the one before: expanded, the last would be three gigabytes.
std::string billion_laughs() {
  std::string out = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [\n<!ENTITY l0 \"lol\">\n";
  for (int i = 1; i < 10; ++i) {
    const std::string last = "&l" + std::to_string(i - 1) + ";";
    out += "<!ENTITY l" + std::to_string(i) + " \"" + repeated(last, 10) + "\">\n";
  }
  return out + "]>\n<a>&l9;</a>\n";
}

}  // namespace

TEST_CASE("XmlDocument gives a tree of elements") {
  const XmlDocument document(
      "<?xml version=\"1.0\"?>\n<!DOCTYPE r SYSTEM \"http://192.0.2.1/none.dtd\">\n"
      "<r xmlns=\"urn:r\" xmlns:p=\"urn:p\">\n  <p:item id=\"1\" xml:lang=\"zh\">政务 &amp;\n   云"
      "<!-- no --><b>粗</b></p:item>\n  <item id=\"a&lt;b\"><![CDATA[ x < y ]]></item>\n"
      "  <deep xmlns=\"\"><p:item/></deep>\n</r>\n",
      "f.xml");
  const XmlNode root = document.root();
  CHECK(root.name() == "r");
  CHECK(root.space() == "urn:r");
  const XmlNode first = root.child("item");
  CHECK(first.name() == "p:item");
  CHECK(first.local() == "item");
  CHECK(first.space() == "urn:p");
  CHECK(first.attribute("xml:lang") == "zh");
  CHECK(first.text() == "政务 & 云");
  CHECK(first.text(true) == "政务 & 云 粗");
  CHECK(document.line(first) == 4);
  CHECK(first.parent() == root);
  CHECK_FALSE(root.parent());
  const XmlNode second = first.next("item");
  CHECK(second.attribute("id") == "a<b");
  CHECK(second.text() == "x < y");
  CHECK(document.line(second) == 6);
  CHECK(root.child("deep").space().empty());
  CHECK(root.descendants("item").size() == 3);
  std::size_t children = 0;
  for (const XmlNode child : root.children()) children += static_cast<bool>(child);
  CHECK(children == 3);
}

TEST_CASE("an absent element answers everything with nothing") {
  const XmlDocument document("<r/>", "f.xml");
  const XmlNode absent = document.root().child("none").child("more");
  CHECK_FALSE(absent);
  CHECK(absent.name().empty());
  CHECK(absent.space().empty());
  CHECK(absent.attribute("id").empty());
  CHECK_FALSE(absent.has("id"));
  CHECK(absent.text(true).empty());
  CHECK_FALSE(absent.next());
  CHECK_FALSE(absent.parent());
  CHECK(absent.descendants("x").empty());
}

TEST_CASE("XmlDocument reads the encoding that the file declares") {
  const std::string gbk =
      "<?xml version=\"1.0\" encoding=\"GB18030\"?>\n<r a='\xD4\xC6'>\xD5\xFE</r>";
  struct Row {
    std::string bytes, attribute, text;
  };
  const Row rows[] = {
      {gbk, "云", "政"},
      {"<?xml version='1.0' encoding='gb2312' ?><r a='\xD4\xC6'/>", "云", ""},
      {"\xEF\xBB\xBF<r a='云'/>", "云", ""},
      {"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r a=\"\xE9\"/>", "é", ""},
      {utf16le("<?xml version=\"1.0\" encoding=\"UTF-16\"?><r a=\"x\">y</r>"), "x", "y"},
      {"\xFF\xFE" + utf16le("<r a=\"x\">y</r>"), "x", "y"},
      {"<r a='x'>y</r>", "x", "y"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.attribute);
    const XmlDocument document(row.bytes, "f.xml");
    CHECK(document.root().attribute("a") == row.attribute);
    CHECK(document.root().text() == row.text);
  }
}

TEST_CASE("XmlDocument refuses what is not a whole and harmless document") {
  struct Row {
    std::string bytes, message;
  };
  const Row rows[] = {
      {"", "f.xml line 1: not XML"},
      {"  \n ", "f.xml line 1: not XML"},
      {"host,up\n", "f.xml line 1: not XML"},
      {"<r>\n<a>\n</b>\n</r>", "f.xml line 3: not well-formed XML"},
      {"<r>\n<a>\n", "f.xml line 2: not well-formed XML"},
      {"<r>\n<a>some te", "f.xml line 2: the document does not end with a tag"},
      {"<r>\n<a b=\"c", "f.xml line 2: the document does not end with a tag"},
      {"<r/>\n<r/>", "f.xml line 2: a second root element"},
      {"<r/>trailing", "f.xml line 1: the document does not end with a tag"},
      {"<!-- nothing -->", "f.xml line 1: not well-formed XML"},
      {"<r>\n\0</r>"s, "f.xml line 2: a control character"},
      {"<r>\x1B</r>", "f.xml line 1: a control character"},
      {"<r>\xD4\xC6</r>", "f.xml: byte 3 is not UTF-8."},
      {"<?xml version=\"1.0\" encoding=\"UTF-7\"?><r/>", "the declared encoding 'utf-7'"},
      {"<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<r>&x;</r>",
       "f.xml line 1: the document declares entities"},
      {"<!DOCTYPE r [<!ENTITY % p SYSTEM \"http://192.0.2.1/x\"> %p;]>\n<r/>",
       "f.xml line 1: the document declares entities"},
      {repeated("<a>", 1001) + repeated("</a>", 1001),
       "f.xml line 1: elements nested deeper than 1000"},
      {repeated("<a>", 300000), "f.xml line 1: not well-formed XML"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.message);
    try {
      const XmlDocument document(row.bytes, "f.xml");
      FAIL("read without a complaint");
    } catch (const InputError& error) {
      CHECK(error.exit == 65);
      CHECK(std::string(error.what()).find(row.message) != std::string::npos);
    }
  }
  CHECK_NOTHROW(XmlDocument(repeated("<a>", 1000) + repeated("</a>", 1000), "f.xml"));
  CHECK_THROWS_AS(XmlDocument("<r></r>", "f.xml", 6), InputError);
}

TEST_CASE("entities are never expanded, and a bomb is refused at once") {
  const auto begin = std::chrono::steady_clock::now();
  CHECK_THROWS_AS(XmlDocument(billion_laughs(), "bomb.xml"), InputError);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
}
