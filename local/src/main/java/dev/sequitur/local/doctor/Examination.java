package dev.sequitur.local.doctor;

import dev.sequitur.local.database.DatabaseAccess;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.LogFile;
import dev.sequitur.local.platform.Ports;
import dev.sequitur.local.platform.ResourceUse;
import dev.sequitur.local.platform.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks at everything from outside, changes nothing, and goes on past whatever does not answer.
 *
 * @param home whose parts these are
 */
public record Examination(Home home, LocalPlatform platform) {

  private static final int LOG_LINES = 5_000;
  private static final long MEGABYTE = 1024 * 1024;
  private static final long LITTLE_SPACE = 2_000 * MEGABYTE;
  private static final Pattern ERROR = Pattern.compile("(?m)^\\S+ \\S+ ERROR .*$");
  private static final Pattern LAG =
      Pattern.compile("(?m)^sequitur_hop_lag_seconds\\{.*hop=\"([a-z-]+)\".*} (\\S+)$");
  private static final double MUCH_LAG_SECONDS = 5;

  /**
   * Writes a new file and says what looks wrong.
   *
   * @return a sentence for each; empty if nothing does
   * @throws IOException if the file exists or cannot be written
   */
  public List<String> into(Path file) throws IOException {
    List<String> noticed = new ArrayList<>();
    Concealment concealment = Concealment.of(home);
    try (Bundle bundle = Bundle.create(file, concealment);
        Endpoint endpoint = new Endpoint()) {
      machine(bundle, noticed);
      Map<String, ResourceUse> uses = platform.use();
      for (String part : platform.parts()) {
        part(part, uses, bundle, noticed);
      }
      for (String part : platform.parts()) {
        if (!part.equals(Ports.BROKER) && !part.equals(Ports.DATABASE)) {
          service(part, endpoint, bundle, noticed);
        }
      }
      database(bundle);
      bundle.add("noticed.txt", () -> String.join("\n", noticed) + "\n");
    }
    return noticed.stream().map(concealment::hide).toList();
  }

  private void machine(Bundle bundle, List<String> noticed) throws IOException {
    long free = Files.getFileStore(home.folder()).getUsableSpace();
    if (free < LITTLE_SPACE) {
      noticed.add("Only %d MB are free where %s lies.".formatted(free / MEGABYTE, home.folder()));
    }
    bundle.add(
        "machine.txt",
        () ->
            "java %s (%s)%nsystem %s %s %s%nprocessors %d%nfree %d MB where %s lies%n"
                .formatted(
                    Runtime.version(),
                    System.getProperty("java.vendor"),
                    System.getProperty("os.name"),
                    System.getProperty("os.version"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    free / MEGABYTE,
                    home.folder()));
    bundle.add("settings.properties", () -> Files.readString(home.settings()));
  }

  private void part(
      String part, Map<String, ResourceUse> uses, Bundle bundle, List<String> noticed) {
    String state = "stopped";
    if (platform.process(part).isEmpty()) {
      noticed.add(part + " does not run.");
    } else if (platform.ready(part)) {
      state = "ready";
    } else {
      state = "not ready";
      noticed.add(part + " runs and is not ready.");
    }
    String line = part + " " + state + " " + uses.get(part) + " " + platform.address(part) + "\n";
    bundle.add("parts/" + part + ".txt", () -> line);
    String log = LogFile.tail(platform.log(part), LOG_LINES);
    bundle.add("logs/" + part + ".log", () -> log);
    long errors = ERROR.matcher(log).results().count();
    if (errors > 0) {
      noticed.add(
          "%s has logged %d errors in its last %d lines.".formatted(part, errors, LOG_LINES));
    }
  }

  private void service(String part, Endpoint endpoint, Bundle bundle, List<String> noticed) {
    if (platform.process(part).isEmpty()) {
      return;
    }
    String address = platform.address(part);
    bundle.add("health/" + part + ".json", () -> endpoint.get(address + "/q/health"));
    bundle.add(
        "metrics/" + part + ".txt",
        () -> {
          String metrics = endpoint.get(address + "/q/metrics");
          LAG.matcher(metrics)
              .results()
              .filter(hop -> Double.parseDouble(hop.group(2)) > MUCH_LAG_SECONDS)
              .forEach(
                  hop ->
                      noticed.add(
                          "Hop %s of %s is %.0f s behind."
                              .formatted(hop.group(1), part, Double.parseDouble(hop.group(2)))));
          return metrics;
        });
  }

  private void database(Bundle bundle) {
    DatabaseAccess access = platform.database();
    bundle.add("database/tables.txt", () -> DatabaseFacts.tables(access));
    bundle.add("database/sessions.txt", () -> DatabaseFacts.sessions(access));
    for (Service service : Service.values()) {
      bundle.add(
          "database/migrations-" + service.schema() + ".txt",
          () -> DatabaseFacts.migrations(access, service.schema()));
    }
  }
}
