package dev.sequitur.demo.receiver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The page that shows what came in. */
final class Page {

  private Page() {}

  static String html() {
    try (var page = Page.class.getResourceAsStream("page.html")) {
      return new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
