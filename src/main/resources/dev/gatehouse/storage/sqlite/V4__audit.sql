-- A copy of the audit log's entries, to be asked; what counts is the files. "entry" is the line, the rest is read out of it.
CREATE TABLE audit_entry (
  log TEXT NOT NULL,
  segment TEXT NOT NULL,
  line BIGINT NOT NULL,
  id TEXT NOT NULL,
  time TEXT NOT NULL,
  session TEXT NOT NULL,
  scenario TEXT NOT NULL,
  action TEXT NOT NULL,
  portal TEXT NOT NULL,
  entity TEXT NOT NULL,
  environment TEXT NOT NULL,
  user_name TEXT NOT NULL,
  machine TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (log, segment, line)
);
CREATE INDEX audit_entry_by_entity ON audit_entry (entity, time);
CREATE INDEX audit_entry_by_portal ON audit_entry (portal, time);

-- Up to where each log is copied: all segments before this one, and of this one so many lines and bytes.
CREATE TABLE audit_log (
  log TEXT PRIMARY KEY,
  segment TEXT NOT NULL,
  line BIGINT NOT NULL,
  bytes BIGINT NOT NULL
);
