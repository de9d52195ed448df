-- One row for each locator ever learned, proposed or decided on.
CREATE TABLE locator (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  environment TEXT NOT NULL,
  portal TEXT NOT NULL,
  flow TEXT NOT NULL,
  purpose TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('in-use', 'proposed', 'rejected', 'replaced')),
  anchor TEXT NOT NULL,
  anchor_value TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  description TEXT NOT NULL,
  before TEXT NOT NULL DEFAULT '',
  score INTEGER NOT NULL DEFAULT 0,
  runner_up TEXT NOT NULL DEFAULT '',
  runner_up_score INTEGER NOT NULL DEFAULT 0,
  run TEXT NOT NULL,
  seen INTEGER NOT NULL DEFAULT 1,
  proven INTEGER NOT NULL DEFAULT 0,
  screenshot BYTEA,
  created TEXT NOT NULL,
  decided TEXT NOT NULL DEFAULT '',
  decided_by TEXT NOT NULL DEFAULT ''
);
-- Two runs that learn the same at once must not both win.
CREATE UNIQUE INDEX locator_in_use ON locator (environment, portal, flow, purpose)
  WHERE state = 'in-use';
CREATE UNIQUE INDEX locator_healing
  ON locator (environment, portal, flow, purpose, anchor, anchor_value, description)
  WHERE state = 'proposed';
