package dev.sequitur.e2e.checker;

import java.util.Locale;

/** What an order asks for, which decides its rule, its target and what may be promised. */
public enum Kind {
  /** A target that honours the idempotency key: applied exactly once. */
  KEYED("KEYED", true),
  /** A target that must not be called twice: at most one call, UNKNOWN where nobody can know. */
  ONCE("AT_MOST_ONCE", true),
  /** A target that takes repeats: at least one call. */
  LEAST("AT_LEAST_ONCE", true),
  /** A target whose effect is the same however often it is asked for. */
  PUT("IDEMPOTENT", true),
  /** A row in a database that the marker is in too: exactly once. */
  SQL("TRANSACTIONAL", true),
  /** A record on a topic, under the same id each time: at least one. */
  TOPIC("AT_LEAST_ONCE", true),
  /** A mail, under the same Message-ID each time: at least one. */
  MAIL("AT_LEAST_ONCE", true),
  /** A message in a chat that remembers nothing: at least one. */
  SLACK("AT_LEAST_ONCE", true),
  /** A signed webhook whose receiver remembers its id: applied exactly once. */
  HOOK("KEYED", true),
  /** An event that asks for the next one, until there are too many: each once, under its own id. */
  EMIT("IDEMPOTENT", true),
  /** Of one of many rules that are changed all the while: applied exactly once, if at all. */
  MANY("KEYED", true),
  /** Of a rule whose brake rejects: applied exactly once, if it was let pass. */
  BRAKED("KEYED", true),
  /** A target that refuses: FAILED, with a dead letter. */
  REFUSED("KEYED", true),
  /** No rule is for it: accepted, evaluated, nothing started. */
  NONE("", false);

  private final String delivery;
  private final boolean matched;

  Kind(String delivery, boolean matched) {
    this.delivery = delivery;
    this.matched = matched;
  }

  /** As the ledger writes it. */
  public String delivery() {
    return delivery;
  }

  /** True if it is done once, whatever happens. */
  boolean isExactlyOnce() {
    return switch (this) {
      case KEYED, SQL, HOOK, EMIT, MANY, BRAKED -> true;
      default -> false;
    };
  }

  /** True if a rule is for it. */
  public boolean matched() {
    return matched;
  }

  /** In paths, event types and rule names. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind whose orders a rule is for; one of many has its number behind that. */
  public static Kind ofRule(String name) {
    return of(name.startsWith(MANY.text() + "-") ? MANY.text() : name);
  }

  public static Kind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
