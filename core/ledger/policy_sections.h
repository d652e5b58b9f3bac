// The sections of a policy's file, each read into its part of a Policy.
#pragma once
#include "core/law/policy.h"
#include "core/ledger/policy_fields.h"

namespace govcloud {

/// The basis of an entry: `article`, `zh` and `en`, `source = "example"`, `obligations`. An
/// obligation must be one of the entry's own article ("ZJ-08.2" stands with article 8).
Basis read_basis(Fields& entry);

/// Reads the whole file into a Policy. Notes unknown keys, wrong kinds and words, and numbers out
/// of range; what concerns several entries at once is check_policy's.
Policy read_sections(const TomlTable& file, PolicyFaults& faults);

/// `[[duties]]`, `[[records]]`, `[thresholds]`, `[findings]`, `[orders]`, `[[incidents]]`,
/// `[maintenance]`, `[satisfaction]`, `[names]`, `[evidence]` and `[[parameters]]`.
void read_registers(Fields& root, Policy& policy);

/// `[[measures]]` against a provider, and `[fees]`.
void read_measures(Fields& root, Policy& policy);

/// `[[assessment]]`; reads after the grades, duties and classes that it names.
void read_assessment(Fields& root, Policy& policy);

/// Keeps the basis of a section that has no member of its own for it.
void keep_parameter(Policy& policy, std::string key, const std::vector<std::string>& values,
                    const Basis& basis);

/// A count of days, 0 to 3650, or nothing.
std::optional<int> days(Fields& entry, std::string_view key);

/// `[[catalog]]` with its keys and standard sizes, and `[excluded]`.
void read_catalog(Fields& root, Policy& policy);

/// Calls `read(Fields&)` for each table of `[[key]]`, then notes its unknown keys.
template <class Read>
void each_entry(Fields& root, std::string_view key, Read read) {
  for (const TomlTable* table : root.tables(key)) {
    Fields entry = root.inner(*table, "[[" + std::string(key) + "]]");
    read(entry);
    entry.close();
  }
}

/// The same for the one table `[key]`; does nothing where the file has none.
template <class Read>
void one_section(Fields& root, std::string_view key, Read read) {
  const TomlTable* table = root.table(key);
  if (table == nullptr) return;
  Fields section = root.inner(*table, "[" + std::string(key) + "]");
  read(section);
  section.close();
}

}  // namespace govcloud
