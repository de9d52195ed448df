package dev.gatehouse.step;

import dev.gatehouse.browser.EnginePool;
import dev.gatehouse.entity.Entities;
import dev.gatehouse.flow.Flows;
import dev.gatehouse.flow.Site;
import dev.gatehouse.locate.Locator;
import dev.gatehouse.outcome.Journal;
import dev.gatehouse.portal.Portal;
import dev.gatehouse.portal.Portals;
import dev.gatehouse.secret.Accounts;
import dev.gatehouse.secret.Redactor;
import java.util.Optional;
import java.util.function.Function;

/**
 * What every scenario of a run shares. Everything in it is thread-safe.
 *
 * @param run the run's id, which every journal entry carries
 * @param sites resolves a portal's addresses in the run's environment; throws {@link
 *     IllegalArgumentException} with a message for a person when the portal has none there
 * @param passwordChange the change of a password the run is about, if it is about one
 * @param traces of which scenarios a trace is kept
 */
public record StepServices(
    String run,
    Portals portals,
    Entities entities,
    Function<Portal, Site> sites,
    Accounts accounts,
    EnginePool engines,
    Flows flows,
    Locator locator,
    Journal journal,
    Redactor redactor,
    Optional<PasswordChange> passwordChange,
    Traces traces) {}
