package dev.sequitur.executor.action.email;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.Action;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.ActionType;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.action.Progress;
import dev.sequitur.executor.connection.ConnectedCalls;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.executor.connection.OpenConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code email.send@1}: hands one message to a mail server.
 *
 * <p>Arguments: see {@link EmailSchema}. {@code Message-ID} is the same for all attempts at one
 * effect, so that mail systems which look at it can drop a repeat. An attempt that ended before the
 * message's text began is repeated; after that, without the server's reply, it may have been taken,
 * and the delivery decides: at least once, unless the arguments say at most once. Success means
 * that the server took the message for all recipients, not that it has arrived. Output: {@code
 * messageId}; after a refusal {@code reply}, the server's own words.
 */
@ApplicationScoped
class EmailSend implements Action<EmailArguments> {

  private static final ActionType TYPE =
      new ActionType(
          "email.send@1",
          "Sends an e-mail through a connection of type smtp.",
          Delivery.AT_LEAST_ONCE,
          EmailSchema.INPUT,
          EmailSchema.OUTPUT);

  private final ConnectedCalls calls;
  private final InstantSource clock;

  EmailSend(ConnectedCalls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public ActionType type() {
    return TYPE;
  }

  @Override
  public EmailArguments read(Map<String, @Nullable Object> with) {
    return EmailArguments.read(with);
  }

  @Override
  public CompletionStage<ActionResult> perform(ActionContext context, EmailArguments arguments) {
    return calls.call(
        context,
        ConnectionType.SMTP,
        arguments.connection(),
        (open, progress) -> {
          var sender = sender(arguments, open);
          return sender == null
              ? ActionResult.failed(
                  Phase.PREPARED,
                  EffectCode.INVALID_ARGUMENTS,
                  "neither the arguments nor the connection name a sender (from)")
              : send(context, new Draft(arguments, sender), open, progress);
        });
  }

  private record Draft(EmailArguments arguments, InternetAddress sender) {}

  private ActionResult send(
      ActionContext context, Draft draft, OpenConnection open, Progress progress) {
    var arguments = draft.arguments();
    var id = EmailMessage.id(context.targetKey());
    try (var transport = SmtpTransport.connect(open, context.timeout())) {
      var message =
          EmailMessage.of(
              transport.session(), arguments, draft.sender(), id, clock.instant(), progress);
      var recipients =
          Stream.of(arguments.to(), arguments.cc(), arguments.bcc())
              .flatMap(java.util.List::stream)
              .toArray(Address[]::new);
      transport.sendMessage(message, recipients);
      return ActionResult.succeeded(transport.getLastReturnCode(), Map.of("messageId", id));
    } catch (MessagingException | IOException | GeneralSecurityException e) {
      return SmtpAnswer.of(e, open, progress);
    }
  }

  private static @Nullable InternetAddress sender(EmailArguments arguments, OpenConnection open) {
    return arguments.from() != null
        ? arguments.from()
        : AddressReader.address(open.connection().text("from", ""));
  }
}
