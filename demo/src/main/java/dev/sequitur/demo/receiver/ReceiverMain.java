package dev.sequitur.demo.receiver;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import dev.sequitur.demo.Doors;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Objects;

/** The receiver as a process: port, broker. */
public final class ReceiverMain {

  private ReceiverMain() {}

  public static void main(String[] arguments) throws IOException, EmptyWebhookSecretException {
    var doors = new Doors(Integer.parseInt(arguments[0]));
    var clock = InstantSource.system();
    var received = new Received();
    var verifier = new Webhook(Objects.requireNonNull(System.getenv("SEQUITUR_DEMO_SIGNING")));
    new MailDoor(received, clock).open(doors);
    new HttpDoor(received, verifier, clock).open(doors);
    System.out.println("Listening at " + doors.address());
    new TopicDoor(received).listen(arguments[1]);
  }
}
