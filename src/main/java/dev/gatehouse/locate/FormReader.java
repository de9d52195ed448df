package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says what every field of a page is for and what sends its forms, by two models trained on
 * labelled pages (see {@code docs/recognition.md}) and, for business fields those pages do not
 * have, by the lexicon. Needs nothing but the snapshot; every answer names the clues that counted.
 * Thread-safe.
 */
public final class FormReader {

  private static final String OTHER = "other";

  /** A field less sure than this is left alone: half of such claims would be wrong. */
  private static final double SURE_FIELD = 0.45;

  private static final double SURE_BUTTON = 0.5;

  /** A page has something that sends its form: its best candidate may be less sure. */
  private static final double BEST_BUTTON = 0.15;

  private static final int CLUES_TOLD = 4;
  private static final double WORTH_TELLING = 0.05;

  /** Fields of businesses, which the labelled pages do not know. */
  private static final Set<Intent> BUSINESS =
      EnumSet.of(
          Intent.ORGANIZATION,
          Intent.TRADING_NAME,
          Intent.ORGANIZATION_TITLE,
          Intent.TAX_ID,
          Intent.VAT,
          Intent.DUNS,
          Intent.UEI,
          Intent.CAGE,
          Intent.NAICS,
          Intent.URL,
          Intent.FAX,
          Intent.SEARCH,
          Intent.NEWSLETTER);

  private final LinearModel fieldModel;
  private final LinearModel buttonModel;
  private final Recogniser recogniser;
  private final FieldClues fieldClues;
  private final ButtonClues buttonClues;

  private record Sendable(Located located, Clues clues, double probability) {}

  /** Reads the models from the class path. */
  public FormReader() {
    this(LinearModel.resource("field-model.tsv"), LinearModel.resource("button-model.tsv"));
  }

  FormReader(LinearModel fieldModel, LinearModel buttonModel) {
    this.fieldModel = fieldModel;
    this.buttonModel = buttonModel;
    Lexicon lexicon = new Lexicon();
    recogniser = new Recogniser();
    fieldClues = new FieldClues(lexicon);
    buttonClues = new ButtonClues(lexicon);
  }

  /** Returns the fields that were recognised and what sends the forms, in document order. */
  public List<Recognised> read(PageSnapshot page) {
    List<Recognised> found = new ArrayList<>();
    List<Sendable> sendable = new ArrayList<>();
    for (FormContext form : FormContext.of(page)) {
      List<Clues> fields = fieldClues.of(form);
      IntStream.range(0, fields.size())
          .mapToObj(i -> field(form.fields().get(i), fields.get(i)))
          .flatMap(Optional::stream)
          .forEach(found::add);
      List<Clues> buttons = buttonClues.of(form);
      for (int i = 0; i < buttons.size(); i++) {
        double probability = buttonModel.probabilities(buttons.get(i))[1];
        sendable.add(new Sendable(form.buttons().get(i), buttons.get(i), probability));
      }
    }
    sent(sendable).forEach(found::add);
    return List.copyOf(found);
  }

  private Optional<Recognised> field(Located located, Clues clues) {
    double[] shares = fieldModel.probabilities(clues);
    List<Integer> ranked =
        IntStream.range(0, shares.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> shares[i]).reversed())
            .toList();
    int best = ranked.get(0);
    if (fieldModel.classes().get(best).equals(OTHER) || shares[best] < SURE_FIELD) {
      return business(located, shares[best]);
    }
    int next = ranked.get(1);
    boolean worthTelling = shares[next] >= WORTH_TELLING;
    return Optional.of(
        new Recognised(
            located,
            intent(best).orElseThrow(),
            shares[best],
            worthTelling ? intent(next) : Optional.empty(),
            worthTelling ? shares[next] : 0,
            fieldModel.evidence(clues, best, CLUES_TOLD)));
  }

  private Optional<Intent> intent(int ofClass) {
    return Intent.of(fieldModel.classes().get(ofClass));
  }

  private Optional<Recognised> business(Located located, double notStandard) {
    return BUSINESS.stream()
        .map(
            intent -> {
              Score score = recogniser.score(located.control(), intent);
              return new Recognised(
                  located,
                  intent,
                  Math.min(1, score.points() / 100) * notStandard,
                  Optional.empty(),
                  0,
                  score.evidence());
            })
        .filter(r -> r.probability() * 100 >= Finder.ENOUGH)
        .max(Comparator.comparingDouble(Recognised::probability));
  }

  private Stream<Recognised> sent(List<Sendable> all) {
    double best = all.stream().mapToDouble(Sendable::probability).max().orElse(0);
    return all.stream()
        .filter(
            s -> s.probability() > SURE_BUTTON || (s.probability() == best && best > BEST_BUTTON))
        .map(
            s ->
                new Recognised(
                    s.located(),
                    Intent.SUBMIT,
                    s.probability(),
                    Optional.empty(),
                    0,
                    buttonModel.evidence(s.clues(), 1, CLUES_TOLD)));
  }
}
