package dev.sequitur.rule.check.domain.finding;

import java.util.List;

/**
 * Where the events of a workspace come from, apart from its rules' own actions.
 *
 * @param all every trigger that makes events, and every event type that is declared
 */
public record Origins(List<Origin> all) {

  /**
   * One of them.
   *
   * @param who {@code Trigger orders}, as people would look for it
   */
  public record Origin(String who, MadeType type) {}
}
