package dev.sequitur.kit.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code traceparent} header of W3C Trace Context, version 00. */
public final class TraceParent {

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private TraceParent() {}

  /** The given header if it is well-formed, else a new trace. */
  public static String continued(@Nullable String header) {
    return header != null && FORM.matcher(header).matches() ? header : fresh();
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
