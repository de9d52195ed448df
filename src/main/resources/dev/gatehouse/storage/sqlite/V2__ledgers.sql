-- One row for each user name at a portal that was ever tried. Refusals are numbered on and on, so that a success
-- clears those before its own beginning and no other.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  portal TEXT NOT NULL,
  username_digest TEXT NOT NULL,
  account TEXT NOT NULL,
  refused INTEGER NOT NULL DEFAULT 0,
  cleared INTEGER NOT NULL DEFAULT 0,
  locked INTEGER NOT NULL DEFAULT 0,
  since TEXT NOT NULL DEFAULT '',
  UNIQUE (environment, portal, username_digest)
);
-- One row for each attempt that is not settled.
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  refused_before INTEGER NOT NULL,
  ends_millis INTEGER NOT NULL,
  run TEXT NOT NULL,
  claimed TEXT NOT NULL
);
CREATE INDEX attempt_account ON attempt (account_id);
-- One row for each content ever sent.
CREATE TABLE submission (
  id INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  portal TEXT NOT NULL,
  entity TEXT NOT NULL,
  form TEXT NOT NULL,
  content_digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('uncertain', 'confirmed', 'refused', 'not-sent')),
  reference TEXT NOT NULL DEFAULT '',
  run TEXT NOT NULL,
  sent TEXT NOT NULL,
  settled TEXT NOT NULL DEFAULT '',
  settled_by TEXT NOT NULL DEFAULT '',
  UNIQUE (environment, portal, entity, form, content_digest)
);
