package dev.sequitur.local.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Asks a service whether it is ready. By hand, because a whole HTTP client costs more CPU than all
 * else a status does.
 */
final class HealthProbe {

  private static final int TIMEOUT_MILLIS = 3_000;
  private static final String REQUEST =
      "GET /q/health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";

  private HealthProbe() {}

  static boolean ready(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      @Nullable String statusLine = reader.readLine();
      return statusLine != null && statusLine.startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      return false;
    }
  }
}
