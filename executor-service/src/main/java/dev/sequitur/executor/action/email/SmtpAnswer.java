package dev.sequitur.executor.action.email;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.action.Progress;
import dev.sequitur.executor.connection.OpenConnection;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation that failed means. A reply of 4yz asks for patience, one of 5yz refuses (RFC
 * 5321 §4.2.1): either way the message was not taken. Without a reply it was not taken as long as
 * its text had not begun.
 */
final class SmtpAnswer {

  private static final Pattern REPLY = Pattern.compile("^([45][0-9]{2})[ -]");

  private SmtpAnswer() {}

  static ActionResult of(Exception failure, OpenConnection open, Progress progress) {
    var chain = chain(failure);
    for (var one : chain) {
      var reply = reply(one);
      if (reply != null) {
        return answered(reply, open.shown(one.getMessage()));
      }
    }
    if (chain.stream().anyMatch(SSLException.class::isInstance)) {
      return ActionResult.failed(
          progress.reached(), EffectCode.TLS_FAILED, "no trustworthy TLS connection came about");
    }
    return progress.reached() == Phase.CONNECTING
        ? ActionResult.failed(
            Phase.CONNECTING,
            EffectCode.CONNECT_FAILED,
            "the conversation with the server did not come as far as the message")
        : ActionResult.failed(
            Phase.WRITTEN,
            EffectCode.CONNECTION_CUT,
            "the connection ended before the server had said whether it takes the message");
  }

  private static ActionResult answered(int reply, String words) {
    var busy = reply < 500;
    return new ActionResult(
        Phase.ANSWERED,
        reply,
        busy ? EffectCode.TARGET_BUSY : EffectCode.TARGET_REFUSED,
        busy ? "the server asks for patience" : "the server refused the message",
        null,
        Map.of("reply", words));
  }

  private static @Nullable Integer reply(Throwable failure) {
    var code =
        switch (failure) {
          case SMTPAddressFailedException e -> e.getReturnCode();
          case SMTPSenderFailedException e -> e.getReturnCode();
          case SMTPSendFailedException e -> e.getReturnCode();
          default -> fromText(failure.getMessage());
        };
    return code >= 400 && code < 600 ? code : null;
  }

  private static int fromText(@Nullable String message) {
    var match = REPLY.matcher(message == null ? "" : message);
    return match.find() ? Integer.parseInt(match.group(1)) : -1;
  }

  /** Innermost first: what the server said about one address tells more than what came of it. */
  private static List<Throwable> chain(Throwable failure) {
    var chain = new ArrayList<Throwable>();
    for (var one = failure; one != null && chain.size() < 10; one = next(one)) {
      chain.addFirst(one);
    }
    return chain;
  }

  private static @Nullable Throwable next(Throwable one) {
    return one instanceof MessagingException messaging && messaging.getNextException() != null
        ? messaging.getNextException()
        : one.getCause();
  }
}
