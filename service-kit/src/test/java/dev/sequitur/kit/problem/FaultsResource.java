package dev.sequitur.kit.problem;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.DatabaseException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;

/** An endpoint that fails in each way an endpoint can fail. */
@Path("/api/v1/workspaces/{workspace}/faults")
public class FaultsResource {

  static final String SECRET_TEXT = "the table kit.secret_name has no such row";

  private final ApiDatabase database;

  FaultsResource(ApiDatabase database) {
    this.database = database;
  }

  /** A body with a type for each kind of mismatch. */
  public record Body(String name, int size, List<String> parts) {}

  @POST
  @Path("body")
  @Consumes("application/json")
  @RolesAllowed("fault:write")
  public int body(@PathParam("workspace") String workspace, Body body) {
    return body.size();
  }

  @POST
  @Path("stream")
  @RolesAllowed("fault:write")
  public long stream(@PathParam("workspace") String workspace, InputStream body) throws Exception {
    return body.transferTo(java.io.OutputStream.nullOutputStream());
  }

  @GET
  @Path("problem")
  @RolesAllowed("fault:read")
  public String problem(@PathParam("workspace") String workspace) {
    throw CommonProblem.CONFLICT.with(
        "It is so.", List.of(new Violation("/a", "CODE", "what is wrong")));
  }

  @GET
  @Path("transient")
  @RolesAllowed("fault:read")
  public String passing(@PathParam("workspace") String workspace) {
    throw new DatabaseException(new SQLException(SECRET_TEXT, "57P01"));
  }

  @GET
  @Path("unexpected")
  @RolesAllowed("fault:read")
  public String unexpected(@PathParam("workspace") String workspace) {
    throw new IllegalStateException(SECRET_TEXT);
  }

  @GET
  @Path("sql")
  @RolesAllowed("fault:read")
  public String sql(@PathParam("workspace") String workspace) {
    return database.in(
        workspace,
        transaction -> {
          try (var statement = transaction.connection().createStatement()) {
            statement.execute("SELECT 1 / 0");
            return "";
          }
        });
  }

  @GET
  @Path("overflow")
  @RolesAllowed("fault:read")
  public String overflow(@PathParam("workspace") String workspace) {
    throw new StackOverflowError(SECRET_TEXT);
  }

  @GET
  @Path("number")
  @RolesAllowed("fault:read")
  public int number(@PathParam("workspace") String workspace, @QueryParam("of") int number) {
    return number;
  }

  /** Has no permission of its own: the path's policy alone protects it. */
  @GET
  @Path("plain")
  public String plain(@PathParam("workspace") String workspace) {
    return "plain";
  }
}
