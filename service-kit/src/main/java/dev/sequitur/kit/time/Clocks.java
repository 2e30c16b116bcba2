package dev.sequitur.kit.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.InstantSource;

/** Hands out the wall clock; everything else takes an {@link InstantSource}. */
@ApplicationScoped
class Clocks {

  @Produces
  @ApplicationScoped
  InstantSource wallClock() {
    return new WallClock();
  }

  /** A class of its own, because an application-scoped bean needs a type that can be proxied. */
  static class WallClock implements InstantSource {

    private static final Clock UTC = Clock.systemUTC();

    @Override
    public java.time.Instant instant() {
      return UTC.instant();
    }
  }
}
