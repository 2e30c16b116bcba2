package dev.sequitur.notification.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param kind email, webhook or slack; absent if no such channel was in force
 * @param user for whom; absent if it goes to whoever is at the channel's other end
 * @param subscription absent for a test
 * @param reason why it is held or suppressed, or how it failed; of one that is queued or sent, why
 *     the default template was used
 * @param detail of a test: what the provider said
 * @param commandId what carries it: the same for all that one message told of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
    UUID id,
    String channel,
    @Nullable String kind,
    @Nullable String user,
    @Nullable String subscription,
    String outcome,
    String severity,
    String title,
    String rule,
    UUID runId,
    String state,
    @Nullable String reason,
    @Nullable String detail,
    @Nullable Instant dueAt,
    @Nullable UUID commandId,
    Instant createdAt,
    @Nullable Instant settledAt) {

  static DeliveryView of(ResultSet row) throws SQLException {
    var subscription = row.getString("subscription");
    return new DeliveryView(
        row.getObject("id", UUID.class),
        row.getString("channel"),
        row.getString("channel_kind"),
        row.getString("username"),
        subscription.isEmpty() ? null : subscription,
        row.getString("outcome"),
        row.getString("severity"),
        row.getString("title"),
        row.getString("rule"),
        row.getObject("run_id", UUID.class),
        row.getString("state"),
        row.getString("reason"),
        row.getString("detail"),
        instant(row, "due_at"),
        row.getObject("send_command_id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "settled_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
