package dev.sequitur.notification.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification as the API shows it to one reader.
 *
 * @param recipient {@code user:<name>}, or {@code role:<name>} for all who hold at least that role
 * @param severity WARNING or ERROR
 * @param outcome FAILED, DEAD, UNKNOWN or REJECTED
 * @param commandId absent if the run could not start
 * @param createdAt when it happened
 * @param readAt when this reader marked it as read; absent while unread
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InboxItem(
    UUID id,
    String recipient,
    String subscription,
    String severity,
    String outcome,
    String title,
    String code,
    String rule,
    UUID runId,
    @Nullable UUID commandId,
    int generation,
    UUID eventId,
    Instant createdAt,
    @Nullable Instant readAt) {}
