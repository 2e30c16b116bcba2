package dev.sequitur.executor.action.email;

import dev.sequitur.executor.action.Progress;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** One message, whose id is the same for all attempts at sending it. */
final class EmailMessage extends MimeMessage {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String messageId;
  private final Progress progress;

  private EmailMessage(Session session, String messageId, Progress progress) {
    super(session);
    this.messageId = messageId;
    this.progress = progress;
  }

  /** The {@code Message-ID} that stands for a target key. */
  static String id(String targetKey) {
    return "<" + targetKey.replace('/', '.') + "@sequitur>";
  }

  static EmailMessage of(
      Session session,
      EmailArguments arguments,
      InternetAddress from,
      String messageId,
      Instant now,
      Progress progress)
      throws MessagingException {
    var message = new EmailMessage(session, messageId, progress);
    message.setFrom(from);
    message.setRecipients(RecipientType.TO, array(arguments.to()));
    message.setRecipients(RecipientType.CC, array(arguments.cc()));
    message.setReplyTo(arguments.replyTo().isEmpty() ? null : array(arguments.replyTo()));
    message.setSubject(arguments.subject(), UTF_8);
    message.setSentDate(Date.from(now));
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no absence notes, please
    message.setContentOf(arguments);
    message.saveChanges();
    return message;
  }

  private void setContentOf(EmailArguments arguments) throws MessagingException {
    if (arguments.attachments().isEmpty() && arguments.html() == null) {
      setText(arguments.text(), UTF_8);
      return;
    }
    if (arguments.attachments().isEmpty()) {
      setContent(words(arguments));
      return;
    }
    var mixed = new MimeMultipart("mixed");
    var first = new MimeBodyPart();
    first.setContent(words(arguments));
    mixed.addBodyPart(first);
    for (var attachment : arguments.attachments()) {
      mixed.addBodyPart(part(attachment));
    }
    setContent(mixed);
  }

  /** Text and HTML as alternatives; the later is the better (RFC 2046 §5.1.4). */
  private static MimeMultipart words(EmailArguments arguments) throws MessagingException {
    var alternatives = new MimeMultipart("alternative");
    if (arguments.text() != null) {
      var text = new MimeBodyPart();
      text.setText(arguments.text(), UTF_8);
      alternatives.addBodyPart(text);
    }
    if (arguments.html() != null) {
      var html = new MimeBodyPart();
      html.setText(arguments.html(), UTF_8, "html");
      alternatives.addBodyPart(html);
    }
    return alternatives;
  }

  private static MimeBodyPart part(Attachment attachment) throws MessagingException {
    var part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(new ByteArrayDataSource(attachment.content(), attachment.type())));
    part.setFileName(attachment.name());
    part.setDisposition(MimeBodyPart.ATTACHMENT);
    return part;
  }

  private static InternetAddress[] array(List<InternetAddress> addresses) {
    return addresses.toArray(InternetAddress[]::new);
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  /** From here on the server may have taken it. */
  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
    progress.writing();
    super.writeTo(out, ignored);
  }
}
