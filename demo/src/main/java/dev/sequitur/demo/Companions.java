package dev.sequitur.demo;

import dev.sequitur.demo.order.GeneratorMain;
import dev.sequitur.demo.order.Plan;
import dev.sequitur.demo.receiver.ReceiverMain;
import dev.sequitur.local.JavaCommand;
import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.process.Await;
import dev.sequitur.local.process.OwnProcess;
import dev.sequitur.local.process.ProcessPlan;
import dev.sequitur.local.process.Signal;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Receiver and generator, each a process of its own in the background. They leave records where the
 * stack's parts do, so that {@code ./sequitur down} ends them too.
 */
final class Companions {

  /** In the environment of both: what signs and verifies. */
  static final String SIGNING = "SEQUITUR_DEMO_SIGNING";

  private static final String RECEIVER = "demo-receiver";
  private static final String GENERATOR = "demo-generator";
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final List<String> JVM =
      List.of("-Xmx96m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final Duration OPENS = Duration.ofSeconds(20);

  private final Stack stack;
  private final Home home;

  Companions(Stack stack) {
    this.stack = stack;
    this.home = stack.home();
  }

  Optional<OwnProcess> receiver() {
    return home.process(RECEIVER);
  }

  /**
   * Answers when it can be reached.
   *
   * @throws LocalFailure if it cannot
   */
  void startReceiver(Doors doors, String signing) {
    var arguments = List.of(Integer.toString(doors.page()), stack.kafka());
    var process =
        OwnProcess.start(plan(RECEIVER, doors.page(), ReceiverMain.class, arguments, signing));
    Await.until(OPENS, () -> isOpen(doors.payments()) || !process.alive());
    if (!isOpen(doors.payments())) {
      throw new LocalFailure("The receiver does not start: see " + home.log(RECEIVER) + ".");
    }
  }

  private static boolean isOpen(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  void startGenerator(Plan plan, String signing) {
    var arguments =
        List.of(
            stack.gateway().address(),
            stack.kafka(),
            Long.toString(plan.seed()),
            Integer.toString(plan.orders()),
            Double.toString(plan.errors()),
            plan.pause().toString());
    OwnProcess.start(plan(GENERATOR, 0, GeneratorMain.class, arguments, signing));
  }

  void stopReceiver() {
    stop(RECEIVER);
  }

  void stopGenerator() {
    stop(GENERATOR);
  }

  private void stop(String name) {
    home.process(name).ifPresent(process -> process.stop(Signal.TERM, GRACE));
  }

  private ProcessPlan plan(
      String name, int port, Class<?> main, List<String> arguments, String signing) {
    var command =
        JavaCommand.classPath(classPath())
            .options(JVM)
            .arguments(main.getName())
            .arguments(arguments.toArray(String[]::new))
            .command();
    var environment = Map.of(SIGNING, signing);
    return new ProcessPlan(
        name, port, command, environment, home.log(name), home.record(name), Signal.TERM);
  }

  /** That of this process, absolute: the other one works elsewhere. */
  private static List<Path> classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .toList();
  }
}
