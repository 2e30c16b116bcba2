package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.doctor.Examination;
import dev.sequitur.local.platform.Home;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Collects a bundle for whoever is to help. The exit code is 0 only if nothing looks wrong. */
@Command(
    name = "doctor",
    description =
        "Look at everything and collect a file without secrets for whoever is to help; the exit code is 0 only if nothing looks wrong.",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'sequitur-doctor-'yyyyMMdd-HHmmss'.zip'")
          .withZone(ZoneOffset.UTC);

  /** Where the person is; the launcher itself runs elsewhere. */
  private static final Path FROM =
      Path.of(System.getProperty("sequitur.from", "")).toAbsolutePath();

  private final Setting setting;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "<file>",
      description = "A new file; usually sequitur-doctor-<time>.zip among the logs.")
  private @Nullable Path out;

  public DoctorCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws IOException {
    Home home = setting.home();
    if (!Files.isDirectory(home.folder())) {
      throw new LocalFailure(
          "Nothing was ever started from " + home.folder() + ": there is nothing to look at.");
    }
    Path file = out == null ? home.logs().resolve(usualName()) : FROM.resolve(out);
    List<String> noticed;
    try {
      noticed = new Examination(home, setting.platform()).into(file);
    } catch (FileAlreadyExistsException e) {
      throw new LocalFailure(file + " exists already: name another file with --out.", e);
    }
    noticed.forEach(setting::say);
    setting.say(noticed.isEmpty() ? "Nothing looks wrong." : "");
    setting.say(
        "Collected in " + file + ". Secrets were taken out; look through it before you send it.");
    return noticed.isEmpty() ? 0 : 1;
  }

  private String usualName() {
    return NAME.format(setting.clock().instant());
  }
}
