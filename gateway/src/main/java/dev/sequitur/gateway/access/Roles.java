package dev.sequitur.gateway.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which permissions each role holds, from {@code roles.yaml}. */
@ApplicationScoped
public class Roles {

  private static final TypeReference<Map<String, TreeSet<String>>> FILE = new TypeReference<>() {};

  private final Map<Role, Set<String>> permissions = new EnumMap<>(Role.class);

  public Roles() {
    var file = read();
    for (var role : Role.values()) {
      var held = file.get(role.text());
      if (held == null) {
        throw new IllegalStateException("roles.yaml says nothing of " + role.text());
      }
      permissions.put(role, Set.copyOf(held));
    }
  }

  public Set<String> permissions(Role role) {
    return permissions.getOrDefault(role, Set.of());
  }

  private static Map<String, TreeSet<String>> read() {
    try (InputStream file = Roles.class.getResourceAsStream("/roles.yaml")) {
      if (file == null) {
        throw new IllegalStateException("roles.yaml is not on the class path");
      }
      return new YAMLMapper().readValue(file, FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
