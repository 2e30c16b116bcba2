package dev.sequitur.kit.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address of the internet protocol, read from its text and never looked up. Strict: four decimal
 * numbers without leading zeros (RFC 6943 tells why), or groups of hexadecimal digits as in RFC
 * 4291; no zone, no port. An address of version 4 within one of version 6 ({@code ::ffff:10.0.0.1})
 * is the one of version 4.
 *
 * @param high the first 64 bit
 * @param low the last 64 bit
 */
record InternetAddress(long high, long low) {

  static final int BITS = 128;

  /** Of version 4 are those that begin so. */
  static final int MAPPED_BITS = 96;

  private static final long MAPPED = 0xFFFFL << 32;
  private static final int LONGEST = 45;
  private static final int GROUPS = 8;

  boolean isVersion4() {
    return high == 0 && (low & ~0xFFFF_FFFFL) == MAPPED;
  }

  /** Null if the text is no address. */
  static @Nullable InternetAddress of(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    if (text.indexOf(':') < 0) {
      long four = version4(text);
      return four < 0 ? null : new InternetAddress(0, MAPPED | four);
    }
    return version6(text);
  }

  /** Negative if it is none. */
  private static long version4(String text) {
    var parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return -1;
    }
    long address = 0;
    for (String part : parts) {
      int number = number(part, 3);
      if (number < 0 || number > 255) {
        return -1;
      }
      address = address << 8 | number;
    }
    return address;
  }

  /** A decimal number without leading zeros; negative if it is none. */
  static int number(String digits, int most) {
    if (digits.isEmpty()
        || digits.length() > most
        || (digits.length() > 1 && digits.charAt(0) == '0')) {
      return -1;
    }
    int number = 0;
    for (char c : digits.toCharArray()) {
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static @Nullable InternetAddress version6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    var before = groups(gap < 0 ? text : text.substring(0, gap));
    var after = gap < 0 ? List.<Integer>of() : groups(text.substring(gap + 2));
    if (before == null || after == null) {
      return null;
    }
    int missing = GROUPS - before.size() - after.size();
    if (gap < 0 ? missing != 0 : missing < 1) {
      return null;
    }
    var all = new ArrayList<>(before);
    for (int i = 0; i < missing; i++) {
      all.add(0);
    }
    all.addAll(after);
    return new InternetAddress(bits(all.subList(0, 4)), bits(all.subList(4, GROUPS)));
  }

  private static @Nullable List<Integer> groups(String text) {
    var groups = new ArrayList<Integer>();
    if (text.isEmpty()) {
      return groups;
    }
    var parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean read = i == parts.length - 1 ? last(parts[i], groups) : group(parts[i], groups);
      if (!read) {
        return null;
      }
    }
    return groups;
  }

  /** The last group may be an address of version 4, and is two then. */
  private static boolean last(String text, List<Integer> groups) {
    if (text.indexOf('.') < 0) {
      return group(text, groups);
    }
    long four = version4(text);
    if (four >= 0) {
      groups.add((int) (four >>> 16));
      groups.add((int) (four & 0xFFFF));
    }
    return four >= 0;
  }

  private static boolean group(String text, List<Integer> groups) {
    if (text.isEmpty() || text.length() > 4) {
      return false;
    }
    int number = 0;
    for (char c : text.toCharArray()) {
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return false;
      }
      number = number << 4 | digit;
    }
    groups.add(number);
    return true;
  }

  private static long bits(List<Integer> groups) {
    long bits = 0;
    for (int group : groups) {
      bits = bits << 16 | group;
    }
    return bits;
  }
}
