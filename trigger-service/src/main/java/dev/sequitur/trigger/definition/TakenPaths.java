package dev.sequitur.trigger.definition;

import java.util.Optional;

/** Which paths are taken by published triggers, suspended ones included. */
public interface TakenPaths {

  /** The name of a trigger of the workspace, other than {@code except}, that has the path. */
  Optional<String> holder(String workspace, String path, String except);
}
