package dev.sequitur.notification.channel;

import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.notification.document.EmailAddress;
import dev.sequitur.notification.document.Fields;
import dev.sequitur.notification.domain.Channel.Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a channel's spec strictly; exactly one of the three ways:
 *
 * <pre>{@code
 * email: { connection: name, to: [addresses] }      # to may be left out
 * webhook: { url: https://…, secret: { secret: name } }
 * slack: { url: { secret: name } }
 * template: name                                    # may be left out
 * }</pre>
 */
final class ChannelReader {

  private static final int MOST_ADDRESSES = 50;
  private static final int LONGEST_URL = 2_000;
  private static final List<String> WAYS = List.of("email", "webhook", "slack");

  /** A spec, or all that is wrong with it. */
  record Reading(@Nullable Address address, @Nullable String template, List<Violation> errors) {}

  private final Fields fields = new Fields();

  private ChannelReader() {}

  static Reading read(Map<String, @Nullable Object> spec) {
    var reader = new ChannelReader();
    reader.fields.refuseUnknown(spec, "/spec", "email", "webhook", "slack", "template");
    var address = reader.address(spec);
    var template = spec.get("template") == null ? null : reader.name(spec, "template", "/spec");
    var errors = reader.fields.errors();
    return new Reading(errors.isEmpty() ? address : null, template, errors);
  }

  private @Nullable Address address(Map<String, @Nullable Object> spec) {
    var given = WAYS.stream().filter(spec::containsKey).toList();
    if (given.size() != 1) {
      fields.error(
          "/spec", given.isEmpty() ? "MISSING" : "AMBIGUOUS", "one of email, webhook and slack");
      return null;
    }
    var way = given.getFirst();
    var members = fields.object(spec, way, "/spec");
    if (!(spec.get(way) instanceof Map)) {
      return null;
    }
    return switch (way) {
      case "email" -> email(members);
      case "webhook" -> webhook(members);
      default -> slack(members);
    };
  }

  private Address email(Map<String, @Nullable Object> members) {
    var here = "/spec/email";
    fields.refuseUnknown(members, here, "connection", "to");
    var to =
        members.get("to") == null
            ? Map.<String, String>of()
            : fields.texts(members, "to", here, MOST_ADDRESSES);
    to.forEach(
        (pointer, address) -> {
          if (!EmailAddress.isOne(address)) {
            fields.error(pointer, "INVALID_ADDRESS", "must be an address such as anna@example.com");
          }
        });
    return new Address.Email(name(members, "connection", here), new ArrayList<>(to.values()));
  }

  private Address webhook(Map<String, @Nullable Object> members) {
    var here = "/spec/webhook";
    fields.refuseUnknown(members, here, "url", "secret");
    var url = members.get("url") instanceof String text ? text : "";
    if (!isUrl(url)) {
      fields.error(here + "/url", "INVALID_URL", "must be an absolute http or https URL");
    }
    return new Address.Webhook(url, secret(members, "secret", here));
  }

  private Address slack(Map<String, @Nullable Object> members) {
    fields.refuseUnknown(members, "/spec/slack", "url");
    return new Address.Slack(secret(members, "url", "/spec/slack"));
  }

  private static boolean isUrl(String text) {
    try {
      var url = new URI(text);
      return text.length() <= LONGEST_URL
          && Set.of("http", "https").contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private String name(Map<String, @Nullable Object> parent, String field, String pointer) {
    if (parent.get(field) instanceof String name && ManifestReader.isName(name)) {
      return name;
    }
    fields.error(
        Fields.below(pointer, field),
        parent.get(field) == null ? "MISSING" : "INVALID_NAME",
        "must be a name: lower-case letters, digits and hyphens");
    return "";
  }

  private String secret(Map<String, @Nullable Object> parent, String field, String pointer) {
    if (parent.get(field) instanceof Map<?, ?> reference
        && reference.size() == 1
        && reference.get("secret") instanceof String name
        && !name.isBlank()) {
      return name;
    }
    fields.error(
        Fields.below(pointer, field),
        parent.get(field) == null ? "MISSING" : "WRONG_TYPE",
        "must be a reference {secret: name}");
    return "";
  }
}
