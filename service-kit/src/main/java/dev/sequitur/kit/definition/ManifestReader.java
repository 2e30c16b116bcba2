package dev.sequitur.kit.definition;

import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads manifests strictly: unknown fields, wrong types and bad names are all named at once. */
public final class ManifestReader {

  /** DNS label: fits topics, metrics and Kubernetes alike. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Set<String> FIELDS = Set.of("apiVersion", "kind", "metadata", "spec");
  private static final Set<String> METADATA = Set.of("name", "workspace", "labels", "description");

  /** A manifest, or all that is wrong with it. Exactly one of the two is given. */
  public record Reading(@Nullable Manifest manifest, List<Violation> errors) {}

  private static final int MAX_DESCRIPTION = 2_000;

  private final List<Violation> errors = new ArrayList<>();

  private ManifestReader() {}

  /** Reads one document, parsed as maps, lists and scalars. */
  public static Reading read(@Nullable Object document) {
    var reader = new ManifestReader();
    var manifest = reader.manifest(document);
    return reader.errors.isEmpty()
        ? new Reading(manifest, List.of())
        : new Reading(null, List.copyOf(reader.errors));
  }

  /**
   * True if it can name a definition: 1 to 63 of {@code a-z 0-9 -}, not beginning or ending in -.
   */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private @Nullable Manifest manifest(@Nullable Object document) {
    var fields = object(document, "");
    if (fields == null) {
      return null;
    }
    refuseUnknown(fields, FIELDS, "");
    var apiVersion = text(fields, "apiVersion", "", true);
    if (apiVersion != null && !apiVersion.equals(Manifest.API_VERSION)) {
      error("/apiVersion", "UNKNOWN_API_VERSION", "must be " + Manifest.API_VERSION);
    }
    var kind = text(fields, "kind", "", true);
    var metadata = metadata(fields.get("metadata"));
    var spec = spec(fields.get("spec"));
    if (apiVersion == null || kind == null || metadata == null || spec == null) {
      return null;
    }
    return new Manifest(apiVersion, kind, metadata, spec);
  }

  private @Nullable Map<String, @Nullable Object> spec(@Nullable Object document) {
    var fields = object(document, "/spec");
    return fields == null ? null : new StorableValues(errors).object(fields, "/spec");
  }

  private Manifest.@Nullable Metadata metadata(@Nullable Object document) {
    var fields = object(document, "/metadata");
    if (fields == null) {
      return null;
    }
    refuseUnknown(fields, METADATA, "/metadata");
    var name = text(fields, "name", "/metadata", true);
    if (name != null && !isName(name)) {
      error(
          "/metadata/name",
          "INVALID_NAME",
          "must have 1 to 63 characters of a-z, 0-9 and -, and not begin or end with -");
    }
    var workspace = text(fields, "workspace", "/metadata", false);
    var description = text(fields, "description", "/metadata", false);
    if (description != null && description.length() > MAX_DESCRIPTION) {
      error("/metadata/description", "TOO_LONG", "at most " + MAX_DESCRIPTION + " characters");
    }
    var labels = labels(fields.get("labels"));
    return name == null ? null : new Manifest.Metadata(name, workspace, labels, description);
  }

  private Map<String, String> labels(@Nullable Object document) {
    if (document == null) {
      return Map.of();
    }
    var labels = new LinkedHashMap<String, String>();
    var fields = object(document, "/metadata/labels");
    if (fields != null) {
      fields.forEach(
          (key, value) -> {
            var pointer = "/metadata/labels/" + escape(key);
            if (value instanceof String text && text.length() <= 200 && key.length() <= 100) {
              storable(key, pointer);
              labels.put(key, storable(text, pointer));
            } else {
              error(
                  pointer,
                  "WRONG_TYPE",
                  "a label is a text of at most 200 characters, its name has at most 100");
            }
          });
    }
    return labels;
  }

  private @Nullable Map<String, @Nullable Object> object(@Nullable Object value, String pointer) {
    if (value instanceof Map<?, ?> map) {
      var object = new LinkedHashMap<String, @Nullable Object>();
      map.forEach((key, element) -> object.put(String.valueOf(key), element));
      return object;
    }
    error(pointer, value == null ? "MISSING" : "WRONG_TYPE", "an object is expected here");
    return null;
  }

  private @Nullable String text(
      Map<String, @Nullable Object> fields, String name, String pointer, boolean required) {
    var value = fields.get(name);
    if (value instanceof String text) {
      return storable(text, pointer + "/" + name);
    }
    if (value != null) {
      error(pointer + "/" + name, "WRONG_TYPE", "a text is expected here");
    } else if (required) {
      error(pointer + "/" + name, "MISSING", name + " is required");
    }
    return null;
  }

  private void refuseUnknown(
      Map<String, @Nullable Object> fields, Set<String> known, String pointer) {
    for (var name : fields.keySet()) {
      if (!known.contains(name)) {
        error(
            pointer + "/" + escape(name),
            "UNKNOWN_FIELD",
            "known here: " + String.join(", ", new java.util.TreeSet<>(known)));
      }
    }
  }

  private String storable(String text, String pointer) {
    return new StorableValues(errors).text(text, pointer);
  }

  private void error(String pointer, String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }

  static String escape(String token) {
    return token.replace("~", "~0").replace("/", "~1");
  }
}
