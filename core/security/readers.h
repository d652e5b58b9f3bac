// The readers of scanner outputs, each of one kind that read_scan.cc has recognised. All of them throw
// InputError 65 with the file and, where it is known, the line. A time without an offset is read at
// `offset`. Every result in the file is counted, and what a scanner or a person suppressed is no
// finding.
#pragma once
#include <string>
#include <string_view>

#include "core/format/json.h"
#include "core/format/xml.h"
#include "core/law/date.h"
#include "core/security/scan.h"

namespace govcloud {

/// Nessus version 2. The item's severity 4 to 0 is critical to info; a compliance check that passed is
/// no finding. A scan is complete when every host has its end. It covers the plugins of its policy, at
/// the ports where it found something, and without credentials none that look at the machine itself.
ScanReport read_nessus(const XmlDocument& document, Offset offset);

/// A report of OpenVAS or Greenbone, alone or in the manager's answer. Severity is the threat, or where
/// that is empty the score; false positives and errors are no findings. Complete when its run is Done;
/// it then covers the hosts that have their end, from the lowest level on that its filter lets through.
bool is_openvas(const XmlDocument& document);
ScanReport read_openvas(const XmlDocument& document, Offset offset);

/// nmap. Results are the ports listed and the scripts' outputs. An open port is a finding of rank info,
/// a script that tells of a vulnerability one of the rank that it tells. Complete when the run ended
/// with success; it then covers the ports that it names, on the hosts that were up.
ScanReport read_nmap(const XmlDocument& document, Offset offset);

/// Checklists of the STIG Viewer, .ckl and .cklb: Open is a finding, NotAFinding is in order. The rank
/// is the rule's; a severity override is the owner's opinion and is kept beside it.
ScanReport read_ckl(const XmlDocument& document);
ScanReport read_cklb(const Json& file, const std::string& name);

/// Trivy: an artefact, a cluster, or the list that old versions wrote. Vulnerabilities, failed
/// misconfigurations, secrets and licences are findings. It covers the targets that it lists.
bool is_trivy(const Json& file);
ScanReport read_trivy(const Json& file, const std::string& name, Offset offset);

/// SARIF 2.1.0. A result of kind fail that is not suppressed and not absent from this run is a finding;
/// its rank is its security-severity, else its level: error high, warning medium, note low, none info.
/// A result that is absent or passes is in order.
ScanReport read_sarif(const Json& file, const std::string& name, Offset offset);

/// The report of Lynis: a warning is medium, a suggestion low, a vulnerable package medium. Complete
/// with finish=true; it then covers the tests that it names as executed.
bool is_lynis(std::string_view text);
ScanReport read_lynis(std::string_view text, const std::string& name, Offset offset);

/// The log of clamscan or clamd: FOUND is a finding of rank high. It names no machine, so it closes
/// nothing.
bool is_clamav(std::string_view text);
ScanReport read_clamav(std::string_view text, Offset offset);

/// Tables of Nessus and OpenVAS, by their column names. They do not tell whether the scan ended.
bool is_scan_csv(std::string_view text);
ScanReport read_scan_csv(std::string_view text, const std::string& name, Offset offset);

}  // namespace govcloud
