package dev.sequitur.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.Repository;
import dev.sequitur.local.doctor.Examination;
import dev.sequitur.local.process.OwnProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole start and end with a real broker and database; the services answer and do nothing else.
 */
class LocalPlatformComponentTest {

  private static LocalPlatform platform;
  private static Repository repository;
  private static Home home;
  private static Settings settings;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    repository = FakeRepository.in(folder.resolve("project"));
    FakeRepository.addMigration(
        repository, Service.RULE, "V0001__rules.sql", "CREATE TABLE rules (name text);");
    home = new Home(folder.resolve("home"));
    settings = Settings.on(Ports.free(3));
    platform = anotherLauncher();
    platform.startAll(Progress.silent());
  }

  @AfterAll
  static void stop() throws IOException {
    platform.stopAll();
    assertThat(home.running()).isEmpty();
    FakeRepository.unlink(repository);
  }

  @Test
  void everythingIsReadyAndMigrated() throws Exception {
    assertThat(platform.parts()).hasSize(8).allMatch(platform::ready);
    try (Connection connection = platform.database().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT to_regclass('rule.rules') IS NOT NULL")) {
      rows.next();
      assertThat(rows.getBoolean(1)).isTrue();
    }
  }

  @Test
  void anotherLauncherStartsWhatIsMissingAndLeavesTheRestAlone() {
    Map<String, Long> before = pids();
    platform.kill("rule-service");
    platform.kill("database");
    Set<String> started = new ConcurrentSkipListSet<>();

    anotherLauncher().startAll(new Recorder(started));

    assertThat(started).containsExactly("database", "rule-service");
    Map<String, Long> after = pids();
    after.keySet().removeAll(started);
    assertThat(before).containsAllEntriesOf(after);
    assertThat(platform.parts()).allMatch(platform::ready);
  }

  @Test
  void aPausedPartIsNotReadyUntilItGoesOn() {
    platform.pause("broker");
    assertThat(platform.ready("broker")).isFalse();

    platform.resume("broker");
    assertThat(platform.ready("broker")).isTrue();
  }

  @Test
  void onePartIsEndedAndStartedAlone() {
    long before = platform.process("gateway").orElseThrow().pid();

    platform.stop("gateway");
    assertThat(platform.ready("gateway")).isFalse();
    platform.start("gateway");

    assertThat(platform.process("gateway").orElseThrow().pid()).isNotEqualTo(before);
    assertThat(platform.ready("gateway")).isTrue();
  }

  @Test
  void aServiceIsScaledOutAndInWhileTheOthersGoOn() {
    Map<String, Long> before = pids();
    Replicas single = settings.replicas();
    Replicas more = single.with("executor=3,trigger=2,gateway=2");

    LocalPlatform scaled = anotherLauncher().with(more);
    scaled.startAll(Progress.silent());
    assertThat(scaled.settleReplicas()).isEmpty();

    assertThat(pids())
        .containsKeys("executor-service-2", "executor-service-3", "trigger-service-2", "gateway-2");
    assertThat(scaled.gateways())
        .containsExactly(scaled.gateway(), scaled.address("gateway-2"))
        .doesNotHaveDuplicates();
    assertThat(scaled.parts()).hasSize(12).allMatch(scaled::ready);
    assertThat(Settings.load(home.settings()).replicas()).isEqualTo(more);

    LocalPlatform back = scaled.with(single);
    back.startAll(Progress.silent());
    assertThat(back.settleReplicas())
        .containsExactlyInAnyOrder(
            "executor-service-2", "executor-service-3", "trigger-service-2", "gateway-2");

    Map<String, Long> after = pids();
    // The gateway was started anew to learn of the doors.
    assertThat(after.remove("gateway")).isNotEqualTo(before.remove("gateway"));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void theGatewayLearnsOfDoorsAlsoWhereALauncherWasKilledBeforeItTold() {
    LocalPlatform killed = anotherLauncher().with(settings.replicas().with("trigger=2"));
    killed.startAll(Progress.silent());
    long untold = platform.process("gateway").orElseThrow().pid();

    Settings remembered = Settings.load(home.settings());
    LocalPlatform next = new LocalPlatform(repository, home, remembered, Overrides.none());
    next.startAll(Progress.silent());
    assertThat(next.settleReplicas()).isEmpty();

    OwnProcess gateway = platform.process("gateway").orElseThrow();
    assertThat(gateway.pid()).isNotEqualTo(untold);
    assertThat(gateway.told()).contains(next.address("trigger-service-2"));
    next.settleReplicas();
    assertThat(platform.process("gateway").orElseThrow().pid()).isEqualTo(gateway.pid());
    assertThat(anotherLauncher().with(settings.replicas()).settleReplicas())
        .containsExactly("trigger-service-2");
  }

  @Test
  void aPortInUseIsToldBeforeAnythingIsStarted(@TempDir Path empty) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Settings clashing = Settings.on(Ports.free().with("reporting-service", taken.getLocalPort()));
      Home other = new Home(empty);
      LocalPlatform never = new LocalPlatform(repository, other, clashing, Overrides.none());

      assertThatThrownBy(() -> never.startAll(Progress.silent()))
          .isInstanceOf(LocalFailure.class)
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("reporting-service");
      assertThat(other.running()).isEmpty();
    }
  }

  @Test
  void theDoctorNamesWhatIsWrongAndTellsNoSecret(@TempDir Path elsewhere) throws Exception {
    String password = Files.readString(home.secrets().resolve("database-superuser")).strip();
    Files.writeString(
        home.log("rule-service"),
        "2026-11-26 20:00:00,000 ERROR [some.Driver] url=postgres://u:%s@h password=%s\n"
            .formatted(password, "not-one-of-ours"),
        StandardOpenOption.APPEND);
    platform.kill("reporting-service");
    Path file = elsewhere.resolve("bundle.zip");

    List<String> noticed = new Examination(home, platform).into(file);
    platform.start("reporting-service");

    assertThat(noticed)
        .contains("reporting-service does not run.")
        .anyMatch(one -> one.startsWith("rule-service has logged 1 errors"));
    Map<String, String> entries = entries(file);
    assertThat(entries)
        .containsKeys("machine.txt", "settings.properties", "logs/broker.log", "noticed.txt");
    assertThat(entries.get("database/tables.txt")).contains("PostgreSQL").contains("rules");
    assertThat(entries.get("health/gateway.json")).startsWith("HTTP ");
    assertThat(entries.get("logs/rule-service.log")).contains("url=postgres://u:[hidden]@h");
    String all = String.join("\n", entries.values());
    assertThat(all).doesNotContain(password, "not-one-of-ours");
    try (Stream<Path> secrets = Files.list(home.secrets())) {
      for (Path secret : secrets.filter(one -> !one.toString().contains("public")).toList()) {
        for (String line : Files.readAllLines(secret)) {
          if (line.isBlank() || line.startsWith("-----")) {
            continue;
          }
          assertThat(all).doesNotContain(line.substring(line.indexOf(':') + 1));
        }
      }
    }
    assertThatThrownBy(() -> new Examination(home, platform).into(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  private static Map<String, String> entries(Path file) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  @Test
  void whatPartsUseIsMeasured() {
    assertThat(platform.use()).containsOnlyKeys(platform.parts());
    assertThat(platform.use().values()).allSatisfy(use -> assertThat(use.cpu()).isPositive());
  }

  private static LocalPlatform anotherLauncher() {
    return new LocalPlatform(repository, home, settings, Overrides.none());
  }

  private static Map<String, Long> pids() {
    Map<String, Long> pids = new TreeMap<>();
    for (OwnProcess process : home.running()) {
      pids.put(process.name(), process.pid());
    }
    return pids;
  }

  private record Recorder(Set<String> started) implements Progress {

    @Override
    public void ready(String part, String address, Duration took) {
      started.add(part);
    }

    @Override
    public void alreadyReady(String part, String address) {}

    @Override
    public void migrated(int migrations, Duration took) {}
  }
}
