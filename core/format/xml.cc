#include "core/format/xml.h"

#include <fmt/core.h>

#include <algorithm>
#include <pugixml.hpp>

#include "core/format/encoding.h"
#include "core/format/input_error.h"

namespace govcloud {
namespace {

// Line ends and the escapes that XML itself defines, CDATA, and the document type only to look at
// it.
constexpr unsigned kParsing = pugi::parse_minimal | pugi::parse_escapes | pugi::parse_eol |
                              pugi::parse_cdata | pugi::parse_wconv_attribute | pugi::parse_doctype;

constexpr Sentence kTorn = N_("the file may be cut off; export it again from the scanner");

pugi::xml_node as_pugi(pugi::xml_node_struct* node) { return pugi::xml_node(node); }

bool is_text(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view local_part(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

bool has_name(const pugi::xml_node& node, std::string_view local_name) {
  return node.type() == pugi::node_element &&
         (local_name.empty() || local_part(node.name()) == local_name);
}

pugi::xml_node at_or_after(pugi::xml_node node, std::string_view local_name) {
  while (node && !has_name(node, local_name)) node = node.next_sibling();
  return node;
}

// The next node of a walk through everything below `top`, in document order; `depth` keeps count.
pugi::xml_node step(pugi::xml_node node, const pugi::xml_node& top, std::size_t& depth) {
  if (pugi::xml_node below = node.first_child()) {
    ++depth;
    return below;
  }
  for (; node != top; node = node.parent(), --depth) {
    if (pugi::xml_node beside = node.next_sibling()) return beside;
  }
  return {};
}

// Appends text with each run of blanks made one; `out` never begins with a blank.
void append_collapsed(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

// The value of `encoding` in an XML declaration at the very beginning, or empty.
std::string_view declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, bytes.substr(0, 1024).find("?>"));
  std::size_t at = declaration.find("encoding");
  if (declaration.size() == bytes.size() || at == declaration.npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == declaration.npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  return end == declaration.npos ? std::string_view{} : declaration.substr(at + 1, end - at - 1);
}

// Appendix F of XML 1.0: a byte order mark, then the shape of the first bytes, then the
// declaration.
std::string decode_xml(std::string_view bytes, const std::string& name) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return decode_as(bytes, name, "utf-8").text;
  if (bytes.starts_with("\xFF\xFE"sv)) return decode_as(bytes, name, "utf-16le").text;
  if (bytes.starts_with("\xFE\xFF"sv)) return decode_as(bytes, name, "utf-16be").text;
  if (bytes.starts_with("<\0"sv)) return decode_as(bytes, name, "utf-16le").text;
  if (bytes.starts_with("\0<"sv)) return decode_as(bytes, name, "utf-16be").text;
  const std::string_view declared = declared_encoding(bytes);
  return decode_as(bytes, name, declared.empty() ? "utf-8" : declared).text;
}

bool is_forbidden(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

// pugixml reports where it stopped and an English phrase for why.
std::string lower_first(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] + 32);
  return text;
}

}  // namespace

struct XmlDocument::Parsed {
  std::string name;
  std::string text;  // parsed in place: the tree points into it
  std::vector<std::size_t> line_ends;
  pugi::xml_document document;

  std::size_t line_at(std::ptrdiff_t offset) const {
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0));
    const auto end = std::lower_bound(line_ends.begin(), line_ends.end(), at);
    return static_cast<std::size_t>(end - line_ends.begin()) + 1;
  }
  [[noreturn]] void refuse(std::ptrdiff_t offset, Message why, Message mend) const {
    throw InputError(65, message(N_("{0} line {1}"), name, line_at(offset)), std::move(why),
                     std::move(mend));
  }
  void scan_text();
  void parse();
  void check_tree() const;
  void check_doctype(const pugi::xml_node& doctype) const;
};

// Line ends must be found before the parser writes into the text, and it passes over text outside
// the root, which would hide that a file is torn or is no XML at all.
void XmlDocument::Parsed::scan_text() {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == text.npos || text[first] != '<')
    refuse(0, message(N_("not XML: it does not begin with '<'")), {});
  std::size_t tags = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<') {
      ++tags;
    } else if (text[i] == '\n') {
      line_ends.push_back(i);
    } else if (is_forbidden(text[i])) {
      refuse(static_cast<std::ptrdiff_t>(i), message(N_("a control character that XML does not allow")), {});
    }
  }
  if (tags > kXmlTagsMax) {
    refuse(0, message(N_("the {0} tags are more than the {1} that are read"), tags, kXmlTagsMax), {});
  }
  const std::size_t last = text.find_last_not_of(kBlanks);
  if (text[last] != '>') {
    refuse(static_cast<std::ptrdiff_t>(last), message(N_("the document does not end with a tag")),
        message(kTorn));
  }
}

void XmlDocument::Parsed::parse() {
  const auto result =
      document.load_buffer_inplace(text.data(), text.size(), kParsing, pugi::encoding_utf8);
  if (result) return;
  refuse(result.offset, message(N_("not well-formed XML: {0}"), lower_first(result.description())),
      message(kTorn));
}

void XmlDocument::Parsed::check_doctype(const pugi::xml_node& doctype) const {
  if (std::string_view(doctype.value()).find("<!ENTITY") == std::string_view::npos) return;
  refuse(doctype.offset_debug(), message(N_("the document declares entities, which are never expanded here")),
      message(N_("remove the document type declaration and write the text out")));
}

void XmlDocument::Parsed::check_tree() const {
  std::size_t roots = 0, depth = 0;
  for (const pugi::xml_node& top : document.children()) {
    if (top.type() == pugi::node_doctype) check_doctype(top);
    if (top.type() == pugi::node_element && ++roots > 1) {
      refuse(top.offset_debug(), message(N_("a second root element, where XML allows one")), {});
    }
  }
  if (roots == 0) refuse(0, message(N_("no element at all")), {});
  for (pugi::xml_node node = document; node; node = step(node, document, depth)) {
    if (depth <= kXmlDepthMax) continue;
    refuse(node.offset_debug(), message(N_("elements nested deeper than {0}"), kXmlDepthMax), {});
  }
}

XmlDocument::XmlDocument(std::string_view bytes, std::string name, std::size_t bytes_max)
    : parsed_(std::make_unique<Parsed>()) {
  parsed_->name = std::move(name);
  if (bytes.size() > bytes_max) {
    throw InputError(65,
                     message(N_("{0}"), parsed_->name),
                     message(N_("{0} bytes are more than the {1} that are read at once"), bytes.size(), bytes_max),
                     message(N_("export fewer results to a file and import them one after the other")));
  }
  parsed_->text = decode_xml(bytes, parsed_->name);
  parsed_->scan_text();
  parsed_->parse();
  parsed_->check_tree();
}

XmlDocument::~XmlDocument() = default;
XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;

XmlNode XmlDocument::root() const {
  return XmlNode(parsed_->document.document_element().internal_object());
}

std::size_t XmlDocument::line(XmlNode node) const {
  return parsed_->line_at(as_pugi(node.node_).offset_debug());
}

const std::string& XmlDocument::name() const { return parsed_->name; }

void XmlDocument::refuse(XmlNode node, Message why, Message mend) const {
  parsed_->refuse(as_pugi(node.node_).offset_debug(), std::move(why), std::move(mend));
}

std::string_view XmlNode::name() const { return as_pugi(node_).name(); }

std::string_view XmlNode::local() const { return local_part(name()); }

std::string_view XmlNode::space() const {
  const std::string_view full = name();
  const std::size_t colon = full.find(':');
  std::string declaration = "xmlns";
  if (colon != full.npos) declaration.append(":").append(full.substr(0, colon));
  for (pugi::xml_node node = as_pugi(node_); node; node = node.parent()) {
    if (const auto found = node.attribute(declaration.c_str())) return found.value();
  }
  return {};
}

std::string_view XmlNode::attribute(const char* name) const {
  return as_pugi(node_).attribute(name).value();
}

bool XmlNode::has(const char* attribute_name) const {
  return static_cast<bool>(as_pugi(node_).attribute(attribute_name));
}

std::string XmlNode::text(bool deep) const {
  std::string out;
  const pugi::xml_node top = as_pugi(node_);
  std::size_t depth = 0;
  for (pugi::xml_node node = step(top, top, depth); node; node = step(node, top, depth)) {
    if (is_text(node) && (deep || depth == 1)) append_collapsed(out, node.value());
    if (deep && node.type() == pugi::node_element) append_collapsed(out, " ");
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

XmlNode XmlNode::parent() const {
  const pugi::xml_node above = as_pugi(node_).parent();
  return above.type() == pugi::node_element ? XmlNode(above.internal_object()) : XmlNode();
}

XmlNode XmlNode::child(std::string_view local_name) const {
  return XmlNode(at_or_after(as_pugi(node_).first_child(), local_name).internal_object());
}

XmlNode XmlNode::next(std::string_view local_name) const {
  return XmlNode(at_or_after(as_pugi(node_).next_sibling(), local_name).internal_object());
}

XmlNodes XmlNode::children(std::string_view local_name) const {
  return {child(local_name), local_name};
}

std::vector<XmlNode> XmlNode::descendants(std::string_view local_name) const {
  std::vector<XmlNode> out;
  const pugi::xml_node top = as_pugi(node_);
  std::size_t depth = 0;
  for (pugi::xml_node node = step(top, top, depth); node; node = step(node, top, depth)) {
    if (has_name(node, local_name)) out.push_back(XmlNode(node.internal_object()));
  }
  return out;
}

}  // namespace govcloud
