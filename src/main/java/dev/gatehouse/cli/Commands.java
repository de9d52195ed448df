package dev.gatehouse.cli;

import dev.gatehouse.app.Browsers;
import dev.gatehouse.app.Doctor;
import dev.gatehouse.browser.Machine;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, those that work on the machine with its browsers. */
final class Commands implements IFactory {

  private final Machine machine = Machine.current();
  private final Browsers browsers = new Browsers(machine);
  private final IFactory others = CommandLine.defaultFactory();

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == SetupCommand.class) {
      return type.cast(new SetupCommand(browsers));
    }
    if (type == InspectCommand.class) {
      return type.cast(new InspectCommand(browsers));
    }
    return type == DoctorCommand.class
        ? type.cast(new DoctorCommand(new Doctor(machine, browsers, Path.of("").toAbsolutePath())))
        : others.create(type);
  }
}
