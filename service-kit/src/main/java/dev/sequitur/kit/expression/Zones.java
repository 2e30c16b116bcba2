package dev.sequitur.kit.expression;

import java.time.DateTimeException;
import java.time.ZoneId;

/** Time zones by their IANA names, or as an offset. */
final class Zones {

  private static final int LONGEST = 64;

  private static final Kept<ZoneId> READ = new Kept<>(1_024, Zones::read);

  private Zones() {}

  /** Fails as an evaluation does where there is no such zone. */
  static ZoneId of(String name) {
    Allowance.spend(200);
    return READ.of(name);
  }

  private static ZoneId read(String name) {
    try {
      if (name.length() <= LONGEST) {
        // As the language has it, an offset may leave out its plus.
        return ZoneId.of(name.matches("\\d\\d:\\d\\d") ? "+" + name : name);
      }
    } catch (DateTimeException e) {
      // Nothing but names of zones comes here: there is none of this name.
    }
    throw Refusals.argument();
  }
}
