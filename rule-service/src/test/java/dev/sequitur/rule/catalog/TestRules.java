package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.rule.matching.domain.Rule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules for tests, made as the service makes them: from published specs. */
public final class TestRules {

  private static final RuleCompiler COMPILER = new RuleCompiler(new ActionCatalogue());

  private TestRules() {}

  /** A uid that is the same for the same name. */
  public static UUID uid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A publication of the first version, in force from the epoch on. */
  public static DefinitionPublished published(String name, Map<String, @Nullable Object> spec) {
    return published("default", name, spec);
  }

  public static DefinitionPublished published(
      String workspace, String name, Map<String, @Nullable Object> spec) {
    return new DefinitionPublished(
        workspace, "Rule", uid(name), name, 1, 1, State.ACTIVE, Instant.EPOCH, Map.of(), spec);
  }

  /** The rule of a spec that has no errors. */
  public static Rule rule(DefinitionPublished published) {
    return switch (COMPILER.compile(published)) {
      case RuleCompiler.Compiled(var rule, _) -> rule;
      case RuleCompiler.Rejected(var errors) ->
          throw new AssertionError(published.name() + ": " + errors);
    };
  }

  public static RuleCompiler compiler() {
    return COMPILER;
  }
}
