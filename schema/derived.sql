-- Derived tables: what evolve() made of the journal, for reading. `govcloud audit rebuild` drops and
-- fills them again; `govcloud audit verify` compares them with a fresh replay. `record` holds the
-- whole record as canonical JSON; the other columns repeat members of it for finding and sorting. Each
-- index costs every act a page, so there is one only where the program searches; short records live
-- in the tree of their key, long ones (requests, findings) beside it.

DROP TABLE IF EXISTS ledger;
DROP TABLE IF EXISTS unit;
DROP TABLE IF EXISTS person;
DROP TABLE IF EXISTS key;
DROP TABLE IF EXISTS signatory;
DROP TABLE IF EXISTS system;
DROP TABLE IF EXISTS request;
DROP TABLE IF EXISTS resource;
DROP TABLE IF EXISTS evidence;
DROP TABLE IF EXISTS deadline;
DROP TABLE IF EXISTS finding;
DROP TABLE IF EXISTS scan;
DROP TABLE IF EXISTS usage_import;
DROP TABLE IF EXISTS usage_rollup;
DROP TABLE IF EXISTS usage_day;
DROP TABLE IF EXISTS record;
DROP TABLE IF EXISTS inspection;
DROP TABLE IF EXISTS mending_order;
DROP TABLE IF EXISTS incident;
DROP TABLE IF EXISTS measure;
DROP TABLE IF EXISTS settlement;
DROP TABLE IF EXISTS rating;
DROP TABLE IF EXISTS assessment;

CREATE TABLE ledger (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, record TEXT NOT NULL) STRICT;

CREATE TABLE unit (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_by_kind ON unit (kind);

CREATE TABLE person (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, unit TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE key (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, person TEXT NOT NULL, state TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX key_by_person ON key (person);

-- What a person signs with now, and how often they were denied today.
CREATE TABLE signatory (
  person TEXT PRIMARY KEY, seq INTEGER NOT NULL, key TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- `raised_on` is set while a raised level wants the papers of the opening.
CREATE TABLE system (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, unit TEXT NOT NULL, state TEXT NOT NULL,
  raised_on TEXT, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX system_raised ON system (raised_on) WHERE raised_on IS NOT NULL;

CREATE TABLE request (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, kind TEXT NOT NULL, system TEXT NOT NULL,
  unit TEXT NOT NULL, stage TEXT NOT NULL, submitted_on TEXT NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE INDEX request_by_system ON request (system);

CREATE TABLE resource (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, system TEXT NOT NULL, unit TEXT NOT NULL,
  state TEXT NOT NULL, cloud_id TEXT NOT NULL, delivered_on TEXT, reclaimed_on TEXT,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_by_system ON resource (system);
-- What a unit has had longest, which says since when duties about it are owed.
CREATE INDEX resource_by_unit ON resource (unit, reclaimed_on, delivered_on);
CREATE INDEX resource_by_cloud_id ON resource (cloud_id);

CREATE TABLE evidence (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_by_subject ON evidence (subject);

-- Clocks of requests; `open` is 1 while the act is owed. Dates are YYYY-MM-DD.
CREATE TABLE deadline (
  request TEXT NOT NULL, position INTEGER NOT NULL, rule TEXT NOT NULL, article TEXT NOT NULL,
  owner TEXT NOT NULL, started_on TEXT NOT NULL, due_on TEXT, provisional INTEGER NOT NULL,
  done_on TEXT, working_days_late INTEGER NOT NULL, open INTEGER NOT NULL,
  PRIMARY KEY (request, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_open ON deadline (due_on) WHERE open = 1;

CREATE TABLE finding (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, identity TEXT NOT NULL, system TEXT NOT NULL,
  state TEXT NOT NULL, severity TEXT NOT NULL, due_on TEXT, record TEXT NOT NULL
) STRICT;
CREATE INDEX finding_by_system ON finding (system);
CREATE INDEX finding_due ON finding (due_on) WHERE state = 'open' AND due_on IS NOT NULL;

CREATE TABLE scan (
  digest TEXT PRIMARY KEY, seq INTEGER NOT NULL, system TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX scan_by_system ON scan (system);
CREATE TABLE usage_import (digest TEXT PRIMARY KEY, seq INTEGER NOT NULL, record TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What a month's measurements of a resource come to; made from usage_block.
CREATE TABLE usage_rollup (
  month TEXT NOT NULL, resource TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (month, resource)
) STRICT, WITHOUT ROWID;
-- What a month's measurements of all resources come to, day by day; made from usage_block.
CREATE TABLE usage_day (month TEXT PRIMARY KEY, record TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX record_by_about ON record (about);
CREATE INDEX record_by_kind ON record (kind);

-- Checks that people held, and orders to mend.
CREATE TABLE inspection (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, about TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE mending_order (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, unit TEXT NOT NULL, state TEXT NOT NULL, due_on TEXT NOT NULL,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Faults and planned maintenance.
CREATE TABLE incident (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, state TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Measures against providers, and statements of fees that were fixed.
CREATE TABLE measure (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, provider TEXT NOT NULL, step TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE settlement (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, provider TEXT NOT NULL, period TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What using units said of the provider's work.
CREATE TABLE rating (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, about TEXT NOT NULL, record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_by_about ON rating (about);

-- Assessments of the provider and of units.
CREATE TABLE assessment (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL, about TEXT NOT NULL, record TEXT NOT NULL
) STRICT;
