package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands for users, typed as a person types them: exit code, stdout, stderr. */
@ExtendWith(SharedRig.class)
class CommandLineE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Rig rig;
  private final Api api;
  private final RecordingTarget target;
  private final Shell shell;
  private final Path folder;
  private String name = "";

  CommandLineE2E(Rig rig, RecordingTarget target, @TempDir Path folder) {
    this.rig = rig;
    this.api = rig.api();
    this.target = target;
    this.folder = folder;
    this.shell = new Shell(folder, rig.folder());
  }

  @BeforeEach
  void ownName() {
    name = "cli-" + UUID.randomUUID().toString().substring(0, 8);
  }

  @AfterEach
  void archive() {
    api.delete("/triggers/" + name);
    api.delete("/rules/" + name);
  }

  private String manifests() {
    return """
        # A comment stays in the file.
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s, labels: { test: cli } }
        spec:
          webhook: { path: %1$s, verify: { none: true } }
          event: { type: com.example.%1$s, id: "${body.id}", data: "${body}" }
        ---
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s, description: 'yes: "quoted", 007' }
        spec:
          on: [com.example.%1$s]
          when: |
            data.amount > 100
              && data.name != "no"
          then:
            - id: tell
              uses: http.request@1
              with: { method: POST, url: "%2$s", body: { n: 1.50, on: "007", off: null } }
              retry: { max: 0 }
        """
        .formatted(name, target.url("/" + name));
  }

  private void automate() {
    api.publish(manifests());
  }

  /** Ids are the test's own: the same id and source would be the same event. */
  private String send(String id) {
    var data = "{\"id\":\"%s\",\"amount\":150,\"name\":\"x\"}".formatted(id);
    var said =
        shell.run(
            "events", "send", "--type", "com.example." + name, "--id", name + id, "--data", data);
    return said.expect(0).out().lines().skip(1).findFirst().orElseThrow();
  }

  private String runOf(String event) {
    await()
        .atMost(PATIENCE)
        .until(() -> !api.get("/runs?eventId=" + event).json().path("items").isEmpty());
    return api.get("/runs?eventId=" + event).json().at("/items/0/runId").asText();
  }

  @Test
  void whatGetWritesIsAppliedBackUnchanged() {
    shell.file("a.yaml", manifests());
    assertThat(shell.run("apply", "-f", "a.yaml", "--publish").expect(0).out())
        .contains("Trigger", "Rule", name, "published");
    assertThat(shell.run("diff", "-f", "a.yaml").expect(0).out()).isEmpty();

    var written = shell.run("get", "rule", name, "-o", "yaml").expect(0).out();
    assertThat(written).contains("on:\n    - com.example." + name);
    shell.file("b.yaml", written);
    assertThat(shell.run("diff", "-f", "b.yaml").expect(0).out()).isEmpty();
    assertThat(shell.run("apply", "-f", "b.yaml", "--publish").expect(0).out())
        .contains("unchanged");
    assertThat(shell.runWith(written, "apply", "-f", "-").expect(0).out()).contains("unchanged");
  }

  @Test
  void diffShowsWhatApplyWouldChange() {
    automate();
    shell.file("a.yaml", manifests().replace("> 100", "> 200").replace("yes: ", "no: "));
    var said = shell.run("diff", "-f", "a.yaml").expect(1);
    assertThat(said.out())
        .contains("--- server Rule/" + name, "+++ a.yaml:", "-    data.amount > 100")
        .contains("+    data.amount > 200");
    shell.run("diff", "-f", "missing.yaml").expect(2);
  }

  @Test
  void everyMistakeIsToldWithFileAndLine() {
    shell.file(
        "bad.yaml",
        """
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %s }
        spec:
          on: []
          when: data.amount >
          colour: blue
          then:
            - { id: a, uses: http.request@9, with: {} }
        ---
        apiVersion: sequitur.dev/v1
        kind: Nonsense
        metadata: { name: n }
        spec: {}
        """
            .formatted(name));
    for (var command : new String[] {"validate", "apply"}) {
      var said = shell.run(command, "-f", "bad.yaml").expect(3);
      assertThat(said.out()).isEmpty();
      assertThat(said.err())
          .contains("bad.yaml:5 Rule/" + name + " /spec/on: ")
          .contains("bad.yaml:6 Rule/" + name + " /spec/when: ")
          .contains("bad.yaml:7 Rule/" + name + " /spec/colour: ")
          .contains("bad.yaml:9 Rule/" + name + " /spec/then/0/uses: ")
          .contains("bad.yaml:12 Nonsense/n /kind: ", "VALIDATION_FAILED", "trace ");
    }
    shell.run("get", "rule", name).expect(3);
  }

  @Test
  void validatingAndDryRunsStoreNothing() {
    shell.file("a.yaml", manifests());
    assertThat(shell.run("validate", "-f", ".").expect(0).out())
        .isEqualTo("2 manifests are valid.\n");
    assertThat(shell.run("apply", "-f", "a.yaml", "--dry-run").expect(0).err()).contains("dry run");
    assertThat(shell.run("get", "rules", name).expect(3).err()).contains("DEFINITION_NOT_FOUND");
  }

  @Test
  void deletedDefinitionsAreGone() {
    automate();
    assertThat(shell.run("get", "all", "-l", "test=cli").expect(0).out()).contains(name, "ACTIVE");
    shell.run("delete", "trigger", name).expect(0);
    shell.run("get", "trigger", name).expect(3);
    assertThat(shell.run("get", "gizmo").expect(2).err()).contains("Trigger", "Rule", "Connection");
  }

  @Test
  void whoIsNotAllowedIsToldSo() {
    var wrong = shell.with("SEQUITUR_API_KEY", "sq_wrong");
    assertThat(wrong.run("get", "rules").expect(5).err()).isNotBlank();
    shell.file("a.yaml", manifests());
    var viewer = shell.with("SEQUITUR_API_KEY", rig.newKey("viewer"));
    viewer.run("get", "rules").expect(0);
    assertThat(viewer.run("apply", "-f", "a.yaml").expect(5).err()).contains("FORBIDDEN");
  }

  @Test
  void gatewayThatDoesNotAnswerIsNamed() {
    var said = shell.run("get", "rules", "--gateway", "http://127.0.0.1:1", "--key", "k").expect(4);
    assertThat(said.err()).contains("http://127.0.0.1:1");
    shell.run("runs", "watch", "--gateway", "http://127.0.0.1:1", "--key", "k").expect(4);
    shell.run("get", "rules", "--gateway", "http://127.0.0.1:1").expect(2);
    shell.run("get").expect(2);
    shell.run("get", "rules", "--workspace", "no such").expect(2);
    shell.run("get", "rules", "--gateway", "ftp://127.0.0.1", "--key", "k").expect(2);
    shell.run("get", "rules", "--key", "two\nlines").expect(2);
  }

  @Test
  void keyThatWasRevokedIsReplaced() throws Exception {
    shell.run("get", "rules").expect(0);
    Files.writeString(rig.folder().resolve("secrets/user.key"), "sq_revoked\n");
    shell.run("get", "rules").expect(0);
  }

  @Test
  void eventIsSentAndItsRunIsSeen() throws Exception {
    automate();
    var run = runOf(send("o-1"));
    assertThat(shell.run("runs", "watch", run, "--timeout", "PT30S").expect(0).out())
        .contains(run + "  SUCCEEDED  " + name);
    var listed = shell.run("runs", "list", "--rule", name, "-o", "json").expect(0).out();
    assertThat(new ObjectMapper().readTree(listed).at("/items/0/runId").asText()).isEqualTo(run);
    assertThat(shell.run("runs", "show", run).expect(0).out())
        .contains("http.request@1", "HTTP 200", "SUCCEEDED");
    assertThat(target.calls("/" + name)).hasSize(1);
  }

  @Test
  void warningsAreToldWhereARuleIsCheckedAndWhereItIsApplied() {
    automate();
    var narrow =
        manifests()
            .split("---\n", -1)[1]
            .replace("metadata: { name: " + name, "metadata: { name: " + name + "-narrow")
            .replace("> 100", "> 200");
    shell.file("narrow.yaml", narrow);
    var warning =
        "Rule/%1$s-narrow /spec/when: %1$s-narrow, %1$s: Whenever %1$s-narrow matches, %1$s does too"
            .formatted(name);
    try {
      assertThat(shell.run("validate", "-f", "narrow.yaml").expect(0).err())
          .contains("warning: narrow.yaml:", warning, "(SHADOWED)");
      assertThat(shell.run("apply", "-f", "narrow.yaml", "--publish").expect(0).err())
          .contains(warning, "(SHADOWED)");
    } finally {
      api.delete("/rules/" + name + "-narrow");
    }
  }

  @Test
  void ruleIsExplainedAndTriedOnItsPast() {
    automate();
    runOf(send("o-1"));
    assertThat(shell.run("rules", "explain", name).expect(0).out()).contains("It matched 1 event.");
    var same = shell.run("rules", "backtest", name, "--compare", "1").expect(0);
    assertThat(same.err()).contains("Backtest ");
    assertThat(same.out()).contains("SUCCEEDED", "version 1: 1");
    shell.file("draft.yaml", manifests().replace("> 100", "> 200"));
    var stricter =
        shell.run("rules", "backtest", name, "-f", "draft.yaml", "--compare", "1").expect(1);
    assertThat(stricter.out()).contains("removed", "data.amount > 200 (alone: 1)");
    shell.run("rules", "explain", "no-such").expect(3);
  }

  @Test
  void failedRunIsWatchedDeadLettersAreRedriven() {
    target.answer("/" + name, 503);
    automate();
    var run = runOf(send("o-1"));
    shell.run("runs", "watch", run, "--timeout", "PT30S").expect(1);
    await()
        .atMost(PATIENCE)
        .until(() -> shell.run("dead-letters", "list", "--rule", name).out().contains("tell"));

    target.answer("/" + name, 200);
    shell.run("dead-letters", "redrive").expect(2);
    assertThat(shell.run("dead-letters", "redrive", "--rule", name, "--dry-run").expect(0).out())
        .isEqualTo("1 would go again.\n");
    assertThat(shell.run("dead-letters", "redrive", "--rule", name).expect(0).out())
        .isEqualTo("1 go again.\n");
    await()
        .atMost(PATIENCE)
        .until(() -> api.get("/runs/" + run).json().path("state").asText().equals("SUCCEEDED"));
  }

  @Test
  void watchGoesOnAfterACut() throws Exception {
    automate();
    try (var proxy = new CuttingProxy(api.gateway())) {
      var out = folder.resolve("watch.txt");
      var watch =
          shell
              .with("SEQUITUR_GATEWAY", proxy.address())
              .with("SEQUITUR_API_KEY", api.key())
              .start(out, "runs", "watch", "--rule", name);
      try {
        await().atMost(PATIENCE).until(() -> seen(out, "before-" + UUID.randomUUID()));
        assertThat(proxy.cut()).isPositive();
        var run = runOf(send("after"));
        await().atMost(PATIENCE).until(() -> Files.readString(out).contains(run + "  SUCCEEDED"));
      } finally {
        watch.descendants().forEach(ProcessHandle::destroy);
        watch.destroy();
      }
    }
  }

  /** Sends until the watcher tells of something: from then on it listens. */
  private boolean seen(Path out, String id) throws Exception {
    send(id);
    return Files.readString(out).contains("SUCCEEDED");
  }

  @Test
  void helpShowsAllCommands() {
    assertThat(shell.run("--help").expect(0).out())
        .contains("up", "status", "reset", "apply", "diff", "validate", "get", "delete", "events")
        .contains("runs", "dead-letters", "completion", "demo", "torture", "bench");
    assertThat(shell.run("completion").expect(0).out()).contains("complete -F", "dead-letters");
  }
}
