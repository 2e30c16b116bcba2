package dev.sequitur.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.contracts.StartAsked.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartAskedTest {

  private static final UUID RULE = new UUID(5, 6);
  private static final UUID BRAKE =
      Ids.brake("default", RULE, Duration.ofMinutes(1), "\"customer-1\"");

  private static final PerformActions START =
      new PerformActions(
          Ids.run("default", RULE, new UUID(7, 8), 0),
          0,
          "default",
          new Starter("Rule", RULE, "big-order", 3, Map.of()),
          new EventReference(
              new UUID(7, 8), "com.example.order", 1, 42, Instant.EPOCH, null, "customer-1"),
          0,
          Instant.EPOCH,
          List.of(),
          Map.of("data.amount", 1.50));

  private static final Message COMMAND =
      START.message("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  @Test
  void commandComesBackAsItWasByteForByte() {
    for (var suspends : new boolean[] {true, false}) {
      var terms = new Terms(BRAKE, 100, Duration.ofMinutes(1), suspends, 4);
      var message = new StartAsked(COMMAND, terms).message();
      assertThat(message.topic()).isEqualTo("sequitur.correlations.v1");
      assertThat(message.key()).isEqualTo(BRAKE.toString());
      var read = StartAsked.read(message.headers(), message.value());
      assertThat(read.terms()).isEqualTo(terms);
      assertThat(read.command().topic()).isEqualTo(COMMAND.topic());
      assertThat(read.command().key()).isEqualTo(COMMAND.key());
      assertThat(read.command().value()).isEqualTo(COMMAND.value());
      assertThat(read.command().headers()).isEqualTo(COMMAND.headers());
      assertThat(read.start()).isEqualTo(START);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ce_type, dev.sequitur.perform-actions.v1",
    "ce_brake, ?",
    "ce_brakestarts, many",
    "ce_brakestarts, 0",
    "ce_brakewithin, a minute",
    "ce_brakewithin, PT0S",
    "ce_brakewithin, PT9999999999999999S",
    "ce_brakechange, x",
    "ce_id,",
    "ce_brake,",
    "ce_brakestarts,",
    "ce_brakewithin,",
    "ce_brakechange,"
  })
  void whatIsMalformedOrMissingIsUnreadable(String header, String value) {
    var message =
        new StartAsked(COMMAND, new Terms(BRAKE, 100, Duration.ofMinutes(1), true, 4)).message();
    var headers = new HashMap<>(message.headers());
    headers.computeIfPresent(header, (_, _) -> value);
    assertThatThrownBy(() -> StartAsked.read(headers, message.value()))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void nothingIsUnreadable() {
    assertThatThrownBy(() -> StartAsked.read(Map.of(), null))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void workspaceRuleTimeAndValueEachMakeAnotherBrake() {
    assertThat(
            List.of(
                BRAKE,
                Ids.brake("other", RULE, Duration.ofMinutes(1), "\"customer-1\""),
                Ids.brake("default", BRAKE, Duration.ofMinutes(1), "\"customer-1\""),
                Ids.brake("default", RULE, Duration.ofMinutes(2), "\"customer-1\""),
                Ids.brake("default", RULE, Duration.ofMinutes(1), "\"customer-2\""),
                Ids.brake("default", RULE, Duration.ofMinutes(1), "")))
        .doesNotHaveDuplicates();
  }
}
