-- Public views: stable names for auditors and for scripts that read a ledger with a plain sqlite3
-- shell. The program itself never reads a view.

CREATE VIEW journal AS
SELECT event.seq, event.act, act.person, act.for_person, act.verb,
       datetime(act.recorded, 'unixepoch') AS recorded_utc, event.kind, event.body,
       lower(hex(event.hash)) AS hash
FROM event JOIN act ON act.act = event.act;

CREATE VIEW requests AS
SELECT id, kind, system, unit, stage, submitted_on, record ->> 'opinion' AS opinion FROM request;

CREATE VIEW deadlines AS
SELECT request, rule, article, owner, started_on, due_on, provisional, done_on, working_days_late, open
FROM deadline;
