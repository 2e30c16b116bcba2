package dev.sequitur.gateway.asyncapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The document, made when it is first asked for. */
@Path("/api/asyncapi.json")
@Singleton
public class AsyncApiResource {

  private final ObjectNode document = AsyncApiDocument.ofThisProduct();

  @GET
  public ObjectNode get() {
    return document;
  }
}
