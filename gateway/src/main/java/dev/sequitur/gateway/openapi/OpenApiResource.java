package dev.sequitur.gateway.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The document, made when it is first asked for. */
@Path("/api/openapi.json")
@Singleton
public class OpenApiResource {

  private final ObjectNode document = ApiDocument.ofThisProduct();

  @GET
  public ObjectNode get() {
    return document;
  }
}
