package dev.gatehouse.ledger;

class MemoryLedgerTest extends LedgerContract {

  @Override
  Store newStore() {
    return new MemoryStore();
  }
}
