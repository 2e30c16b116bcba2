package dev.sequitur.kit.expression;

import dev.cel.common.ast.CelConstant;

/** Writes constants as the language's literals. */
final class SyntaxConstants {

  private SyntaxConstants() {}

  static boolean isNumber(CelConstant constant) {
    return switch (constant.getKind()) {
      case INT64_VALUE, UINT64_VALUE, DOUBLE_VALUE -> true;
      default -> false;
    };
  }

  static void write(CelConstant constant, StringBuilder text) {
    switch (constant.getKind()) {
      case NULL_VALUE -> text.append("null");
      case BOOLEAN_VALUE -> text.append(constant.booleanValue());
      case INT64_VALUE -> text.append(constant.int64Value());
      case UINT64_VALUE -> text.append(constant.uint64Value()).append('u');
      case DOUBLE_VALUE -> text.append(number(constant.doubleValue()));
      case STRING_VALUE -> string(constant.stringValue(), text);
      case BYTES_VALUE -> bytes(constant.bytesValue().toByteArray(), text);
      default -> throw new IllegalArgumentException("a constant that no text makes");
    }
  }

  private static String number(double number) {
    // 1e999 is read as infinite, which has no literal of its own.
    return Double.isInfinite(number) ? (number < 0 ? "-1e999" : "1e999") : Double.toString(number);
  }

  private static void string(String value, StringBuilder text) {
    text.append('"');
    value.chars().forEach(c -> character((char) c, text));
    text.append('"');
  }

  private static void character(char c, StringBuilder text) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append(c);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (c < ' ' || c == 0x7F) {
          text.append("\\u%04x".formatted((int) c));
        } else {
          text.append(c);
        }
      }
    }
  }

  private static void bytes(byte[] value, StringBuilder text) {
    text.append("b\"");
    for (byte each : value) {
      text.append("\\x%02x".formatted(each & 0xFF));
    }
    text.append('"');
  }
}
