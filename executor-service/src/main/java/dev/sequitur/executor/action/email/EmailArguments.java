package dev.sequitur.executor.action.email;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.ArgumentReader;
import dev.sequitur.executor.action.Arguments;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code email.send@1}.
 *
 * @param from null = the connection's own
 * @param text plain text; null = none, then there is HTML
 */
record EmailArguments(
    String connection,
    @Nullable InternetAddress from,
    List<InternetAddress> to,
    List<InternetAddress> cc,
    List<InternetAddress> bcc,
    List<InternetAddress> replyTo,
    String subject,
    @Nullable String text,
    @Nullable String html,
    List<Attachment> attachments,
    @Nullable Delivery delivery,
    @Nullable Duration timeout)
    implements Arguments {

  static final Set<String> DELIVERIES = Set.of("AT_MOST_ONCE", "AT_LEAST_ONCE");
  static final int LONGEST_SUBJECT = 998;
  static final int LONGEST_BODY = 512 * 1024;

  static EmailArguments read(Map<String, @Nullable Object> with) {
    var reader = new ArgumentReader(with);
    var addresses = new AddressReader(reader);
    var senders = addresses.read("from");
    if (senders.size() > 1) {
      reader.wrong("/from", "VALUE", "must be one address");
    }
    var text = body(reader, "text");
    var html = body(reader, "html");
    if (text == null && html == null) {
      reader.wrong("/text", "REQUIRED", "text or html is required");
    }
    var delivery = reader.word("delivery", DELIVERIES);
    var arguments =
        new EmailArguments(
            connection(reader),
            senders.isEmpty() ? null : senders.getFirst(),
            addresses.read("to"),
            addresses.read("cc"),
            addresses.read("bcc"),
            addresses.read("replyTo"),
            subject(reader),
            text,
            html,
            Attachment.read(reader),
            delivery == null ? null : Delivery.valueOf(delivery),
            reader.duration("timeout"));
    var recipients = arguments.recipients();
    if (recipients < 1 || recipients > AddressReader.MOST) {
      reader.wrong("/to", "LENGTH", "there must be 1 to " + AddressReader.MOST + " recipients");
    }
    reader.finish();
    return arguments;
  }

  private static String connection(ArgumentReader reader) {
    var name = reader.text("connection", "");
    if (name.isEmpty()) {
      reader.wrong("/connection", "REQUIRED", "must name a connection of type smtp");
    }
    return name;
  }

  private static String subject(ArgumentReader reader) {
    var subject = reader.text("subject", "");
    if (subject.length() > LONGEST_SUBJECT || AddressReader.breaksOut(subject)) {
      reader.wrong("/subject", "VALUE", "must be one line of at most 998 characters");
    }
    return subject;
  }

  private static @Nullable String body(ArgumentReader reader, String field) {
    var body = reader.value(field) == null ? null : reader.text(field, "");
    if (body != null && body.length() > LONGEST_BODY) {
      reader.wrong("/" + field, "LENGTH", "must have at most " + LONGEST_BODY + " characters");
    }
    return body;
  }

  private int recipients() {
    return to.size() + cc.size() + bcc.size();
  }

  @Override
  public String host() {
    return "connection:" + connection;
  }
}
