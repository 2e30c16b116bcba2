package dev.sequitur.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private static final List<HttpMethod> METHODS =
      List.of(
          HttpMethod.GET,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.DELETE,
          HttpMethod.PATCH,
          HttpMethod.TRACE,
          HttpMethod.CONNECT);

  private final List<Route> all = RouteFile.read();
  private final Routes routes = new Routes(all);

  @Test
  void eachOperationIsFoundByItsOwnMethodAndPath() {
    for (var route : all) {
      var match = routes.find(route.method(), PathTricks.filled(route));
      assertThat(match).as(route.path()).isNotNull();
      assertThat(match.route()).isEqualTo(route);
      assertThat(match.workspace()).isEqualTo(route.path().contains("{workspace}") ? "shop" : null);
    }
  }

  @Test
  void noTrickWithAPathReachesAnOperation() {
    for (var route : all) {
      for (var trick : PathTricks.of(route).toList()) {
        for (var method : METHODS) {
          assertThat(routes.find(method, trick)).as(method + " " + trick).isNull();
        }
      }
    }
  }

  @Test
  void anOperationsPathDoesNothingWithAnotherMethod() {
    for (var route : all) {
      var path = PathTricks.filled(route);
      for (var method : METHODS) {
        var listed =
            all.stream()
                .anyMatch(
                    one ->
                        one.method().equals(method)
                            && path.matches(one.path().replaceAll("\\{\\w+}", "[a-z0-9.-]+")));
        if (!listed) {
          assertThat(routes.find(method, path)).as(method + " " + path).isNull();
        }
      }
    }
  }

  @Test
  void headIsAllowedWhereGetIs() {
    assertThat(routes.find(HttpMethod.HEAD, "/api/v1/workspaces/shop/rules")).isNotNull();
    assertThat(routes.find(HttpMethod.HEAD, "/hooks/shop/orders")).isNull();
  }

  @Test
  void aNameMayBeTheSameAsAnAction() {
    var named = routes.find(HttpMethod.GET, "/api/v1/workspaces/shop/rules/validate");
    assertThat(named).isNotNull();
    assertThat(named.route().path()).endsWith("/rules/{name}");
    var action = routes.find(HttpMethod.POST, "/api/v1/workspaces/shop/rules/validate");
    assertThat(action).isNotNull();
    assertThat(action.route().path()).endsWith("/rules/validate");
  }

  @Test
  void aWebhooksAddressMayHaveSeveralSegments() {
    for (var address : List.of("a", "shop/orders", "a/b/c_d-", "0")) {
      assertThat(routes.find(HttpMethod.POST, "/hooks/shop/" + address)).as(address).isNotNull();
    }
    for (var address :
        List.of(
            "",
            "/",
            "a/",
            "a//b",
            "a/../b",
            ".",
            "a/-b",
            "A",
            "a.json",
            "a%2fb",
            "a".repeat(201))) {
      assertThat(routes.find(HttpMethod.POST, "/hooks/shop/" + address)).as(address).isNull();
    }
  }

  @Test
  void aPathTellsItsMethods() {
    assertThat(routes.methodsAt("/api/v1/workspaces/shop/rules/a"))
        .containsExactly("DELETE", "GET", "PUT");
    assertThat(routes.methodsAt("/api/v1/workspaces/shop/nothing")).isEmpty();
  }

  @Test
  void everyPermissionIsOneThatOwnersHold() {
    var roles = new dev.sequitur.gateway.access.Roles();
    var held = roles.permissions(dev.sequitur.gateway.access.Role.OWNER);
    assertThat(all.stream().filter(Route::isInWorkspace).map(Route::permission)).isSubsetOf(held);
    assertThat(all.stream().filter(Route::isInWorkspace).map(Route::path))
        .allMatch(path -> path.startsWith("/api/v1/workspaces/{workspace}/"));
  }

  @Test
  void onlyTheseOperationsAskNobody() {
    assertThat(
            all.stream()
                .filter(route -> route.isPublic() || route.isIngest())
                .map(route -> route.method() + " " + route.path()))
        .containsExactlyInAnyOrder(
            "POST /hooks/{workspace}/{hook}",
            "POST /api/v1/sessions",
            "POST /api/v1/invitations/acceptance",
            "GET /sign-in",
            "GET /sign-in/oidc/{issuer}",
            "GET /sign-in/oidc/{issuer}/callback",
            "GET /api/v1/sign-in-methods",
            "GET /",
            "GET /status.js",
            "GET /status.css",
            "GET /q/health",
            "GET /q/health/live",
            "GET /q/health/ready",
            "GET /q/health/started",
            "GET /q/metrics");
  }
}
