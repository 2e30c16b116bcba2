package dev.sequitur.notification.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.notification.NotificationProblem;
import dev.sequitur.notification.delivery.DeliveryQuery.Position;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was sent through channels, what was not, and why. */
@Path("/api/v1/workspaces/{workspace}/deliveries")
@Produces("application/json")
@RolesAllowed("delivery:read")
@RunOnVirtualThread
public class DeliveryResource {

  private final Deliveries deliveries;
  private final Caller caller;

  DeliveryResource(Deliveries deliveries, Caller caller) {
    this.deliveries = deliveries;
    this.caller = caller;
  }

  /**
   * A page of deliveries.
   *
   * @param items newest first
   * @param next what to give as {@code after} for older ones; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<DeliveryView> items, @Nullable String next) {}

  @GET
  public Page list(@Context UriInfo request) {
    var query = DeliveryQuery.of(request.getQueryParameters());
    var found = deliveries.page(caller.workspace(), query);
    if (found.size() <= query.limit()) {
      return new Page(found, null);
    }
    var items = found.subList(0, query.limit());
    var last = items.getLast();
    return new Page(items, new Position(last.createdAt(), last.id()).text());
  }

  @GET
  @Path("{id}")
  public DeliveryView get(@PathParam("id") String id) {
    return uuid(id)
        .flatMap(one -> deliveries.find(caller.workspace(), one))
        .orElseThrow(
            () ->
                NotificationProblem.DELIVERY_NOT_FOUND.with("None of that id, or it was purged."));
  }

  private static Optional<UUID> uuid(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
