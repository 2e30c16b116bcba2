package dev.sequitur.trigger.webhook;

import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.delivery.Delivery;
import dev.sequitur.trigger.delivery.Delivery.Verdict;
import dev.sequitur.trigger.delivery.RecentDeliveries;
import dev.sequitur.trigger.state.Activity;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is called, and where it is noted what came of it. */
record Target(
    Webhook webhook, Activity activity, RecentDeliveries deliveries, InstantSource clock) {

  /** The length of a body that was neither read nor announced. */
  static final long UNKNOWN = -1;

  void accepted(long bytes, UUID event) {
    activity.accepted(event);
    note(bytes, new Verdict.Accepted(event));
  }

  void filtered(long bytes, @Nullable String code) {
    note(bytes, new Verdict.Filtered(code));
  }

  void challenged(long bytes) {
    note(bytes, new Verdict.Challenged());
  }

  void refused(long bytes, ProblemCode code, String detail, List<Violation> errors) {
    activity.refused(code.name());
    note(bytes, new Verdict.Rejected(code, detail, errors));
  }

  private void note(long bytes, Verdict verdict) {
    deliveries.add(
        new Delivery(
            clock.instant(),
            webhook.trigger().version(),
            webhook.source().verification().key(),
            bytes == UNKNOWN ? null : bytes,
            verdict));
  }
}
