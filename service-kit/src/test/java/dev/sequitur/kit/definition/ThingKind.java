package dev.sequitur.kit.definition;

import dev.sequitur.kit.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A kind that only the kit's tests own: has a {@code size} and may refer to another thing. */
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
}
