package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PostgreSQL is killed: what needs Kafka alone goes on. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class WithoutDatabaseComponentTest {

  @Test
  void apiKeysAndWebhooksGoOnWhileTheDatabaseIsAway() {
    FakeOwner.startAll();
    var key = Client.withKey(People.key("viewer"));
    var admin = People.admin();
    Infrastructure.postgres().kill();
    try {
      assertThat(key.get("/api/v1/workspaces/default/rules").status()).isEqualTo(200);
      assertThat(Client.ANONYMOUS.send("POST", "/hooks/default/orders", "{}").status())
          .isEqualTo(200);
      // A key that another replica has made meanwhile is known, too.
      AccessComponentTest.awaitKnown(People.publishedKey("shop", null, false));
      var ready = Client.ANONYMOUS.get("/q/health/ready");
      assertThat(ready.status()).as(ready.body()).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                var session = admin.get("/api/v1/workspaces/default/api-keys");
                assertThat(session.status()).isEqualTo(503);
                assertThat(session.header("Retry-After")).isEqualTo("1");
              });
    } finally {
      Infrastructure.postgres().restart();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> admin.get("/api/v1/workspaces/default/api-keys").status() == 200);
  }
}
