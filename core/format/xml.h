// XML 1.0 as a read-only tree, for files from outside. Nothing is ever fetched or expanded: the
// document type is passed over, and a document that declares entities is refused.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
struct xml_node_struct;
}

#include "core/format/catalogue.h"

namespace govcloud {

class XmlNodes;

/// An element of a document that must outlive it; a cheap value. An absent element is false, and
/// everything asked of it is empty, so that paths can be followed without a test at each step.
class XmlNode {
 public:
  XmlNode() = default;
  explicit XmlNode(pugi::xml_node_struct* node) : node_(node) {}
  explicit operator bool() const { return node_ != nullptr; }
  bool operator==(const XmlNode&) const = default;

  std::string_view name() const;   // as written, "arf:report"
  std::string_view local() const;  // without the prefix, "report"
  /// The namespace's URI as declared here or further out; empty where there is none.
  std::string_view space() const;
  /// By the name as written ("idref", "xml:lang"); empty when absent, see has().
  std::string_view attribute(const char* name) const;
  bool has(const char* attribute_name) const;
  /// The text of the element itself, of child elements too when `deep`; each run of blanks becomes
  /// one blank, and none stay at the ends. Markup inside is dropped.
  std::string text(bool deep = false) const;

  XmlNode parent() const;
  /// Child elements by local name, whatever the namespace; all of them for an empty name.
  XmlNode child(std::string_view local_name = {}) const;
  XmlNode next(std::string_view local_name = {}) const;
  XmlNodes children(std::string_view local_name = {}) const;
  /// All elements of that local name below this one, in document order.
  std::vector<XmlNode> descendants(std::string_view local_name) const;

 private:
  friend class XmlDocument;
  pugi::xml_node_struct* node_ = nullptr;
};

/// A range for `for (XmlNode rule : group.children("Rule"))`; the name must outlive the range.
class XmlNodes {
 public:
  struct Iterator {
    XmlNode node;
    std::string_view local_name;
    XmlNode operator*() const { return node; }
    Iterator& operator++() {
      node = node.next(local_name);
      return *this;
    }
    bool operator==(const Iterator& other) const { return node == other.node; }
  };
  XmlNodes(XmlNode first, std::string_view local_name) : first_{first, local_name} {}
  Iterator begin() const { return first_; }
  Iterator end() const { return {}; }

 private:
  Iterator first_;
};

inline constexpr std::size_t kXmlBytesMax = std::size_t{512} << 20;
inline constexpr std::size_t kXmlTagsMax = 30'000'000;  // what bounds the memory of the tree
inline constexpr std::size_t kXmlDepthMax = 1000;

/// A whole document in memory; about 5 times the file's size for OpenSCAP's results.
class XmlDocument {
 public:
  /// The encoding is a byte order mark's, else the one that the XML declaration names (UTF-8,
  /// UTF-16, GB18030, GBK, GB2312, ISO-8859-1, US-ASCII), else UTF-8. `name` is the file's name for
  /// messages. Throws InputError 65, "NAME line N: …", for text that is not well-formed, declared
  /// entities, a second root, text outside the root, control characters that XML forbids, and more
  /// than kXmlDepthMax levels, kXmlTagsMax tags or `bytes_max` bytes.
  XmlDocument(std::string_view bytes, std::string name, std::size_t bytes_max = kXmlBytesMax);
  ~XmlDocument();
  XmlDocument(XmlDocument&&) noexcept;
  XmlDocument& operator=(XmlDocument&&) noexcept;

  XmlNode root() const;
  /// The line on which the element's start tag begins, from 1.
  std::size_t line(XmlNode node) const;
  const std::string& name() const;
  /// InputError 65 "NAME line N: WHY." for this element.
  [[noreturn]] void refuse(XmlNode node, Message why, Message mend = {}) const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace govcloud
