package dev.sequitur.reporting.report.domain;

import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.reporting.report.domain.FieldReader.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads when a report is made by itself, and who gets it. */
final class OccasionReader {

  private static final int MOST_TYPES = 20;
  private static final int MOST_RECIPIENTS = 50;

  /** What reports say themselves: a report on it would have itself made for ever. */
  private static final String OWN = "dev.sequitur.report.";

  private static final Word FORMAT =
      new Word("format", List.of("pdf", "xlsx", "html", "csv"), "pdf");

  /** Rough: what is no address the mail server says, and the run shows it. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^@\\s<>,;\\p{Cntrl}]{1,64}@[^@\\s<>,;\\p{Cntrl}]{1,135}");

  private final FieldReader fields;

  OccasionReader(FieldReader fields) {
    this.fields = fields;
  }

  Occasion occasion(Map<String, @Nullable Object> spec, Map<String, Optional<String>> parameters) {
    var on = spec.get("on") == null ? List.<String>of() : types(spec.get("on"));
    var given = spec.get("delivery");
    var delivery = given == null ? null : delivery(fields.object(given, "/spec/delivery"));
    if (delivery != null && spec.get("on") == null) {
      fields.error("/spec/on", "MISSING", "without it no report is made that could be delivered");
    }
    if (!on.isEmpty()) {
      requireDefaults(parameters);
    }
    return new Occasion(on, delivery);
  }

  private void requireDefaults(Map<String, Optional<String>> parameters) {
    parameters.forEach(
        (name, usual) -> {
          if (usual.isEmpty()) {
            fields.error(
                FieldReader.below("/spec/parameters", name) + "/default",
                "MISSING",
                "nobody gives a value where an event has the report made");
          }
        });
  }

  private List<String> types(@Nullable Object given) {
    var types = fields.texts(given, "/spec/on", MOST_TYPES);
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i).startsWith(OWN)) {
        fields.error("/spec/on/" + i, "WRONG_VALUE", "reports are not made of reports");
      } else if (types.get(i).indexOf('*') >= 0) {
        fields.error("/spec/on/" + i, "WRONG_VALUE", "a type in full, without *");
      }
    }
    return types;
  }

  private Occasion.Delivery delivery(Map<String, @Nullable Object> delivery) {
    var here = "/spec/delivery";
    fields.known(delivery, here, "to", "connection", "format", "unlessEmpty");
    var to = fields.texts(delivery.get("to"), here + "/to", MOST_RECIPIENTS);
    for (int i = 0; i < to.size(); i++) {
      if (!ADDRESS.matcher(to.get(i)).matches()) {
        fields.error(here + "/to/" + i, "WRONG_VALUE", "an address such as anna@example.com");
      }
    }
    var unlessEmpty = delivery.getOrDefault("unlessEmpty", false);
    if (!(unlessEmpty instanceof Boolean)) {
      fields.error(here + "/unlessEmpty", "WRONG_TYPE", "true or false");
    }
    return new Occasion.Delivery(
        to,
        connection(delivery.get("connection"), here + "/connection"),
        fields.one(delivery, here, FORMAT),
        Boolean.TRUE.equals(unlessEmpty));
  }

  private String connection(@Nullable Object given, String here) {
    if (given instanceof String name && ManifestReader.isName(name)) {
      return name;
    }
    fields.error(
        here, given == null ? "MISSING" : "INVALID_NAME", "the name of a connection of type smtp");
    return "";
  }
}
