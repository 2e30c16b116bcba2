package dev.sequitur.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.gateway.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The parts of a sign-in that need nobody else. */
class OidcPartsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void aFlowIsReadBackFromItsCookieAndDerivesTheSame() {
    var flow = Flow.begin(NOW, to("/runs?a=b"));
    var read = Objects.requireNonNull(Flow.read(flow.text()));
    assertThat(read).isEqualTo(flow);
    assertThat(read.hasState(flow.state())).isTrue();
    assertThat(List.of(flow.state(), flow.nonce(), flow.verifier()))
        .doesNotHaveDuplicates()
        .allSatisfy(derived -> assertThat(derived).hasSize(43));
    assertThat(Flow.begin(NOW, to("/runs?a=b")).state()).isNotEqualTo(flow.state());
    assertThat(flow.toString()).doesNotContain(flow.text());
  }

  @Test
  void aFlowEndsAfterTenMinutesAndHasNotBegunInTheFuture() {
    var flow = Flow.begin(NOW, to("/"));
    assertThat(flow.isOver(NOW)).isFalse();
    assertThat(flow.isOver(NOW.plus(Flow.LIFETIME).minusSeconds(1))).isFalse();
    assertThat(flow.isOver(NOW.plus(Flow.LIFETIME))).isTrue();
    assertThat(flow.isOver(NOW.minus(Duration.ofHours(1)))).isTrue();
  }

  @Test
  void aCookieOfAnotherFormIsNoFlow() {
    var text = Flow.begin(NOW, to("/")).text();
    var abroad = Flow.begin(NOW, to("//evil.example")).text();
    for (var cookie : List.of("", "x", text.substring(1).replace('.', ' '), text + "=", abroad)) {
      assertThat(Flow.read(cookie)).as(cookie).isNull();
    }
    assertThat(Flow.read(null)).isNull();
  }

  @Test
  void ofSeveralGroupsTheHighestRoleCounts() {
    var roles =
        GroupRoles.of(
            "roles",
            "realm.roles",
            List.of("CN=ops,DC=x=default:operator", "admins=default:owner", "shop=shop:viewer"));
    var claims =
        Map.<String, Object>of(
            "realm", Map.of("roles", List.of("CN=ops,DC=x", "admins", "shop", 7, "other")));
    assertThat(roles.in(claims)).isEqualTo(Map.of("default", Role.OWNER, "shop", Role.VIEWER));
    assertThat(roles.in(Map.of("realm", "none"))).isEmpty();
    assertThat(roles.in(Map.of("realm.roles", "shop"))).isEqualTo(Map.of("shop", Role.VIEWER));
    assertThat(roles.areIn(Map.of())).isFalse();
    assertThat(roles.areIn(Map.of("realm", Map.of("roles", List.of())))).isTrue();
  }

  @Test
  void aRowThatIsNoMappingIsNamedAtTheStart() {
    for (var row :
        List.of(
            "",
            "admins",
            "admins=default",
            "=default:owner",
            "a=default:emperor",
            "a=Not a name:owner")) {
      assertThatThrownBy(() -> GroupRoles.of("issuers.a.roles", "groups", List.of(row)))
          .as(row)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("sequitur.gateway.oidc.issuers.a.roles");
    }
  }

  @Test
  void whatAFlowIsForIsInItsState() {
    var flow = Flow.begin(NOW, new Flow.Aim("company", true, "/"));
    var read = Objects.requireNonNull(Flow.read(flow.text()));
    assertThat(read.aim()).isEqualTo(new Flow.Aim("company", true, "/"));
    for (var changed :
        List.of(
            flow.text().replace(".link.", ".sign-in."),
            flow.text().replace(".company.", ".partner."))) {
      assertThat(Objects.requireNonNull(Flow.read(changed)).hasState(flow.state())).isFalse();
    }
  }

  private static Flow.Aim to(String target) {
    return new Flow.Aim("company", false, target);
  }
}
