package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.local.database.DatabaseAccess;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I9: the audit log, from the topic to its chain, its list, its files and its verification. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class AuditComponentTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** One of its own for each test, so that its chain begins with it. */
  private final String workspace = "audit-" + UUID.randomUUID().toString().substring(0, 8);

  private final String audit = "/api/v1/workspaces/" + workspace + "/audit";
  private Client owner = Client.ANONYMOUS;

  @BeforeEach
  void becomeItsOwner() {
    var key = People.publishedKey(workspace, null, false);
    AccessComponentTest.awaitKnown(key);
    owner = Client.withKey(key);
  }

  @Test
  void anEntryComesOnceHoweverOftenItIsDelivered() {
    var first = entry("ann", "rule:publish", "Rule/a", NOON);
    var second = entry("ann", "rule:publish", "Rule/b", NOON);
    say(first, first, second, first, second);
    awaitEntries(2);
    say(second, first, entry("ann", "rule:publish", "Rule/c", NOON));
    awaitEntries(3);
    assertThat(items(""))
        .extracting(item -> item.path("resource").asText())
        .containsExactly("Rule/c", "Rule/b", "Rule/a");
    assertThat(items("").getLast().path("position").asInt()).isEqualTo(1);
    assertThat(verification().path("entries").asInt()).isEqualTo(3);
  }

  @Test
  void whatIsDoneHereIsInTheLogWithBeforeAndAfter() {
    var user = "bea-" + UUID.randomUUID().toString().substring(0, 8);
    var member = "/api/v1/workspaces/default/members/" + user;
    var admin = People.admin();
    assertThat(admin.send("PUT", member, "{\"role\":\"viewer\"}").status()).isEqualTo(200);
    assertThat(admin.send("PUT", member, "{\"role\":\"editor\"}").status()).isEqualTo(200);
    var log = "/api/v1/workspaces/default/audit?object=Account/" + user;
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> admin.get(log).json().path("items").size() == 2);
    var change = admin.get(log).json().at("/items/0");
    assertThat(change.path("principal").asText()).isEqualTo("admin");
    assertThat(change.path("action").asText()).isEqualTo("member:put");
    assertThat(change.at("/before/role").asText()).isEqualTo("viewer");
    assertThat(change.at("/after/role").asText()).isEqualTo("editor");
  }

  @Test
  void filtersAndPagesLeaveWhatWasAskedFor() {
    say(
        entry("ann", "rule:write", "Rule/a", NOON),
        entry("bob", "rule:publish", "Rule/a", NOON.plusSeconds(1)),
        entry("ann", "rule:publish", "Rule/b", NOON.plusSeconds(2)),
        entry("ann", "ruler:x", "Rule/b", NOON.plusSeconds(3)));
    awaitEntries(4);
    assertThat(positions("?who=ann")).containsExactly(4, 3, 1);
    assertThat(positions("?action=rule:")).containsExactly(3, 2, 1);
    assertThat(positions("?object=Rule/a&action=rule:publish")).containsExactly(2);
    assertThat(positions("?from=2026-03-01T12:00:01Z&to=2026-03-01T12:00:03Z"))
        .containsExactly(3, 2);
    assertThat(positions("?who=nobody")).isEmpty();

    var page = owner.get(audit + "?limit=3").json();
    assertThat(page.path("next").asText()).isEqualTo("2");
    assertThat(positions("?limit=3&after=2")).containsExactly(1);
    assertThat(owner.get(audit + "?limit=3&after=2").json().has("next")).isFalse();
  }

  @Test
  void aQueryIsRefusedWithEveryMistake() {
    var answer = owner.get(audit + "?limit=0&after=x&from=noon&to=a&to=b&acton=rule&who=");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .contains(
            "/query/limit",
            "/query/after",
            "/query/from",
            "/query/to",
            "/query/acton",
            "/query/who");
    assertThat(owner.get(audit + "/export?format=xml").code()).isEqualTo("INVALID_PARAMETER");
    assertThat(owner.get(audit + "/verification?position=1").code()).isEqualTo("INVALID_PARAMETER");
    assertThat(owner.get(audit + "/verification?position=1&hash=abc").code())
        .isEqualTo("INVALID_PARAMETER");
  }

  @Test
  void anExportHoldsEveryEntryAndIsItselfAudited() {
    say(entry("=cmd()", "rule:write", "Rule/a", NOON), entry("ann", "rule:write", "Rule/b", NOON));
    awaitEntries(2);
    var lines = owner.get(audit + "/export");
    assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
    assertThat(lines.body().lines().map(AuditComponentTest::json))
        .extracting(line -> line.path("position").asInt())
        .startsWith(1, 2);
    var table = owner.get(audit + "/export?format=csv&action=rule:");
    assertThat(table.header("Content-Type")).startsWith("text/csv");
    assertThat(table.header("Content-Disposition")).contains("audit-" + workspace + ".csv");
    assertThat(table.body().split("\r\n"))
        .hasSize(3)
        .satisfies(rows -> assertThat(rows[1]).contains(",\"'=cmd()\",\"rule:write\",\"Rule/a\","));
    await().atMost(Duration.ofSeconds(20)).until(() -> items("?action=audit:export").size() == 2);
  }

  @Test
  void anExportOfManyEntriesIsWhole() {
    var many = 1_234;
    try (var probe = TopicProbe.ofTests()) {
      for (var i = 0; i < many; i++) {
        probe.produce(entry("ann", "rule:write", "Rule/r" + i, NOON).message("rule-service"));
      }
    }
    awaitEntries(many);
    assertThat(owner.get(audit + "/export?action=rule:write").body().lines()).hasSize(many);
  }

  @Test
  void verificationNamesTheFirstEntryThatDoesNotFit() throws SQLException {
    for (var i = 0; i < 5; i++) {
      say(entry("ann", "rule:write", "Rule/r" + i, NOON));
    }
    awaitEntries(5);
    var whole = verification();
    assertThat(whole.path("result").asText()).isEqualTo("ok");
    assertThat(whole.at("/head/position").asInt()).isEqualTo(5);

    asSuperuser("UPDATE gateway.audit_entries SET principal = 'eve' WHERE position = 3");
    assertThat(verification().at("/broken/position").asInt()).isEqualTo(3);
    asSuperuser("UPDATE gateway.audit_entries SET principal = 'ann' WHERE position = 3");
    assertThat(verification().path("result").asText()).isEqualTo("ok");

    asSuperuser("DELETE FROM gateway.audit_entries WHERE position = 5");
    assertThat(verification().path("result").asText()).isEqualTo("ok");
    var noted = "?position=5&hash=" + whole.at("/head/hash").asText();
    var cut = owner.get(audit + "/verification" + noted).json();
    assertThat(cut.path("result").asText()).isEqualTo("broken");
    assertThat(cut.at("/broken/position").asInt()).isEqualTo(5);

    asSuperuser("DELETE FROM gateway.audit_entries WHERE position = 2");
    assertThat(verification().at("/broken/position").asInt()).isEqualTo(2);
    assertThat(verification().path("entries").asInt()).isEqualTo(1);
  }

  @Test
  void noRoleOfTheServiceChangesOrRemovesAnEntry() throws SQLException {
    say(entry("ann", "rule:write", "Rule/a", NOON));
    awaitEntries(1);
    var access = Infrastructure.database();
    for (var role : List.of(access.api(), access.path())) {
      for (var statement :
          List.of(
              "UPDATE gateway.audit_entries SET principal = 'eve'",
              "DELETE FROM gateway.audit_entries",
              "TRUNCATE gateway.audit_entries",
              "ALTER TABLE gateway.audit_entries NO FORCE ROW LEVEL SECURITY")) {
        assertDenied(role, statement);
      }
    }
    assertDenied(
        access.api(), "INSERT INTO gateway.audit_entries SELECT * FROM gateway.audit_entries");
    assertThat(verification().path("entries").asInt()).isEqualTo(1);
  }

  @Test
  void eachWorkspaceHasAChainOfItsOwnAndSeesNoOther() {
    say(entry("ann", "rule:write", "Rule/a", NOON));
    awaitEntries(1);
    var other = People.publishedKey(workspace + "-b", null, false);
    AccessComponentTest.awaitKnown(other);
    var stranger = Client.withKey(other);
    assertThat(stranger.get(audit).status()).isEqualTo(404);
    var own = stranger.get("/api/v1/workspaces/" + workspace + "-b/audit").json();
    assertThat(own.path("items").findValuesAsText("resource")).doesNotContain("Rule/a");
  }

  @Test
  void poisonGoesToQuarantineAndTheOthersGoOn() {
    try (var probe = TopicProbe.ofTests()) {
      for (var bad : List.of("", "{", "{}", "null", "[".repeat(1_000))) {
        probe.raw(
            Topics.AUDIT.name(),
            workspace,
            bad.getBytes(StandardCharsets.UTF_8),
            Map.of("ce_type", AuditRecorded.TYPE));
      }
    }
    say(entry("ann\0", "rule:write", "Rule/a", NOON));
    awaitEntries(1);
    assertThat(verification().path("result").asText()).isEqualTo("ok");
  }

  private AuditRecorded entry(String who, String action, String resource, Instant at) {
    var after = new HashMap<String, @org.jspecify.annotations.Nullable Object>();
    after.put("name", resource);
    return new AuditRecorded(UUID.randomUUID(), workspace, at, who, action, resource, null, after);
  }

  private static void say(AuditRecorded... entries) {
    try (var probe = TopicProbe.ofTests()) {
      for (var entry : entries) {
        probe.produce(entry.message("rule-service"));
      }
    }
  }

  private void awaitEntries(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> verification().path("entries").asInt() == count);
  }

  private JsonNode verification() {
    return owner.get(audit + "/verification").json();
  }

  private List<JsonNode> items(String query) {
    return StreamSupport.stream(owner.get(audit + query).json().path("items").spliterator(), false)
        .toList();
  }

  private List<Integer> positions(String query) {
    return items(query).stream().map(item -> item.path("position").asInt()).toList();
  }

  private static JsonNode json(String line) {
    return Wire.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }

  private void asSuperuser(String statement) throws SQLException {
    var superuser = Infrastructure.postgres().superuser();
    try (var connection = superuser.connect();
        var change = connection.createStatement()) {
      var rows = change.executeUpdate(statement + " AND workspace = '" + workspace + "'");
      assertThat(rows).isEqualTo(1);
    }
  }

  private static void assertDenied(DatabaseAccess role, String statement) throws SQLException {
    try (var connection = role.connect();
        var change = connection.createStatement()) {
      assertThatThrownBy(() -> change.execute(statement))
          .as(role.user() + ": " + statement)
          .isInstanceOf(SQLException.class)
          .extracting(fault -> ((SQLException) fault).getSQLState())
          .isEqualTo("42501");
    }
  }
}
