package dev.sequitur.notification.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.notification.NotificationProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller's own inbox: what was told to it, or to a role that it holds. */
@Path("/api/v1/workspaces/{workspace}/notifications")
@Produces("application/json")
@RolesAllowed("notification:read")
@RunOnVirtualThread
public class NotificationResource {

  private final InboxTable inbox;
  private final Caller caller;

  NotificationResource(InboxTable inbox, Caller caller) {
    this.inbox = inbox;
    this.caller = caller;
  }

  /**
   * A page of an inbox.
   *
   * @param items newest first
   * @param next what to give as {@code after} for older ones; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<InboxItem> items, @Nullable String next) {}

  /**
   * How many notifications are unread.
   *
   * @param unread at most 1,000
   * @param more true if there are more than that
   */
  public record Unread(int unread, boolean more) {}

  @GET
  public Page list(@Context UriInfo request) {
    var query = PageQuery.of(request.getQueryParameters());
    var found = inbox.page(Reader.of(caller), query);
    if (found.size() <= query.limit()) {
      return new Page(found, null);
    }
    var items = found.subList(0, query.limit());
    var last = items.getLast();
    return new Page(items, new Cursor(last.createdAt(), last.id()).text());
  }

  @GET
  @Path("unread-count")
  public Unread unread() {
    var counted = inbox.unread(Reader.of(caller));
    var most = InboxTable.COUNTED_AT_MOST;
    return new Unread(Math.min(counted, most), counted > most);
  }

  @PUT
  @Path("{id}/read")
  public void read(@PathParam("id") String id) {
    mark(id, true);
  }

  @DELETE
  @Path("{id}/read")
  public void unread(@PathParam("id") String id) {
    mark(id, false);
  }

  private void mark(String id, boolean read) {
    if (!inbox.mark(Reader.of(caller), uuid(id), read)) {
      throw notFound();
    }
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  private static RuntimeException notFound() {
    return NotificationProblem.NOTIFICATION_NOT_FOUND.with(
        "Nothing of that id was told to you or to a role of yours.");
  }
}
