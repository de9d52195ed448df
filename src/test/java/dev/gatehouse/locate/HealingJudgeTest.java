package dev.gatehouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.locate.Judgement.Why;
import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealingJudgeTest {

  private static final Purpose USERNAME = new Purpose("sign-in", "username", RiskTier.SIGN_IN);
  private static final Purpose SUBMIT = new Purpose("form order", "submit", RiskTier.SUBMIT);

  private final Recogniser recogniser = new Recogniser();
  private final HealingJudge judge = new HealingJudge(false);

  private static PortalMemory remembering(Purpose purpose, PageSnapshot page, int index) {
    LearnedLocator locator = LearnedLocator.of(page, at(page, index));
    return new PortalMemory(
        List.of(new PortalMemory.Entry(1, purpose.flow(), purpose.name(), locator)), List.of());
  }

  private static Located at(PageSnapshot page, int index) {
    return page.controls().filter(l -> l.control().index() == index).findFirst().orElseThrow();
  }

  private HealingJudge.Sought sought(Purpose purpose, Intent intent, PageSnapshot page, int pick) {
    return new HealingJudge.Sought(
        purpose,
        pick < 0 ? Optional.empty() : Optional.of(at(page, pick)),
        control -> recogniser.score(control, intent).points(),
        located -> true,
        Optional.empty());
  }

  private static PageSnapshot login(String name, String id, String label) {
    return Fields.page(
        "Sign in",
        Fields.input("text").name(name).id(id).label(label),
        Fields.input("password").name("pw").label("Password"));
  }

  @Test
  void what_was_never_learned_is_fresh() {
    PageSnapshot page = login("user", "u", "User name");

    assertThat(judge.judge(PortalMemory.EMPTY, page, sought(USERNAME, Intent.USERNAME, page, 0)))
        .isEqualTo(new Judgement.Fresh(at(page, 0)));
  }

  @Test
  void what_stands_where_it_was_is_known() {
    PageSnapshot page = login("user", "u", "User name");

    assertThat(
            judge.judge(
                remembering(USERNAME, page, 0), page, sought(USERNAME, Intent.USERNAME, page, 0)))
        .isEqualTo(new Judgement.Known(at(page, 0)));
  }

  @Test
  void other_words_and_another_id_do_not_make_a_field_another() {
    PageSnapshot before = login("user", "u", "User name");
    PageSnapshot after = login("user", "x17", "Account");

    assertThat(
            judge.judge(
                remembering(USERNAME, before, 0),
                after,
                sought(USERNAME, Intent.USERNAME, after, 0)))
        .isEqualTo(new Judgement.Known(at(after, 0)));
  }

  @Test
  void a_field_of_another_name_is_a_healing() {
    PageSnapshot before = login("user", "u", "User name");
    PageSnapshot after = login("login_id", "x17", "Username");

    Judgement judgement =
        judge.judge(
            remembering(USERNAME, before, 0), after, sought(USERNAME, Intent.USERNAME, after, 0));

    assertThat(judgement).isInstanceOf(Judgement.Healed.class);
    Judgement.Healed healed = (Judgement.Healed) judgement;
    assertThat(healed.located()).isEqualTo(at(after, 0));
    assertThat(healed.healing().before()).isEqualTo("field \"User name\" by name \"user\"");
    assertThat(healed.healing().after().describe())
        .isEqualTo("field \"Username\" by name \"login_id\"");
  }

  @Test
  void a_name_that_two_have_decides_nothing() {
    PageSnapshot before = login("user", "", "User name");
    PageSnapshot after =
        Fields.page(
            "Sign in",
            Fields.input("text").name("user").label("User name"),
            Fields.input("text").name("user").label("Promotion code"),
            Fields.input("password").name("pw").label("Password"));

    assertThat(
            judge.judge(
                remembering(USERNAME, before, 0),
                after,
                sought(USERNAME, Intent.USERNAME, after, 0)))
        .isInstanceOf(Judgement.Healed.class);
  }

  @Test
  void two_that_fit_equally_are_too_close_to_call() {
    PageSnapshot before = login("user", "", "User name");
    PageSnapshot after =
        Fields.page(
            "Sign in",
            Fields.input("text").name("a").label("Username"),
            Fields.input("text").name("b").label("Username"),
            Fields.input("text").name("c").label("Username"));

    Judgement judgement =
        judge.judge(
            remembering(USERNAME, before, 0),
            after,
            new HealingJudge.Sought(
                USERNAME,
                Optional.of(at(after, 2)),
                control -> control.index() == 2 ? 40 : 60,
                located -> true,
                Optional.empty()));

    assertThat(judgement)
        .isInstanceOfSatisfying(
            Judgement.Refused.class, r -> assertThat(r.why()).isEqualTo(Why.TOO_CLOSE));
  }

  @Test
  void a_button_that_says_something_else_is_another_whatever_its_id() {
    PageSnapshot before = Fields.page("Order", Fields.button("Send order").id("go"));
    PageSnapshot after = Fields.page("Order", Fields.button("Cancel contract").id("go"));

    assertThat(
            judge.judge(
                remembering(SUBMIT, before, 0), after, sought(SUBMIT, Intent.SUBMIT, after, 0)))
        .isInstanceOfSatisfying(
            Judgement.Refused.class, r -> assertThat(r.why()).isEqualTo(Why.UNAPPROVED));
  }

  @Test
  void numbers_on_a_button_do_not_make_it_another() {
    PageSnapshot before = Fields.page("Order", Fields.button("Send order (2 items)").id("go"));
    PageSnapshot after = Fields.page("Order", Fields.button("Send order (17 items)").id("go"));

    assertThat(
            judge.judge(
                remembering(SUBMIT, before, 0), after, sought(SUBMIT, Intent.SUBMIT, after, 0)))
        .isInstanceOf(Judgement.Known.class);
  }

  @Test
  void a_definition_may_let_a_healing_submit() {
    PageSnapshot before = Fields.page("Order", Fields.button("Submit order").id("go"));
    PageSnapshot after = Fields.page("Order", Fields.button("Submit").id("send"));

    assertThat(
            new HealingJudge(true)
                .judge(
                    remembering(SUBMIT, before, 0), after, sought(SUBMIT, Intent.SUBMIT, after, 0)))
        .isInstanceOf(Judgement.Healed.class);
  }

  @Test
  void what_was_rejected_is_refused_under_another_id_too() {
    PageSnapshot before = Fields.page("Order", Fields.button("Send order").id("go"));
    PageSnapshot rejected = Fields.page("Order", Fields.button("Submit").id("a"));
    PageSnapshot after = Fields.page("Order", Fields.button("Submit").id("b"));
    PortalMemory memory =
        new PortalMemory(
            remembering(SUBMIT, before, 0).learned(),
            List.of(
                new PortalMemory.Entry(
                    7, "form order", "submit", LearnedLocator.of(rejected, at(rejected, 0)))));

    assertThat(new HealingJudge(true).judge(memory, after, sought(SUBMIT, Intent.SUBMIT, after, 0)))
        .isInstanceOfSatisfying(
            Judgement.Refused.class,
            r -> {
              assertThat(r.why()).isEqualTo(Why.REJECTED);
              assertThat(r.rejectedAs()).isEqualTo(7);
            });
  }

  @Test
  void a_pin_that_fits_nothing_any_more_is_a_healing() {
    PageSnapshot page = login("user", "u", "User name");

    Judgement judgement =
        judge.judge(
            PortalMemory.EMPTY,
            page,
            new HealingJudge.Sought(
                USERNAME,
                Optional.of(at(page, 0)),
                control -> recogniser.score(control, Intent.USERNAME).points(),
                located -> true,
                Optional.of("#login")));

    assertThat(judgement)
        .isInstanceOfSatisfying(
            Judgement.Healed.class,
            h -> assertThat(h.healing().before()).isEqualTo("pinned by \"#login\""));
  }

  @Test
  void an_id_made_up_anew_at_every_visit_is_not_learned() {
    PageSnapshot page = Fields.page("Order", Fields.button("Send").id("react-select-81273"));

    assertThat(LearnedLocator.of(page, at(page, 0)).describe())
        .isEqualTo("button \"Send\" by text \"send\"");
  }
}
