package dev.sequitur.cli.gateway;

import java.util.Optional;

/** Where the API key comes from. */
public interface Keys {

  /** The key to try first. */
  String key();

  /** Another one after the first was not accepted, if there is a way to have one. */
  Optional<String> another();

  /** One that was given, and no other. */
  static Keys given(String key) {
    return new Keys() {
      @Override
      public String key() {
        return key;
      }

      @Override
      public Optional<String> another() {
        return Optional.empty();
      }
    };
  }
}
