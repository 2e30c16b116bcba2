package dev.sequitur.kit.expression;

import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin alike: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address alone. Bits
 * beyond the prefix are not looked at.
 *
 * @param prefix bits of version 6; an address of version 4 has 96 more than it is written with
 */
record AddressRange(InternetAddress first, int prefix) {

  private static final Kept<AddressRange> READ =
      new Kept<>(
          1_024,
          text -> {
            var range = parse(text);
            if (range == null) {
              throw Refusals.argument();
            }
            return range;
          });

  /** Fails as an evaluation does where the text is no range. */
  static AddressRange of(String text) {
    Allowance.spend(500);
    return READ.of(text);
  }

  /** Null if the text is no range. */
  static @Nullable AddressRange parse(String text) {
    int slash = text.indexOf('/');
    var first = InternetAddress.of(slash < 0 ? text : text.substring(0, slash));
    if (first == null) {
      return null;
    }
    boolean dotted = text.indexOf(':') < 0;
    int most = dotted ? InternetAddress.BITS - InternetAddress.MAPPED_BITS : InternetAddress.BITS;
    int length = slash < 0 ? most : InternetAddress.number(text.substring(slash + 1), 3);
    return length < 0 || length > most
        ? null
        : new AddressRange(first, dotted ? length + InternetAddress.MAPPED_BITS : length);
  }

  /** No address of version 4 is in a range of version 6, however wide that is. */
  boolean contains(InternetAddress address) {
    if (address.isVersion4() && prefix < InternetAddress.MAPPED_BITS) {
      return false;
    }
    return same(address.high(), first.high(), Math.min(prefix, 64))
        && same(address.low(), first.low(), Math.max(prefix - 64, 0));
  }

  private static boolean same(long left, long right, int bits) {
    return bits == 0 || (left ^ right) >>> (64 - bits) == 0;
  }
}
