package dev.sequitur.notification.domain;

/** Who is told. */
public sealed interface Recipient {

  /** As it is stored, and as it goes into ids: stable for ever. */
  String key();

  /** One principal, by name. */
  record User(String name) implements Recipient {
    @Override
    public String key() {
      return "user:" + name;
    }
  }

  /** Everybody who holds at least this role. */
  record Holders(Role role) implements Recipient {
    @Override
    public String key() {
      return "role:" + role.written();
    }
  }
}
