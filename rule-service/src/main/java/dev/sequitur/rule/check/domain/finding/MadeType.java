package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.rule.condition.domain.Truth;

/**
 * The type of events that somebody makes, as far as it is written down.
 *
 * @param text the type, or its beginning
 * @param isWhole false if an expression gives the rest
 */
public record MadeType(String text, boolean isWhole) {

  private static final String EXPRESSION = "${";
  private static final String ALL = "*";

  /** Of a template: up to its first expression the type is known. */
  public static MadeType of(String template) {
    int expression = template.indexOf(EXPRESSION);
    return expression < 0
        ? new MadeType(template, true)
        : new MadeType(template.substring(0, expression).replace("$$", "$"), false);
  }

  /** Whether a rule hears events of this type by what it names in its {@code on}. */
  Truth isHeardBy(String on) {
    if (on.endsWith(ALL)) {
      var beginning = on.substring(0, on.length() - 1);
      return text.startsWith(beginning)
          ? Truth.TRUE
          : !isWhole && beginning.startsWith(text) ? Truth.UNTOLD : Truth.FALSE;
    }
    if (isWhole) {
      return Truth.of(text.equals(on));
    }
    return on.startsWith(text) ? Truth.UNTOLD : Truth.FALSE;
  }

  /** Whether a rule may hear them. */
  boolean mayBeHeardBy(Subject rule) {
    return rule.rule().on().stream().anyMatch(on -> isHeardBy(on) != Truth.FALSE);
  }
}
