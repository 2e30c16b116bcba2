package dev.sequitur.rule.backtest.domain;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.rule.backtest.domain.Shown.Kind;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Occurrence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first events of each kind, with what would have been sent. For one thread. */
final class ShownEvents {

  /** A command larger than this is counted, not shown. */
  static final int LARGEST_SHOWN = 65_536;

  private final int mostOfEach;
  private final Map<Kind, List<Shown>> shown = new EnumMap<>(Kind.class);

  ShownEvents(int mostOfEach) {
    this.mostOfEach = mostOfEach;
  }

  Map<Kind, List<Shown>> all() {
    return shown;
  }

  /** Keeps an event, if there are not enough of its kind. */
  void add(Kind kind, Occurrence event, @Nullable Decision decision, @Nullable Decision compared) {
    var list = shown.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (list.size() >= mostOfEach) {
      return;
    }
    var rejection = decision instanceof Decision.Failed failed ? failed.rejection() : null;
    list.add(
        new Shown(
            event.reference(),
            rejection == null ? run(decision, compared) : rejection.runId(),
            small(decision),
            small(compared),
            rejection == null ? null : rejection.code(),
            rejection == null ? null : rejection.detail()));
  }

  private static @Nullable UUID run(@Nullable Decision decision, @Nullable Decision compared) {
    return decision instanceof Decision.Started started
        ? started.command().runId()
        : compared instanceof Decision.Started started ? started.command().runId() : null;
  }

  private static @Nullable List<ActionCall> small(@Nullable Decision decision) {
    return decision instanceof Decision.Started started
            && started.message().value().length <= LARGEST_SHOWN
        ? started.command().actions()
        : null;
  }
}
