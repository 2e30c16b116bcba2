package dev.sequitur.rule.table.domain;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values (RFC 4180), read and written. */
final class CsvText {

  private final String text;
  private final List<List<String>> records = new ArrayList<>();
  private int at;

  private CsvText(String text) {
    this.text = text;
  }

  /**
   * Records of fields; a line without anything is none. Never fails: an open quote ends at the end.
   */
  static List<List<String>> read(String text) {
    var csv = new CsvText(text.startsWith("\uFEFF") ? text.substring(1) : text);
    while (csv.at < csv.text.length()) {
      csv.record();
    }
    return csv.records;
  }

  static void write(List<String> fields, StringBuilder into) {
    for (int i = 0; i < fields.size(); i++) {
      into.append(i == 0 ? "" : ",").append(quoted(fields.get(i)));
    }
    into.append("\r\n");
  }

  private void record() {
    var fields = new ArrayList<String>();
    boolean more = true;
    while (more) {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quotedField() : plainField());
      more = at < text.length() && text.charAt(at) == ',';
      at++;
    }
    if (at <= text.length()
        && text.charAt(at - 1) == '\r'
        && at < text.length()
        && text.charAt(at) == '\n') {
      at++;
    }
    if (fields.size() > 1 || !fields.getFirst().isBlank()) {
      records.add(fields);
    }
  }

  private String plainField() {
    int from = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private String quotedField() {
    var field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else {
        return field + plainField();
      }
    }
    return field.toString();
  }

  private static String quoted(String field) {
    boolean needed =
        field.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0) || !field.equals(field.strip());
    return needed ? '"' + field.replace("\"", "\"\"") + '"' : field;
  }
}
