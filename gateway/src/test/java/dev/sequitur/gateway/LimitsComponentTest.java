package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** I6: who asks for too much is told to wait, and nobody else is. */
@QuarkusTest
@TestProfile(LimitsComponentTest.Narrow.class)
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class LimitsComponentTest {

  private static final int RATE = 20;
  private static final int QUOTAS = 20;

  /** Small enough to be exceeded by a test's own pace. */
  public static final class Narrow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "sequitur.gateway.limits.event-rate", String.valueOf(RATE),
          "sequitur.gateway.limits.workspace-rate", String.valueOf(RATE),
          "sequitur.gateway.limits.caller-rate", String.valueOf(2 * RATE),
          "sequitur.gateway.limits.burst", "1s");
    }
  }

  @BeforeEach
  void startOwners() {
    FakeOwner.startAll();
  }

  @Test
  void aWorkspaceAtTwentyTimesItsQuotaLeavesTheOthersUnaffected() {
    var started = System.nanoTime();
    var noisy = new ArrayList<Client.Answer>();
    var quiet = new ArrayList<Client.Answer>();
    for (var i = 0; i < QUOTAS * RATE; i++) {
      noisy.add(Client.ANONYMOUS.send("POST", "/hooks/noisy/orders", "{}"));
      if (i % (2 * QUOTAS) == 0) {
        quiet.add(Client.ANONYMOUS.send("POST", "/hooks/quiet/orders", "{}"));
      }
    }
    var seconds = (System.nanoTime() - started) / 1e9;
    assertThat(quiet).hasSize(RATE / 2).allMatch(answer -> answer.status() == 200);
    var accepted = noisy.stream().filter(answer -> answer.status() == 200).count();
    assertThat(accepted).isBetween((long) RATE, (long) (RATE + RATE * seconds + 1));
    var refused = noisy.stream().filter(answer -> answer.status() != 200).toList();
    assertThat(refused).isNotEmpty().allSatisfy(LimitsComponentTest::assertToldToWait);
    assertThat(FakeOwner.askedOf("trigger").stream().filter(asked -> asked.uri().contains("noisy")))
        .as("what is refused reaches no owner")
        .hasSize((int) accepted);
  }

  @Test
  void webhooksUseUpNothingOfWhatPeopleMayAskFor() {
    var viewer = known("hooked");
    for (var i = 0; i < 3 * RATE; i++) {
      Client.ANONYMOUS.send("POST", "/hooks/hooked/orders", "{}");
    }
    assertThat(viewer.get("/api/v1/workspaces/hooked/rules").status()).isEqualTo(200);
    // One or two may find a token that has come back meanwhile.
    var events =
        IntStream.range(0, 10)
            .mapToObj(_ -> viewer.send("POST", "/api/v1/workspaces/hooked/events", "{}").status());
    assertThat(events).as("events that come with a key are events all the same").contains(429);
  }

  @Test
  void aWorkspacesRequestsAreCountedWhoeverMakesThem() {
    var first = known("busy");
    var second = known("busy");
    var other = known("idle");
    var refused = new ArrayList<Client.Answer>();
    for (var i = 0; i < 2 * RATE && refused.isEmpty(); i++) {
      var answer = (i % 2 == 0 ? first : second).get("/api/v1/workspaces/busy/rules");
      if (answer.status() != 200) {
        refused.add(answer);
      }
    }
    assertThat(refused).hasSize(1).allSatisfy(LimitsComponentTest::assertToldToWait);
    assertThat(other.get("/api/v1/workspaces/idle/rules").status()).isEqualTo(200);
  }

  @Test
  void aStrangerUsesUpNothingOfAWorkspace() {
    var member = known("home");
    var stranger = known("elsewhere");
    for (var i = 0; i < 3 * RATE; i++) {
      assertThat(stranger.get("/api/v1/workspaces/home/rules").status()).isIn(404, 429);
      Client.ANONYMOUS.get("/api/v1/workspaces/home/rules");
    }
    assertThat(member.get("/api/v1/workspaces/home/rules").status()).isEqualTo(200);
  }

  @Test
  void aKeyThatAsksTooMuchIsToldSoWhereverItAsks() {
    var key = known("greedy");
    var answers = new ArrayList<Integer>();
    for (var i = 0; i < 4 * RATE; i++) {
      answers.add(key.get("/api/v1/whoami").status());
    }
    assertThat(answers).contains(429).startsWith(200);
    assertThat(known("greedy").get("/api/v1/whoami").status()).isEqualTo(200);
  }

  private static void assertToldToWait(Client.Answer answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("TOO_MANY_REQUESTS");
    assertThat(List.of("1", "2")).contains(String.valueOf(answer.header("Retry-After")));
  }

  private static Client known(String workspace) {
    var key = People.publishedKey(workspace, null, false);
    AccessComponentTest.awaitKnown(key);
    return Client.withKey(key);
  }
}
