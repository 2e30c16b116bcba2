package dev.sequitur.notification.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * One row of somebody's inbox. It holds names, codes and ids only: no payload, and no text that a
 * target gave back, which not everybody who is told may see.
 *
 * @param id derived from subscription, recipient and cause
 * @param at when it happened
 */
public record Notification(
    UUID id, Recipient recipient, Subscription subscription, Fact fact, String title, Instant at) {}
