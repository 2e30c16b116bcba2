package dev.sequitur.gateway.audit.domain;

import java.util.HexFormat;

/**
 * One entry in its workspace's chain.
 *
 * @param position 1 for the first, then without a gap
 * @param facts the columns that find it
 * @param said its bytes
 * @param previous the hash of the entry before; of the first, 32 zero bytes
 * @param hash SHA-256 over {@code previous} and {@code said}
 */
public record Link(
    String workspace, long position, Facts facts, byte[] said, byte[] previous, byte[] hash) {

  /** The hash as it is shown. */
  public String hashText() {
    return HexFormat.of().formatHex(hash);
  }
}
