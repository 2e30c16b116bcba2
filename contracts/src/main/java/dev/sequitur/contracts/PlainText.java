package dev.sequitur.contracts;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells most texts that stand in JSON as they are; looks at eight bytes at once. */
final class PlainText {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long BLANKS = ONES * ' ';
  private static final long QUOTES = ONES * '"';
  private static final long QUESTION_MARKS = ONES * '?';
  private static final long BACKSLASHES = ONES * '\\';

  private PlainText() {}

  /**
   * Whether all bytes are printable ASCII, and none is a quotation mark, a backslash or a question
   * mark, which stands for what cannot be encoded.
   */
  static boolean isPlain(byte[] text) {
    int whole = text.length & ~7;
    for (int i = 0; i < whole; i += 8) {
      if (special((long) EIGHT.get(text, i)) != 0) {
        return false;
      }
    }
    long rest = BLANKS;
    for (int i = whole; i < text.length; i++) {
      rest = rest << 8 | (text[i] & 0xFF);
    }
    return special(rest) == 0;
  }

  /**
   * Not zero if one of eight bytes is special. In each of the sums the highest bit of a byte says
   * so: below a blank it borrows, equal to one of the marks too, DEL carries, and what is not ASCII
   * has it already. A carry or borrow into the next byte comes of a special one alone.
   */
  private static long special(long eight) {
    return (eight
            | eight + ONES
            | eight - BLANKS
            | (eight ^ QUOTES) - ONES
            | (eight ^ QUESTION_MARKS) - ONES
            | (eight ^ BACKSLASHES) - ONES)
        & HIGHEST_BITS;
  }
}
