package dev.gatehouse.sandbox;

/** The pages of one host of a portal. */
interface PortalPages {
  void install(Routes routes);
}
