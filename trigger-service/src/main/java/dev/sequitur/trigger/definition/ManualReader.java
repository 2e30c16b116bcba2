package dev.sequitur.trigger.definition;

/** Reads {@code manual}: there is nothing to be said of it yet. */
final class ManualReader {

  private ManualReader() {}

  static Source read(Fields manual) {
    manual.only();
    return new Source.Manual();
  }
}
