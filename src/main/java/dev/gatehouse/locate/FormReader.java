package dev.gatehouse.locate;

import dev.gatehouse.locate.PageSnapshot.Located;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says what every field of a page is for and what sends its forms, by models trained on labelled
 * pages (see {@code docs/recognition.md}): one reads each field by itself, a second one reads it
 * again in the light of what the first made of its form and page, a third the buttons; and, for
 * business fields those pages do not have, by the lexicon. Needs nothing but the snapshot; every
 * answer names the clues that counted. Thread-safe.
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
  private final LinearModel secondModel;
  private final LinearModel buttonModel;
  private final SecondLook secondLook;
  private final Recogniser recogniser;
  private final FieldClues fieldClues;
  private final ButtonClues buttonClues;
  private final AsideButtons asideButtons;

  private record Sendable(Located located, Clues clues, double probability) {}

  /** Reads the models from the class path. */
  public FormReader() {
    this(
        LinearModel.resource("field-model.tsv"),
        LinearModel.resource("second-model.tsv"),
        LinearModel.resource("button-model.tsv"));
  }

  FormReader(LinearModel fieldModel, LinearModel secondModel, LinearModel buttonModel) {
    this.fieldModel = fieldModel;
    this.secondModel = secondModel;
    secondLook = new SecondLook(fieldModel.classes());
    this.buttonModel = buttonModel;
    Lexicon lexicon = new Lexicon();
    recogniser = new Recogniser();
    fieldClues = new FieldClues(lexicon);
    buttonClues = new ButtonClues(lexicon);
    asideButtons = new AsideButtons(recogniser);
  }

  /** Returns the fields that were recognised and what sends the forms, in document order. */
  public List<Recognised> read(PageSnapshot page) {
    List<Recognised> found = new ArrayList<>();
    List<Sendable> sendable = new ArrayList<>();
    List<FormContext> forms = FormContext.of(page);
    List<List<Clues>> first = forms.stream().map(fieldClues::of).toList();
    List<List<Clues>> second =
        secondLook.of(
            first.stream().map(this::shares).toList(),
            forms.stream().map(fieldClues::purpose).toList());
    for (int f = 0; f < forms.size(); f++) {
      FormContext form = forms.get(f);
      for (int i = 0; i < form.fields().size(); i++) {
        field(form.fields().get(i), first.get(f).get(i), second.get(f).get(i))
            .ifPresent(found::add);
      }
      List<Clues> buttons = buttonClues.of(form);
      for (int i = 0; i < buttons.size(); i++) {
        if (asideButtons.isAside(form, form.buttons().get(i))) {
          continue;
        }
        double probability = buttonModel.probabilities(buttons.get(i))[1];
        sendable.add(new Sendable(form.buttons().get(i), buttons.get(i), probability));
      }
    }
    sent(sendable).forEach(found::add);
    return List.copyOf(found);
  }

  private List<double[]> shares(List<Clues> form) {
    return form.stream().map(fieldModel::probabilities).toList();
  }

  private Optional<Recognised> field(Located located, Clues clues, Clues seconds) {
    double[] shares = secondModel.probabilities(seconds);
    List<Integer> ranked =
        IntStream.range(0, shares.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> shares[i]).reversed())
            .toList();
    int best = ranked.get(0);
    if (fieldModel.classes().get(best).equals(OTHER) || shares[best] < SURE_FIELD) {
      // The first reading is the surer of what is none of the standard fields.
      double notStandard = Arrays.stream(fieldModel.probabilities(clues)).max().orElse(0);
      return business(located, notStandard);
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
            evidence(clues, seconds, best)));
  }

  // What the second reading takes from the first is told by the first one's own clues.
  private List<String> evidence(Clues clues, Clues seconds, int best) {
    Map<String, Double> counted = new LinkedHashMap<>(fieldModel.contributions(clues, best));
    secondModel
        .contributions(seconds, best)
        .forEach(
            (clue, much) -> {
              if (!SecondLook.isFirstReading(clue)) {
                counted.merge(clue, much, Double::sum);
              }
            });
    return LinearModel.told(counted, CLUES_TOLD);
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
    List<Sendable> claimed =
        all.stream()
            .filter(
                s ->
                    s.probability() > SURE_BUTTON
                        || (s.probability() == best && best > BEST_BUTTON))
            .toList();
    return claimed.stream()
        .filter(
            s ->
                !asideButtons.isOutdone(
                    s.located(),
                    claimed.stream()
                        .filter(other -> other.probability() > s.probability())
                        .map(Sendable::located)
                        .toList()))
        .map(
            s ->
                new Recognised(
                    s.located(),
                    Intent.SUBMIT,
                    s.probability(),
                    Optional.empty(),
                    0,
                    LinearModel.told(buttonModel.contributions(s.clues(), 1), CLUES_TOLD)));
  }
}
