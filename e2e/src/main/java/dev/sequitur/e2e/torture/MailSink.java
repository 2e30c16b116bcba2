package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Hit;
import dev.sequitur.e2e.checker.World.Verdict;
import dev.sequitur.e2e.torture.Temper.Plan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * An SMTP server (as much of RFC 5321 as a client needs) with the temper of all targets. What it
 * took is a hit under the key in its Message-ID; the order and the rule's version are the subject.
 */
final class MailSink implements AutoCloseable {

  private static final Pattern MESSAGE_ID = Pattern.compile("<([^@>]+)@sequitur>");

  private final ServerSocket server;
  private final Temper temper;
  private final Journal journal;
  private final ConcurrentLinkedQueue<Hit> hits = new ConcurrentLinkedQueue<>();

  MailSink(Temper temper, Journal journal) {
    this.temper = temper;
    this.journal = journal;
    try {
      this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("mail").start(this::listen);
  }

  int port() {
    return server.getLocalPort();
  }

  List<Hit> hits() {
    return List.copyOf(hits);
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void talk(Socket socket) {
    try (socket;
        var lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
      say(socket, "220 torture");
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var goesOn =
            switch (verb(line)) {
              case "QUIT" -> false;
              case "DATA" -> take(socket, lines);
              default -> say(socket, "250 yes");
            };
        if (!goesOn) {
          return;
        }
      }
    } catch (IOException e) {
      // The caller has left, or was killed: what it has not finished was not taken.
      journal.write(System.nanoTime(), Kind.MAIL, e.getClass().getSimpleName());
    }
  }

  private static String verb(String line) {
    return line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
  }

  /** Whether the conversation goes on. */
  private boolean take(Socket socket, BufferedReader lines) throws IOException {
    say(socket, "354 go ahead");
    var mail = new ArrayList<String>();
    for (var line = lines.readLine(); !".".equals(line); line = lines.readLine()) {
      if (line == null) {
        return false; // Broken off before its end: not a mail.
      }
      mail.add(line);
    }
    var plan = temper.plan();
    note(mail, plan);
    return answer(socket, lines, plan);
  }

  private boolean answer(Socket socket, BufferedReader lines, Plan plan) throws IOException {
    return switch (plan) {
      case ANSWER, REFUSE -> say(socket, "250 taken");
      case ANSWER_LATE -> {
        pause();
        yield say(socket, "250 taken");
      }
      case FAIL -> say(socket, "451 not now");
      case THROTTLE -> say(socket, "452 too many");
      case CUT_AFTER -> false;
      case SILENCE_AFTER -> lines.readLine() != null; // Until the caller has had enough.
    };
  }

  private void note(List<String> mail, Plan plan) {
    var subject = header(mail, "subject:").split(" ");
    var id = MESSAGE_ID.matcher(header(mail, "message-id:"));
    var key = id.find() ? id.group(1) : "no Message-ID";
    var verdict =
        switch (plan) {
          case FAIL -> Verdict.REFUSED;
          case THROTTLE -> Verdict.THROTTLED;
          default -> Verdict.APPLIED;
        };
    hits.add(
        new Hit(subject[0], Kind.MAIL, key, Integer.parseInt(subject[1]), verdict, Instant.now()));
    journal.write(System.nanoTime(), Kind.MAIL, subject[0], key, plan, verdict);
  }

  private static String header(List<String> mail, String name) {
    return mail.stream()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("");
  }

  private static boolean say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
