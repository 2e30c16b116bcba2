package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The status page, and what every answer tells browsers. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class PageComponentTest {

  @Test
  void everyAnswerToABrowserIsProtected() {
    for (var target :
        List.of("/", "/status.js", "/status.css", "/sign-in", "/nothing", "/api/v1/whoami")) {
      var answer = Client.ANONYMOUS.get(target);
      assertThat(answer.header("Content-Security-Policy"))
          .as(target)
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }
    assertThat(Client.ANONYMOUS.get("/api/v1/whoami").header("Cache-Control"))
        .isEqualTo("no-store");
  }

  @Test
  void thePageHoldsNoScriptOrStyleOfItsOwn() {
    var page = Client.ANONYMOUS.get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body())
        .contains("./sequitur up", "<script src=\"/status.js\" defer></script>")
        .doesNotContain("<style", " style=", "<script>", " onclick", "http://", "https://");
    assertThat(Client.ANONYMOUS.get("/status.js").header("Content-Type"))
        .startsWith("text/javascript");
    assertThat(Client.ANONYMOUS.get("/status.css").header("Content-Type")).startsWith("text/css");
  }

  @Test
  void whoIsSignedInSeesWhichServicesAreReady() {
    FakeOwner.startAll();
    FakeOwner.of("rule").answer(_ -> FakeOwner.Reply.json(503, "{}"));
    FakeOwner.of("executor").stop();
    var services = People.admin().get("/api/v1/status").json().path("services");
    assertThat(services.findValuesAsText("name"))
        .containsExactly(
            "gateway",
            "trigger-service",
            "rule-service",
            "executor-service",
            "notification-service",
            "reporting-service");
    assertThat(services.findValuesAsText("state"))
        .containsExactly("ready", "ready", "not ready", "unreachable", "ready", "ready");
  }

  @Test
  void whatIsNotListedIsNotThere() {
    for (var target :
        List.of(
            "/q",
            "/q/dev",
            "/q/health/group/x",
            "/q/info",
            "/index.html",
            "/favicon.ico",
            "/docs/index.html")) {
      var answer = Client.ANONYMOUS.get(target);
      assertThat(answer.status()).as(target).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("NOT_FOUND");
    }
    assertThat(Client.ANONYMOUS.get("/api/v2/anything").status()).isEqualTo(401);
    assertThat(Client.withKey(People.key("owner")).get("/api/v2/anything").status()).isEqualTo(404);
  }
}
