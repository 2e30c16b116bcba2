package dev.sequitur.kit.expression;

import static dev.sequitur.kit.expression.Parameters.TEXT;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.sequitur.kit.expression.FunctionSet.Signature;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a regular expression finds. Each search is linear in what is left of the text, but may look
 * at all of it to find little: so it pays for all that is left, and a text in which very much is
 * found costs the square of its length.
 */
final class RegexFunctions {

  private RegexFunctions() {}

  static void addTo(FunctionSet set) {
    set.method(
        "extract",
        Signature.of(SimpleType.DYN, TEXT, TEXT),
        a -> extract((String) a[0], (String) a[1]));
    set.method(
        "extractAll",
        Signature.of(Parameters.TEXTS_TYPE, TEXT, TEXT),
        a -> extractAll((String) a[0], (String) a[1]));
    set.method(
        "replaceMatches",
        Signature.of(SimpleType.STRING, TEXT, TEXT, TEXT),
        a -> replaced((String) a[0], (String) a[1], (String) a[2]));
  }

  /** The first group of the first match; the match where there are no groups; null for none. */
  private static Object extract(String text, String regex) {
    Pattern pattern = Regexes.compile(regex);
    Matcher matcher = pattern.matcher(text);
    if (!found(matcher, pattern, text, 0)) {
      return NullValue.NULL_VALUE;
    }
    String part = part(matcher);
    return part == null ? NullValue.NULL_VALUE : part;
  }

  private static ListView extractAll(String text, String regex) {
    Pattern pattern = Regexes.compile(regex);
    Matcher matcher = pattern.matcher(text);
    var parts = new ArrayList<Object>();
    for (int from = 0; found(matcher, pattern, text, from); from = matcher.end()) {
      String part = part(matcher);
      parts.add(part == null ? NullValue.NULL_VALUE : part);
    }
    return ListView.computed(parts);
  }

  private static String replaced(String text, String regex, String replacement) {
    Pattern pattern = Regexes.compile(regex);
    Matcher matcher = pattern.matcher(text);
    var result = new StringBuilder();
    int from = 0;
    while (found(matcher, pattern, text, from)) {
      append(result, text, from, matcher.start());
      Replacement.append(replacement, matcher, result);
      from = matcher.end();
    }
    append(result, text, from, text.length());
    return result.toString();
  }

  private static @Nullable String part(Matcher matcher) {
    String part = matcher.group(matcher.groupCount() == 0 ? 0 : 1);
    Allowance.spend(Allowance.ALLOCATED * (10L + (part == null ? 0 : part.length())));
    return part;
  }

  private static boolean found(Matcher matcher, Pattern pattern, String text, int from) {
    Regexes.spend(pattern, text.length() - from);
    return matcher.find();
  }

  private static void append(StringBuilder result, String text, int from, int to) {
    Allowance.spend((long) Allowance.ALLOCATED * (to - from));
    result.append(text, from, to);
  }
}
