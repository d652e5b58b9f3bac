-- The record: what endures. Everything else in a ledger's file can be dropped and rebuilt from these
-- tables. The bytes that are hashed are described in govcloud-journal(5). This file is never edited
-- once released; a later program adds 0002_….sql.

-- One command by one person.
CREATE TABLE act (
  act        INTEGER PRIMARY KEY CHECK (act > 0),        -- 1, 2, 3 … with no gap
  person     TEXT    NOT NULL,
  for_person TEXT    NOT NULL,                           -- in whose place, or empty
  verb       TEXT    NOT NULL,                           -- 'submit', 'review accept' …
  key        TEXT,                                       -- idempotency key, or NULL
  content    BLOB    NOT NULL CHECK (length(content) = 32), -- SHA-256 of the command's content
  program    TEXT    NOT NULL,                           -- version of the program that wrote it
  recorded   INTEGER NOT NULL,                           -- UTC seconds
  first      INTEGER NOT NULL CHECK (first > 0),         -- its first event
  events     INTEGER NOT NULL CHECK (events > 0),        -- and how many there are
  alg        TEXT    NOT NULL,                           -- 'none', 'ssh-ed25519' …
  key_id     TEXT    NOT NULL,                           -- of the signing key, or empty
  signature  BLOB    NOT NULL                            -- over the hash of the last event
) STRICT;
CREATE UNIQUE INDEX act_by_key ON act (key) WHERE key IS NOT NULL;

-- One fact, in the past tense.
CREATE TABLE event (
  seq  INTEGER PRIMARY KEY CHECK (seq > 0),              -- 1, 2, 3 … with no gap
  act  INTEGER NOT NULL REFERENCES act (act),
  kind TEXT    NOT NULL,
  body TEXT    NOT NULL,                                 -- canonical JSON; these bytes are hashed
  prev BLOB    NOT NULL CHECK (length(prev) = 32),
  hash BLOB    NOT NULL CHECK (length(hash) = 32)        -- no index: nothing is looked up by it
) STRICT;

-- The items that an event touches, in the event's own order.
CREATE TABLE subject (
  seq      INTEGER NOT NULL REFERENCES event (seq),
  position INTEGER NOT NULL,
  subject  TEXT    NOT NULL,
  PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX subject_by_name ON subject (subject, seq);

-- Files that judgements rest on: policies, calendars, catalogues, usage mappings.
CREATE TABLE content (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 32),   -- SHA-256 of bytes
  kind   TEXT NOT NULL,                                  -- 'policy', 'calendar', 'mapping'
  name   TEXT NOT NULL,
  bytes  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Measurements, packed: one block per month, import, resource and metric. The key packs these four,
-- the month first, so that a month is read as one range (core/usage/block).
CREATE TABLE usage_block (
  id    INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;
-- The resources that blocks are about, by the number in their keys.
CREATE TABLE usage_resource (
  number   INTEGER PRIMARY KEY,
  resource TEXT NOT NULL UNIQUE
) STRICT;

-- The seat belt: whoever holds the file can drop these, and then the chain tells.
CREATE TRIGGER event_keeps_order BEFORE INSERT ON event
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event)
  OR new.prev IS NOT coalesce((SELECT hash FROM event WHERE seq = new.seq - 1), zeroblob(32))
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_keeps_words BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_keeps_rows BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER act_keeps_order BEFORE INSERT ON act
WHEN new.act IS NOT (SELECT coalesce(max(act), 0) + 1 FROM act)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER act_keeps_words BEFORE UPDATE ON act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER act_keeps_rows BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER content_keeps_words BEFORE UPDATE ON content
BEGIN SELECT RAISE(ABORT, 'content is append-only'); END;
CREATE TRIGGER content_keeps_rows BEFORE DELETE ON content
BEGIN SELECT RAISE(ABORT, 'content is append-only'); END;
CREATE TRIGGER usage_block_keeps_words BEFORE UPDATE ON usage_block
BEGIN SELECT RAISE(ABORT, 'measurements are append-only'); END;
CREATE TRIGGER usage_block_keeps_rows BEFORE DELETE ON usage_block
BEGIN SELECT RAISE(ABORT, 'measurements are append-only'); END;
