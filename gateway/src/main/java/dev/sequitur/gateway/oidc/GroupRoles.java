package dev.sequitur.gateway.oidc;

import dev.sequitur.gateway.access.Role;
import dev.sequitur.kit.definition.ManifestReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which group of the issuer is what in which workspace. */
final class GroupRoles {

  private record Given(String workspace, Role role) {}

  private final String claim;
  private final Map<String, List<Given>> byGroup;

  private GroupRoles(String claim, Map<String, List<Given>> byGroup) {
    this.claim = claim;
    this.byGroup = byGroup;
  }

  /**
   * Reads rows of {@code group=workspace:role}.
   *
   * @param key under which they are configured
   * @throws IllegalStateException that names the key and the row
   */
  static GroupRoles of(String key, String claim, Collection<String> rows) {
    var byGroup = new HashMap<String, List<Given>>();
    for (var row : rows) {
      var equals = row.lastIndexOf('=');
      var colon = row.lastIndexOf(':');
      var role = colon > equals ? Role.named(row.substring(colon + 1).strip()) : null;
      if (equals < 1 || role == null) {
        throw SettingsReader.mistake(key, "holds no group=workspace:role: " + row);
      }
      var workspace = row.substring(equals + 1, colon).strip();
      if (!ManifestReader.isName(workspace)) {
        throw SettingsReader.mistake(key, "names no workspace: " + row);
      }
      byGroup
          .computeIfAbsent(row.substring(0, equals).strip(), _ -> new java.util.ArrayList<>())
          .add(new Given(workspace, role));
    }
    return new GroupRoles(claim, byGroup);
  }

  /** Whether these claims say anything of groups, be it that there are none. */
  boolean areIn(Map<String, Object> claims) {
    return groups(claims) != null;
  }

  /** The roles by workspace: of several the highest. Claims of another form give none. */
  Map<String, Role> in(Map<String, Object> claims) {
    var roles = new TreeMap<String, Role>();
    var groups = groups(claims);
    for (var group : groups == null ? List.of() : groups) {
      for (var given : byGroup.getOrDefault(String.valueOf(group), List.of())) {
        roles.merge(given.workspace(), given.role(), (a, b) -> a.isAbove(b) ? a : b);
      }
    }
    return roles;
  }

  private @Nullable Collection<?> groups(Map<String, Object> claims) {
    // A claim's own name may hold dots, as those that are addresses do.
    Object found = claims.get(claim);
    if (found == null) {
      found = claims;
      for (var step : claim.split("\\.", -1)) {
        found = found instanceof Map<?, ?> object ? object.get(step) : null;
      }
    }
    if (found instanceof Collection<?> several) {
      return several;
    }
    return found instanceof String one ? List.of(one) : null;
  }
}
