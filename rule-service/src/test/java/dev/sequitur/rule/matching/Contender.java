package dev.sequitur.rule.matching;

import dev.sequitur.contracts.Message;
import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.ReadEvent;
import dev.sequitur.rule.matching.domain.RuleBook;
import dev.sequitur.rule.matching.domain.TestEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.event.ruler.Machine;

/** Ways to find the rules that an event matches, its text included. */
@FunctionalInterface
public interface Contender {

  /** How many rules match an event. */
  int matching(Message event);

  /** What there is to choose from. */
  enum Kind {
    /** As rule-service does. */
    INDEX,
    /** The same evaluator, asked for every rule. */
    CEL_LOOP,
    EVENT_RULER
  }

  static Contender of(Kind kind, Shape shape, int rules) {
    return switch (kind) {
      case INDEX -> index(shape.book(rules));
      case CEL_LOOP -> celLoop(shape, rules);
      case EVENT_RULER -> eventRuler(shape, rules);
    };
  }

  static Contender index(RuleBook book) {
    return message -> {
      var event = ReadEvent.of(message.headers(), message.value(), book::fields);
      return Evaluation.matching(book, event.at(0, 1, TestEvents.ACCEPTED_AT)).size();
    };
  }

  private static Contender celLoop(Shape shape, int rules) {
    var conditions = new ArrayList<Expression>();
    for (int i = 0; i < rules; i++) {
      var compiled = Expressions.compileCondition(shape.condition(i), Scope.EVENT);
      conditions.add(((Compilation.Compiled) compiled).expression());
    }
    return message -> {
      var event = ReadEvent.of(message.headers(), message.value());
      Variables variables = name -> name.equals("data") ? event.data() : Variables.UNSET;
      int matching = 0;
      for (var condition : conditions) {
        matching += condition.condition(variables).matched() ? 1 : 0;
      }
      return matching;
    };
  }

  private static Contender eventRuler(Shape shape, int rules) {
    var machine = new Machine();
    try {
      for (int i = 0; i < rules; i++) {
        machine.addRule("r" + i, shape.pattern(i));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return message -> {
      try {
        List<String> matching =
            machine.rulesForJSONEvent(new String(message.value(), StandardCharsets.UTF_8));
        return matching.size();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
