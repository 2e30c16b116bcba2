package dev.sequitur.gateway.access;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has proved who they are.
 *
 * @param principal a person's user name, or {@code key:} and a key's name
 * @param roles by workspace
 * @param session which session this is; null for an API key
 */
public record Identity(String principal, Map<String, Role> roles, @Nullable String session) {

  public Identity {
    roles = Map.copyOf(roles);
  }

  /** Whether a browser sends the proof by itself, so that another site could make it do so. */
  public boolean isSession() {
    return session != null;
  }

  /** The role in a workspace; null if it is none of theirs. */
  public @Nullable Role in(@Nullable String workspace) {
    return workspace == null ? null : roles.get(workspace);
  }

  /** Where entries about them belong that concern no workspace. */
  public String home() {
    return roles.size() == 1 ? roles.keySet().iterator().next() : "default";
  }
}
