-- One row for each account that a run has to itself, until a time unless it takes it anew.
CREATE TABLE session_lease (
  environment TEXT NOT NULL,
  portal TEXT NOT NULL,
  username_digest TEXT NOT NULL,
  holder TEXT NOT NULL,
  run TEXT NOT NULL,
  since TEXT NOT NULL,
  until_millis BIGINT NOT NULL,
  PRIMARY KEY (environment, portal, username_digest)
);
