package dev.sequitur.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InstantTextPropertyTest {

  @Property(tries = 5_000)
  void writesAndReadsAsTheJdkDoes(@ForAll("instants") Instant instant) {
    var text = InstantText.format(instant);

    assertThat(text).isEqualTo(instant.toString());
    assertThat(InstantText.parse(text)).isEqualTo(instant);
  }

  @Property(tries = 5_000)
  void readsOrRefusesAsTheJdkDoes(@ForAll("nearlyInstants") String text) {
    Instant expected;
    try {
      expected = Instant.parse(text);
    } catch (DateTimeParseException e) {
      assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
      return;
    }
    assertThat(InstantText.parse(text)).isEqualTo(expected);
  }

  @Example
  void knowsTheEdges() {
    for (var text :
        new String[] {
          "2024-02-29T23:59:59.1Z", "1900-02-28T00:00:00Z", "0000-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999999Z", "2026-12-31T23:59:60Z", "2026-01-01T24:00:00Z"
        }) {
      assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }
    for (var text : new String[] {"2026-02-29T00:00:00Z", "2026-11-22", ""}) {
      assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
  }

  @Provide
  Arbitrary<Instant> instants() {
    var seconds =
        Arbitraries.longs().between(-70_000_000_000L, 260_000_000_000L).edgeCases(e -> e.add(0L));
    var nanos =
        Arbitraries.oneOf(
            Arbitraries.just(0),
            Arbitraries.integers().between(0, 999).map(millis -> millis * 1_000_000),
            Arbitraries.integers().between(0, 999_999).map(micros -> micros * 1_000),
            Arbitraries.integers().between(0, 999_999_999));
    return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
  }

  /** Right texts with one character put in place of another. */
  @Provide
  Arbitrary<String> nearlyInstants() {
    var characters =
        Arbitraries.of('0', '1', '2', '3', '6', '9', '-', '+', ':', '.', 'T', 't', 'Z', 'z', ' ');
    return Combinators.combine(instants(), Arbitraries.integers().between(0, 40), characters)
        .as(
            (instant, at, character) -> {
              var text = new StringBuilder(instant.toString());
              if (at < text.length()) {
                text.setCharAt(at, character);
              }
              return text.toString();
            });
  }
}
