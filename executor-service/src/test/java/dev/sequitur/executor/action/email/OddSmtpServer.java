package dev.sequitur.executor.action.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Speaks SMTP until a certain line comes, and then answers oddly or hangs up. */
final class OddSmtpServer implements AutoCloseable {

  private final ServerSocket server;
  private final String line;
  private final @Nullable String reply;

  /**
   * Starts it.
   *
   * @param line what the odd line begins with
   * @param reply to it; null = the connection ends there
   */
  OddSmtpServer(String line, @Nullable String reply) {
    this.line = line;
    this.reply = reply;
    try {
      server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket;
        var lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      say(socket, "220 odd");
      var text = false;
      for (var said = lines.readLine(); said != null; said = lines.readLine()) {
        if (said.startsWith(line) && (!line.equals(".") || text)) {
          if (reply == null) {
            return;
          }
          say(socket, reply);
        } else if (!text) {
          say(socket, said.startsWith("DATA") ? "354 go on" : "250 fine");
        }
        text |= said.startsWith("DATA");
      }
    } catch (IOException e) {
      // The client hung up: nothing is left to be said.
    }
  }

  private static void say(Socket socket, String reply) throws IOException {
    socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
