-- One row for each time step whose one-time code was given out, for a day.
CREATE TABLE one_time_code (
  environment TEXT NOT NULL,
  portal TEXT NOT NULL,
  username_digest TEXT NOT NULL,
  step INTEGER NOT NULL,
  run TEXT NOT NULL,
  PRIMARY KEY (environment, portal, username_digest, step)
);
CREATE INDEX one_time_code_step ON one_time_code (step);
