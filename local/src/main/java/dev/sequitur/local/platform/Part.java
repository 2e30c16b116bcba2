package dev.sequitur.local.platform;

import dev.sequitur.local.process.ProcessPlan;
import java.util.List;

/**
 * One process of the platform: how it is prepared and started, and what being ready means for it.
 */
interface Part {

  String name();

  /** Where it is reached, as a person would write it. */
  String address();

  /** All ports it listens on; the first is the one that others use. */
  List<Integer> ports();

  /** Makes what must be there before it can start. Doing it again changes nothing. */
  void prepare();

  ProcessPlan plan();

  /** Whether it can be used now. */
  boolean ready();

  /** How often it may end by itself while starting before that counts as a failure. */
  default int attempts() {
    return 1;
  }
}
