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
    var ann = new Identity("ann", Map.of("shop", Role.OWNER, "lab", Role.VIEWER), null);
    assertThat(Access.decide("rule:write", "shop", ann, roles))
        .isEqualTo(new Access.Granted(Role.OWNER));
    assertThat(Access.decide("rule:write", "lab", ann, roles)).isEqualTo(new Access.Forbidden());
    assertThat(Access.decide("rule:read", "elsewhere", ann, roles)).isEqualTo(new Access.Hidden());
    assertThat(Access.decide(null, null, ann, roles)).isEqualTo(new Access.Granted(null));
  }
}
