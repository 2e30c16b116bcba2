package dev.sequitur.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/**
 * Instants as text in UTC, such as {@code 2026-11-22T10:15:30.123456Z}: what {@link
 * Instant#toString} and {@link Instant#parse} do, without a formatter for the years 0 to 9999.
 * Every record on the path carries several.
 */
public final class InstantText {

  private static final int SECONDS_A_DAY = 86_400;
  private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_A_DAY;
  private static final long LAST_SECOND = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_A_DAY;
  private static final int TO_THE_SECOND = "2026-11-22T10:15:30".length();
  private static final int NANO_DIGITS = 9;

  private InstantText() {}

  /** The same text as {@link Instant#toString}. */
  public static String format(Instant instant) {
    var second = instant.getEpochSecond();
    if (second < FIRST_SECOND || second >= LAST_SECOND) {
      return instant.toString();
    }
    var date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_A_DAY));
    var time = (int) Math.floorMod(second, (long) SECONDS_A_DAY);
    var text = new byte[TO_THE_SECOND + 1 + NANO_DIGITS + 1];
    digits(text, 0, 4, date.getYear());
    text[4] = '-';
    digits(text, 5, 2, date.getMonthValue());
    text[7] = '-';
    digits(text, 8, 2, date.getDayOfMonth());
    text[10] = 'T';
    digits(text, 11, 2, time / 3_600);
    text[13] = ':';
    digits(text, 14, 2, time / 60 % 60);
    text[16] = ':';
    digits(text, 17, 2, time % 60);
    var end = fraction(text, instant.getNano());
    text[end] = 'Z';
    return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
  }

  /** Three, six or nine digits, as few as say it all. */
  private static int fraction(byte[] text, int nanos) {
    if (nanos == 0) {
      return TO_THE_SECOND;
    }
    text[TO_THE_SECOND] = '.';
    digits(text, TO_THE_SECOND + 1, NANO_DIGITS, nanos);
    var shown = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : NANO_DIGITS;
    return TO_THE_SECOND + 1 + shown;
  }

  private static void digits(byte[] text, int at, int count, int value) {
    var left = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  /**
   * Reads what {@link Instant#parse} reads.
   *
   * @throws DateTimeParseException if it is no instant
   */
  public static Instant parse(String text) {
    var length = text.length();
    if (!isPlain(text, length)) {
      return Instant.parse(text);
    }
    var hour = number(text, 11, 13);
    var minute = number(text, 14, 16);
    var second = number(text, 17, 19);
    var month = number(text, 5, 7);
    var day = number(text, 8, 10);
    // What is unusual, a leap second or the thirtieth of February, the JDK shall judge.
    if (hour > 23
        || minute > 59
        || second > 59
        || month < 1
        || month > 12
        || day < 1
        || day > lastDay(text, month)) {
      return Instant.parse(text);
    }
    var date = LocalDate.of(number(text, 0, 4), month, day).toEpochDay();
    var nanos = length > TO_THE_SECOND + 1 ? nanos(text, length - 1) : 0;
    return Instant.ofEpochSecond(
        date * SECONDS_A_DAY + hour * 3_600L + minute * 60L + second, nanos);
  }

  private static int lastDay(String text, int month) {
    return YearMonth.of(number(text, 0, 4), month).lengthOfMonth();
  }

  /** Four-digit year, upper-case T and Z, one to nine digits of a fraction or none. */
  private static boolean isPlain(String text, int length) {
    if (length <= TO_THE_SECOND || length > TO_THE_SECOND + 1 + NANO_DIGITS + 1) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      var c = text.charAt(i);
      var fits =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == 'T';
            case 13, 16 -> c == ':';
            default ->
                i == length - 1
                    ? c == 'Z'
                    : i == TO_THE_SECOND ? c == '.' && length > i + 2 : c >= '0' && c <= '9';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    var value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static int nanos(String text, int end) {
    var value = number(text, TO_THE_SECOND + 1, end);
    for (int digits = end - TO_THE_SECOND - 1; digits < NANO_DIGITS; digits++) {
      value *= 10;
    }
    return value;
  }
}
