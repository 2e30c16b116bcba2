package dev.sequitur.kit.definition;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kind that only the kit's tests own: has a {@code size} and may refer to another thing, or need
 * it.
 */
@ApplicationScoped
public class ThingKind implements DefinitionKind {

  public static final String KIND = "Thing";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String permission() {
    return "thing";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    var errors = new ArrayList<Violation>();
    if (!(manifest.spec().get("size") instanceof Number)) {
      errors.add(new Violation("/spec/size", "MISSING", "a number is expected here"));
    }
    if (manifest.spec().get("next") instanceof String next && !together.holds(KIND, next)) {
      errors.add(new Violation("/spec/next", "NOT_FOUND", "there is no such thing"));
    }
    if (manifest.spec().get("parts") instanceof Map<?, ?> parts && parts.isEmpty()) {
      errors.add(new Violation("/spec/parts", "EMPTY", "at least one part"));
    }
    return errors;
  }

  /** A thing that is {@code odd} is fine, and still odd. */
  @Override
  public Map<String, List<Violation>> warnings(List<Manifest> manifests, Bundle together) {
    return manifests.stream()
        .filter(one -> one.spec().containsKey("odd"))
        .collect(
            Collectors.toMap(
                Manifest::name,
                one -> List.of(new Violation("/spec/odd", "ODD", one.name() + " is odd"))));
  }

  /** What a published thing {@code needs} is published too, and does not go before it. */
  @Override
  public void uphold(Neighbours neighbours, Manifest manifest, State state) {
    if (state == State.ACTIVE) {
      if (manifest.spec().get("needs") instanceof String needed
          && neighbours.active(KIND, needed).isEmpty()) {
        throw DefinitionProblem.DEFINITION_INVALID.with(needed + " is gone.");
      }
    } else if (neighbours.mentioning(KIND, "needs").stream()
        .anyMatch(user -> needs(user.published(), manifest.name()))) {
      throw CommonProblem.CONFLICT.with(manifest.name() + " is needed.");
    }
  }

  private static boolean needs(@Nullable Manifest user, String name) {
    return user != null && name.equals(user.spec().get("needs"));
  }
}
