package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.rule.check.domain.finding.Finding.Kind;
import dev.sequitur.rule.check.domain.solver.Answer;
import dev.sequitur.rule.check.domain.solver.Goal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What can be said of the rows of a decision table. */
final class Tables {

  private final Inquiry inquiry;

  Tables(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  void look(Subject rule) {
    var table = rule.rule().table();
    var now = Inquiry.instant(List.of(rule));
    if (table != null && now.isPresent()) {
      gap(rule, now.get());
      switch (table.hit()) {
        case UNIQUE -> overlaps(rule, now.get());
        case FIRST -> hidden(rule, now.get());
        case COLLECT, PRIORITY -> {}
      }
    }
  }

  /** An event whose inputs are all there, and which no row takes. */
  private void gap(Subject rule, Instant now) {
    var goals = new ArrayList<>(before(rule));
    rule.rows().forEach(row -> goals.add(Goal.isFalse(row)));
    switch (ask(rule, goals, now, false)) {
      case Answer.Found(var event) ->
          inquiry.found(
              new Finding(
                  Kind.TABLE_GAP, names(rule), "No row takes this event.", Example.of(event)));
      case Answer.Unknown unknown -> inquiry.unknown(Kind.TABLE_GAP, names(rule), unknown);
      case Answer.Never _ -> {}
    }
  }

  /** Two rows that one event hits where only one may be. */
  private void overlaps(Subject rule, Instant now) {
    var rows = rule.rows();
    for (int i = 0; i < rows.size(); i++) {
      for (int j = i + 1; j < rows.size(); j++) {
        var goals = new ArrayList<>(before(rule));
        goals.add(Goal.isTrue(rows.get(i)));
        goals.add(Goal.isTrue(rows.get(j)));
        overlap(rule, new int[] {i + 1, j + 1}, ask(rule, goals, now, true));
      }
    }
  }

  private void overlap(Subject rule, int[] rows, Answer answer) {
    switch (answer) {
      case Answer.Found(var event) ->
          inquiry.found(
              new Finding(
                  Kind.TABLE_OVERLAP,
                  names(rule),
                  "Rows "
                      + rows[0]
                      + " and "
                      + rows[1]
                      + " both take this event, and only one may.",
                  Example.of(event)));
      case Answer.Unknown unknown -> inquiry.unknown(Kind.TABLE_OVERLAP, names(rule), unknown);
      case Answer.Never _ -> {}
    }
  }

  /** A row that comes too late: whatever hits it hits one above. */
  private void hidden(Subject rule, Instant now) {
    var rows = rule.rows();
    for (int i = 1; i < rows.size(); i++) {
      var goals = new ArrayList<>(before(rule));
      rows.subList(0, i).forEach(row -> goals.add(Goal.isNotTrue(row)));
      goals.add(Goal.isTrue(rows.get(i)));
      switch (ask(rule, goals, now, true)) {
        case Answer.Never _ ->
            inquiry.found(
                new Finding(
                    Kind.TABLE_ROW_HIDDEN,
                    names(rule),
                    "Row " + (i + 1) + " is never hit before a row above it.",
                    null));
        case Answer.Unknown unknown -> inquiry.unknown(Kind.TABLE_ROW_HIDDEN, names(rule), unknown);
        case Answer.Found _ -> {}
      }
    }
  }

  private Answer ask(Subject rule, List<Goal> goals, Instant now, boolean matches) {
    return inquiry.ask(
        goals,
        now,
        event -> Inquiry.matching(List.of(rule), event).contains(rule.name()) == matches);
  }

  private static List<Goal> before(Subject rule) {
    return rule.when() == null
        ? List.of(Goal.isTrue(rule.on()))
        : List.of(Goal.isTrue(rule.on()), Goal.isTrue(rule.when()));
  }

  private static List<String> names(Subject rule) {
    return List.of(rule.name());
  }
}
