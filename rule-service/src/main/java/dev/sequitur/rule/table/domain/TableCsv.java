package dev.sequitur.rule.table.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.contracts.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as a sheet. The first line names the columns: the hit policy, then {@code name =
 * expression} for each input, then {@code -> name} for each output. Below, the first column numbers
 * the rows, or holds their priorities; cells of inputs stand as they are written in a table;
 * outputs are JSON, or else text.
 */
public final class TableCsv {

  private static final String OUTPUT = "->";

  /** What would make a spreadsheet take a text for a formula. */
  private static final String FORMULA = "=+-@\t\r";

  private TableCsv() {}

  /** What became of a sheet. */
  public sealed interface Reading {}

  /** A table as it stands in a rule; it is yet to be checked. */
  public record Table(Map<String, @Nullable Object> table) implements Reading {}

  /**
   * It is no table.
   *
   * @param line from 1, in records
   */
  public record Unreadable(String detail, int line) implements Reading {}

  /** Reads a sheet. */
  public static Reading read(String text) {
    var records = CsvText.read(text);
    if (records.isEmpty()) {
      return new Unreadable("a line with the names of the columns is expected", 1);
    }
    var header = records.getFirst();
    var hit = header.getFirst().strip();
    if (HitPolicy.of(hit).isEmpty()) {
      return new Unreadable("the first column is named by the hit policy: " + HitPolicy.words(), 1);
    }
    var inputs = new ArrayList<Object>();
    var outputs = new ArrayList<String>();
    for (var column : header.subList(1, header.size())) {
      if (!named(column.strip(), inputs, outputs)) {
        return new Unreadable("a column is named by name = expression, or by -> name", 1);
      }
    }
    return rows(records, hit, inputs, outputs);
  }

  private static Reading rows(
      List<List<String>> records, String hit, List<Object> inputs, List<String> outputs) {
    var rows = new ArrayList<Object>();
    for (int i = 1; i < records.size(); i++) {
      var record = records.get(i);
      if (record.size() != 1 + inputs.size() + outputs.size()) {
        return new Unreadable("it has not as many fields as there are columns", i + 1);
      }
      rows.add(row(record, hit, inputs.size(), outputs));
    }
    var table = new LinkedHashMap<String, @Nullable Object>();
    table.put("hit", hit);
    table.put("inputs", inputs);
    table.put("outputs", outputs);
    table.put("rows", rows);
    return new Table(table);
  }

  private static boolean named(String column, List<Object> inputs, List<String> outputs) {
    if (column.startsWith(OUTPUT)) {
      return outputs.add(column.substring(OUTPUT.length()).strip());
    }
    int equals = column.indexOf('=');
    // An input behind an output would mix the two in every row.
    if (equals <= 0 || !outputs.isEmpty()) {
      return false;
    }
    return inputs.add(
        Map.of(
            "name",
            column.substring(0, equals).strip(),
            "expression",
            column.substring(equals + 1).strip()));
  }

  private static Map<String, @Nullable Object> row(
      List<String> record, String hit, int inputs, List<String> outputs) {
    var row = new LinkedHashMap<String, @Nullable Object>();
    row.put("when", List.copyOf(record.subList(1, 1 + inputs)));
    var then = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < outputs.size(); i++) {
      then.put(outputs.get(i), value(record.get(1 + inputs + i)));
    }
    row.put("then", then);
    if (hit.equals(HitPolicy.PRIORITY.word())) {
      row.put("priority", value(record.getFirst()));
    }
    return row;
  }

  /** Writes a table that was checked. */
  public static String write(Map<?, ?> table) {
    var text = new StringBuilder();
    var hit = table.get("hit") == null ? HitPolicy.FIRST.word() : String.valueOf(table.get("hit"));
    var header = new ArrayList<String>(List.of(hit));
    for (var input : list(table.get("inputs"))) {
      var named = (Map<?, ?>) input;
      header.add(named.get("name") + " = " + named.get("expression"));
    }
    var outputs = list(table.get("outputs"));
    outputs.forEach(output -> header.add(OUTPUT + " " + output));
    CsvText.write(header, text);
    int number = 1;
    for (var row : list(table.get("rows"))) {
      CsvText.write(record((Map<?, ?>) row, hit, number++, outputs), text);
    }
    return text.toString();
  }

  private static List<String> record(Map<?, ?> row, String hit, int number, List<?> outputs) {
    var record = new ArrayList<String>();
    var priority = row.get("priority") == null ? "0" : String.valueOf(row.get("priority"));
    record.add(hit.equals(HitPolicy.PRIORITY.word()) ? priority : Integer.toString(number));
    list(row.get("when")).forEach(cell -> record.add(cell(cell)));
    var then = row.get("then") instanceof Map<?, ?> members ? members : Map.of();
    outputs.forEach(output -> record.add(text(then.get(output))));
    return record;
  }

  /** A leading equals sign says nothing in a table, and too much in a spreadsheet. */
  private static String cell(@Nullable Object cell) {
    var text = String.valueOf(cell).strip();
    while (text.startsWith("=")) {
      text = text.substring(1).strip();
    }
    return text;
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text && isPlain(text)
        ? text
        : value == null ? "null" : new String(Wire.write(value), StandardCharsets.UTF_8);
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.equals(text.strip())
        && FORMULA.indexOf(text.charAt(0)) < 0
        && text.equals(value(text));
  }

  private static @Nullable Object value(String field) {
    try {
      return Wire.json().readValue(field, Object.class);
    } catch (JsonProcessingException e) {
      return field;
    }
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
