package dev.sequitur.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A library that goes missing costs a fifth of every request, and nothing else would show it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class NativeTransportComponentTest {

  @Inject Vertx vertx;

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void connectionsUseTheSystemsOwnEventQueue() {
    assertThat(vertx.isNativeTransportEnabled()).isTrue();
  }
}
