package dev.sequitur.kit.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The {@code traceparent} header of W3C Trace Context, version 00. */
public final class TraceParent {

  private TraceParent() {}

  /** The given header if it is well-formed, else a new trace. */
  public static String continued(@Nullable String header) {
    return header != null && isWellFormed(header) ? header : fresh();
  }

  /** {@code 00-<trace, 32 digits>-<span, 16 digits>-<flags, 2 digits>}, with neither id zero. */
  private static boolean isWellFormed(String header) {
    return header.length() == 55
        && header.startsWith("00-")
        && header.charAt(35) == '-'
        && header.charAt(52) == '-'
        && isHex(header, 3, 35)
        && isHex(header, 36, 52)
        && isHex(header, 53, 55)
        && !isZero(header, 3, 35)
        && !isZero(header, 36, 52);
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** A new trace, not sampled. */
  public static String fresh() {
    var random = ThreadLocalRandom.current();
    var hex = HexFormat.of();
    return "00-"
        + hex.toHexDigits(random.nextLong())
        + hex.toHexDigits(random.nextLong() | 1)
        + "-"
        + hex.toHexDigits(random.nextLong() | 1)
        + "-00";
  }

  /** The 32 hexadecimal digits that name the trace. */
  public static String traceId(String traceParent) {
    return traceParent.substring(3, 35);
  }
}
