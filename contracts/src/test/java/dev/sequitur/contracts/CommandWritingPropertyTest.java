package dev.sequitur.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Commands have a writer of their own; on the wire nobody can tell. */
class CommandWritingPropertyTest {

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void theBytesAreThoseThatTheMapperMakes(@ForAll("commands") PerformActions command) {
    assertThat(text(command.message(null).value())).isEqualTo(text(Wire.write(command)));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<PerformActions> commands() {
    return Combinators.combine(
            uuids(), numbers(), texts(), starters(), events(), instants(), calls(), objects())
        .as(
            (run, number, workspace, starter, event, at, calls, evidence) ->
                new PerformActions(
                    run, number, workspace, starter, event, number + 1, at, calls, evidence));
  }

  private static Arbitrary<Starter> starters() {
    return Combinators.combine(
            texts(), uuids(), numbers(), Arbitraries.maps(texts(), texts()).ofMaxSize(2))
        .as((text, uid, version, labels) -> new Starter("Rule", uid, text, version, labels));
  }

  private static Arbitrary<EventReference> events() {
    var emissions =
        Combinators.combine(
                uuids().injectNull(0.3),
                numbers().injectNull(0.5),
                Arbitraries.of(true).injectNull(0.5),
                uuids().list().ofMaxSize(4).injectNull(0.5))
            .as(Emission::new);
    return Combinators.combine(
            uuids(),
            texts(),
            numbers(),
            Arbitraries.longs(),
            instants(),
            optional(),
            optional(),
            emissions)
        .as(
            (id, type, partition, offset, at, subject, key, emission) ->
                new EventReference(
                    id,
                    type,
                    partition,
                    offset,
                    at,
                    subject,
                    key,
                    emission.trigger(),
                    emission.hops(),
                    emission.followed(),
                    emission.chain()));
  }

  private record Emission(
      @Nullable UUID trigger,
      @Nullable Integer hops,
      @Nullable Boolean followed,
      @Nullable List<UUID> chain) {}

  private static Arbitrary<List<ActionCall>> calls() {
    return Combinators.combine(
            uuids(), texts(), numbers(), objects(), deliveries(), retries(), durations())
        .as(
            (id, text, iteration, with, delivery, retry, timeout) ->
                new ActionCall(id, text, iteration, text, with, delivery, retry, timeout))
        .list()
        .ofMaxSize(3);
  }

  private static Arbitrary<@Nullable Delivery> deliveries() {
    return Arbitraries.of(Delivery.class).injectNull(0.3);
  }

  private static Arbitrary<RetryPolicy> retries() {
    return Combinators.combine(numbers(), durations(), durations(), durations())
        .as(RetryPolicy::new);
  }

  /** A user's own object, with all that an expression may give and a little more. */
  private static Arbitrary<Map<String, @Nullable Object>> objects() {
    Arbitrary<@Nullable Object> value =
        Arbitraries.lazyOf(
            () -> texts().asGeneric(),
            () -> Arbitraries.longs().asGeneric(),
            () -> Arbitraries.doubles().asGeneric(),
            () -> Arbitraries.of(true, false).asGeneric(),
            () -> Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e21).asGeneric(),
            () -> Arbitraries.integers().asGeneric(),
            () -> Arbitraries.bigIntegers().map(big -> big.multiply(BigInteger.TEN.pow(30))),
            () -> Arbitraries.bigDecimals().map(BigDecimal::abs),
            () -> instants().asGeneric(),
            () -> Arbitraries.just((Object) "").injectNull(1.0),
            () -> objects().asGeneric(),
            () -> objects().map(object -> List.of(object, "and", 1L)).asGeneric());
    return Arbitraries.maps(texts(), value).ofMaxSize(3);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of("", "\"\\/\b\f\n\r\t", "\u0000\u001f\u007f", "grün", "漢字", "😀", "\u2028"),
        Arbitraries.strings().alpha().ofMaxLength(40),
        // What is special may stand anywhere in a longer text, beside what is nearly so.
        Arbitraries.strings()
            .withChars('a', ' ', '!', '#', '[', ']', '~')
            .withChars('"', '\\', '\u001f', '\u007f', '\u0080', '?', '\ud83d', '\ude00')
            .ofMaxLength(20));
  }

  private static Arbitrary<@Nullable String> optional() {
    return texts().injectNull(0.3);
  }

  private static Arbitrary<UUID> uuids() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(UUID::new);
  }

  private static Arbitrary<Integer> numbers() {
    return Arbitraries.integers().between(-5, 1_000_000);
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
  }

  private static Arbitrary<Duration> durations() {
    return Arbitraries.longs().between(0, 10_000_000).map(Duration::ofMillis);
  }
}
