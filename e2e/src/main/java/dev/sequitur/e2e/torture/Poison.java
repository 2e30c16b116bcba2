package dev.sequitur.e2e.torture;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What must never stop anything. */
final class Poison {

  private Poison() {}

  /** Records for topics. */
  static List<byte[]> records() {
    return List.of(
        bytes(""),
        bytes("{"),
        bytes("null"),
        bytes("[]"),
        bytes("not json at all"),
        bytes("{\"runId\":\"x\",\"runId\":\"y\"}"),
        bytes("[".repeat(10_000)),
        bytes("{\"n\":" + "9".repeat(5_000) + "}"),
        new byte[] {(byte) 0xc3, (byte) 0x28, 0, (byte) 0xff});
  }

  /** Bodies for the webhook; each must be answered with a 4xx. */
  static List<String> bodies() {
    return List.of(
        "",
        "{",
        "{\"id\":\"p\",\"id\":\"q\",\"kind\":\"none\"}",
        "[".repeat(100_000),
        "\"" + "x".repeat(300_000) + "\"",
        "not json");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
