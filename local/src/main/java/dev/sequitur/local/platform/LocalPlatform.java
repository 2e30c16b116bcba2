package dev.sequitur.local.platform;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.Repository;
import dev.sequitur.local.database.DatabaseAccess;
import dev.sequitur.local.process.OwnProcess;
import dev.sequitur.local.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * One whole Sequitur on this machine: broker, database and six services, each a process of its own
 * that outlives this object. State lies in the {@link Home} alone, so that another process can go
 * on with what this one began.
 *
 * <p>Parts are called {@code broker}, {@code database} and as {@link Service#part} says. A name
 * that is not among {@link #parts} (also {@code broker} where an outside broker is used) is an
 * {@link IllegalArgumentException}.
 */
public final class LocalPlatform {

  private static final Duration STOPS = Duration.ofSeconds(30);

  private final Repository repository;
  private final Overrides overrides;
  private final Home home;
  private final Settings settings;
  private final Secrets secrets;
  private final Parts parts;

  /** What the repository's build left, run from this home. Nothing is started yet. */
  public LocalPlatform(Repository repository, Home home, Settings settings, Overrides overrides) {
    home.create();
    this.repository = repository;
    this.overrides = overrides;
    this.home = home;
    this.settings = settings;
    this.secrets = new Secrets(home.secrets());
    this.parts = Parts.of(repository, home, settings, overrides);
  }

  /** For tests and rigs: its own folder, free ports, its own broker and database. */
  public static LocalPlatform isolated(Path folder, Overrides overrides) {
    return isolated(folder, overrides, 1);
  }

  /** The same, with ports for so many replicas of each service. */
  public static LocalPlatform isolated(Path folder, Overrides overrides, int most) {
    return isolated(Repository.find(), folder, overrides, most);
  }

  /** The same, of what another build left. */
  public static LocalPlatform isolated(
      Repository repository, Path folder, Overrides overrides, int most) {
    var platform =
        new LocalPlatform(repository, new Home(folder), Settings.on(Ports.free(most)), overrides);
    // Remembered as `up` does, so that ./sequitur with this home finds it.
    platform.settings.store(platform.home.settings());
    return platform;
  }

  /** The names of all parts, in the order in which they are started. */
  public List<String> parts() {
    return parts.all().stream().map(Part::name).toList();
  }

  /**
   * Starts what does not run, leaves the rest alone, and answers when all can be used.
   *
   * @throws LocalFailure if something stands in the way; what was started until then keeps running
   */
  public void startAll(Progress progress) {
    new Startup(home, settings, secrets, parts, progress).run();
  }

  /**
   * Ends the replicas that are not wanted any more, each in good order. Call it after {@link
   * #startAll}. A gateway learns of other doors by being started again: wherever it was told of
   * others than are wanted, also by a launcher that was killed before it had done so; one after the
   * other.
   *
   * @return what was ended
   */
  public List<String> settleReplicas() {
    for (String name : gatewayNames()) {
      if (!knowsTheDoors(parts.named(name))) {
        stop(name);
        start(name);
      }
    }
    Replicas wanted = settings.replicas();
    List<OwnProcess> surplus =
        home.running().stream().filter(process -> wanted.isSurplus(process.name())).toList();
    // Beside each other: each finishes what it holds, and none waits for another.
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?>[] ends =
          surplus.stream()
              .map(
                  process ->
                      CompletableFuture.runAsync(() -> process.stop(Signal.TERM, STOPS), executor))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(ends).join();
    }
    return surplus.stream().map(OwnProcess::name).toList();
  }

  private boolean knowsTheDoors(Part gateway) {
    return process(gateway.name())
        .filter(it -> it.told().equals(gateway.plan().told()))
        .isPresent();
  }

  /** The same platform with other replicas; nothing is started or ended yet. */
  public LocalPlatform with(Replicas replicas) {
    var scaled = new LocalPlatform(repository, home, settings.with(replicas), overrides);
    scaled.settings.store(home.settings());
    return scaled;
  }

  /** The same home and what runs there; what is started from now on is of another build. */
  public LocalPlatform builtIn(Repository other) {
    return new LocalPlatform(other, home, settings, overrides);
  }

  /** How many processes of each service there are, or are about to be. */
  public Replicas replicas() {
    return settings.replicas();
  }

  /** Starts one part if it does not run, and answers when it can be used. */
  public void start(String part) {
    new PartStart(home, parts.named(part)).run();
  }

  /** Ends one part in good order, or the hard way if that takes too long. */
  public void stop(String part) {
    isEnded(part);
  }

  /**
   * Ends one part in good order and starts it again.
   *
   * @return whether it ended by itself within its time
   */
  public boolean restart(String part) {
    boolean orderly = isEnded(part);
    start(part);
    return orderly;
  }

  private boolean isEnded(String part) {
    Part found = parts.named(part);
    return home.process(part)
        .map(process -> process.stop(found.plan().stopSignal(), STOPS))
        .orElse(true);
  }

  /** Ends everything, in good order: doors first, broker and database last. */
  public void stopAll() {
    new Shutdown(home, STOPS).run(stopped -> {});
  }

  /** As in a power cut. */
  public void kill(String part) {
    process(part).ifPresent(OwnProcess::kill);
  }

  /** Lets it stand still, as a machine that swaps or a network that hangs. */
  public void pause(String part) {
    process(part).ifPresent(process -> process.signal(Signal.STOP));
  }

  /** Lets it go on after {@link #pause}. */
  public void resume(String part) {
    process(part).ifPresent(process -> process.signal(Signal.CONT));
  }

  /** Whether it can be used now. */
  public boolean ready(String part) {
    return process(part).isPresent() && parts.named(part).ready();
  }

  /** Its process, if it runs: pid, signals. */
  public Optional<OwnProcess> process(String part) {
    return home.process(parts.named(part).name());
  }

  /**
   * {@code http://127.0.0.1:<port>} of a service; {@code 127.0.0.1:<port>} of broker and database.
   */
  public String address(String part) {
    return parts.named(part).address();
  }

  /** The names of all gateways; the first is the one that people know. */
  private List<String> gatewayNames() {
    return IntStream.range(0, settings.replicas().of(Service.GATEWAY))
        .mapToObj(ordinal -> Replicas.name(Service.GATEWAY, ordinal))
        .toList();
  }

  /** Where each gateway answers: what a balancer before them is told. */
  public List<String> gateways() {
    return gatewayNames().stream().map(this::address).toList();
  }

  /** Where the first gateway answers. */
  public String gateway() {
    return address(Service.GATEWAY.part());
  }

  /** Where Kafka clients connect, also when the broker is not ours. */
  public String kafka() {
    return settings.kafka();
  }

  /** What a part prints. */
  public Path log(String part) {
    return home.log(parts.named(part).name());
  }

  /** The superuser in the database {@code sequitur}: sees everything, for checkers. */
  public DatabaseAccess database() {
    return parts.superuser(secrets);
  }

  /** A new one-time sign-in link, made at this instant. */
  public String signInLink(Instant now) {
    return gateway() + SignInLink.path(secrets.signInKey(), UUID.randomUUID(), now);
  }

  /** What each running part has used so far. */
  public Map<String, ResourceUse> use() {
    return ResourceUse.of(home.running());
  }
}
