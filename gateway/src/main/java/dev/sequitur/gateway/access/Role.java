package dev.sequitur.gateway.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What somebody is in a workspace, from the most to the least. */
public enum Role {
  OWNER,
  EDITOR,
  OPERATOR,
  VIEWER;

  /** The role of that name; null if there is none. */
  public static @Nullable Role named(@Nullable String name) {
    for (var role : values()) {
      if (role.text().equals(name)) {
        return role;
      }
    }
    return null;
  }

  /** As it is written everywhere outside this program. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isAbove(Role other) {
    return compareTo(other) < 0;
  }
}
