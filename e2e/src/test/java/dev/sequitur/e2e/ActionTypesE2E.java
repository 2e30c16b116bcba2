package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.local.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What rules are checked against when they are saved is what the executor will do. */
@ExtendWith(SharedRig.class)
class ActionTypesE2E {

  private static final Path KNOWN_TO_RULES =
      Path.of("rule-service/src/main/resources/executor-action-types.json");

  private final Api api;

  ActionTypesE2E(Rig rig) {
    this.api = rig.api();
  }

  @Test
  void rulesKnowTheActionsThatTheExecutorHas() throws IOException {
    var known = Wire.json().readTree(repository().resolve(KNOWN_TO_RULES).toFile());
    var offered = api.get("/actions").expect(200).json().path("items");

    assertThat(inputs(known)).isEqualTo(inputs(offered));
  }

  private static TreeMap<String, JsonNode> inputs(JsonNode types) {
    var inputs = new TreeMap<String, JsonNode>();
    types.forEach(type -> inputs.put(type.path("uses").asText(), type.path("input")));
    return inputs;
  }

  private static Path repository() {
    return Repository.find().root();
  }
}
