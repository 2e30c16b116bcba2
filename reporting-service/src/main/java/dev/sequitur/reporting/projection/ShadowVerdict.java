package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.ShadowCompared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a version that decides without effects decided on one event, beside the one that acts.
 *
 * @param trial the change with which the version became a shadow
 * @param acting the version that acts; 0 = none did
 * @param offset of the event, on its partition
 * @param code why the shadow could not be told, or its run could not have started
 */
public record ShadowVerdict(
    String workspace,
    UUID rule,
    long trial,
    int acting,
    int shadow,
    UUID event,
    String type,
    int partition,
    long offset,
    Instant acceptedAt,
    ShadowCompared.Difference difference,
    @Nullable String code) {

  /**
   * All that a record tells.
   *
   * @throws NullPointerException if something is missing in it
   */
  static List<ShadowVerdict> of(ShadowCompared compared) {
    var verdicts = new ArrayList<ShadowVerdict>();
    for (var of : compared.rules()) {
      for (var verdict : of.verdicts()) {
        verdicts.add(of(compared.partition(), of, verdict));
      }
    }
    return verdicts;
  }

  private static ShadowVerdict of(
      int partition, ShadowCompared.OfRule of, ShadowCompared.Verdict verdict) {
    return new ShadowVerdict(
        Objects.requireNonNull(of.workspace(), "workspace"),
        Objects.requireNonNull(of.rule(), "rule"),
        of.trial(),
        of.acting(),
        of.shadow(),
        Objects.requireNonNull(verdict.event(), "event"),
        Objects.requireNonNull(verdict.type(), "type"),
        partition,
        verdict.offset(),
        Objects.requireNonNull(verdict.acceptedAt(), "acceptedAt"),
        Objects.requireNonNull(verdict.difference(), "difference"),
        verdict.code());
  }
}
