package dev.sequitur.demo;

import dev.sequitur.local.FreePorts;
import java.util.stream.IntStream;

/**
 * Where the receiver listens on 127.0.0.1; the samples name the usual ones.
 *
 * @param page HTTP, and the page
 */
public record Doors(int page) {

  public static final Doors USUAL = new Doors(8090);

  /** SMTP. */
  public int mail() {
    return page + 1;
  }

  /** A provider of its own, so that its failures hold nothing else up. */
  public int payments() {
    return page + 2;
  }

  boolean areFree() {
    return IntStream.rangeClosed(page, payments()).allMatch(FreePorts::isFree);
  }

  public String address() {
    return "http://127.0.0.1:" + page;
  }
}
