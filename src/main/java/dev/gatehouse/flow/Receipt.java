package dev.gatehouse.flow;

import dev.gatehouse.locate.PageKind;
import dev.gatehouse.portal.Form;
import dev.gatehouse.portal.Marks;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads from the page after a form was sent whether it was accepted, and under which number. Only
 * what was not on the page before counts: a form's own text may speak of confirmation and receipt.
 */
final class Receipt {

  private static final Pattern ACCEPTED =
      Pattern.compile(
          "thank you|thanks for|success(?:ful|fully)?\\b|(?:has|have) been (?:submitted|received|sent|"
              + "registered|created|cancelled|canceled|accepted|saved|recorded|updated|placed|logged)|"
              + "(?:submission|application|request|registration|order) (?:is )?(?:received|complete|completed|"
              + "confirmed|accepted|submitted|registered|placed)|we(?: have|'ve|’ve)? received|confirmation"
              + " (?:number|id|code|no)|your (?:confirmation|reference|registration|order|case) (?:number|no)|"
              + "changes saved|saved\\b|vielen dank|erfolgreich|wurde (?:gesendet|ubermittelt|gespeichert)|merci|"
              + "gracias|exito|grazie|successo|obrigad|sucesso|bedankt|succesvol|dziekujemy|спасибо|успешно|"
              + "tesekkur|basari|ありがとうございま|完了|谢谢|成功",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)(?:reference|confirmation|registration|tracking|application|request|submission|case|ticket|order|"
              + "receipt|rma|return|cancellation|quote|referenz|vorgangs?|auftrags?)(?:[ -]?(?:number|no\\.?|nr\\.?|id|"
              + "code|nummer|#))?\\s*(?:is|:|#|-)?\\s*:?\\s*((?=[A-Za-z0-9-]*\\d)[A-Z0-9][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)");

  private final Form form;
  private final boolean opensAnAccount;
  private final String textBefore;
  private final List<String> messagesBefore;

  Receipt(Form form, Sighting before) {
    this.form = form;
    this.opensAnAccount = before.reading().kind() == PageKind.SIGN_UP;
    this.textBefore = before.page().text();
    this.messagesBefore = before.reading().messages();
  }

  /** Returns what the portal objects to, five messages at most. */
  List<String> complaints(Sighting seen) {
    List<String> complaints = Complaints.of(seen, messagesBefore);
    if (!complaints.isEmpty() && !accepted(seen)) {
      return complaints;
    }
    return SignInAttempt.shows(seen, form.failure())
        ? Stream.concat(
                form.failure().texts().stream().filter(seen.page()::shows), complaints.stream())
            .distinct()
            .limit(5)
            .toList()
        : List.of();
  }

  /** Returns whether the page shows that the form was accepted. */
  boolean accepted(Sighting seen) {
    return mark(seen).isPresent();
  }

  /** Returns what showed it, in words. */
  String how(Sighting seen) {
    return mark(seen).map(mark -> "It shows: " + mark).orElse("");
  }

  private Optional<String> mark(Sighting seen) {
    Marks success = form.success();
    if (!success.isEmpty()) {
      return Stream.concat(
              success.texts().stream().filter(seen.page()::shows),
              success.pages().stream().filter(part -> seen.page().address().contains(part)))
          .findFirst();
    }
    return Stream.concat(seen.reading().messages().stream(), seen.page().text().lines())
        .filter(line -> !textBefore.contains(line) && !messagesBefore.contains(line))
        .filter(line -> ACCEPTED.matcher(line).find())
        .findFirst()
        .or(() -> opened(seen));
  }

  // Nobody was signed in when the account was asked for, so whoever is now has it.
  private Optional<String> opened(Sighting seen) {
    return opensAnAccount && seen.reading().kind() == PageKind.SIGNED_IN
        ? seen.reading().signOut().map(c -> c.control().describe())
        : Optional.empty();
  }

  /** Returns the portal's number for it, if it shows one that was not there before. */
  Optional<String> reference(Sighting seen) {
    String text = seen.page().text();
    if (form.reference().isPresent()) {
      Matcher own = Pattern.compile(form.reference().get()).matcher(text);
      return own.find() ? Optional.of(own.group(own.groupCount() > 0 ? 1 : 0)) : Optional.empty();
    }
    return REFERENCE
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .filter(number -> number.length() >= 4 && !textBefore.contains(number))
        .findFirst();
  }
}
