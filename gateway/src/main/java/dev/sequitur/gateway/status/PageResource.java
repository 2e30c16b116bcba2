package dev.sequitur.gateway.status;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The status page: three files, read once. */
@Path("/")
public class PageResource {

  private final byte[] page = read("index.html");
  private final byte[] script = read("status.js");
  private final byte[] style = read("status.css");

  @GET
  @Produces("text/html;charset=UTF-8")
  public byte[] page() {
    return page;
  }

  @GET
  @Path("status.js")
  @Produces("text/javascript;charset=UTF-8")
  public byte[] script() {
    return script;
  }

  @GET
  @Path("status.css")
  @Produces("text/css;charset=UTF-8")
  public byte[] style() {
    return style;
  }

  private static byte[] read(String name) {
    try (InputStream file = PageResource.class.getResourceAsStream("/pages/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
