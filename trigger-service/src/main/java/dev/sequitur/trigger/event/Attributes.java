package dev.sequitur.trigger.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What may stand in an attribute of an event (CloudEvents 1.0 §3.1). */
public final class Attributes {

  /** The longest attribute, in UTF-16 units. */
  public static final int TEXT_LIMIT = 1_024;

  private static final String RESERVED = "dev.sequitur.";

  // RFC 3339 has no longer years; longer texts would be no instant that anybody meant.
  private static final int TIME_LIMIT = 40;

  private Attributes() {}

  /** Types that only the product itself may say. */
  public static boolean isReserved(String type) {
    return type.startsWith(RESERVED);
  }

  /**
   * Whether a text can be an attribute: not empty, not too long, no control characters, no halves
   * of surrogate pairs (two of which would look alike in UTF-8).
   */
  public static boolean isText(String text) {
    return !text.isEmpty()
        && text.length() <= TEXT_LIMIT
        && text.codePoints().noneMatch(Attributes::isForbidden);
  }

  private static boolean isForbidden(int character) {
    return Character.isISOControl(character)
        || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
        || (character & 0xFFFE) == 0xFFFE
        || character >= 0xFDD0 && character <= 0xFDEF;
  }

  /** A scalar as text: numbers in digits, never with an exponent. Empty for anything else. */
  static Optional<String> text(Object value) {
    return switch (value) {
      case String text -> Optional.of(text);
      case Boolean truth -> Optional.of(truth.toString());
      case Long number -> Optional.of(number.toString());
      case BigInteger number -> Optional.of(number.toString());
      case Double number -> Optional.of(digits(number));
      default -> Optional.empty();
    };
  }

  private static String digits(double number) {
    return number == 0 ? "0" : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** A timestamp of RFC 3339; empty if it is none. */
  static Optional<Instant> time(String text) {
    if (text.length() > TIME_LIMIT || text.startsWith("+") || text.startsWith("-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
