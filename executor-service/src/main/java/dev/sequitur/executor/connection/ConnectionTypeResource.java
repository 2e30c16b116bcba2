package dev.sequitur.executor.connection;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The types of connections there are. */
@Path("/api/v1/workspaces/{workspace}/connection-types")
public class ConnectionTypeResource {

  /**
   * A type of connection.
   *
   * @param spec JSON Schema (2020-12) of a manifest's spec
   */
  public record Type(String type, String description, Map<String, Object> spec) {}

  @GET
  @NonBlocking
  @RolesAllowed("connection:read")
  public Map<String, List<Type>> list() {
    return Map.of(
        "items",
        Arrays.stream(ConnectionType.values())
            .map(type -> new Type(type.written(), type.description(), ConnectionSchema.of(type)))
            .toList());
  }
}
