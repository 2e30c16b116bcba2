package dev.sequitur.trigger.eventtype;

import com.google.re2j.Pattern;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import dev.sequitur.kit.expression.JsonValues;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema 2020-12. Patterns are regular expressions of linear time; nothing is ever fetched,
 * because a schema with any but local references has been refused before it comes here.
 */
final class JsonSchemas {

  static final int MOST_MISMATCHES = 20;

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder()
          .formatAssertionsEnabled(true)
          .locale(Locale.ENGLISH)
          .regularExpressionFactory(JsonSchemas::linear)
          .build();

  private JsonSchemas() {}

  private static RegularExpression linear(String regex) {
    var pattern = Pattern.compile(regex);
    return text -> pattern.matcher(text).find();
  }

  /** What is no schema in it. */
  static List<Violation> malformed(Map<?, ?> schema, String pointer) {
    var meta = registry().getSchema(SchemaLocation.of(DIALECT));
    return errors(meta, schema).stream()
        .map(
            error ->
                new Violation(
                    pointer + error.getInstanceLocation(), "SCHEMA_INVALID", error.getMessage()))
        .toList();
  }

  /** How samples differ from a schema that is one. */
  static List<Violation> mismatches(Map<?, ?> schema, List<?> samples, String pointer) {
    var compiled = registry().getSchema(JsonValues.write(schema));
    var errors = new ArrayList<Violation>();
    for (int i = 0; i < samples.size(); i++) {
      for (var error : errors(compiled, samples.get(i))) {
        var at = pointer + "/" + i + error.getInstanceLocation();
        errors.add(new Violation(at, "SAMPLE_MISMATCH", error.getMessage()));
      }
    }
    return errors;
  }

  private static List<Error> errors(Schema schema, @Nullable Object value) {
    return schema.validate(JsonValues.write(value), InputFormat.JSON).stream()
        .limit(MOST_MISMATCHES)
        .toList();
  }

  /** Made anew each time: one that is kept would keep every schema that it has seen. */
  private static SchemaRegistry registry() {
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(CONFIG));
  }
}
