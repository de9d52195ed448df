-- One row for each session kept. What whoever has it would be signed in with is in "sealed" and nowhere else.
CREATE TABLE session (
  environment TEXT NOT NULL,
  portal TEXT NOT NULL,
  account TEXT NOT NULL,
  risk TEXT NOT NULL,
  sealed BLOB NOT NULL,
  signed_in TEXT NOT NULL,
  verified TEXT NOT NULL,
  refresh_count INTEGER NOT NULL,
  PRIMARY KEY (environment, portal, account, risk)
);
