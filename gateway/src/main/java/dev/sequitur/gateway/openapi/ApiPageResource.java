package dev.sequitur.gateway.openapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Swagger UI on a page of ours: its own page has an inline script, which the policy of every answer
 * forbids. Exactly these four files, so that nothing else of its archive can be reached.
 */
@Path("/docs")
public class ApiPageResource {

  private final byte[] page = read("/pages/docs.html");
  private final byte[] script = read("/pages/docs.js");
  private final byte[] bundle;
  private final byte[] style;

  ApiPageResource() {
    var folder = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    this.bundle = read(folder + "swagger-ui-bundle.js");
    this.style = read(folder + "swagger-ui.css");
  }

  @GET
  @Produces("text/html;charset=UTF-8")
  public byte[] page() {
    return page;
  }

  @GET
  @Path("docs.js")
  @Produces("text/javascript;charset=UTF-8")
  public byte[] script() {
    return script;
  }

  @GET
  @Path("swagger-ui-bundle.js")
  @Produces("text/javascript;charset=UTF-8")
  public byte[] bundle() {
    return bundle;
  }

  @GET
  @Path("swagger-ui.css")
  @Produces("text/css;charset=UTF-8")
  public byte[] style() {
    return style;
  }

  /** The archive says itself under which name its files lie. */
  private static String version() {
    var properties = new Properties();
    try {
      properties.load(
          new ByteArrayInputStream(read("/META-INF/maven/org.webjars/swagger-ui/pom.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Objects.requireNonNull(properties.getProperty("version"));
  }

  private static byte[] read(String name) {
    try (InputStream file = ApiPageResource.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
