package dev.sequitur.trigger.webhook;

import dev.sequitur.kit.secret.SecretUnavailableException;
import dev.sequitur.kit.secret.Secrets;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.Verification;
import dev.sequitur.trigger.event.IncomingRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets a request in or says why not; opens the trigger's secret for just that long. */
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
    try {
      return switch (webhook.spec().verification()) {
        case Verification.None _ -> null;
        case Verification.Hmac hmac ->
            Signatures.check(hmac, open(webhook, hmac.secret()), request);
        case Verification.StandardWebhooks standard ->
            Signatures.checkStandard(open(webhook, standard.secret()), request, clock.instant());
      };
    } catch (SecretUnavailableException e) {
      return TriggerProblem.SECRET_MISSING;
    }
  }

  private byte[] open(Webhook webhook, String secret) {
    return secrets.open(webhook.workspace(), secret).reveal();
  }
}
