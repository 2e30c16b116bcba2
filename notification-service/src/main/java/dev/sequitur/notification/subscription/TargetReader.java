package dev.sequitur.notification.subscription;

import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.notification.document.Fields;
import dev.sequitur.notification.domain.ChannelTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the channels of a subscription: a name alone, or with the users that it is for. */
final class TargetReader {

  private static final int MOST_USERS = 50;
  private static final int MOST_CHANNELS = 20;
  private static final String HERE = "/spec/to/channels";
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9._@+:]{0,99}");

  private final Fields fields;

  TargetReader(Fields fields) {
    this.fields = fields;
  }

  List<ChannelTarget> read(Map<String, @Nullable Object> to) {
    if (to.get("channels") == null) {
      return List.of();
    }
    if (!(to.get("channels") instanceof List<?> list)) {
      fields.error(HERE, "WRONG_TYPE", "a list of channels is expected here");
      return List.of();
    }
    if (list.isEmpty() || list.size() > MOST_CHANNELS) {
      fields.error(
          HERE,
          list.isEmpty() ? "EMPTY" : "TOO_MANY",
          "must have 1 to " + MOST_CHANNELS + " elements");
      return List.of();
    }
    var targets = new LinkedHashSet<ChannelTarget>();
    for (int i = 0; i < list.size(); i++) {
      for (var target : target(list.get(i), HERE + "/" + i)) {
        if (!targets.add(target)) {
          fields.error(HERE + "/" + i, "DUPLICATE", "stands here already");
        }
      }
    }
    return List.copyOf(targets);
  }

  private List<ChannelTarget> target(@Nullable Object element, String pointer) {
    if (element instanceof String name) {
      return List.of(new ChannelTarget(channel(name, pointer), null));
    }
    if (!(element instanceof Map<?, ?>)) {
      fields.error(pointer, "WRONG_TYPE", "a channel's name, or {channel: name, users: [names]}");
      return List.of();
    }
    var members = new java.util.LinkedHashMap<String, @Nullable Object>();
    ((Map<?, ?>) element).forEach((key, value) -> members.put(String.valueOf(key), value));
    fields.refuseUnknown(members, pointer, "channel", "users");
    var channel = channel(members.get("channel"), pointer + "/channel");
    return users(members, pointer).stream().map(user -> new ChannelTarget(channel, user)).toList();
  }

  private String channel(@Nullable Object given, String pointer) {
    if (given instanceof String name && ManifestReader.isName(name)) {
      return name;
    }
    fields.error(
        pointer, given == null ? "MISSING" : "INVALID_NAME", "must be the name of a channel");
    return "";
  }

  /** Names of users under {@code users}. */
  List<String> users(Map<String, @Nullable Object> parent, String pointer) {
    var users = fields.texts(parent, "users", pointer, MOST_USERS);
    users.forEach(
        (place, user) -> {
          if (!USER.matcher(user).matches()) {
            fields.error(place, "INVALID_NAME", "must be the name of a user");
          }
        });
    return new ArrayList<>(users.values());
  }
}
