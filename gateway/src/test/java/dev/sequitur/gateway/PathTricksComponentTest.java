package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.gateway.route.Owner;
import dev.sequitur.gateway.route.PathTricks;
import dev.sequitur.gateway.route.Route;
import dev.sequitur.gateway.route.RouteFile;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Spellings of protected paths that have opened doors elsewhere. They are written to the socket as
 * they are: an HTTP client would tidy them up first.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class PathTricksComponentTest {

  private static final List<Route> PROTECTED =
      RouteFile.read().stream().filter(route -> !route.isPublic() && !route.isIngest()).toList();

  @Test
  void noSpellingOpensAnythingToWhoIsNotKnown() {
    FakeOwner.startAll();
    var softly = new SoftAssertions();
    for (var route : PROTECTED) {
      for (var trick : PathTricks.of(route).toList()) {
        var status = status(route.method().name(), trick, "");
        softly.assertThat(status).as(route.method() + " " + trick).isIn(400, 401, 404);
      }
    }
    softly.assertAll();
    assertNobodyWasAsked();
  }

  @Test
  void noSpellingReachesAnythingForAnOwnerEither() {
    var key = "Authorization: Bearer " + People.key("owner") + "\r\n";
    FakeOwner.startAll();
    var softly = new SoftAssertions();
    for (var route : PROTECTED) {
      for (var trick : PathTricks.of(route).toList()) {
        var status = status(route.method().name(), trick, key);
        softly.assertThat(status).as(route.method() + " " + trick).isIn(400, 404);
      }
    }
    softly.assertAll();
    assertNobodyWasAsked();
  }

  @Test
  void noHeaderChangesTheMethod() {
    var key = "Authorization: Bearer " + People.key("owner") + "\r\n";
    FakeOwner.startAll();
    for (var route : PROTECTED) {
      for (var header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
        var status =
            status(
                "POST",
                AccessComponentTest.target(route),
                key + header + ": " + route.method() + "\r\n");
        assertThat(status).as(header + " " + route.path()).isEqualTo(400);
      }
    }
    assertNobodyWasAsked();
  }

  private static void assertNobodyWasAsked() {
    for (var owner : List.of(Owner.values())) {
      if (owner != Owner.GATEWAY) {
        var name = owner.name().toLowerCase(java.util.Locale.ROOT);
        assertThat(FakeOwner.askedOf(name)).as(name).isEmpty();
      }
    }
  }

  private static int status(String method, String target, String headers) {
    var address = URI.create(Client.base());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      var request =
          method
              + " "
              + target
              + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
              + headers
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + target, e);
    }
  }
}
