package dev.sequitur.kit.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.HexFormat;
import javax.net.SocketFactory;

/**
 * Sockets that connect to one checked address, whatever they are asked for. PostgreSQL's driver
 * looks names up by itself; with this, what it finds is not used, while certificates are still held
 * against the server's name. The driver loads it by its name, through its own class loader: in a
 * test only libraries are seen from there, so it is one of the kit's.
 */
public final class CheckedSocketFactory extends SocketFactory {

  private final InetAddress address;

  /**
   * Called by the driver.
   *
   * @param address the checked address, its bytes in hexadecimal
   */
  public CheckedSocketFactory(String address) throws IOException {
    this.address = InetAddress.getByAddress(HexFormat.of().parseHex(address));
  }

  /** An address as the constructor takes it. */
  public static String argument(InetAddress address) {
    return HexFormat.of().formatHex(address.getAddress());
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress asked, int timeout) throws IOException {
        super.connect(
            new InetSocketAddress(address, ((InetSocketAddress) asked).getPort()), timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(port);
  }

  private Socket connected(int port) throws IOException {
    return new Socket(address, port);
  }
}
