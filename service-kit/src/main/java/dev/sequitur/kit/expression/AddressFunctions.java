package dev.sequitur.kit.expression;

import static dev.sequitur.kit.expression.Parameters.TEXT;
import static dev.sequitur.kit.expression.Parameters.TEXTS;

import dev.cel.common.types.SimpleType;
import dev.sequitur.kit.expression.FunctionSet.Signature;
import java.util.List;

/** Functions of internet addresses. No name is ever resolved. */
final class AddressFunctions {

  private static final int READ = 500;

  private AddressFunctions() {}

  static void addTo(FunctionSet set) {
    set.both(
        "inCidr",
        Signature.of(SimpleType.BOOL, TEXT, TEXT),
        a -> AddressRange.of((String) a[1]).contains(address((String) a[0])));
    set.both(
        "inCidr",
        Signature.of(SimpleType.BOOL, TEXT, TEXTS),
        a -> inAny(address((String) a[0]), (List<?>) a[1]));
    set.both("isIp", Signature.of(SimpleType.BOOL, TEXT), a -> isAddress((String) a[0]));
  }

  private static boolean isAddress(String text) {
    Allowance.spend(READ);
    return InternetAddress.of(text) != null;
  }

  private static InternetAddress address(String text) {
    Allowance.spend(READ);
    var address = InternetAddress.of(text);
    if (address == null) {
      throw Refusals.argument();
    }
    return address;
  }

  private static boolean inAny(InternetAddress address, List<?> ranges) {
    for (Object range : ranges) {
      if (!(range instanceof String text)) {
        throw Refusals.type();
      }
      if (AddressRange.of(text).contains(address)) {
        return true;
      }
    }
    return false;
  }
}
