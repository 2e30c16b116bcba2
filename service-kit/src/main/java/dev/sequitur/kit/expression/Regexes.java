package dev.sequitur.kit.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Regular expressions in linear time (RE2J), compiled once. Their size is bounded, because the time
 * for each character grows with it.
 */
final class Regexes {

  private static final int PROGRAM_SIZE = 1_000;
  private static final int KEPT = 1_024;

  private static final Map<String, Pattern> COMPILED =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
          return size() > KEPT;
        }
      };

  private Regexes() {}

  /** Whether the pattern is found anywhere in the text. */
  static boolean matches(String text, String regex) {
    Pattern pattern = compile(regex);
    spend(pattern, text.length());
    return pattern.matcher(text).find();
  }

  /** Pays for one search through that many characters. */
  static void spend(Pattern pattern, int characters) {
    Allowance.spend(8L * (characters + 1) * (1 + pattern.programSize()));
  }

  /** The compiled pattern; fails as an evaluation does where it is malformed or too large. */
  static Pattern compile(String regex) {
    synchronized (COMPILED) {
      Pattern known = COMPILED.get(regex);
      if (known != null) {
        return known;
      }
    }
    Pattern pattern = bounded(regex);
    synchronized (COMPILED) {
      COMPILED.put(regex, pattern);
    }
    return pattern;
  }

  private static Pattern bounded(String regex) {
    // Estimated first: compiling ((a{1000}){1000}) is what has to be avoided.
    if (RegexSize.of(regex) > PROGRAM_SIZE) {
      throw new Allowance.Exceeded();
    }
    Allowance.spend(1_000L + 100L * regex.length());
    try {
      Pattern pattern = Pattern.compile(regex);
      if (pattern.programSize() > 2 * PROGRAM_SIZE) {
        throw new Allowance.Exceeded();
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      throw new CelInvalidArgumentException("not a regular expression: " + e.getDescription());
    }
  }
}
