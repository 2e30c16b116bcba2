package dev.sequitur.local.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * Asks a broker which requests it understands (ApiVersions, version 0 of the Kafka protocol). That
 * it answers says more than an open port: a paused broker has one too.
 */
public final class BrokerProbe {

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final short API_VERSIONS = 18;
  private static final int CORRELATION = 7;

  private BrokerProbe() {}

  /** Whether a broker answers at this address. */
  public static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.write(request());
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return in.readInt() > Integer.BYTES && in.readInt() == CORRELATION;
    } catch (IOException e) {
      return false;
    }
  }

  /** Size, API key, version, correlation id, and no client id. */
  private static byte[] request() {
    return ByteBuffer.allocate(14)
        .putInt(10)
        .putShort(API_VERSIONS)
        .putShort((short) 0)
        .putInt(CORRELATION)
        .putShort((short) -1)
        .array();
  }
}
