package dev.sequitur.rule;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test with rules and events of its own, which are there before it begins and closed after it.
 */
@SuppressWarnings("NullAway.Init")
abstract class WithScenario {

  Scenario scenario;

  @BeforeEach
  final void begin() {
    scenario = new Scenario();
  }

  @AfterEach
  final void end() {
    scenario.close();
  }
}
