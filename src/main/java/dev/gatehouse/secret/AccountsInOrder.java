package dev.gatehouse.secret;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The first account that is found among several sources. As thread-safe as those are. */
public final class AccountsInOrder implements Accounts {

  private final List<Accounts> sources;

  public AccountsInOrder(List<Accounts> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public Optional<Account> find(String portal, String name) {
    return find(portal, name, "");
  }

  @Override
  public Optional<Account> find(String portal, String name, String caller) {
    return sources.stream()
        .map(source -> source.find(portal, name, caller))
        .flatMap(Optional::stream)
        .findFirst();
  }

  @Override
  public String remedy(String portal, String name) {
    return sources.stream()
        .map(source -> source.remedy(portal, name))
        .collect(Collectors.joining(" Or: "));
  }
}
