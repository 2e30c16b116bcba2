package dev.sequitur.e2e.rig;

import dev.sequitur.local.Repository;
import dev.sequitur.local.command.AdminSession;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.Overrides;
import dev.sequitur.local.platform.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A whole Sequitur on free ports in a folder of its own, ready to be used, ended with {@link
 * #close}.
 */
public final class Rig implements AutoCloseable {

  /** Room on the ports for scaling out. */
  private static final int MOST_REPLICAS = 3;

  private final Path folder;
  private volatile LocalPlatform platform;
  private final Thread atExit = new Thread(this::end, "rig-end");
  private final AtomicInteger keys = new AtomicInteger();
  private Api api;

  private Rig(Path folder, LocalPlatform platform) {
    this.folder = folder;
    this.platform = platform;
    this.api = new Api(platform.gateway(), "");
  }

  /** Starts everything in a new folder, with configuration added to every service's. */
  public static Rig start(Map<String, String> environment, Progress progress) {
    return start(Repository.find(), environment, progress);
  }

  /** The same, of what another build left. */
  public static Rig start(
      Repository repository, Map<String, String> environment, Progress progress) {
    try {
      var folder = Files.createTempDirectory("sequitur-rig");
      var overrides = new Overrides(Overrides.from(System.getenv()).jvmOptions(), environment);
      var rig =
          new Rig(folder, LocalPlatform.isolated(repository, folder, overrides, MOST_REPLICAS));
      // Whatever ends this process, its parts end with it.
      Runtime.getRuntime().addShutdownHook(rig.atExit);
      rig.platform.startAll(progress);
      rig.api = new Api(rig.platform.gateway(), rig.newKey("owner"));
      return rig;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Rig start() {
    return start(Map.of(), Progress.silent());
  }

  /**
   * Starts and ends replicas as {@code ./sequitur up --replicas} does.
   *
   * @param change such as {@code executor=3,rule=2}
   * @return what was ended
   */
  public List<String> scale(String change) {
    platform = platform.with(platform.replicas().with(change));
    platform.startAll(Progress.silent());
    return platform.settleReplicas();
  }

  public LocalPlatform platform() {
    return platform;
  }

  /** The API, called with an owner's key. */
  public Api api() {
    return api;
  }

  /** A new API key of a role in the workspace {@code default}. */
  public String newKey(String role) {
    try (var session = AdminSession.open(platform.gateway(), platform.signInLink(Instant.now()))) {
      // Several tests share a rig, and two keys cannot have one name.
      return session.createApiKey("rig-" + role + "-" + keys.incrementAndGet(), role);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(atExit);
    delete(folder);
  }

  private void end() {
    platform.stopAll();
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
