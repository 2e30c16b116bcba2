package dev.sequitur.executor.action;

import dev.sequitur.contracts.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The actions known here, by name and version. */
@ApplicationScoped
public class Actions {

  /** What became of a call's preparation. */
  public sealed interface Preparation {
    record Ready(PreparedAction<?> action) implements Preparation {}

    record Refused(Failure failure) implements Preparation {}
  }

  private final Map<String, Action<?>> byUses = new TreeMap<>();

  @Inject
  Actions(@Any Instance<Action<?>> actions) {
    this(actions.stream().toList());
  }

  Actions(Collection<? extends Action<?>> actions) {
    actions.forEach(action -> byUses.put(action.type().uses(), action));
  }

  /** Every action type, in the order of their names. */
  public List<ActionType> types() {
    return byUses.values().stream()
        .<ActionType>map(Action::type)
        .sorted(Comparator.comparing(ActionType::uses))
        .toList();
  }

  /**
   * Finds the action and has it read its arguments. A refusal is a value: it becomes an outcome.
   */
  public Preparation prepare(String uses, Map<String, @Nullable Object> with) {
    var action = byUses.get(uses);
    if (action == null) {
      return refused(EffectCode.UNKNOWN_ACTION, "no action of that name and version is known");
    }
    try {
      return new Preparation.Ready(read(action, with));
    } catch (InvalidArgumentsException e) {
      return refused(EffectCode.INVALID_ARGUMENTS, String.valueOf(e.getMessage()));
    }
  }

  private static <A extends Arguments> PreparedAction<A> read(
      Action<A> action, Map<String, @Nullable Object> with) {
    return new PreparedAction<>(action, action.read(with));
  }

  private static Preparation refused(EffectCode code, String detail) {
    return new Preparation.Refused(new Failure(code.name(), detail));
  }
}
