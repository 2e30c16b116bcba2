package dev.sequitur.gateway.route;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code routes.yaml}, the list of all operations. */
public final class RouteFile {

  private static final int USUAL_LIMIT = 2 * 1024 * 1024;
  private static final TypeReference<List<Row>> ROWS = new TypeReference<>() {};

  private record Row(String operation, String owner, String permission, @Nullable Integer limit) {

    Route route() {
      var space = operation.indexOf(' ');
      return new Route(
          HttpMethod.valueOf(operation.substring(0, space)),
          operation.substring(space + 1),
          Owner.valueOf(owner.toUpperCase(Locale.ROOT)),
          permission,
          limit == null ? USUAL_LIMIT : limit);
    }
  }

  private RouteFile() {}

  /** The product's operations. */
  public static List<Route> read() {
    try (InputStream file = RouteFile.class.getResourceAsStream("/routes.yaml")) {
      if (file == null) {
        throw new IllegalStateException("routes.yaml is not on the class path");
      }
      return new YAMLMapper().readValue(file, ROWS).stream().map(Row::route).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
