package dev.sequitur.executor.action.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement with places for parameters, {@code ?} or {@code :name}. Read as PostgreSQL
 * reads it (§4.1 of its manual) as far as is needed to know what is code and what is a text: in
 * texts and quoted names nothing is a place, and a semicolon ends no statement. Comments are
 * refused; nothing needs them here, and much is hidden in them.
 */
sealed interface SqlText {

  /**
   * A statement that may be sent.
   *
   * @param sql with {@code ?} for each place
   * @param names of the places in their order; positional places have the numbers {@code 0, 1, …}
   * @param verb its first word, in upper case
   */
  record Statement(String sql, List<String> names, String verb) implements SqlText {}

  /** The reason repeats nothing of the statement. */
  record Refused(String reason) implements SqlText {}

  static SqlText of(String text) {
    return new Reader(text).read();
  }

  /** Goes through the text once. */
  final class Reader {

    private final String text;
    private final StringBuilder sql = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private boolean positional;
    private boolean named;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private SqlText read() {
      while (at < text.length()) {
        var refusal = step();
        if (refusal != null) {
          return new Refused(refusal);
        }
      }
      if (positional && named) {
        return new Refused("places are either all ? or all :name");
      }
      var statement = sql.toString().strip();
      return statement.isEmpty()
          ? new Refused("there is no statement")
          : new Statement(statement, List.copyOf(names), verb(statement));
    }

    private @Nullable String step() {
      var c = text.charAt(at);
      return switch (c) {
        case '\'' -> quoted('\'', escapes());
        case '"' -> quoted('"', false);
        case '$' -> dollar();
        case '-' -> follows('-') ? "a statement holds no comments" : plain();
        case '/' -> follows('*') ? "a statement holds no comments" : plain();
        case ';' -> end();
        case '?' -> place();
        case ':' -> named();
        case '\0' -> "a statement holds no NUL";
        default -> plain();
      };
    }

    private @Nullable String plain() {
      sql.append(text.charAt(at++));
      return null;
    }

    private boolean follows(char next) {
      return at + 1 < text.length() && text.charAt(at + 1) == next;
    }

    /** {@code E'…'}: a backslash hides the quote behind it. */
    private boolean escapes() {
      if (at == 0 || (text.charAt(at - 1) | 0x20) != 'e') {
        return false;
      }
      return at == 1 || !isWord(text.charAt(at - 2));
    }

    private @Nullable String quoted(char quote, boolean backslashes) {
      var begin = at++;
      while (at < text.length()) {
        var c = text.charAt(at);
        if (c == '\\' && backslashes) {
          at += 2;
        } else if (c == quote && follows(quote)) {
          at += 2;
        } else if (c == quote) {
          at++;
          sql.append(text, begin, at);
          return null;
        } else {
          at++;
        }
      }
      return "a quote is not closed";
    }

    private @Nullable String dollar() {
      var close = text.indexOf('$', at + 1);
      var word = at > 0 && isWord(text.charAt(at - 1));
      if (word || close < 0 || !isTag(text.substring(at + 1, close))) {
        return at + 1 < text.length() && Character.isDigit(text.charAt(at + 1)) && !word
            ? "places are written ? or :name"
            : plain();
      }
      var tag = text.substring(at, close + 1);
      var end = text.indexOf(tag, close + 1);
      if (end < 0) {
        return "a quote is not closed";
      }
      sql.append(text, at, end + tag.length());
      at = end + tag.length();
      return null;
    }

    private @Nullable String end() {
      at = text.length() - text.substring(at + 1).stripLeading().length();
      return at < text.length() ? "only one statement can be carried out" : null;
    }

    /** {@code ??} is PostgreSQL's own operator {@code ?}, as its JDBC driver reads it. */
    private @Nullable String place() {
      if (follows('?')) {
        sql.append("??");
        at += 2;
        return null;
      }
      positional = true;
      names.add(Integer.toString(names.size()));
      return plain();
    }

    private @Nullable String named() {
      if (follows(':')) {
        sql.append("::");
        at += 2;
        return null;
      }
      var end = at + 1;
      while (end < text.length() && isWord(text.charAt(end))) {
        end++;
      }
      if (end == at + 1 || !Character.isLetter(text.charAt(at + 1))) {
        return plain();
      }
      named = true;
      names.add(text.substring(at + 1, end));
      sql.append('?');
      at = end;
      return null;
    }

    private static boolean isTag(String tag) {
      return tag.isEmpty()
          || (!Character.isDigit(tag.charAt(0)) && tag.chars().allMatch(c -> isWord((char) c)));
    }

    private static boolean isWord(char c) {
      return c == '_' || Character.isLetterOrDigit(c);
    }

    private static String verb(String statement) {
      var end = 0;
      while (end < statement.length() && Character.isLetter(statement.charAt(end))) {
        end++;
      }
      return statement.substring(0, end).toUpperCase(Locale.ROOT);
    }
  }

  /** The places that have no parameter, or the parameters that have no place; empty if all fit. */
  static List<String> unmatched(Statement statement, Map<String, ?> params) {
    var unmatched = new ArrayList<String>();
    statement.names().stream()
        .distinct()
        .filter(name -> !params.containsKey(name))
        .forEach(unmatched::add);
    params.keySet().stream()
        .filter(name -> !statement.names().contains(name))
        .forEach(unmatched::add);
    return unmatched;
  }
}
