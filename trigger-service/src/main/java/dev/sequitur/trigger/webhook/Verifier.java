package dev.sequitur.trigger.webhook;

import dev.sequitur.kit.secret.SecretUnavailableException;
import dev.sequitur.kit.secret.Secrets;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.Verification;
import dev.sequitur.trigger.event.IncomingRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets a request in or says why not; opens the trigger's secrets for just that long. */
@ApplicationScoped
class Verifier {

  private final Secrets secrets;
  private final InstantSource clock;

  Verifier(Secrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Null if the request may come in. A secret that is not there closes the door. */
  @Nullable TriggerProblem check(Webhook webhook, IncomingRequest request) {
    return switch (webhook.source().verification()) {
      case Verification.None _ -> null;
      case Verification.Signed signed -> check(webhook.trigger().workspace(), signed, request);
    };
  }

  /** Either secret lets in; if neither does, the first one's reason is told. */
  private @Nullable TriggerProblem check(
      String workspace, Verification.Signed signed, IncomingRequest request) {
    TriggerProblem reason = null;
    for (var secret : signed.secrets()) {
      var refusal = check(workspace, signed.scheme(), secret, request);
      if (refusal == null) {
        return null;
      }
      reason = reason == null ? refusal : reason;
    }
    return reason;
  }

  private @Nullable TriggerProblem check(
      String workspace, Verification.Scheme scheme, String secret, IncomingRequest request) {
    try {
      var key = secrets.open(workspace, secret).reveal();
      return Signatures.check(scheme, key, request, clock.instant());
    } catch (SecretUnavailableException e) {
      return TriggerProblem.SECRET_MISSING;
    }
  }
}
