package dev.sequitur.executor.action.email;

import dev.sequitur.executor.connection.OpenConnection;
import dev.sequitur.executor.connection.Trust;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP conversation over a socket that was connected to the checked address. The server's name
 * is kept beside the address, so that certificates are held against the name and nothing is looked
 * up again.
 */
final class SmtpTransport extends SMTPTransport {

  private static final Logger LOG = Logger.getLogger(SmtpTransport.class);

  private final Session session;
  private final @Nullable String username;
  private final @Nullable String password;

  SmtpTransport(Session session, OpenConnection open) {
    super(session, new URLName("smtp", open.place().host(), open.place().port(), null, null, null));
    this.session = session;
    this.username = open.password() == null ? null : open.connection().text("username", "");
    this.password = open.password();
  }

  /**
   * Connects and signs in.
   *
   * @param within for each step that waits for the server
   */
  static SmtpTransport connect(OpenConnection open, Duration within)
      throws IOException, GeneralSecurityException, MessagingException {
    var transport = new SmtpTransport(Session.getInstance(properties(open)), open);
    var socket = socket(open, Math.toIntExact(within.toMillis()));
    try {
      transport.connect(socket);
      return transport;
    } catch (MessagingException e) {
      socket.close();
      throw e;
    }
  }

  Session session() {
    return session;
  }

  /** Called with nothing by {@link #connect(Socket)}: who signs in is known here. */
  @Override
  public void connect(@Nullable String host, @Nullable String user, @Nullable String ignored)
      throws MessagingException {
    super.connect(host, username, password);
  }

  /** What was said before holds: how the goodbye goes changes nothing, and must not seem to. */
  @Override
  public synchronized void close() {
    try {
      super.close();
    } catch (MessagingException e) {
      LOG.debugf("a mail server did not take leave: %s", e.getClass().getName());
    }
  }

  private static Properties properties(OpenConnection open) throws GeneralSecurityException {
    var starttls = open.connection().text("security", "starttls").equals("starttls");
    var properties = new Properties();
    properties.put("mail.smtp.host", open.place().host());
    properties.put("mail.smtp.localhost", "sequitur");
    properties.put("mail.smtp.auth", String.valueOf(open.password() != null));
    properties.put("mail.smtp.starttls.enable", String.valueOf(starttls));
    properties.put("mail.smtp.starttls.required", String.valueOf(starttls));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.socketFactory", Trust.sockets(open.connection()));
    properties.put("mail.smtp.sendpartial", "false");
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }

  private static Socket socket(OpenConnection open, int millis)
      throws IOException, GeneralSecurityException {
    var place = open.place();
    var named = InetAddress.getByAddress(place.host(), open.address().getAddress());
    var plain = new Socket();
    try {
      plain.connect(new InetSocketAddress(named, place.port()), millis);
      plain.setSoTimeout(millis);
      return open.connection().text("security", "starttls").equals("tls")
          ? secured(open, plain)
          : plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static Socket secured(OpenConnection open, Socket plain)
      throws IOException, GeneralSecurityException {
    var place = open.place();
    var secure =
        (SSLSocket)
            Trust.sockets(open.connection()).createSocket(plain, place.host(), place.port(), true);
    var parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }
}
