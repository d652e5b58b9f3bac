// Pieces of the HTML report. Used by core/report/monthly_html.cc only.
#pragma once
#include <string>
#include <string_view>

#include "core/report/sections.h"

namespace govcloud {

/// Text for the content of an element or an attribute in double quotes: & < > " ' escaped.
std::string escaped(std::string_view text);
/// <name class="cls">text</name>; without `cls` no attribute.
std::string element(std::string_view name, std::string_view text, std::string_view cls = {});

/// The heading, the table or its sentence, and the paragraphs of a section.
void append_html(std::string& out, const Section& section);
void append_html(std::string& out, const std::vector<Card>& cards);
/// One bar that shows the share of each verdict, with its legend in words.
void append_html(std::string& out, const std::vector<VerdictPart>& verdicts, std::string_view name);

/// The name of the class that colours a tone.
std::string_view class_of(Tone tone);

/// The style sheet: screen, narrow screens, A4 paper.
std::string_view html_style();

}  // namespace govcloud
