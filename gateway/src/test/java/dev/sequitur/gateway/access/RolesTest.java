package dev.sequitur.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesTest {

  private static final Set<String> ADMINISTRATION =
      Set.of("api-key:manage", "member:manage", "audit:read");

  private final Roles roles = new Roles();

  @Test
  void aRoleAboveAnotherHoldsAllThatTheOtherHolds() {
    for (var role : Role.values()) {
      for (var other : Role.values()) {
        if (role.isAbove(other)) {
          assertThat(roles.permissions(role)).containsAll(roles.permissions(other));
        }
      }
    }
  }

  @Test
  void anEditorDoesEverythingButAdministration() {
    assertThat(roles.permissions(Role.OWNER)).containsAll(ADMINISTRATION);
    assertThat(roles.permissions(Role.EDITOR))
        .doesNotContainAnyElementsOf(ADMINISTRATION)
        .hasSize(roles.permissions(Role.OWNER).size() - ADMINISTRATION.size());
  }

  @Test
  void anOperatorReadsSendsAndRedrives() {
    assertThat(roles.permissions(Role.OPERATOR))
        .contains("payload:read", "event:write", "dead-letter:redrive")
        .noneMatch(permission -> permission.endsWith(":publish"))
        .noneMatch(permission -> permission.startsWith("secret:"));
  }

  @Test
  void aViewerReadsButNoPayload() {
    assertThat(roles.permissions(Role.VIEWER))
        .allMatch(permission -> permission.endsWith(":read"))
        .doesNotContain("payload:read", "audit:read");
  }

  @Test
  void theRoleInThePathsWorkspaceDecides() {
    var ann = Identity.account("ann", Map.of("shop", Role.OWNER, "lab", Role.VIEWER), "s");
    assertThat(Access.decide("rule:write", "shop", ann, roles))
        .isEqualTo(new Access.Granted(new Grant(Role.OWNER, null)));
    assertThat(Access.decide("rule:write", "lab", ann, roles)).isEqualTo(new Access.Forbidden());
    assertThat(Access.decide("rule:read", "elsewhere", ann, roles)).isEqualTo(new Access.Hidden());
    assertThat(Access.decide(null, null, ann, roles)).isEqualTo(new Access.Granted(null));
  }

  @Test
  void aKeyMayDoWhatIsInItsRoleAndInItsScope() {
    var key = Identity.key("k1", "ci", "shop", Role.EDITOR, Set.of("rule:write", "audit:read"));
    assertThat(Access.decide("rule:write", "shop", key, roles)).isInstanceOf(Access.Granted.class);
    assertThat(Access.decide("rule:read", "shop", key, roles)).isEqualTo(new Access.OutOfScope());
    assertThat(Access.decide("audit:read", "shop", key, roles)).isEqualTo(new Access.Forbidden());
    assertThat(new Grant(Role.EDITOR, key.scope()).permissions(roles))
        .containsExactly("rule:write");
  }

  @Test
  void nobodyGivesWhatTheyDoNotHold() {
    var owner = new Grant(Role.OWNER, null);
    var scoped = new Grant(Role.OWNER, Set.of("api-key:manage", "run:read"));
    assertThat(owner.covers(scoped, roles)).isTrue();
    assertThat(scoped.covers(owner, roles)).isFalse();
    assertThat(scoped.covers(new Grant(Role.VIEWER, null), roles)).isFalse();
    assertThat(scoped.covers(new Grant(Role.VIEWER, Set.of("run:read")), roles)).isTrue();
    assertThat(new Grant(Role.EDITOR, null).covers(owner, roles)).isFalse();
  }
}
