package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.gateway.access.Role;
import dev.sequitur.gateway.access.Roles;
import dev.sequitur.gateway.route.RouteFile;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every operation has its row, and the row says what the roles say. */
class AccessMatrixTest {

  private final AccessMatrix matrix = AccessMatrix.read();

  @Test
  void everyOperationHasItsRowAndEveryRowItsOperation() {
    assertThat(matrix.rows().keySet())
        .containsExactlyInAnyOrderElementsOf(
            RouteFile.read().stream().map(route -> route.method() + " " + route.path()).toList());
  }

  @Test
  void nobodyWhoIsNotKnownIsLetInToAnythingProtected() {
    for (var route : RouteFile.read()) {
      for (var caller : matrix.callers()) {
        var expected = matrix.expected(route.method() + " " + route.path(), caller);
        var isOpen = route.isPublic() || route.isIngest();
        switch (caller) {
          case "anonymous", "expired", "disabled" ->
              assertThat(expected).isEqualTo(isOpen ? "in" : "401");
          case "stranger" -> assertThat(expected).isEqualTo(route.needed() == null ? "in" : "404");
          case "scoped" ->
              assertThat(expected)
                  .isEqualTo(
                      route.needed() == null || route.needed().equals("run:read") ? "in" : "403");
          default -> assertThat(expected).isEqualTo(ofRole(route, caller));
        }
      }
    }
  }

  private static String ofRole(dev.sequitur.gateway.route.Route route, String caller) {
    var held = new Roles().permissions(Objects.requireNonNull(Role.named(caller), caller));
    var needed = route.needed();
    return needed == null || held.contains(needed) ? "in" : "403";
  }
}
