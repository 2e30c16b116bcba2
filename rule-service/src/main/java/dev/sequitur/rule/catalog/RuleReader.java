package dev.sequitur.rule.catalog;

import dev.sequitur.kit.expression.Scope;
import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.check.domain.UnitCase;
import dev.sequitur.rule.condition.WhenReader;
import dev.sequitur.rule.condition.domain.When;
import dev.sequitur.rule.matching.domain.PlannedAction;
import dev.sequitur.rule.matching.domain.Restraint;
import dev.sequitur.rule.matching.domain.Validity;
import dev.sequitur.rule.table.domain.DecisionTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and compiles a rule's {@code spec}; the one place that knows its form. */
final class RuleReader {

  static final int MOST_TYPES = 100;
  static final int MOST_ACTIONS = 50;
  static final int LONGEST_TYPE = 255;

  /** Well below the rules of a chain that are carried on, so that it is reached in any circle. */
  static final int MOST_TURNS = 32;

  /** What may be named in {@code on}: a type, all below a name, or all. */
  private static final Pattern TYPE = Pattern.compile("\\*|[!-~&&[^*]]+(\\.\\*)?");

  private final ActionCatalogue catalogue;
  private final Findings findings;

  RuleReader(ActionCatalogue catalogue, Findings findings) {
    this.catalogue = catalogue;
    this.findings = findings;
  }

  /** A rule's content. Of no use if anything was found. */
  record Content(
      List<String> on,
      Asked asked,
      List<PlannedAction> actions,
      Validity validity,
      List<UnitCase> cases,
      @Nullable DecisionTable table,
      Restraint restraint) {

    /** The same, of a published change. */
    Content published(long change) {
      return new Content(on, asked, actions, validity, cases, table, restraint.of(change));
    }
  }

  /**
   * The condition.
   *
   * @param cel as a text; null if there is none, or it has errors
   * @param naming the same, if it names others; then it must be expanded before it is compiled
   */
  record Asked(@Nullable String cel, @Nullable When naming) {

    static final Asked ALWAYS = new Asked(null, null);

    static Asked of(String cel) {
      var when = When.mayRefer(cel) ? When.of(cel) : null;
      return new Asked(cel, when == null || when.references().isEmpty() ? null : when);
    }
  }

  Content read(Map<String, @Nullable Object> spec, String pointer) {
    var fields = Fields.of(spec, pointer, findings);
    var on = types(fields);
    var asked = condition(fields);
    var table = table(fields);
    var scope = table == null ? Scope.EVENT : TableReader.SCOPE;
    var then = actions(fields, scope);
    var restraint = restraint(fields, scope);
    var validity = validity(fields);
    var steps = then.stream().map(PlannedAction::step).toList();
    var cases = new CaseReader(findings, on, steps, validity).read(fields);
    fields.finish();
    return new Content(on, asked, then, validity, cases, table, restraint);
  }

  private List<String> types(Fields fields) {
    var given = fields.list("on", fields.required("on"));
    sized(fields.at("on"), given, fields.value("on"), MOST_TYPES);
    var types = new ArrayList<String>();
    for (int i = 0; i < given.size(); i++) {
      type(given.get(i), fields.at("on") + "/" + i, types);
    }
    return List.copyOf(types);
  }

  private void type(@Nullable Object given, String pointer, List<String> types) {
    if (!(given instanceof String type)) {
      findings.add(pointer, RuleProblem.RULE_FIELD_TYPE, "an event type is expected here");
    } else if (type.length() > LONGEST_TYPE || !TYPE.matcher(type).matches()) {
      findings.add(
          pointer,
          RuleProblem.RULE_VALUE_MALFORMED,
          "an event type such as com.example.order, com.example.* for all below, or * for all");
    } else if (types.contains(type)) {
      findings.add(pointer, RuleProblem.RULE_VALUE_DUPLICATE, "this type is named above already");
    } else {
      types.add(type);
    }
  }

  private Asked condition(Fields fields) {
    var given = fields.value("when");
    if (given == null) {
      return Asked.ALWAYS;
    }
    var reading = WhenReader.read(given, fields.at("when"));
    reading.errors().forEach(findings::add);
    return reading.cel() == null ? Asked.ALWAYS : Asked.of(reading.cel());
  }

  private @Nullable DecisionTable table(Fields fields) {
    var given = fields.value("table");
    return given == null ? null : new TableReader(findings, fields.at("table")).read(given);
  }

  private List<PlannedAction> actions(Fields fields, Scope scope) {
    var given = fields.list("then", fields.required("then"));
    sized(fields.at("then"), given, fields.value("then"), MOST_ACTIONS);
    var actions = new ActionReader(catalogue, findings, scope);
    var planned = new ArrayList<PlannedAction>();
    Set<String> steps = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      var pointer = fields.at("then") + "/" + i;
      var action = actions.read(given.get(i), pointer);
      if (action != null) {
        planned.add(action);
      }
      actions.requireUnique(given.get(i), pointer, steps);
    }
    return List.copyOf(planned);
  }

  private Restraint restraint(Fields fields, Scope scope) {
    var given = fields.value("brake");
    var brake =
        given == null ? null : new BrakeReader(findings, scope).read(given, fields.at("brake"));
    return new Restraint(brake, fields.integer("turns", Restraint.TURNS, 1, MOST_TURNS));
  }

  private Validity validity(Fields fields) {
    var from = fields.instant("validFrom");
    var until = fields.instant("validUntil");
    if (from != null && until != null && !from.isBefore(until)) {
      findings.add(
          fields.at("validUntil"), RuleProblem.RULE_VALUE_OUT_OF_RANGE, "must be after validFrom");
    }
    return new Validity(from, until);
  }

  private void sized(String pointer, List<?> list, @Nullable Object given, int most) {
    if (given instanceof List<?> && (list.isEmpty() || list.size() > most)) {
      findings.add(
          pointer, RuleProblem.RULE_VALUE_OUT_OF_RANGE, "must have 1 to " + most + " elements");
    }
  }
}
