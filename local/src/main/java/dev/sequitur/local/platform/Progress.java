package dev.sequitur.local.platform;

import java.time.Duration;

/** Hears how the start goes on; called from several threads at once. */
public interface Progress {

  /** A part can be used now. */
  void ready(String part, String address, Duration took);

  /** A part ran and was ready before. */
  void alreadyReady(String part, String address);

  /** Schemas and roles are as they should be. */
  void migrated(int migrations, Duration took);

  /** Says nothing. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void ready(String part, String address, Duration took) {}

      @Override
      public void alreadyReady(String part, String address) {}

      @Override
      public void migrated(int migrations, Duration took) {}
    };
  }
}
