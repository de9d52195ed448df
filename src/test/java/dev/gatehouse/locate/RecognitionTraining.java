package dev.gatehouse.locate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.locate.LabelledPages.Label;
import dev.gatehouse.locate.LabelledPages.LabelledPage;
import dev.gatehouse.locate.ModelTrainer.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Trains the models {@link FormReader} reads with on a folder of labelled pages, and predicts each
 * page by models that have seen no page of its site.
 */
@Command(
    name = "recognition",
    description =
        "Trains the recognition of fields and buttons, and cross-validates it over sites.",
    mixinStandardHelpOptions = true)
final class RecognitionTraining implements Callable<Integer> {

  private static final double FIELD_L2 = 0.15;
  private static final double SECOND_L2 = 3;
  private static final double BUTTON_L2 = 1;
  private static final int FOLDS = 10;

  /** The second reading learns from first ones of pages that their model has not seen. */
  private static final int INNER_FOLDS = 4;

  /** A visible field without a label is mostly nothing, but now and then a gap in the labels. */
  private static final double UNLABELLED = 0.6;

  /** What a machine labelled is wrong more often than what people did. */
  private static final double BY_MACHINE = 0.5;

  @Option(names = "--labels", required = true, description = "pages/, labels.json and index.json")
  private Path labels = Path.of("");

  @Option(names = "--work", required = true, description = "where what was read is kept")
  private Path work = Path.of("");

  @Option(names = "--write", description = "the folder the trained models are written to")
  private Path models = Path.of("");

  private final FieldClues fieldClues = new FieldClues(new Lexicon());
  private final ButtonClues buttonClues = new ButtonClues(new Lexicon());

  /**
   * A form's fields.
   *
   * @param clues of each field
   * @param examples of those that are labelled, by their place
   */
  private record FormExamples(List<Clues> clues, Clues purpose, Map<Integer, Example> examples) {}

  private record Examples(List<FormExamples> forms, List<Example> buttons) {}

  /** Starts the training. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new RecognitionTraining()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<LabelledPage> pages = LabelledPages.of(labels, work.resolve("snapshots.json"));
    Map<String, Examples> examples = new HashMap<>();
    pages.forEach(page -> examples.put(page.name(), examples(page)));
    Map<String, List<Map<String, Object>>> predictions = new ConcurrentSkipListMap<>();
    IntStream.range(0, FOLDS)
        .parallel()
        .forEach(
            left -> {
              FormReader reader =
                  train(pages.stream().filter(p -> fold(p) != left).toList(), examples);
              pages.stream()
                  .filter(page -> fold(page) == left)
                  .forEach(page -> predictions.put(page.name(), claims(page, reader)));
            });
    Path file = work.resolve("crossvalidated.json");
    new ObjectMapper().writeValue(file.toFile(), predictions);
    System.out.printf(
        "%d pages, each predicted by models that saw no page of its site (%d folds): %s%n",
        pages.size(), FOLDS, file);
    if (!models.toString().isEmpty()) {
      Files.write(models.resolve("field-model.tsv"), fieldModel(pages, examples).lines());
      Files.write(models.resolve("second-model.tsv"), secondModel(pages, examples).lines());
      Files.write(models.resolve("button-model.tsv"), buttonModel(pages, examples).lines());
      System.out.printf("Models of all %d pages written to %s%n", pages.size(), models);
    }
    return 0;
  }

  private static int fold(LabelledPage page) {
    return Math.floorMod(page.site().hashCode() * 31 + 7, FOLDS);
  }

  private static int innerFold(LabelledPage page) {
    return Math.floorMod((page.site() + " inner").hashCode() * 31 + 7, INNER_FOLDS);
  }

  private static FormReader train(List<LabelledPage> pages, Map<String, Examples> examples) {
    return new FormReader(
        fieldModel(pages, examples), secondModel(pages, examples), buttonModel(pages, examples));
  }

  private static LinearModel fieldModel(List<LabelledPage> pages, Map<String, Examples> examples) {
    return new ModelTrainer(
            LabelNames.FIELDS, FIELD_L2, PriorKnowledge::ofField, LabelNames::withBothIdentifiers)
        .train(
            pages.stream()
                .flatMap(p -> of(examples, p).forms().stream())
                .flatMap(form -> form.examples().values().stream())
                .toList());
  }

  private static LinearModel secondModel(List<LabelledPage> pages, Map<String, Examples> examples) {
    SecondLook look = new SecondLook(LabelNames.FIELDS);
    List<Example> all = new ArrayList<>();
    for (int inner = 0; inner < INNER_FOLDS; inner++) {
      int left = inner;
      LinearModel first =
          fieldModel(pages.stream().filter(p -> innerFold(p) != left).toList(), examples);
      pages.stream()
          .filter(page -> innerFold(page) == left)
          .forEach(page -> all.addAll(secondExamples(of(examples, page).forms(), first, look)));
    }
    return new ModelTrainer(
            LabelNames.FIELDS, SECOND_L2, SecondLook::known, LabelNames::withBothIdentifiers)
        .train(all);
  }

  private static List<Example> secondExamples(
      List<FormExamples> forms, LinearModel first, SecondLook look) {
    List<List<Clues>> seconds =
        look.of(
            forms.stream()
                .map(form -> form.clues().stream().map(first::probabilities).toList())
                .toList(),
            forms.stream().map(FormExamples::purpose).toList());
    List<Example> all = new ArrayList<>();
    for (int f = 0; f < forms.size(); f++) {
      List<Clues> ofForm = seconds.get(f);
      forms
          .get(f)
          .examples()
          .forEach(
              (at, one) ->
                  all.add(new Example(one.site(), ofForm.get(at), one.right(), one.weight())));
    }
    return all;
  }

  private static LinearModel buttonModel(List<LabelledPage> pages, Map<String, Examples> examples) {
    return new ModelTrainer(LabelNames.BUTTONS, BUTTON_L2, PriorKnowledge::ofButton, same -> same)
        .train(pages.stream().flatMap(p -> of(examples, p).buttons().stream()).toList());
  }

  private static Examples of(Map<String, Examples> examples, LabelledPage page) {
    return examples.getOrDefault(page.name(), new Examples(List.of(), List.of()));
  }

  private Examples examples(LabelledPage page) {
    Examples examples = new Examples(new ArrayList<>(), new ArrayList<>());
    // A page where nobody said what sends the form says nothing of its buttons.
    boolean saysSubmit = page.labels().values().stream().anyMatch(Label::submit);
    double trust = page.byHand() ? 1 : BY_MACHINE;
    for (FormContext form : FormContext.of(page.snapshot())) {
      List<Clues> fields = fieldClues.of(form);
      Map<Integer, Example> ofForm = new TreeMap<>();
      for (int i = 0; i < fields.size(); i++) {
        Label label = page.label(form.fields().get(i).control());
        if (label != null) {
          double weight = trust * (label.type().isEmpty() ? UNLABELLED : 1);
          Set<String> right = LabelNames.fieldsRight(label.type());
          ofForm.put(i, new Example(page.site(), fields.get(i), right, weight));
        }
      }
      examples.forms().add(new FormExamples(fields, fieldClues.purpose(form), ofForm));
      List<Clues> buttons = saysSubmit ? buttonClues.of(form) : List.of();
      for (int i = 0; i < buttons.size(); i++) {
        Label label = page.label(form.buttons().get(i).control());
        if (label != null) {
          Set<String> right = LabelNames.buttonsRight(label.submit());
          examples.buttons().add(new Example(page.site(), buttons.get(i), right, 1));
        }
      }
    }
    return examples;
  }

  private static List<Map<String, Object>> claims(LabelledPage page, FormReader reader) {
    return reader.read(page.snapshot()).stream().map(found -> claim(page, found)).toList();
  }

  private static Map<String, Object> claim(LabelledPage page, Recognised found) {
    int number = page.numbers().get(found.control().index());
    return found.intent() == Intent.SUBMIT
        ? Map.of("control", number, "submit", true)
        : Map.of("control", number, "type", found.intent().word());
  }
}
