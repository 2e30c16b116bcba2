package dev.sequitur.kit.expression;

import static dev.sequitur.kit.expression.Parameters.NUMBER;
import static dev.sequitur.kit.expression.Parameters.TEXT;
import static dev.sequitur.kit.expression.Parameters.WHOLE;

import dev.cel.common.types.SimpleType;
import dev.sequitur.kit.expression.FunctionSet.Signature;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Functions of texts, and of numbers that become texts. */
final class TextFunctions {

  private static final int MOST_DIGITS = 10;

  /** Units for a digit before the point: of the largest numbers there are hundreds. */
  private static final long DIGIT = 25;

  private TextFunctions() {}

  static void addTo(FunctionSet set) {
    var ofText = Signature.of(SimpleType.STRING, TEXT);
    set.method("lower", ofText, a -> lower((String) a[0]));
    set.method("upper", ofText, a -> upper((String) a[0]));
    set.both(
        "matchesGlob",
        Signature.of(SimpleType.BOOL, TEXT, TEXT),
        a -> Globs.matches((String) a[0], (String) a[1]));
    set.function(
        "fixed", Signature.of(SimpleType.STRING, NUMBER, WHOLE), a -> fixed(a[0], (Long) a[1]));
    set.function(
        "fixed", Signature.of(SimpleType.STRING, WHOLE, WHOLE), a -> fixed(a[0], (Long) a[1]));
  }

  /** Letters of all scripts, and of no language in particular: a Turkish i stays an i. */
  private static String lower(String text) {
    pay(text);
    return text.toLowerCase(Locale.ROOT);
  }

  private static String upper(String text) {
    pay(text);
    return text.toUpperCase(Locale.ROOT);
  }

  /** One character may become three. */
  private static void pay(String text) {
    Allowance.spend(3L * Allowance.ALLOCATED * (1 + text.length()));
  }

  private static String fixed(Object number, long digits) {
    Allowance.spend(2_000);
    if (digits < 0 || digits > MOST_DIGITS) {
      throw Refusals.argument();
    }
    if (number instanceof Double fraction && !Double.isFinite(fraction)) {
      throw Refusals.number();
    }
    var exact = new BigDecimal(number.toString());
    Allowance.spend(DIGIT * Math.max(0L, (long) exact.precision() - exact.scale()));
    return exact.setScale((int) digits, RoundingMode.HALF_UP).toPlainString();
  }
}
