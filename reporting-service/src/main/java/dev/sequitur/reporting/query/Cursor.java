package dev.sequitur.reporting.query;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * The last row of a page: the next page begins behind it, whatever has come or gone meanwhile.
 *
 * @param acceptedAt microseconds at the finest, as the database keeps it
 */
record Cursor(Instant acceptedAt, UUID runId) {

  /** The end of the year 9999: beyond it nothing is stored. */
  static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final int BYTES = 3 * Long.BYTES;

  /** The opaque text that stands in an answer. */
  String text() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, acceptedAt))
            .putLong(runId.getMostSignificantBits())
            .putLong(runId.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  static Cursor parse(String text) {
    var bytes = Base64.getUrlDecoder().decode(text);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not a cursor");
    }
    var buffer = ByteBuffer.wrap(bytes);
    var acceptedAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
    if (acceptedAt.isBefore(Instant.EPOCH) || acceptedAt.isAfter(LATEST)) {
      throw new IllegalArgumentException("not a cursor");
    }
    return new Cursor(acceptedAt, new UUID(buffer.getLong(), buffer.getLong()));
  }
}
