package dev.sequitur.notification.domain;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way out to people.
 *
 * @param template name of the template of its messages; null = the default of its kind
 */
public record Channel(
    String workspace,
    UUID uid,
    String name,
    int version,
    Address address,
    @Nullable String template) {

  /** What can carry messages. */
  public enum Kind {
    EMAIL,
    WEBHOOK,
    SLACK;

    /** As it is written in manifests. */
    public String written() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where messages go, and by what. Secrets stand by name. */
  public sealed interface Address {

    Kind kind();

    /**
     * E-mail.
     *
     * @param connection name of a connection of type {@code smtp}
     * @param to empty = to each person's own address alone
     */
    record Email(String connection, List<String> to) implements Address {
      @Override
      public Kind kind() {
        return Kind.EMAIL;
      }
    }

    /**
     * A signed webhook.
     *
     * @param secret name of the secret that holds the signing key
     */
    record Webhook(String url, String secret) implements Address {
      @Override
      public Kind kind() {
        return Kind.WEBHOOK;
      }
    }

    /**
     * A Slack channel.
     *
     * @param secret name of the secret that holds the incoming webhook's URL
     */
    record Slack(String secret) implements Address {
      @Override
      public Kind kind() {
        return Kind.SLACK;
      }
    }
  }

  public Kind kind() {
    return address.kind();
  }
}
