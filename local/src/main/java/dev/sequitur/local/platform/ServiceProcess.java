package dev.sequitur.local.platform;

import dev.sequitur.local.JavaCommand;
import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.process.ProcessPlan;
import dev.sequitur.local.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One service as a process on this machine, as data.
 *
 * @param name as people call it, {@code rule-service}
 * @param port where it answers HTTP on 127.0.0.1
 * @param jar its runnable jar
 * @param jvmOptions memory and the like
 * @param environment its configuration, as environment variables
 * @param home where log and record go
 */
public record ServiceProcess(
    String name,
    int port,
    Path jar,
    List<String> jvmOptions,
    Map<String, String> environment,
    Home home)
    implements Part {

  @Override
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  @Override
  public void prepare() {
    if (!Files.exists(jar)) {
      throw new LocalFailure(
          name + " is not built: " + jar + " is missing. Run ./sequitur up without --no-build.");
    }
  }

  @Override
  public ProcessPlan plan() {
    List<String> command =
        JavaCommand.jar(jar)
            .options(jvmOptions)
            .option("-Dsequitur.home=" + home.folder())
            .command();
    return new ProcessPlan(
            name, port, command, environment, home.log(name), home.record(name), Signal.TERM)
        .telling(environment.getOrDefault(ServiceCatalogue.DOORS, ""));
  }

  @Override
  public boolean ready() {
    return HealthProbe.ready(port);
  }
}
