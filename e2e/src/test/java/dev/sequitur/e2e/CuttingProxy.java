package dev.sequitur.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands bytes on to the gateway, and cuts all connections when it is told to. */
final class CuttingProxy implements AutoCloseable {

  private final ServerSocket door;
  private final URI target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  CuttingProxy(String gateway) throws IOException {
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    target = URI.create(gateway);
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** How many connections there were cut. */
  int cut() {
    var cut = open.size();
    for (var socket : open) {
      close(socket);
    }
    open.clear();
    return cut;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var here = door.accept();
        var there = new Socket(target.getHost(), target.getPort());
        open.addAll(List.of(here, there));
        Thread.ofVirtual().start(() -> pump(here, there));
        Thread.ofVirtual().start(() -> pump(there, here));
      } catch (IOException e) {
        // The door was closed, or the gateway is away: the client sees it.
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // Cut, or ended: so is the other side.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
