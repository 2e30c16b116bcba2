package dev.sequitur.reporting;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Waits until the service says that it is ready: then its topics exist and its hop has joined. */
public final class Readiness {

  private Readiness() {}

  public static void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
  }
}
