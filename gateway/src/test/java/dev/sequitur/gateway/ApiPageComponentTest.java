package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The API's description, as it is served. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class ApiPageComponentTest {

  @Test
  void theDocumentIsServedToWhoIsKnownWhicheverServicesAreUp() {
    FakeOwner.NAMES.forEach(name -> FakeOwner.of(name).stop());
    var answer = People.admin().get("/api/openapi.json");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.json().path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(answer.json().at("/paths/~1hooks~1{workspace}~1{hook}/post/operationId").asText())
        .isEqualTo("receiveWebhook");
    assertThat(Client.ANONYMOUS.get("/api/openapi.json").status()).isEqualTo(401);
  }

  @Test
  void thePageLoadsItsOwnFilesAndNothingElse() {
    var admin = People.admin();
    var page = admin.get("/docs");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("http:", "https:", "<script>", "style=");
    for (var file : List.of("docs.js", "swagger-ui-bundle.js", "swagger-ui.css")) {
      assertThat(page.body()).contains("\"/docs/" + file + "\"");
      var answer = admin.get("/docs/" + file);
      assertThat(answer.status()).as(file).isEqualTo(200);
      assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'");
    }
    assertThat(admin.get("/docs/swagger-ui-bundle.js").body()).contains("SwaggerUIBundle");
    for (var other :
        List.of("/docs/index.html", "/docs/", "/webjars/swagger-ui/5.34.1/index.html")) {
      assertThat(admin.get(other).status()).as(other).isEqualTo(404);
    }
  }
}
