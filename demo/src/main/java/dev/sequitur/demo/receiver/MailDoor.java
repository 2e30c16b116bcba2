package dev.sequitur.demo.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sequitur.demo.Doors;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Objects;

/** A real SMTP server. What it takes is shown, and not kept beyond that. */
final class MailDoor {

  private final Received received;
  private final InstantSource clock;

  MailDoor(Received received, InstantSource clock) {
    this.received = received;
    this.clock = clock;
  }

  void open(Doors doors) {
    var server =
        new GreenMail(new ServerSetup(doors.mail(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    var users = server.getManagers().getUserManager();
    users.setMessageDeliveryHandler((_, address) -> new Mailbox(address.getEmail()));
    server.start();
  }

  private void show(String recipient, MimeMessage message) {
    try {
      received.add(
          Received.Way.MAILS,
          JsonNodeFactory.instance
              .objectNode()
              .put("at", clock.instant().toString())
              .put("to", recipient)
              .put("subject", message.getSubject())
              .put("messageId", message.getMessageID())
              .put("text", Received.cut(text(message)))
              .put("attachments", attachments(message)));
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first part that a person can read. */
  private static String text(Part part) throws MessagingException, IOException {
    return part.getContent() instanceof Multipart parts
        ? text(parts.getBodyPart(0))
        : String.valueOf(part.getContent());
  }

  /** The names of the files that came with it. */
  private static String attachments(Part part) throws MessagingException, IOException {
    if (part.getContent() instanceof Multipart parts) {
      var names = new ArrayList<String>();
      for (int i = 0; i < parts.getCount(); i++) {
        names.add(attachments(parts.getBodyPart(i)));
      }
      names.removeIf(String::isEmpty);
      return String.join(", ", names);
    }
    return Objects.requireNonNullElse(part.getFileName(), "");
  }

  /** A recipient that keeps nothing. */
  private final class Mailbox extends UserImpl implements GreenMailUser {

    Mailbox(String address) {
      super(address, address, "", null);
    }

    @Override
    public void deliver(MovingMessage message) {
      deliver(message.getMessage());
    }

    @Override
    public void deliver(MimeMessage message) {
      show(getEmail(), message);
    }
  }
}
