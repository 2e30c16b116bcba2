package dev.sequitur.notification.template;

import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.notification.NotificationProblem;
import dev.sequitur.notification.delivery.Deliveries;
import dev.sequitur.notification.domain.MessageValues;
import io.quarkus.qute.TemplateException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Templates: drafts, publication, suspension, versions, and previews of them. */
@Path("/api/v1/workspaces/{workspace}/notification-templates")
@RunOnVirtualThread
public class TemplateResource extends DefinitionResource {

  private final TemplateKind kind;
  private final Definitions definitions;
  private final Deliveries deliveries;
  private final Caller caller;

  public TemplateResource(
      TemplateKind kind, Definitions definitions, Deliveries deliveries, Caller caller) {
    super(kind, definitions, caller);
    this.kind = kind;
    this.definitions = definitions;
    this.deliveries = deliveries;
    this.caller = caller;
  }

  /** A preview: each part of the message. */
  public record Preview(Map<String, String> parts) {}

  /**
   * What the draft makes of a real delivery ({@code deliveryId}), of what is given ({@code
   * notification}: members replace those of the sample), or of the sample alone.
   */
  @POST
  @Path("{name}/previews")
  @Consumes("application/json")
  public Preview preview(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @Nullable Map<String, @Nullable Object> wish) {
    caller.require("template:write");
    var manifest = stillValid(workspace, definitions.get(workspace, kind, name).draft());
    var template =
        java.util.Objects.requireNonNull(TemplateReader.read(manifest.spec()).template());
    var values = MessageValues.message(List.of(values(workspace, wish == null ? Map.of() : wish)));
    try {
      return new Preview(template.render(values));
    } catch (TemplateException e) {
      throw NotificationProblem.PREVIEW_INVALID.with(
          "The template fails on this.",
          List.of(TemplateReader.mistake("/spec", "TEMPLATE_FAILS", e)));
    }
  }

  private Map<String, Object> values(String workspace, Map<String, @Nullable Object> wish) {
    if (!java.util.Set.of("deliveryId", "notification").containsAll(wish.keySet())
        || wish.size() > 1) {
      throw NotificationProblem.PREVIEW_INVALID.with(
          "Give deliveryId or notification, or neither.");
    }
    if (wish.containsKey("deliveryId")) {
      return uuid(wish.get("deliveryId"))
          .flatMap(id -> deliveries.values(workspace, id))
          .orElseThrow(
              () ->
                  NotificationProblem.DELIVERY_NOT_FOUND.with(
                      "None of that id, or it was purged."));
    }
    var values = new LinkedHashMap<>(Sample.notification());
    if (wish.get("notification") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> values.put(String.valueOf(key), value == null ? "" : value));
    } else if (wish.containsKey("notification")) {
      throw NotificationProblem.PREVIEW_INVALID.with("notification must be an object.");
    }
    return values;
  }

  private static Optional<UUID> uuid(@Nullable Object id) {
    try {
      return Optional.of(UUID.fromString(String.valueOf(id)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
